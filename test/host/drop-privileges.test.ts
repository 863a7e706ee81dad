import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { invokingPerson } from '../../main/host/drop-privileges.ts';

describe('who started us', () => {
  it.each([
    [{}, undefined],
    [
      { SUDO_UID: '1000', SUDO_GID: '100' },
      { uid: 1000, gid: 100 },
    ],
    [{ PKEXEC_UID: '1000' }, { uid: 1000 }],
    [{ SUDO_UID: '0', SUDO_GID: '0' }, undefined],
    [{ SUDO_UID: '-1' }, undefined],
    [{ SUDO_UID: '1000; rm' }, undefined],
    [{ SUDO_UID: '' }, undefined],
    [{ SUDO_UID: '501', SUDO_GID: '0' }, { uid: 501 }],
  ])('%j', (env, person) => {
    expect(invokingPerson(env)).toEqual(person);
  });
});

describe.skipIf(process.getuid?.() !== 0)('becoming that person (skipped without root)', () => {
  const DROP = join(import.meta.dirname, '..', '..', 'main', 'host', 'drop-privileges.ts');
  const script = (dataDir: string, gid?: number) => `
    import { createSocket } from 'node:dgram';
    import { dropPrivileges } from ${JSON.stringify(DROP)};
    const socket = createSocket('udp4');
    await new Promise((resolve) => socket.bind(0, '127.0.0.1', resolve));
    dropPrivileges(${JSON.stringify({ uid: 65534, gid })}, ${JSON.stringify(dataDir)});
    const again = (() => { try { process.setuid(0); return 'root again'; } catch (error) { return error.code; } })();
    const heard = new Promise((resolve) => socket.once('message', (bytes) => resolve(String(bytes))));
    socket.send('still open', socket.address().port, '127.0.0.1');
    console.log(JSON.stringify({ uid: process.getuid(), gid: process.getgid(), groups: process.getgroups(), again, heard: await heard }));
    socket.close();
  `;

  it.each([[65534], [undefined]])(
    'with group %s given: no way back, ports stay open, the data folder is theirs',
    (gid) => {
      const folder = mkdtempSync(join(tmpdir(), 'rackboot-drop-'));
      chmodSync(folder, 0o755);
      try {
        const data = join(folder, 'data');
        mkdirSync(join(data, 'deep'), { recursive: true });
        writeFileSync(join(data, 'deep', 'leases.db'), '');
        writeFileSync(join(folder, 'outside'), '');
        symlinkSync(join(folder, 'outside'), join(data, 'link'));
        linkSync(join(folder, 'outside'), join(data, 'second-name'));
        const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script(data, gid)], {
          encoding: 'utf8',
        });
        expect(JSON.parse(printed)).toEqual({
          uid: 65534,
          gid: 65534,
          groups: [65534],
          again: 'EPERM',
          heard: 'still open',
        });
        expect(statSync(data).uid).toBe(65534);
        expect(statSync(join(data, 'deep', 'leases.db')).uid).toBe(65534);
        expect(statSync(join(folder, 'outside')).uid).toBe(0);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});

import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { LinuxFacts, PrivilegeFacts } from '../../main/host/privilege.ts';
import { missingPrivilege, readPrivilegeFacts, shellWord } from '../../main/host/privilege.ts';

const BIND = 1n << 10n;
const RAW = 1n << 13n;
const PORTS = [67, 4011, 69, 80];

const plain: LinuxFacts = {
  capabilities: 0n,
  noNewPrivileges: false,
  unprivilegedPortStart: 1024,
  kernel: '6.1.0-25-amd64',
};
const linux = (facts: Partial<LinuxFacts> = {}, more: Partial<PrivilegeFacts> = {}): PrivilegeFacts => ({
  platform: 'linux',
  uid: 1000,
  program: '/opt/rackboot/node',
  electron: false,
  linux: { ...plain, ...facts },
  ...more,
});
const on = (platform: NodeJS.Platform, uid?: number): PrivilegeFacts => ({
  platform,
  program: '/opt/rackboot/node',
  electron: false,
  ...(uid !== undefined && { uid }),
});

describe('enough privilege', () => {
  it.each([
    ['root with all capabilities', linux({ capabilities: 0x1ffffffffffn }, { uid: 0 })],
    ['a user with the capability on the file', linux({ capabilities: BIND })],
    ['a system where low ports are free', linux({ unprivilegedPortStart: 0 })],
    ['a system where ports from 67 on are free', linux({ unprivilegedPortStart: 67 })],
    [
      'an old kernel with both capabilities',
      linux({ capabilities: BIND | RAW, kernel: '5.4.0-150-generic' }),
    ],
    ['Windows', on('win32')],
    ['root on macOS', on('darwin', 0)],
  ])('%s', (_, facts) => {
    expect(missingPrivilege(facts, PORTS)).toBeUndefined();
  });

  it('is nothing for high ports, and for no ports', () => {
    expect(missingPrivilege(linux(), [6767, 8080, 0])).toBeUndefined();
    expect(missingPrivilege(linux(), [])).toBeUndefined();
    expect(missingPrivilege(on('darwin', 501), [8080])).toBeUndefined();
  });
});

describe('what is missing, and how to give it', () => {
  it.each<[string, PrivilegeFacts, readonly number[], string, string]>([
    [
      'an ordinary user on Linux',
      linux(),
      PORTS,
      'This user may not open ports 67, 69 and 80 (CAP_NET_BIND_SERVICE).',
      'Once: sudo setcap cap_net_bind_service,cap_net_raw+ep /opt/rackboot/node (again after each update), or run with sudo.',
    ],
    [
      'only the port for HTTP',
      linux({ unprivilegedPortStart: 81 }, { program: "/home/o'neill/my apps/node" }),
      [67],
      'This user may not open port 67 (CAP_NET_BIND_SERVICE).',
      `Once: sudo setcap cap_net_bind_service,cap_net_raw+ep '/home/o'\\''neill/my apps/node' (again after each update), or run with sudo.`,
    ],
    [
      'an old kernel, one capability of two',
      linux({ capabilities: BIND, kernel: '5.6.19' }),
      PORTS,
      'This user may not listen on one interface only (CAP_NET_RAW).',
      'Once: sudo setcap cap_net_bind_service,cap_net_raw+ep /opt/rackboot/node (again after each update), or run with sudo.',
    ],
    [
      'root in a container without capabilities',
      linux({}, { uid: 0 }),
      PORTS,
      'This user may not open ports 67, 69 and 80 (CAP_NET_BIND_SERVICE).',
      'Give the container the capabilities NET_BIND_SERVICE and NET_RAW, or run outside of it.',
    ],
    [
      'a service that may not gain privileges',
      linux({ noNewPrivileges: true }),
      PORTS,
      'This user may not open ports 67, 69 and 80 (CAP_NET_BIND_SERVICE).',
      'Run it with sudo. Capabilities on the file do not count here: NoNewPrivs is set.',
    ],
    [
      'the desktop app',
      linux({}, { electron: true }),
      PORTS,
      'This user may not open ports 67, 69 and 80 (CAP_NET_BIND_SERVICE).',
      'Allow Rackboot to ask for an administrator’s password when it starts its engine.',
    ],
    [
      'macOS',
      on('darwin', 501),
      PORTS,
      'This user may not open ports 67, 69 and 80 on one interface.',
      'Run it with sudo.',
    ],
  ])('%s', (_, facts, ports, message, hint) => {
    const error = missingPrivilege(facts, ports);
    expect(error).toMatchObject({ code: 'NEEDS_PRIVILEGE', message, hint });
  });
});

describe('the facts of this very process', () => {
  it('are read from the kernel', async () => {
    const facts = await readPrivilegeFacts();
    expect(facts).toMatchObject({ platform: process.platform, program: process.execPath, electron: false });
    if (process.platform !== 'linux') return;
    expect(facts.linux?.unprivilegedPortStart).toBeGreaterThanOrEqual(0);
    expect(facts.linux?.kernel).toMatch(/^\d+\.\d+/);
    if (process.geteuid?.() === 0) expect(facts.linux?.capabilities).toBeGreaterThan(0n);
  });
});

describe('a word for the shell', () => {
  it
    .skipIf(process.platform === 'win32')
    .each(['plain', 'two words', "it's", '$HOME `id` "x" \\', '', 'a\nb', '*'])('%j survives it', (word) => {
    expect(execFileSync('/bin/sh', ['-c', `printf %s ${shellWord(word)}`], { encoding: 'utf8' })).toBe(word);
  });
});

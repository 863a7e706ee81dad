import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Program } from '../../main/host/elevate.ts';
import { withCapabilities } from '../../main/host/elevate-linux.ts';
import { appleScript, shellLine } from '../../main/host/elevate-macos.ts';
import { askingScript, elevatedScript, encoded } from '../../main/host/elevate-windows.ts';

/** Paths as people have them, and as attackers would like them. */
const nasty: Program = {
  file: "/Applications/Rack boot's.app/node",
  args: ['engine.child.js', '$(touch /tmp/x)', 'say "hi" \\ `id`', ''],
  env: { ELECTRON_RUN_AS_NODE: '1' },
};

describe('Linux', () => {
  it('becomes the person, with two capabilities, without a shell', () => {
    expect(withCapabilities(nasty, '/usr/bin/setpriv', 1000, 100)).toEqual([
      '/usr/bin/setpriv',
      '--reuid=1000',
      '--regid=100',
      '--init-groups',
      '--inh-caps=+net_bind_service,+net_raw',
      '--ambient-caps=+net_bind_service,+net_raw',
      '--reset-env',
      '--',
      '/usr/bin/env',
      'ELECTRON_RUN_AS_NODE=1',
      nasty.file,
      ...nasty.args,
    ]);
  });

  it('may change addresses only where it shall give one', () => {
    const command = withCapabilities({ ...nasty, givesAddress: true }, '/usr/bin/setpriv', 1000, 100);
    expect(command).toContain('--inh-caps=+net_bind_service,+net_raw,+net_admin');
    expect(command).toContain('--ambient-caps=+net_bind_service,+net_raw,+net_admin');
  });
});

describe('macOS', () => {
  it.skipIf(process.platform === 'win32')('gives the shell exactly these words', () => {
    const show: Program = { ...nasty, file: '/usr/bin/printf', args: ['[%s]', ...nasty.args] };
    const printed = execFileSync('/bin/sh', ['-c', shellLine(show, 501, 20)], { encoding: 'utf8' });
    expect(printed).toBe(nasty.args.map((word) => `[${word}]`).join(''));
  });

  it.skipIf(process.platform === 'win32')('tells the child who asked', () => {
    const show: Program = {
      file: '/bin/sh',
      args: ['-c', 'echo $SUDO_UID $SUDO_GID $ELECTRON_RUN_AS_NODE'],
      env: nasty.env,
    };
    expect(execFileSync('/bin/sh', ['-c', shellLine(show, 501, 20)], { encoding: 'utf8' })).toBe(
      '501 20 1\n',
    );
  });

  it('cannot be broken out of: undoing the two escapes of AppleScript gives the line back', () => {
    const line = shellLine(nasty, 501, 20);
    const string =
      /^do shell script "((?:[^"\\]|\\["\\])*)" with prompt "[^"]*" with administrator privileges$/.exec(
        appleScript(line),
      );
    expect(string?.[1]?.replace(/\\(["\\])/g, '$1')).toBe(line);
  });
});

describe('Windows', () => {
  const program: Program = {
    file: "C:\\Program Files\\Rack boot's\\Rackboot.exe",
    args: ['engine.child.js', '--connect', '\\\\.\\pipe\\rackboot-1', '; Remove-Item C:\\', '‘typographic’'],
    env: { ELECTRON_RUN_AS_NODE: '1' },
  };

  it('quotes every word for PowerShell', () => {
    expect(elevatedScript(program)).toBe(
      "$env:ELECTRON_RUN_AS_NODE = '1'; & 'C:\\Program Files\\Rack boot''s\\Rackboot.exe' 'engine.child.js' '--connect' " +
        "'\\\\.\\pipe\\rackboot-1' '; Remove-Item C:\\' '‘‘typographic’’'; exit $LASTEXITCODE",
    );
  });

  it('asks with nothing of it in the open: base64 all the way', () => {
    const script = elevatedScript(program);
    const asking = askingScript(script);
    const inner = /'-EncodedCommand', '([A-Za-z0-9+/=]+)'; exit \$p\.ExitCode$/.exec(asking)?.[1] ?? '';
    expect(Buffer.from(inner, 'base64').toString('utf16le')).toBe(script);
    expect(asking).toContain('-Verb RunAs');
    expect(encoded('a')).toBe('YQA=');
  });
});

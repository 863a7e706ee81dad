import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CommandLine } from '../../main/services/hook-rights.ts';
import { withoutCapabilities } from '../../main/services/hook-rights.ts';

const SETPRIV = '/usr/bin/setpriv';
const LINE = { command: 'notify', args: ['--all', '--', '$HOME', ''] };

const status = (ambient: string): string =>
  `Name:\tnode\nCapInh:\t0000000000002400\nCapEff:\t0000000000002400\nCapAmb:\t${ambient}\nNoNewPrivs:\t0\n`;

describe('the rights of a hook', () => {
  it.each([
    ['nothing would be inherited', status('0000000000000000')],
    ['the kernel knows no ambient capabilities', 'Name:\tnode\nCapEff:\t0000000000000000\n'],
  ])('are left alone where %s', (_, said) => {
    expect(withoutCapabilities(LINE, said, SETPRIV)).toBe(LINE);
    expect(withoutCapabilities(LINE, said, undefined)).toBe(LINE);
  });

  it('are taken away in front of it, its words as they are', () => {
    expect(withoutCapabilities(LINE, status('0000000000002400'), SETPRIV)).toEqual({
      command: SETPRIV,
      args: ['--ambient-caps=-all', '--inh-caps=-all', '--', 'notify', '--all', '--', '$HOME', ''],
    });
  });

  it('cannot be taken away without setpriv: then it is not started', () => {
    expect(withoutCapabilities(LINE, status('0000000000001000'), undefined)).toBeUndefined();
  });

  it.runIf(process.platform === 'linux' && process.geteuid?.() === 0 && existsSync(SETPRIV))(
    'are gone for real',
    () => {
      const shown = { command: 'grep', args: ['^CapInh\\|^CapAmb', '/proc/self/status'] };
      const plain = withoutCapabilities(shown, status('0000000000002000'), SETPRIV) ?? shown;
      const caps = '+net_raw,+net_admin';
      const run = (line: CommandLine): string =>
        execFileSync(
          SETPRIV,
          [`--inh-caps=${caps}`, `--ambient-caps=${caps}`, '--', line.command, ...line.args],
          { encoding: 'utf8' },
        );
      expect(run(shown)).toBe('CapInh:\t0000000000003000\nCapAmb:\t0000000000003000\n');
      expect(run(plain)).toBe('CapInh:\t0000000000000000\nCapAmb:\t0000000000000000\n');
    },
  );
});

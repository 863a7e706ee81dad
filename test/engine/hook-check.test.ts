import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkHooks } from '../../main/engine/hook-check.ts';
import type { Hook } from '../../shared/model/config.ts';
import { temporaryFolder } from './temporary.ts';

const LINUX = { platform: 'linux', environment: { PATH: '/nowhere:/usr/bin:/bin' } } as const;

const command = (program: string, fields: Partial<Extract<Hook, { does: 'command' }>> = {}): Hook => ({
  id: 'c',
  does: 'command',
  stage: 'installed',
  enabled: true,
  command: program,
  args: [],
  ...fields,
});
const webhook = (fields: Partial<Hook> = {}): Hook =>
  ({ id: 'w', does: 'webhook', stage: '*', enabled: true, url: 'http://127.0.0.1/', ...fields }) as Hook;

describe('hooks that are written down', () => {
  it('are taken', async () => {
    const script = join(temporaryFolder(), 'greet host.sh');
    writeFileSync(script, '#!/bin/sh\n');
    chmodSync(script, 0o755);
    const off = command('/nowhere/yet', { id: 'off', enabled: false });
    await checkHooks([command('sh'), command(script, { id: 's' }), webhook(), off], LINUX);
    await checkHooks([], LINUX);
  });

  it.each<[string, Hook[], RegExp]>([
    ['two of one name', [webhook(), webhook()], /"w" stands there twice/],
    ['a stage that no machine can say', [webhook({ stage: 'in stalled' })], /"in stalled"/],
    ['a program that is not there', [command('/nowhere/at/all')], /not there/],
    ['a program that is in no folder of PATH', [command('no-such-program')], /not there/],
    ['a folder', [command('/usr/bin')], /no program/],
    ['a file that may not be executed', [command('/etc/passwd')], /no program/],
    ['a path from nobody knows where', [command('./hook.sh')], /from which folder/],
    ['NUL in the command', [command('sh\0')], /NUL/],
    ['NUL in an argument', [command('sh', { args: ['a', 'b\0'] })], /NUL/],
  ])('are refused: %s', async (_what, hooks, message) => {
    await expect(checkHooks(hooks, LINUX)).rejects.toMatchObject({ code: 'BAD_CONFIG', message });
  });

  it.each(['C:\\hooks\\greet.cmd', 'greet.BAT', 'C:\\hooks\\vcenter.ps1'])(
    'are refused on Windows: %s is no program',
    async (program) => {
      const windows = { platform: 'win32', environment: {} } as const;
      await expect(checkHooks([command(program)], windows)).rejects.toMatchObject({
        code: 'BAD_CONFIG',
        hint: expect.stringContaining('-File') as string,
      });
    },
  );

  it('are found on Windows by their ending', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'bin', 'pwsh.exe'), '');
    chmodSync(join(folder, 'bin', 'pwsh.exe'), 0o755);
    await checkHooks([command('pwsh')], { platform: 'win32', environment: { Path: join(folder, 'bin') } });
  });
});

import { describe, expect, it } from 'vitest';
import type { CommandName } from '../../shared/model/api.ts';
import type { Assignment } from '../../shared/model/config.ts';
import { DEFAULT_CONFIG } from '../../shared/model/config.ts';
import type { Config } from '../../shared/model/config.ts';
import { AppError } from '../../shared/model/error.ts';
import { parseCommandLine } from '../../main/command-line.ts';
import type { CallEngine, Run } from '../../main/desktop-engine.ts';
import { settleOptions } from '../../main/desktop-engine.ts';

const MAC = '52:54:00:00:00:01';

function runOf(...words: string[]): Run {
  const command = parseCommandLine(['serve', '--data', '/nowhere', ...words]);
  if (command.name !== 'serve') throw new Error('not serve');
  return command.run;
}

/** An engine with these settings in force; what it is told, and what it refuses. */
function engine(config: Partial<Config>, refuses: readonly string[] = []) {
  const told: { command: CommandName; input: unknown }[] = [];
  const call = (async (command: CommandName, input: unknown) => {
    if (command === 'config.get') return { ...DEFAULT_CONFIG, ...config };
    if (refuses.includes(JSON.stringify(input))) throw new AppError('UNKNOWN_IMAGE', 'No.', 'No.');
    told.push({ command, input });
    return undefined;
  }) as CallEngine;
  return { call, told };
}

describe('options of the desktop app, when another engine takes over', () => {
  it('do not come back over what was decided meanwhile', async () => {
    const run = runOf('--unknown', 'debian.iso', '--answer', 'a.cfg', '--arm', 'always');
    const { call, told } = engine({ unknown: { action: 'wait' } });
    expect(await settleOptions(run, call)).toMatchObject({ assign: [], images: [], arm: 'off' });
    expect(await settleOptions(run, call)).not.toHaveProperty('unknown');
    expect(told[0]).toEqual({ command: 'config.update', input: { unknown: { action: 'wait' } } });
  });

  it('wait where the image of unknown machines is gone', async () => {
    const gone = { action: 'image', image: 'gone', arm: 'always' } as const;
    const { call, told } = engine({ unknown: gone }, [JSON.stringify({ unknown: gone })]);
    await settleOptions(runOf('--unknown', 'gone.iso', '--arm', 'always'), call);
    expect(told).toEqual([{ command: 'config.update', input: { unknown: { action: 'wait' } } }]);
  });

  it('leave assignments, disarmed; none where a person took it away, and none changed that a person armed', async () => {
    const armed: Assignment = { image: 'debian', arm: 'once', armedUntil: 5 };
    const first = engine({ assignments: { [MAC]: armed } });
    await settleOptions(runOf('--assign', `${MAC}=debian.iso`, '--arm', 'once'), first.call);
    expect(first.told).toEqual([
      { command: 'machines.assign', input: { mac: MAC, image: 'debian', arm: 'off' } },
    ]);
    const taken = engine({});
    await settleOptions(runOf('--assign', `${MAC}=debian.iso`, '--arm', 'once'), taken.call);
    expect(taken.told).toEqual([]);
    const byHand = engine({ assignments: { [MAC]: armed } });
    await settleOptions(runOf('--assign', `${MAC}=debian.iso`), byHand.call);
    expect(byHand.told).toEqual([]);
  });
});

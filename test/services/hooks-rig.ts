/** The hooks service with everything it does written down, and pauses that take no time. */
import { onTestFinished } from 'vitest';
import type { Hooks, HooksParts } from '../../main/services/hooks.ts';
import { createHooks } from '../../main/services/hooks.ts';
import type { HookCall } from '../../shared/boot/hook-call.ts';
import type { Hook } from '../../shared/model/config.ts';
import type { EventBody } from '../../shared/model/event.ts';
import type { Mac } from '../../shared/wire/address.ts';

export const CALL: HookCall = {
  mac: '52:54:00:00:00:01' as Mac,
  stage: 'installed',
  at: Date.UTC(2026, 10, 25, 22, 0, 0),
  msSincePowerOn: 61_000,
  name: 'esx-01',
  variables: {},
};

export type Finished = Extract<EventBody, { type: 'hook.finished' }>;

export interface HooksRig {
  readonly hooks: Hooks;
  readonly pauses: number[];
  finished(): Finished[];
}

export async function hooksRig(
  list: readonly Hook[],
  options: Partial<Pick<HooksParts, 'command' | 'webhook'>> = {},
): Promise<HooksRig> {
  const events: EventBody[] = [];
  const pauses: number[] = [];
  const hooks = createHooks({
    hooks: () => list,
    append: (event) => void events.push(event),
    now: () => performance.now(),
    wallClock: () => CALL.at,
    version: '1.2.3',
    command: options.command ?? { environment: process.env, platform: process.platform },
    webhook: { sleep: async (ms) => void pauses.push(ms), ...options.webhook },
  });
  await hooks.start();
  onTestFinished(() => hooks.stop());
  return { hooks, pauses, finished: () => events.filter((event) => event.type === 'hook.finished') };
}

/** Trying a hook, as if a machine had called home. */
import type { HookCall } from '../../shared/boot/hook-call.ts';
import type { Commands } from '../../shared/model/api.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Hooks } from '../services/hooks.ts';
import type { CommandsOptions } from './commands.ts';
import type { HomeCall } from './home.ts';
import { createLookups } from './lookups.ts';

export interface HookCommandsOptions extends Pick<
  CommandsOptions,
  'settings' | 'machines' | 'images' | 'answers'
> {
  readonly hooks: Pick<Hooks, 'try'>;
  readonly hookCall: (call: HomeCall) => HookCall;
  readonly now: () => number;
}

export function createHookCommands(options: HookCommandsOptions): Pick<Commands, 'hooks.try'> {
  const { machine } = createLookups(options);
  return {
    'hooks.try': async ({ mac, id }) => {
      machine(mac);
      const { hooks } = options.settings.get();
      const hook = hooks.find((one) => one.id === id);
      if (!hook)
        throw new AppError(
          'BAD_ARGUMENT',
          `There is no hook "${id}".`,
          `Known: ${hooks.map((one) => one.id).join(', ') || 'none yet'}.`,
        );
      const stage = hook.stage === '*' ? TRIAL_STAGE : hook.stage;
      const at = options.now();
      const boot = machine(mac).boots?.at(-1);
      const call = options.hookCall({
        mac,
        stage,
        at,
        ...(boot && { msSincePowerOn: Math.max(0, at - boot.startedAt) }),
      });
      return options.hooks.try(hook, call);
    },
  };
}

/** What a hook for every stage is told when somebody only tries it. */
const TRIAL_STAGE = 'try';

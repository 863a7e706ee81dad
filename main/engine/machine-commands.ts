/** The commands of machines: what they boot, arming, and what is written down about them. */
import type { Commands } from '../../shared/model/api.ts';
import type { Assignment } from '../../shared/model/config.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { CommandsOptions } from './commands.ts';
import { createLookups } from './lookups.ts';

type MachineCommands = Pick<
  Commands,
  Extract<keyof Commands, `machines.${string}` | `naming.${string}` | `groups.${string}`>
>;

export function createMachineCommands(options: CommandsOptions): Omit<MachineCommands, 'machines.wake'> {
  const { settings, machines, decisions, append } = options;
  const { machine, image, answer } = createLookups(options);

  async function assign(mac: Mac, assignment: Assignment | undefined): Promise<Machine> {
    await settings.assign(mac, assignment);
    machines.see(mac, 'config');
    // Only arming anew forgets an earlier install: anything else must not make a machine wipe its disk again.
    machines.decided([{ mac, ...(assignment && assignment.arm !== 'off' && { armed: assignment }) }]);
    machines.planned(mac, decisions.plan(mac));
    append({
      type: 'machine.assigned',
      mac,
      image: assignment?.image ?? null,
      ...(assignment?.answer !== undefined && { answer: assignment.answer }),
      arm: assignment?.arm ?? 'off',
    });
    return machine(mac);
  }

  return {
    'machines.list': async () => machines.list(),
    'machines.forget': async ({ mac }) => {
      machine(mac);
      await settings.assign(mac, undefined);
      await settings.name(mac, '');
      machines.forget(mac);
      return { forgotten: mac };
    },
    'machines.name': async ({ mac, name }) => {
      await settings.name(mac, name);
      machines.see(mac, 'config');
      return machines.name(mac, name) ?? machine(mac);
    },
    'machines.assign': async ({ mac, image: wanted, answer: answerId, kernelArgs, arm }) => {
      if (wanted === null) return assign(mac, undefined);
      const id = wanted === 'local' ? wanted : image(wanted).id;
      if (answerId !== undefined) answer(answerId);
      return assign(mac, {
        image: id,
        arm,
        ...(answerId !== undefined && { answer: answerId }),
        ...(kernelArgs !== undefined && { kernelArgs }),
      });
    },
    'machines.arm': async ({ mac, arm }) => {
      const current = decisions.wanted(mac);
      if (!current || current.image === 'local') {
        throw new AppError(
          'NOT_ARMED',
          `${mac} has no image that could be armed.`,
          'Assign an image and an answer file to it first.',
        );
      }
      return assign(mac, { ...current, arm });
    },
    'machines.plan': async ({ mac }) => decisions.plan(mac),
    'machines.instructions': async ({ mac }) => options.macBoot.instructions(mac),
    'machines.assignMany': async () => notBuiltYet(),
    'machines.armMany': async () => notBuiltYet(),
    'machines.edit': async () => notBuiltYet(),
    'machines.merge': async () => notBuiltYet(),
    'machines.export': async () => notBuiltYet(),
    'machines.import': async () => notBuiltYet(),
    'naming.start': async () => notBuiltYet(),
    'naming.stop': async () => notBuiltYet(),
    'groups.set': async () => notBuiltYet(),
    'groups.remove': async () => notBuiltYet(),
  };
}

function notBuiltYet(): never {
  throw new AppError('NOT_SUPPORTED', 'Not built yet.', 'Wait.');
}

/** What machines boot, and arming: for one, or for a selection, where all of it is done or nothing. */
import { withAssignment } from '../../shared/boot/inventory.ts';
import { armInForce } from '../../shared/boot/plan.ts';
import type { Commands, ParsedInput } from '../../shared/model/api.ts';
import type { Arm, Assignment, Config } from '../../shared/model/config.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { MachineCommandsOptions } from './machine-commands.ts';
import { createLookups } from './lookups.ts';

type ArmingCommands = Pick<
  Commands,
  'machines.assign' | 'machines.assignMany' | 'machines.arm' | 'machines.armMany'
>;

const MINUTE_MS = 60_000;

export function createArmingCommands(options: MachineCommandsOptions): ArmingCommands {
  const { settings, machines, decisions, append, now } = options;
  const { machine, image, answer } = createLookups(options);

  /**
   * Undefined: it has none any more.
   * @param decideBy the settings that it changes: what somebody else decided a moment before stands in them
   */
  async function decide(
    decideBy: (config: Config) => ReadonlyMap<Mac, Assignment | undefined>,
  ): Promise<readonly Machine[]> {
    let decided: ReadonlyMap<Mac, Assignment | undefined> = new Map();
    await settings.change((config) => {
      decided = decideBy(config);
      return [...decided].reduce(
        (changed, [mac, assignment]) => withAssignment(changed, mac, assignment),
        config,
      );
    });
    for (const mac of decided.keys()) machines.see(mac, 'config');
    // After the settings: killed in between, what was used up is used up still. Only arming anew makes a machine install
    // again, and what is said here is newer than what was chosen at a Mac.
    machines.decided(
      [...decided].map(([mac, assignment]) => ({
        mac,
        ...(assignment && armInForce(assignment, now()) !== 'off' && { armed: assignment }),
      })),
    );
    for (const [mac, assignment] of decided) {
      machines.planned(mac, decisions.plan(mac));
      append({
        type: 'machine.assigned',
        mac,
        image: assignment?.image ?? null,
        ...(assignment?.answer !== undefined && { answer: assignment.answer }),
        arm: assignment?.arm ?? 'off',
      });
    }
    return [...decided.keys()].map(machine);
  }

  /** UNKNOWN_IMAGE, UNKNOWN_ANSWER */
  function assignmentOf(input: Omit<ParsedInput<'machines.assign'>, 'mac'>): Assignment | undefined {
    const { image: wanted, answer: answerId, kernelArgs, arm, armedUntil } = input;
    if (wanted === null) return undefined;
    const id = wanted === 'local' ? wanted : image(wanted).id;
    if (answerId !== undefined) answer(answerId);
    return {
      image: id,
      arm: armInForce({ arm, armedUntil }, now()),
      ...(answerId !== undefined && { answer: answerId }),
      ...(kernelArgs !== undefined && { kernelArgs }),
      ...(arm !== 'off' && armedUntil !== undefined && { armedUntil }),
    };
  }

  /**
   * NOT_ARMED, UNKNOWN_IMAGE, UNKNOWN_ANSWER, each with the machine in its sentence. Undefined: it is as it shall be, for
   * nothing that could be armed is assigned to it.
   */
  function armedAs(
    mac: Mac,
    { assignments }: Config,
    arm: Arm,
    minutes: number | undefined,
  ): Assignment | undefined {
    const current = assignments[mac] ?? decisions.wanted(mac);
    if (!current || current.image === 'local') {
      if (arm === 'off' && machines.get(mac)) return undefined;
      throw new AppError(
        'NOT_ARMED',
        `${called(mac)} has no image that could be armed.`,
        'Assign an image and an answer file to it first.',
      );
    }
    if (arm !== 'off')
      naming(mac, () => {
        image(current.image);
        if (current.answer !== undefined) answer(current.answer);
      });
    const { armedUntil: _before, ...rest } = current;
    const until = arm === 'off' || minutes === undefined ? undefined : now() + minutes * MINUTE_MS;
    return { ...rest, arm, ...(until !== undefined && { armedUntil: until }) };
  }

  function called(mac: Mac): string {
    const name = settings.get().names[mac];
    return name === undefined ? mac : `${name} (${mac})`;
  }

  function naming(mac: Mac, check: () => void): void {
    try {
      check();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      throw new AppError(error.code, `${called(mac)}: ${error.message}`, error.hint, { cause: error });
    }
  }

  async function arm(
    macs: readonly Mac[],
    how: Arm,
    minutes: number | undefined,
  ): Promise<readonly Machine[]> {
    await decide((config) => {
      // All are looked at before anything is changed.
      const all = macs.map((mac) => [mac, armedAs(mac, config, how, minutes)] as const);
      return new Map(all.filter(([, assignment]) => assignment !== undefined));
    });
    return [...new Set(macs)].map(machine);
  }

  return {
    'machines.assign': async ({ mac, ...input }) => {
      const assignment = assignmentOf(input);
      await decide(() => new Map([[mac, assignment]]));
      return machine(mac);
    },
    'machines.assignMany': async ({ macs, ...input }) => {
      const assignment = assignmentOf(input);
      // One object each: the settings tell by it which machines were decided.
      const decided = new Map(macs.map((mac) => [mac, assignment && { ...assignment }]));
      return { machines: await decide(() => decided) };
    },
    'machines.arm': async ({ mac, arm: how, minutes }) => {
      await arm([mac], how, minutes);
      return machine(mac);
    },
    'machines.armMany': async ({ macs, arm: how, minutes }) => ({ machines: await arm(macs, how, minutes) }),
  };
}

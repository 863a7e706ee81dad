/**
 * Armings whose time is over are taken back, and it is said once. Nothing depends on this: planBoot counts them as off from
 * that moment on, also while this engine was not running.
 */
import { withAssignment } from '../../shared/boot/inventory.ts';
import { armInForce, usedUp } from '../../shared/boot/plan.ts';
import type { Assignment, Config } from '../../shared/model/config.ts';
import type { Append } from '../../shared/model/event.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { BootDecisions } from './boot-decisions.ts';
import type { MachineRegistry } from './machine-registry.ts';
import type { Settings } from './settings.ts';

export interface ArmingExpiry {
  /** Call it every few seconds. */
  tick(): Promise<void>;
}

export function createArmingExpiry(options: {
  readonly settings: Settings;
  readonly machines: Pick<MachineRegistry, 'get' | 'planned'>;
  readonly decisions: Pick<BootDecisions, 'plan'>;
  readonly append: Append;
  /** ms since 1970. */
  readonly now: () => number;
  /** It could not be saved; tried again from then on, and not said again. */
  readonly onError: (error: unknown) => void;
}): ArmingExpiry {
  const { settings, machines, decisions, append, now } = options;
  let working = false;
  let failed = false;

  function over({ assignments }: Config): [Mac, Assignment][] {
    return (Object.entries(assignments) as [Mac, Assignment][]).filter(
      ([, assignment]) => assignment.arm !== 'off' && armInForce(assignment, now()) === 'off',
    );
  }

  async function takeBack(): Promise<void> {
    let ended: [Mac, Assignment][] = [];
    await settings.change((config) => {
      ended = over(config);
      return ended.reduce(
        // Until when it was armed stays, to say why it is not any more.
        (changed, [mac, assignment]) => withAssignment(changed, mac, { ...assignment, arm: 'off' }),
        config,
      );
    });
    for (const [mac, assignment] of ended) {
      machines.planned(mac, decisions.plan(mac));
      const { install, pastInstalls } = machines.get(mac) ?? {};
      // That one was disarmed when its install had begun, and it goes on.
      if (usedUp(assignment, install, pastInstalls) === undefined)
        append({ type: 'machine.disarmed', mac, why: ['its arming expired'] });
    }
  }

  return {
    async tick() {
      if (working || over(settings.get()).length === 0) return;
      working = true;
      try {
        await takeBack();
        failed = false;
      } catch (error) {
        if (!failed) options.onError(error);
        failed = true;
      } finally {
        working = false;
      }
    },
  };
}

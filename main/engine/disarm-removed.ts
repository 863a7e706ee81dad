/**
 * What is taken out of the library or off the shelf is armed nowhere any more: what comes under its name later is another
 * thing, which nobody armed for any machine.
 */
import { withAssignment } from '../../shared/boot/inventory.ts';
import type { Assignment, Config } from '../../shared/model/config.ts';
import type { Append } from '../../shared/model/event.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { BootDecisions } from './boot-decisions.ts';
import type { MachineRegistry } from './machine-registry.ts';
import type { Settings } from './settings.ts';

export interface DisarmRemovedOptions {
  readonly settings: Settings;
  readonly machines: Pick<MachineRegistry, 'planned'>;
  readonly decisions: Pick<BootDecisions, 'plan'>;
  readonly append: Append;
}

/**
 * On disk when it resolves, and only then may the thing be removed.
 * @param isOf is this about what is removed?
 */
export async function disarmRemoved(
  { settings, machines, decisions, append }: DisarmRemovedOptions,
  isOf: (wanted: Pick<Assignment, 'image' | 'answer'>) => boolean,
  why: string,
): Promise<void> {
  const armed = ({ assignments }: Config): [Mac, Assignment][] =>
    (Object.entries(assignments) as [Mac, Assignment][]).filter(
      ([, assignment]) => assignment.arm !== 'off' && isOf(assignment),
    );
  const { unknown } = settings.get();
  if (unknown.action === 'image' && unknown.arm !== 'off' && isOf(unknown)) {
    await settings.update({ unknown: { ...unknown, arm: 'off' } });
    append({ type: 'config.changed', what: 'unknown' });
  }
  if (armed(settings.get()).length === 0) return;
  let ended: [Mac, Assignment][] = [];
  await settings.change((config) => {
    ended = armed(config);
    return ended.reduce(
      (changed, [mac, { armedUntil: _over, ...rest }]) =>
        withAssignment(changed, mac, { ...rest, arm: 'off' }),
      config,
    );
  });
  for (const [mac] of ended) {
    machines.planned(mac, decisions.plan(mac));
    append({ type: 'machine.disarmed', mac, why: [why] });
  }
}

/** What becomes of one machine's record: values in, values out. */
import { mergeBoots } from '../../shared/boot/boot-history.ts';
import type { InstallRecord } from '../../shared/boot/installs.ts';
import { inheritInstalls } from '../../shared/boot/installs.ts';
import type { Machine, SeenHow } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';

/** @param time ms since 1970 */
export function newMachine(mac: Mac, how: SeenHow, installs: InstallRecord, time: number): Machine {
  return {
    kind: 'plain',
    ...installs,
    mac,
    how,
    stage: 'seen',
    stageAt: time,
    firstSeen: time,
    lastSeen: time,
  };
}

export function withName({ name: _old, ...rest }: Machine, name = ''): Machine {
  return name === '' ? rest : { ...rest, name };
}

export function withInstalls(machine: Machine, record: InstallRecord): Machine {
  const { install: _install, pastInstalls: _past, ...rest } = machine;
  return { ...rest, ...record };
}

export function withoutTransfer({ transfer: _ended, load: _loaded, ...machine }: Machine): Machine {
  return machine;
}

export function withoutChoice({ chosen: _void, ...machine }: Machine): Machine {
  return machine;
}

/** What stays of a machine that is forgotten: an arming that was used up stays so. */
export function keptOf({ install, pastInstalls }: Machine): InstallRecord | undefined {
  return install || pastInstalls
    ? { ...(install && { install }), ...(pastInstalls && { pastInstalls }) }
    : undefined;
}

/**
 * Two cards of one machine. `into` is what answers now: what it says of itself counts before what the other card said.
 * @param time ms since 1970
 */
export function mergeMachines(into: Machine, from: Machine, time: number): Machine {
  const { name = from.name, model = from.model, modelId = from.modelId, uuid = from.uuid } = into;
  const { serial = from.serial, chosen = from.chosen } = into;
  const boots = mergeBoots(from.boots ?? [], into.boots ?? []);
  return {
    ...withInstalls(into, inheritInstalls(into, from, time)),
    ...(name !== undefined && { name }),
    ...(model !== undefined && { model }),
    ...(modelId !== undefined && { modelId }),
    ...(uuid !== undefined && { uuid }),
    ...(serial !== undefined && { serial }),
    ...(chosen !== undefined && { chosen }),
    ...(boots.length > 0 && { boots }),
    firstSeen: Math.min(into.firstSeen, from.firstSeen),
  };
}

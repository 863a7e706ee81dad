/** What a machine told of itself. */
import type { Machine } from '../../../shared/model/machine.ts';
import { whenText } from '../../format.ts';
import { KeyValues } from '../../parts/key-values.tsx';
import { texts } from '../../texts/texts.ts';
import { firmwareText } from '../../wording-machine.ts';

export function Facts({ machine, now }: { machine: Machine; now: number }) {
  const t = texts().machinePanel.facts;
  return (
    <KeyValues
      rows={[
        { key: t.address, value: machine.address, mono: true },
        { key: t.model, value: machine.model },
        { key: t.modelId, value: machine.modelId, mono: true },
        { key: t.serial, value: machine.serial, mono: true },
        { key: t.interface, value: machine.vendor },
        { key: t.firmware, value: firmwareText(machine) },
        { key: t.hostName, value: machine.hostName, mono: true },
        { key: t.uuid, value: machine.uuid, mono: true },
        { key: t.firstSeen, value: whenText(machine.firstSeen, now) },
        { key: t.lastSeen, value: whenText(machine.lastSeen, now) },
      ]}
    />
  );
}

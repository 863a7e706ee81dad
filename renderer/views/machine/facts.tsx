/** What a machine told of itself. */
import type { Machine } from '../../../shared/model/machine.ts';
import { whenText } from '../../format.ts';
import { KeyValues } from '../../parts/key-values.tsx';
import { firmwareText } from '../../wording-machine.ts';

export function Facts({ machine, now }: { machine: Machine; now: number }) {
  return (
    <KeyValues
      rows={[
        { key: 'Address', value: machine.address, mono: true },
        { key: 'Model', value: machine.model },
        { key: 'Model identifier', value: machine.modelId, mono: true },
        { key: 'Serial number', value: machine.serial, mono: true },
        { key: 'Interface', value: machine.vendor },
        { key: 'Firmware', value: firmwareText(machine) },
        { key: 'Calls itself', value: machine.hostName, mono: true },
        { key: 'UUID', value: machine.uuid, mono: true },
        { key: 'First seen', value: whenText(machine.firstSeen, now) },
        { key: 'Last seen', value: whenText(machine.lastSeen, now) },
      ]}
    />
  );
}

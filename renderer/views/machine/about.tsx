/** What a person wrote down about a machine: name, group, fixed address, notes. */
import { NativeSelect } from '@mantine/core';
import type { FirmwareFile } from '../../../shared/model/api.ts';
import type { Config } from '../../../shared/model/config.ts';
import type { Machine } from '../../../shared/model/machine.ts';
import { useRun } from '../../engine-context.ts';
import { useStore } from '../../store.ts';
import { SavedText } from '../../parts/saved-text.tsx';
import { texts } from '../../texts/texts.ts';
import { GroupChoice } from '../group-choice.tsx';
import styles from '../panel.module.css';
import { nameMachine } from './machine-changes.ts';

export function About({ machine, config }: { machine: Machine; config: Config }) {
  const run = useRun();
  const t = texts().machinePanel;
  const { mac } = machine;
  const firmware = useStore((state) => state.firmware);
  const notes = config.machines[mac];
  const address = config.reservations[mac];
  return (
    <section className={styles.fields} aria-label={t.writtenDown}>
      <SavedText
        label={t.name}
        value={machine.name ?? ''}
        placeholder={machine.hostName ?? t.none}
        maxLength={63}
        onSave={(name) => void nameMachine(run, machine, name)}
      />
      <GroupChoice
        label={t.group}
        value={notes?.group}
        onChoose={(group) => void run('machines.edit', { mac, group })}
      />
      <SavedText
        label={t.fixedAddress}
        value={address ?? ''}
        placeholder={t.onePoolAddress}
        maxLength={15}
        onSave={async (text) => {
          const wanted = text.trim();
          const done = await run('machines.edit', { mac, address: wanted === '' ? null : wanted });
          return done !== undefined;
        }}
      />
      <NativeSelect
        label={t.firstLoader}
        value={config.loaders[mac] ?? ''}
        onChange={({ currentTarget: { value } }) =>
          void run('machines.edit', { mac, loader: value === '' ? null : value })
        }
      >
        <option value="">{t.byFirmware}</option>
        {loaderNames(firmware, config.loaders[mac]).map((name) => (
          <option key={name}>{name}</option>
        ))}
      </NativeSelect>
      <SavedText
        label={t.notes}
        rows={3}
        value={notes?.notes ?? ''}
        placeholder={t.notesExample}
        maxLength={4000}
        onSave={(text) => void run('machines.edit', { mac, notes: text.trim() === '' ? null : text })}
      />
    </section>
  );
}

/** Also one that was taken away since it was chosen. */
function loaderNames(firmware: readonly FirmwareFile[], chosen: string | undefined): readonly string[] {
  const names = firmware.map((file) => file.name);
  return chosen === undefined || names.includes(chosen) ? names : [...names, chosen];
}

/** What a person wrote down about a machine: name, group, fixed address, notes. */
import type { Config } from '../../../shared/model/config.ts';
import type { Machine } from '../../../shared/model/machine.ts';
import { useRun } from '../../engine-context.ts';
import { SavedText } from '../../parts/saved-text.tsx';
import { GroupChoice } from '../group-choice.tsx';
import styles from '../panel.module.css';

export function About({ machine, config }: { machine: Machine; config: Config }) {
  const run = useRun();
  const { mac } = machine;
  const notes = config.machines[mac];
  const address = config.reservations[mac];
  return (
    <section className={styles.fields} aria-label="Written down">
      <SavedText
        label="Name"
        value={machine.name ?? ''}
        placeholder={machine.hostName ?? 'none'}
        maxLength={63}
        onSave={(name) => void run('machines.name', { mac, name })}
      />
      <GroupChoice
        label="Group"
        value={notes?.group}
        onChoose={(group) => void run('machines.edit', { mac, group })}
      />
      <SavedText
        label="Fixed address"
        value={address ?? ''}
        placeholder="none: one of the pool"
        maxLength={15}
        onSave={async (text) => {
          const wanted = text.trim();
          const done = await run('machines.edit', { mac, address: wanted === '' ? null : wanted });
          return done !== undefined;
        }}
      />
      <SavedText
        label="Notes"
        rows={3}
        value={notes?.notes ?? ''}
        placeholder="Where it stands, who needs it"
        maxLength={4000}
        onSave={(text) => void run('machines.edit', { mac, notes: text.trim() === '' ? null : text })}
      />
    </section>
  );
}

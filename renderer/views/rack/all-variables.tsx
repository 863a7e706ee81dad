/** Values for the answer files of every machine. */
import type { Config } from '../../../shared/model/config.ts';
import { VariablesTable } from '../../parts/variables-table.tsx';
import { useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import { useSetKeys } from '../../use-config-keys.ts';
import styles from './rack.module.css';

export function AllVariables({ config }: { config: Config }) {
  const setKeys = useSetKeys();
  const t = texts().rack;
  return (
    <div className={styles.narrow}>
      <p className="soft">{t.allVariables}</p>
      <VariablesTable
        of={t.allMachines}
        own={config.variables}
        ownNow={() => useStore.getState().config?.variables ?? {}}
        onChange={(variables) => void setKeys({ variables })}
      />
    </div>
  );
}

/** Values for the answer files of every machine. */
import type { Config } from '../../../shared/model/config.ts';
import { VariablesTable } from '../../parts/variables-table.tsx';
import { useSetKeys } from '../../use-config-keys.ts';
import styles from './rack.module.css';

export function AllVariables({ config }: { config: Config }) {
  const setKeys = useSetKeys();
  return (
    <div className={styles.narrow}>
      <p className="soft">
        For the answer files of all machines. A group or a machine may say something else, which then counts.
      </p>
      <VariablesTable
        of="all machines"
        own={config.variables}
        onChange={(variables) => void setKeys({ variables })}
      />
    </div>
  );
}

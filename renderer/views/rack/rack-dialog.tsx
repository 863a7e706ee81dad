/** What holds for many machines at once: values, groups, who may log in, hooks, naming, the table. */
import { Dialog } from '../../parts/dialog.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { Region } from '../../parts/region.tsx';
import type { RackTab } from '../../store.ts';
import { openDialog, useStore } from '../../store.ts';
import { Access } from './access.tsx';
import { AllVariables } from './all-variables.tsx';
import { Groups } from './groups.tsx';
import { Hooks } from './hooks.tsx';
import { Naming } from './naming.tsx';
import styles from './rack.module.css';
import { Table } from './table.tsx';

const TABS: readonly { readonly id: RackTab; readonly word: string }[] = [
  { id: 'variables', word: 'Variables' },
  { id: 'groups', word: 'Groups' },
  { id: 'access', word: 'Password and keys' },
  { id: 'hooks', word: 'Hooks' },
  { id: 'naming', word: 'Name by power-on order' },
  { id: 'table', word: 'Import and export' },
];

export function RackDialog({ tab }: { tab: RackTab }) {
  const config = useStore((state) => state.config);
  if (!config) return null;
  return (
    <Dialog title="Rack" onClose={() => openDialog(undefined)}>
      <Tabs
        label="Rack"
        tabs={TABS}
        chosen={tab}
        onChoose={(chosen) => openDialog({ dialog: 'rack', tab: chosen })}
      >
        <div className={styles.page}>
          <Region key={tab} name="This page">
            {tab === 'variables' && <AllVariables config={config} />}
            {tab === 'groups' && <Groups config={config} />}
            {tab === 'access' && <Access config={config} />}
            {tab === 'hooks' && <Hooks config={config} />}
            {tab === 'naming' && <Naming config={config} />}
            {tab === 'table' && <Table />}
          </Region>
        </div>
      </Tabs>
    </Dialog>
  );
}

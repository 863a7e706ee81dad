/** What holds for many machines at once: values, groups, who may log in, hooks, naming, the table. */
import { Dialog } from '../../parts/dialog.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { Region } from '../../parts/region.tsx';
import type { RackTab } from '../../store.ts';
import { openDialog, useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import { Access } from './access.tsx';
import { AllVariables } from './all-variables.tsx';
import { Groups } from './groups.tsx';
import { Hooks } from './hooks.tsx';
import { Naming } from './naming.tsx';
import styles from './rack.module.css';
import { Table } from './table.tsx';

const TABS: readonly RackTab[] = ['variables', 'groups', 'access', 'hooks', 'naming', 'table'];

export function RackDialog({ tab, csv }: { tab: RackTab; csv: string | undefined }) {
  const config = useStore((state) => state.config);
  const t = texts().rack;
  if (!config) return null;
  return (
    <Dialog title={t.title} onClose={() => openDialog(undefined)}>
      <Tabs
        label={t.title}
        tabs={TABS.map((id) => ({ id, word: t.tabs[id] }))}
        chosen={tab}
        onChoose={(chosen) => openDialog({ dialog: 'rack', tab: chosen })}
      >
        <div className={styles.page}>
          <Region key={tab} name={t.thisPage}>
            {tab === 'variables' && <AllVariables config={config} />}
            {tab === 'groups' && <Groups config={config} />}
            {tab === 'access' && <Access config={config} />}
            {tab === 'hooks' && <Hooks config={config} />}
            {tab === 'naming' && <Naming config={config} />}
            {tab === 'table' && <Table key={csv} brought={csv} />}
          </Region>
        </div>
      </Tabs>
    </Dialog>
  );
}

/** The window: header, files at the left, machines in the middle, what was chosen at the right, events below. */
import type { CSSProperties } from 'react';
import { useEffect } from 'react';
import styles from './app.module.css';
import { DropTarget } from './parts/drop-target.tsx';
import { Notices } from './parts/notices.tsx';
import { Region } from './parts/region.tsx';
import { useStore } from './store.ts';
import { texts } from './texts/texts.ts';
import { Separator } from './parts/separator.tsx';
import { PLACES, SkipLinks } from './parts/skip-links.tsx';
import { usePanelKeys } from './keys/use-panel-keys.ts';
import { useWindowKeys } from './keys/use-window-keys.ts';
import { usePanels } from './use-panels.ts';
import { Banners } from './views/banners.tsx';
import { Dialogs } from './views/dialogs.tsx';
import { Below } from './views/below.tsx';
import { Files } from './views/files.tsx';
import { Header } from './views/header.tsx';
import { MachinePanel } from './views/machine/machine-panel.tsx';
import { Machines } from './views/machines.tsx';
import { NetworkPanel } from './views/network-panel.tsx';
import { NoEntry } from './views/no-entry.tsx';
import { FirstSteps, FirstStepsStrip } from './views/setup/first-steps.tsx';
import { useSetupShown } from './views/setup/setup-shown.ts';
import { SeveralPanel } from './views/several/several-panel.tsx';

export function App() {
  const connection = useStore((state) => state.connection);
  const engine = useStore((state) => state.engine);
  const dialog = useStore((state) => state.dialog);
  const interfaceName = engine?.interface?.name;
  const { sizes, limits, resize } = usePanels();
  const { page } = texts();
  useWindowKeys();
  usePanelKeys();

  useEffect(() => {
    document.title = interfaceName ? `Rackboot ${interfaceName}` : 'Rackboot';
  }, [interfaceName]);

  if (!engine) return <NoEntry connection={connection} />;
  return (
    <div
      className={styles.window}
      style={
        {
          '--left': `${sizes.left}px`,
          '--right': `${sizes.right}px`,
          '--below': `${sizes.below}px`,
        } as CSSProperties
      }
    >
      <SkipLinks />
      <Header />
      <Banners />
      <div className={styles.middle}>
        <Region name={page.regions.files}>
          <Files />
        </Region>
        <Region name={page.regions.machines}>
          <Middle />
        </Region>
        <Right />
        <section className={styles.edges} aria-label={page.sizes}>
          <Separator
            label={page.widthOfFiles}
            side="left"
            size={sizes.left}
            {...limits('left')}
            onSize={(size) => resize('left', size)}
          />
          <Separator
            label={page.widthOfPanel}
            side="right"
            size={sizes.right}
            {...limits('right')}
            onSize={(size) => resize('right', size)}
          />
          <Separator
            label={page.heightBelow}
            side="bottom"
            size={sizes.below}
            {...limits('below')}
            onSize={(size) => resize('below', size)}
          />
        </section>
      </div>
      <Region name={page.regions.events}>
        <Below />
      </Region>
      <DropTarget />
      {dialog === undefined ? <Notices /> : <Dialogs />}
    </div>
  );
}

/** The machines; before there are any, how to come by one. */
function Middle() {
  const setup = useSetupShown();
  if (setup === 'page') return <FirstSteps />;
  return <Machines above={setup === 'strip' && <FirstStepsStrip />} />;
}

/** What was chosen: several machines, one, or none. */
function Right() {
  const machines = useStore((state) => state.machines);
  const marked = useStore((state) => state.marked);
  const selected = useStore((state) => (state.selected ? state.machines.get(state.selected) : undefined));
  const { page } = texts();
  const several = [...marked].flatMap((mac) => machines.get(mac) ?? []);
  const [label, key, panel] =
    several.length > 0
      ? ([page.chosenMachines, 'several', <SeveralPanel machines={several} />] as const)
      : selected
        ? ([page.chosenMachine, selected.mac, <MachinePanel machine={selected} />] as const)
        : ([page.thisNetwork, '', <NetworkPanel />] as const);
  return (
    <aside id={PLACES.panel} tabIndex={-1} className={styles.right} aria-label={label}>
      <Region key={key} name={page.regions.panel}>
        {panel}
      </Region>
    </aside>
  );
}

/** The machines, a lane each: who it is, what it boots, where it is. */
import { TextInput } from '@mantine/core';
import type { ReactNode, WheelEvent } from 'react';
import { useMemo, useState } from 'react';
import type { Machine } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { openMachineMenu } from '../actions/machine-menu.ts';
import { useActionTools } from '../actions/use-action-tools.ts';
import { useLaneDrop } from '../drag/use-lane-drop.ts';
import { machineFinder } from '../machine-search.ts';
import { useNames } from '../names.ts';
import { useEngineNow } from '../now.ts';
import { PLACES } from '../parts/skip-links.tsx';
import { VirtualList } from '../parts/virtual-list.tsx';
import { mark, select, useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import { useAxis, pan } from '../timeline/axis-store.ts';
import { inView } from '../timeline/in-view.ts';
import { stepMark } from '../timeline/step.ts';
import { useShowEvent } from '../use-show-event.ts';
import type { Wanted } from '../wording-machine.ts';
import { isBooting, isWaiting, wantedBy } from '../wording-machine.ts';
import { Lane } from './lane.tsx';
import { openSetup } from './setup/setup-shown.ts';
import { TimeAxis } from './time-axis.tsx';
import styles from './machines.module.css';

const LANE_PX = 84;
/** How often what a lane says of times is told anew. */
const LANE_MS = 10_000;

interface Known {
  readonly machine: Machine;
  readonly wanted: Wanted;
}

const GROUPS = {
  all: () => true,
  booting: ({ machine, wanted }: Known) => isBooting(machine, wanted),
  waiting: ({ machine, wanted }: Known) => isWaiting(machine, wanted),
  stalled: ({ machine }: Known) => machine.stage === 'stalled',
} as const;
type Group = keyof typeof GROUPS;

/** @param above a line about all of it */
export function Machines({ above }: { above?: ReactNode }) {
  const machines = useStore((state) => state.machines);
  const order = useStore((state) => state.order);
  const stalls = useStore((state) => state.stalls);
  const config = useStore((state) => state.config);
  const images = useStore((state) => state.images);
  const selected = useStore((state) => state.selected);
  const [group, setGroup] = useState<Group>('all');
  const [search, setSearch] = useState('');
  const names = useNames();
  const marked = useStore((state) => state.marked);
  const ordered = useStore((state) => state.ordered);
  const now = useEngineNow(LANE_MS);
  const showEvent = useShowEvent();
  const laneDrop = useLaneDrop();
  const tools = useActionTools();
  const [scrollbarPx, setScrollbarPx] = useState(0);
  const words = texts().lanes;

  const all = useMemo(() => {
    if (!config) return [];
    const known = order.flatMap((mac) => machines.get(mac) ?? []);
    return known.map((machine): Known => ({ machine, wanted: wantedBy(machine, config, images, now) }));
  }, [order, machines, config, images, now]);
  const shown = useMemo(() => {
    const found = machineFinder(search);
    return all.filter((one) => GROUPS[group](one) && found(one.machine));
  }, [all, group, search]);

  return (
    <main
      id={PLACES.machines}
      tabIndex={-1}
      className={styles.column}
      aria-label={words.machines}
      onWheel={panByWheel}
      data-lanes=""
      {...laneDrop}
    >
      {above}
      <div className={styles.bar}>
        <h2 aria-live="polite">{marked.size === 0 ? words.machines : words.chosen(marked.size)}</h2>
        <div className={styles.groups} role="group" aria-label={words.which}>
          {(Object.keys(GROUPS) as Group[]).map((key) => (
            <button
              key={key}
              type="button"
              aria-pressed={key === group}
              className={styles.group}
              onClick={() => setGroup(key)}
            >
              {words.groups[key]}{' '}
              <span className="faint">{key === 'all' ? all.length : all.filter(GROUPS[key]).length}</span>
            </button>
          ))}
        </div>
        <TextInput
          className={styles.search}
          aria-label={words.find}
          placeholder={words.find}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      <TimeAxis scrollbarPx={shown.length === 0 ? 0 : scrollbarPx} />
      {shown.length === 0 ? (
        <Empty none={all.length === 0} />
      ) : (
        <VirtualList
          label={words.machines}
          count={shown.length}
          rowHeight={LANE_PX}
          onScrollbar={setScrollbarPx}
          rowKey={(index) => shown[index]?.machine.mac ?? index}
          chosen={shown.findIndex(({ machine }) => machine.mac === selected)}
          onChoose={(index) => select(shown[index]?.machine.mac)}
          marks={marksOf(
            shown.map(({ machine }) => machine.mac),
            marked,
            selected,
          )}
          onAside={(step) => {
            const seq = nextMark(selected, step);
            if (seq !== undefined) showEvent(seq);
          }}
          onMenu={(index, at) => {
            const mac = shown[index]?.machine.mac;
            if (mac !== undefined) openMachineMenu(tools, mac, at);
          }}
          onEnter={() => document.getElementById('boots')?.focus()}
          row={(index) => {
            const one = shown[index];
            if (!one) return null;
            const { mac } = one.machine;
            return (
              <Lane
                {...one}
                stall={stalls.get(mac)}
                named={ordered.get(mac)}
                names={names}
                now={now}
                selected={marked.size === 0 && mac === selected}
                marked={marked.has(mac)}
                marking={marked.size > 0}
              />
            );
          }}
        />
      )}
    </main>
  );
}

/** The event of the mark before or after the one that is open, of this machine. */
function nextMark(mac: Mac | undefined, step: -1 | 1): number | undefined {
  if (mac === undefined) return undefined;
  const { timeline, opened } = useStore.getState();
  const { period, widthPx, now } = useAxis.getState();
  return stepMark(inView(timeline.lane(mac), { ...period, widthPx }, now), opened?.seq, step);
}

/** Sideways on a touchpad, or with Shift: through time. */
function panByWheel({ deltaX, deltaY, shiftKey }: WheelEvent): void {
  const px = deltaX !== 0 ? deltaX : shiftKey ? deltaY : 0;
  if (px === 0 || Math.abs(px) < Math.abs(deltaY) / 2) return;
  const { period, widthPx } = useAxis.getState();
  const earliest = useStore.getState().engine?.startedAt ?? 0;
  pan((px / Math.max(1, widthPx)) * (period.to - period.from), earliest);
}

/** What marking rows means for machines, which keep their marks while others come and go. */
function marksOf(shown: readonly Mac[], marked: ReadonlySet<Mac>, selected: Mac | undefined) {
  const macAt = (index: number): Mac => shown[index] as Mac;
  return {
    any: marked.size > 0,
    has: (index: number) => marked.has(macAt(index)),
    toggle(index: number) {
      const mac = macAt(index);
      const next = new Set(marked);
      if (!next.delete(mac)) next.add(mac);
      mark(next, mac);
    },
    range(index: number) {
      const from = Math.max(0, shown.indexOf(selected ?? macAt(index)));
      const between = shown.slice(Math.min(from, index), Math.max(from, index) + 1);
      mark(new Set([...marked, ...between]), macAt(index));
    },
    all: () => mark(new Set(shown)),
    none: () => mark(new Set()),
    move: (index: number) => mark(marked, macAt(index)),
  };
}

function Empty({ none }: { none: boolean }) {
  const images = useStore((state) => state.images.length);
  const words = texts().lanes;
  if (!none) return <p className={styles.empty}>{words.noneFits}</p>;
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{words.powerOn}</p>
      <p>{images === 0 ? words.howWithoutImages : words.how}</p>
      <button type="button" className="linklike" onClick={openSetup}>
        {texts().setup.keysByMaker}
      </button>
    </div>
  );
}

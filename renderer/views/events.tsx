/** What happened, newest at the end: filtered, held still, cleared; one event opened beside it. */
import { Button, NativeSelect } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Event } from '../../shared/model/event.ts';
import { countText, preciseTimeText, sizeText } from '../format.ts';
import type { Names } from '../names.ts';
import { useNames } from '../names.ts';
import { VirtualList } from '../parts/virtual-list.tsx';
import { changeEvents, open, useStore } from '../store.ts';
import type { Topic } from '../wording.ts';
import { eventSentence, isProblem, topicOf } from '../wording.ts';
import { EventDetail } from './event-detail.tsx';
import styles from './events.module.css';

const ROW_PX = 24;
const FILTERS = [
  'Everything',
  'Problems',
  'DHCP',
  'BSDP',
  'TFTP',
  'HTTP',
  'Syslog',
  'Machine',
  'Hook',
  'Image',
  'Network',
  'Engine',
] as const;
type Filter = (typeof FILTERS)[number];

export function Events() {
  const log = useStore((state) => state.events);
  useStore((state) => state.eventsVersion);
  const opened = useStore((state) => state.opened);
  const names = useNames();
  const shown = log.shown;
  return (
    <section className={styles.page} aria-label="Events">
      <div className={styles.list}>
        <EventsBar />
        <div className={styles.heads} aria-hidden="true">
          <span>Time</span>
          <span>About</span>
          <span>Machine</span>
          <span>What happened</span>
          <span className={styles.bytes}>Size</span>
        </div>
        {shown.length === 0 ? (
          <p className={styles.empty}>
            {log.size === 0 ? 'Nothing has happened yet.' : 'Nothing of this kind has happened.'}
          </p>
        ) : (
          <VirtualList
            label="Events"
            followEnd
            count={shown.length}
            rowHeight={ROW_PX}
            rowKey={(index) => shown[index]?.seq ?? index}
            chosen={opened ? indexOfSeq(shown, opened.seq) : -1}
            onChoose={(index) => open(shown[index])}
            row={(index) => {
              const event = shown[index];
              return event ? (
                <EventRow event={event} names={names} chosen={event.seq === opened?.seq} />
              ) : null;
            }}
          />
        )}
      </div>
      {opened && <EventDetail event={opened} names={names} />}
    </section>
  );
}

function EventsBar() {
  const log = useStore((state) => state.events);
  const version = useStore((state) => state.eventsVersion);
  const selected = useStore((state) => state.selected);
  const names = useNames();
  const [filter, setFilter] = useState<Filter>('Everything');
  const [onlyOne, setOnlyOne] = useState(false);
  const mac = onlyOne ? selected : undefined;

  useEffect(() => {
    changeEvents((events) =>
      events.show(
        (event) => fits(event, filter) && (mac === undefined || ('mac' in event && event.mac === mac)),
      ),
    );
  }, [filter, mac]);

  const newer = log.paused ? log.last - (log.shown.at(-1)?.seq ?? log.last) : 0;
  return (
    <div className={styles.bar} data-version={version}>
      <NativeSelect
        aria-label="Which events"
        value={filter}
        data={[...FILTERS]}
        onChange={(event) => setFilter(event.currentTarget.value as Filter)}
      />
      <label className={styles.only}>
        <input
          type="checkbox"
          checked={onlyOne}
          disabled={!selected && !onlyOne}
          onChange={(event) => setOnlyOne(event.currentTarget.checked)}
        />
        <span className="cut">
          {selected ? `Only ${names.machine(selected)}` : 'Only the chosen machine'}
        </span>
      </label>
      <span className={styles.space} />
      {log.missed > 0 && <span className="warn">{countText(log.missed, 'event')} not received</span>}
      <span className="faint">
        {log.shown.length === log.size
          ? countText(log.size, 'event')
          : `${log.shown.length.toLocaleString('en')} of ${countText(log.size, 'event')}`}
      </span>
      <Button
        aria-pressed={log.paused}
        onClick={() => changeEvents((events) => (events.paused ? events.resume() : events.pause()))}
      >
        {log.paused ? `Go on${newer > 0 ? ` (${newer.toLocaleString('en')} new)` : ''}` : 'Pause'}
      </Button>
      <Button
        onClick={() => {
          open(undefined);
          changeEvents((events) => events.clear());
        }}
      >
        Clear
      </Button>
    </div>
  );
}

function fits(event: Event, filter: Filter): boolean {
  if (filter === 'Everything') return true;
  return filter === 'Problems' ? isProblem(event) : topicOf(event.type) === filter;
}

const TONES: Readonly<Record<Topic, string>> = {
  DHCP: 'tone-dhcp',
  BSDP: 'tone-bsdp',
  TFTP: 'tone-tftp',
  HTTP: 'tone-http',
  Syslog: 'tone-home',
  Machine: 'tone-home',
  Hook: 'tone-go',
  Image: 'tone-quiet',
  Engine: 'tone-quiet',
  Network: 'tone-quiet',
};

function EventRow({ event, names, chosen }: { event: Event; names: Names; chosen: boolean }) {
  const topic = topicOf(event.type);
  const sentence = eventSentence(event, names);
  const problem = isProblem(event);
  return (
    <div className={`${styles.event ?? ''} ${chosen ? (styles.chosen ?? '') : ''} ${TONES[topic]}`}>
      <span className="mono">{preciseTimeText(event.at)}</span>
      <span className={styles.topic}>{topic}</span>
      <span className="cut">{machineOf(event, names)}</span>
      <span className={problem ? 'cut warn' : 'cut'} title={sentence}>
        {sentence}
      </span>
      <span className={`mono ${styles.bytes ?? ''}`}>
        {'bytes' in event && 'ms' in event ? sizeText(event.bytes) : ''}
      </span>
    </div>
  );
}

function machineOf(event: Event, names: Names): string {
  if ('mac' in event && event.mac !== undefined) return names.machine(event.mac);
  return 'from' in event && event.from !== undefined ? event.from : '';
}

/** Events are in order of `seq`. */
function indexOfSeq(events: readonly Event[], seq: number): number {
  let low = 0;
  let high = events.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = events[middle]?.seq ?? 0;
    if (found === seq) return middle;
    if (found < seq) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

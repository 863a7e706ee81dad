/** What happened, newest at the end: filtered, held still, cleared; one event opened beside it. */
import { useEffect, useState } from 'react';
import type { Event } from '../../shared/model/event.ts';
import { eventActions } from '../actions/log-actions.ts';
import { useOnlyChosen } from '../actions/show-only.ts';
import { preciseTimeText, sizeText } from '../format.ts';
import { MenuDots } from '../menu/has-menu.tsx';
import { openMenu } from '../menu/open-menu.ts';
import type { Names } from '../names.ts';
import { useNames } from '../names.ts';
import { VirtualList } from '../parts/virtual-list.tsx';
import { changeEvents, open, useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import type { Topic } from '../wording.ts';
import { eventSentence, isProblem, topicOf } from '../wording.ts';
import { EventDetail } from './event-detail.tsx';
import { LogBar } from './log-bar.tsx';
import styles from './events.module.css';

const ROW_PX = 24;
/** Which of them; the order of the list. */
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
  const words = texts().events;
  return (
    <section className={styles.page} aria-label={words.events}>
      <div className={styles.list}>
        <EventsBar />
        <div className={styles.heads} aria-hidden="true">
          <span>{words.time}</span>
          <span>{words.about}</span>
          <span>{words.machine}</span>
          <span>{words.whatHappened}</span>
          <span className={styles.bytes}>{words.size}</span>
        </div>
        {shown.length === 0 ? (
          <p className={styles.empty}>{log.size === 0 ? words.none : words.noneOfThisKind}</p>
        ) : (
          <VirtualList
            label={words.events}
            followEnd
            count={shown.length}
            rowHeight={ROW_PX}
            rowKey={(index) => shown[index]?.seq ?? index}
            chosen={opened ? indexOfSeq(shown, opened.seq) : -1}
            onChoose={(index) => open(shown[index])}
            onMenu={(index, at) => {
              const event = shown[index];
              if (event) openMenu(texts().menus.event(event.seq), eventActions(event), at);
            }}
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
  useStore((state) => state.eventsVersion);
  const selected = useStore((state) => state.selected);
  const [filter, setFilter] = useState<Filter>('Everything');
  const onlyOne = useOnlyChosen((state) => state.events);
  const mac = onlyOne ? selected : undefined;

  useEffect(() => {
    changeEvents((events) =>
      events.show(
        (event) => fits(event, filter) && (mac === undefined || ('mac' in event && event.mac === mac)),
      ),
    );
  }, [filter, mac]);

  return (
    <LogBar
      log={log}
      numberOf={(event) => event.seq}
      words={texts().events}
      filter={filter}
      filters={FILTERS.map((one) => ({ value: one, label: filterWord(one) }))}
      onFilter={(wanted) => setFilter(wanted as Filter)}
      onlyOne={onlyOne}
      onOnlyOne={(only) => useOnlyChosen.setState({ events: only })}
      lost={log.missed}
      change={changeEvents}
      onClear={() => open(undefined)}
    />
  );
}

function filterWord(filter: Filter): string {
  const { everything, problems, topics } = texts().events;
  if (filter === 'Everything') return everything;
  return filter === 'Problems' ? problems : topics[filter];
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
      <span className={styles.topic}>{texts().events.topics[topic]}</span>
      <span className="cut">{machineOf(event, names)}</span>
      <span className={problem ? 'cut warn' : 'cut'} title={sentence}>
        {sentence}
      </span>
      <span className={`mono ${styles.bytes ?? ''}`}>
        {'bytes' in event && 'ms' in event ? sizeText(event.bytes) : ''}
      </span>
      <span className={styles.dots}>
        <MenuDots label={texts().menus.event(event.seq)} />
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

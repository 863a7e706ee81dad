/** One machine over time: bars for what was transferred, ticks for what was said, in the colours of the protocols. */
import type { CSSProperties, MouseEvent } from 'react';
import type { Mac } from '../../shared/wire/address.ts';
import type { Names } from '../names.ts';
import { useStore } from '../store.ts';
import { axisOf } from '../timeline/axis.ts';
import { useAxis } from '../timeline/axis-store.ts';
import type { Drawn } from '../timeline/in-view.ts';
import { inView } from '../timeline/in-view.ts';
import { useShowEvent } from '../use-show-event.ts';
import { markText, summaryText } from '../wording-timeline.ts';
import styles from './lane-track.module.css';

/** The colours are those of theme.css. */
const TONES = {
  dhcp: 'tone-dhcp',
  bsdp: 'tone-bsdp',
  tftp: 'tone-tftp',
  http: 'tone-http',
  home: 'tone-home',
  syslog: 'tone-home',
  stall: 'tone-stall',
} as const;

export function LaneTrack({ mac, names }: { mac: Mac; names: Names }) {
  const { period, widthPx, now } = useAxis();
  // The lane itself changes in place.
  useStore((state) => state.timeline.lane(mac)?.version);
  const lane = useStore.getState().timeline.lane(mac);
  const opened = useStore((state) => state.opened?.seq);
  const events = useStore((state) => state.events);
  const showEvent = useShowEvent();
  const length = period.to - period.from;
  const marks = inView(lane, { ...period, widthPx }, now);
  const { stepMs, labels } = axisOf(period, widthPx);
  const nowLeft = ((now - period.from) / length) * 100;
  // A line at each time that is written above.
  const grid = {
    backgroundSize: `${(stepMs / length) * widthPx}px 100%`,
    backgroundPositionX: `${((labels[0]?.left ?? 0) / 100) * widthPx}px`,
  };
  const onClick = ({ target }: MouseEvent): void => {
    const seq = target instanceof HTMLElement ? Number(target.dataset['seq'] ?? 0) : 0;
    if (seq > 0) showEvent(seq);
  };
  return (
    <>
      <div className={styles.track} style={grid} data-track={mac} aria-hidden="true" onClick={onClick}>
        {nowLeft >= 0 && nowLeft <= 100 && <span className={styles.now} style={{ left: `${nowLeft}%` }} />}
        {marks.map((mark) => (
          <span
            key={`${mark.row} ${mark.start}`}
            className={classOf(mark, mark.seq > 0 && mark.seq === opened)}
            data-row={mark.row}
            data-seq={mark.seq}
            title={markText(mark, mark.seq > 0 ? events.find(mark.seq) : undefined, names)}
            style={placeOf(mark)}
          />
        ))}
      </div>
      <span className="unseen">{summaryText(marks)}</span>
    </>
  );
}

function classOf({ row, lasting, growing, bad }: Drawn, opened: boolean): string {
  return [
    TONES[row],
    lasting ? styles.bar : styles.tick,
    row === 'syslog' && styles.thin,
    lasting && row !== 'http' && row !== 'tftp' && styles.said,
    growing && styles.growing,
    bad && row !== 'stall' && styles.bad,
    row === 'stall' && styles.stall,
    opened && styles.opened,
  ]
    .filter(Boolean)
    .join(' ');
}

function placeOf({ left, width, lasting }: Drawn): CSSProperties {
  return lasting ? { left: `${left}%`, width: `${width}%` } : { left: `${left}%` };
}

/** The head of the lanes: which part of time they show, held or going with the clock, and the times themselves. */
import { NativeSelect } from '@mantine/core';
import type { PointerEvent } from 'react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Machine } from '../../shared/model/machine.ts';
import { engineClock } from '../engine-clock.ts';
import { timeText } from '../format.ts';
import { useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import type { Span } from '../timeline/axis.ts';
import { axisOf, period, SPANS } from '../timeline/axis.ts';
import { follow, hold, pan, showSpan, useAxis } from '../timeline/axis-store.ts';
import { spanText } from '../wording-timeline.ts';
import { useCalm } from '../use-calm.ts';
import styles from './time-axis.module.css';

/** The clock moves the axis in steps of about this many pixels, and not more often than the eye needs. */
const STEP_PX = 3;
const OFTEN_MS = 250;
const SELDOM_MS = 5000;
/** Who asked for less motion sees the clock step, as clocks do. */
const CALM_MS = 1000;
/** Of what is shown, for one press on Earlier or Later. */
const PAN = 0.5;

/** @param scrollbarPx how wide the scrollbar of the lanes below is */
export function TimeAxis({ scrollbarPx }: { scrollbarPx: number }) {
  const { span, end, period: shown, widthPx, now } = useAxis();
  const times = useRef<HTMLDivElement>(null);
  const earliest = useStore((state) => state.engine?.startedAt ?? 0);
  useClock();

  useLayoutEffect(() => {
    const element = times.current as HTMLDivElement;
    const observer = new ResizeObserver(() => useAxis.setState({ widthPx: element.clientWidth }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const words = texts().timeline;
  const length = shown.to - shown.from;
  const drag = useDrag((px) => pan((-px / Math.max(1, widthPx)) * length, earliest));
  const nowLeft = ((now - shown.from) / length) * 100;
  return (
    <div className={styles.head} style={{ paddingRight: scrollbarPx }}>
      <div className={styles.controls} role="group" aria-label={words.controls}>
        <NativeSelect
          className={styles.span}
          aria-label={words.timeShown}
          value={String(span)}
          data={SPANS.map((one) => ({ value: String(one), label: spanText(one) }))}
          onChange={({ currentTarget: { value } }) =>
            showSpan(SPANS.find((one) => String(one) === value) as Span)
          }
        />
        <button
          type="button"
          className={styles.button}
          aria-label={words.earlier}
          onClick={() => pan(-PAN * length, earliest)}
        >
          ‹
        </button>
        <button
          type="button"
          className={styles.button}
          aria-label={words.later}
          disabled={end === undefined}
          onClick={() => pan(PAN * length, earliest)}
        >
          ›
        </button>
        {end === undefined ? (
          <button type="button" className={styles.button} onClick={hold}>
            {words.hold}
          </button>
        ) : (
          <button type="button" className={`${styles.button ?? ''} ${styles.held ?? ''}`} onClick={follow}>
            {words.goToNow}
          </button>
        )}
      </div>
      <div ref={times} className={styles.times} data-times="" {...drag}>
        <span className="unseen">
          {(end === undefined ? words.going : words.held)(timeText(shown.from), timeText(shown.to))}
        </span>
        <div className={styles.labels} aria-hidden="true">
          {axisOf(shown, widthPx).labels.map(({ at, text, left }) => (
            <span key={at} className={styles.label} style={{ left: `${left}%` }}>
              {text}
            </span>
          ))}
          {nowLeft >= 0 && nowLeft <= 100 && (
            <span className={styles.now} title={words.now(timeText(now))} style={{ left: `${nowLeft}%` }} />
          )}
        </div>
      </div>
    </div>
  );
}

/** Moves the axis with the engine's clock, and with the machine whose boot it shows. */
function useClock(): void {
  const span = useAxis((state) => state.span);
  const end = useAxis((state) => state.end);
  const widthPx = useAxis((state) => state.widthPx);
  const calm = useCalm();
  const machine = useStore((state) => {
    if (span !== 'boot') return undefined;
    return state.selected === undefined ? newestOf(state) : state.machines.get(state.selected);
  });
  useEffect(() => {
    const step = (): void => {
      const now = engineClock.now(Date.now());
      useAxis.setState({ now, period: period(span, { now, end, machine }) });
    };
    step();
    const length = span === 'boot' ? 5 : span;
    const wanted = (length * 60_000 * STEP_PX) / Math.max(100, widthPx);
    const least = calm ? CALM_MS : OFTEN_MS;
    const timer = setInterval(step, Math.max(least, Math.min(SELDOM_MS, wanted)));
    return () => clearInterval(timer);
  }, [span, end, widthPx, machine, calm]);
}

/** The machine that was heard last: its boot is the one somebody waits for. */
function newestOf({ machines }: { readonly machines: ReadonlyMap<unknown, Machine> }): Machine | undefined {
  let newest: Machine | undefined;
  for (const machine of machines.values())
    if (!newest || machine.lastSeen > newest.lastSeen) newest = machine;
  return newest;
}

function useDrag(moved: (px: number) => void) {
  const last = useRef<number | undefined>(undefined);
  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      last.current = event.clientX;
    },
    onPointerMove({ clientX }: PointerEvent) {
      if (last.current === undefined || clientX === last.current) return;
      moved(clientX - last.current);
      last.current = clientX;
    },
    onLostPointerCapture() {
      last.current = undefined;
    },
  };
}

/** Which part of time the lanes show, one for all of them. A store of its own: it changes with the clock, and little else should. */
import { create } from 'zustand';
import { keep, readKept } from '../kept.ts';
import type { Period, Span } from './axis.ts';
import { SPANS } from './axis.ts';

export interface AxisState {
  readonly span: Span;
  /** Held there, ms since 1970; undefined follows the clock. */
  readonly end: number | undefined;
  readonly period: Period;
  /** Of the axis on screen. */
  readonly widthPx: number;
  /** The engine's clock, ms since 1970. */
  readonly now: number;
}

const KEY = 'rackboot.span';

function keptSpan(): Span {
  const kept = readKept(KEY);
  return SPANS.find((span) => span === kept) ?? 5;
}

export const useAxis = create<AxisState>(() => ({
  span: keptSpan(),
  end: undefined,
  period: { from: 0, to: 1 },
  widthPx: 0,
  now: 0,
}));

/** Another length follows the clock again: what was held would be somewhere else. */
export function showSpan(span: Span): void {
  keep(KEY, span);
  useAxis.setState({ span, end: undefined });
}

export function follow(): void {
  useAxis.setState({ end: undefined });
}

export function hold(): void {
  useAxis.setState(({ period }) => ({ end: period.to }));
}

/** @param earliest when the engine was started: before that there is nothing */
export function pan(byMs: number, earliest: number): void {
  useAxis.setState(({ period, now }) => {
    const length = period.to - period.from;
    const end = Math.max(earliest + length / 4, period.to + byMs);
    // Scrolled to the end is following again, as in any log.
    return { end: end >= now + length / 20 ? undefined : end };
  });
}

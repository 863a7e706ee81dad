import { describe, expect, it } from 'vitest';
import { axisOf, period } from '../../renderer/timeline/axis.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';

const NOON = new Date(2026, 2, 3, 12, 0, 0).getTime();
const machine = (change: Partial<Machine>): Machine => ({
  mac: '02:00:00:00:00:01' as Mac,
  kind: 'pxe',
  how: 'dhcp',
  stage: 'kernel',
  stageAt: NOON,
  firstSeen: NOON,
  lastSeen: NOON,
  ...change,
});

describe('the time that is shown', () => {
  it('goes with the clock, a little ahead of it, until it is held', () => {
    const following = period(5, { now: NOON, end: undefined, machine: undefined });
    expect(following.to - following.from).toBe(300_000);
    expect(following.to).toBeGreaterThan(NOON);
    const held = { now: NOON, end: NOON - 3_600_000, machine: undefined };
    expect(period(1, held)).toEqual({ from: NOON - 3_660_000, to: NOON - 3_600_000 });
  });

  it('of a boot reaches from power-on to now, or to where it was done', () => {
    const boots = [{ startedAt: NOON - 100_000, reached: 'kernel' as const, reachedAt: NOON, calls: [] }];
    const going = period('boot', { now: NOON, end: undefined, machine: machine({ boots }) });
    expect(going.from).toBeLessThanOrEqual(NOON - 100_000);
    expect(going.to).toBeGreaterThan(NOON);
    const done = machine({ boots, stage: 'installed', stageAt: NOON });
    const later = period('boot', { now: NOON + 86_400_000, end: undefined, machine: done });
    expect(later).toEqual(going);
  });
});

describe('what is written on the axis', () => {
  const texts = (seconds: number, widthPx: number) =>
    axisOf({ from: NOON - 2000, to: NOON - 2000 + seconds * 1000 }, widthPx).labels.map(({ text }) => text);

  it('is whole steps of local time with room for each', () => {
    expect(texts(60, 600)).toEqual(['12:00:00', ':10', ':20', ':30', ':40', ':50']);
    expect(texts(300, 600)).toEqual(['12:00', '12:01', '12:02', '12:03', '12:04']);
    expect(texts(300, 200)).toEqual(['12:00', '12:02', '12:04']);
    expect(texts(7 * 3600, 600)).toEqual(['12:00', '13:00', '14:00', '15:00', '16:00', '17:00', '18:00']);
  });

  it('stands where its time is', () => {
    const { labels, stepMs } = axisOf({ from: NOON - 15_000, to: NOON + 45_000 }, 300);
    expect(stepMs).toBe(15_000);
    expect(labels.map(({ left }) => left)).toEqual([0, 25, 50, 75]);
  });

  it('is not much even before the width is known', () => {
    expect(texts(3600, 0).length).toBeLessThan(5);
  });
});

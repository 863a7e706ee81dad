import { describe, expect, it } from 'vitest';
import { PaceMeter } from '../../renderer/drops/pace.ts';
import { Turns } from '../../renderer/drops/turns.ts';
import { countDragged } from '../../shared/boot/dropped/dragged-kinds.ts';

describe('the pace of a transfer', () => {
  it('is told once there is enough to go by, over the last seconds only', () => {
    const meter = new PaceMeter();
    meter.note(0, 1000);
    expect(meter.pace(1_000_000)).toBeUndefined();
    meter.note(100_000, 1400);
    expect(meter.pace(1_000_000)).toBeUndefined();
    meter.note(200_000, 2000);
    expect(meter.pace(1_000_000)).toEqual({ bytesPerSecond: 200_000, secondsLeft: 4 });
    for (let at = 3000; at <= 20_000; at += 1000) meter.note(200_000 + (at - 2000), at);
    expect(meter.pace(1_000_000)?.bytesPerSecond).toBe(1000);
  });

  it('has no time left to tell where nothing moves or nobody knows the whole', () => {
    const meter = new PaceMeter();
    meter.note(500, 0);
    meter.note(500, 2000);
    expect(meter.pace(1000)).toEqual({ bytesPerSecond: 0, secondsLeft: undefined });
    meter.note(900, 3000);
    expect(meter.pace(0)?.secondsLeft).toBeUndefined();
  });

  it('counts a silence before a burst', () => {
    const meter = new PaceMeter();
    meter.note(0, 0);
    meter.note(1_000_000, 10_000);
    expect(meter.pace(2_000_000)).toEqual({ bytesPerSecond: 100_000, secondsLeft: 10 });
  });
});

describe('turns', () => {
  const never = new AbortController().signal;

  it('are given to so many at a time, to the others in the order in which they came', async () => {
    const turns = new Turns(2);
    const order: number[] = [];
    const ends = [await turns.take(never), await turns.take(never)];
    const waiting = [3, 4].map((number) => turns.take(never).then((end) => (order.push(number), end)));
    await Promise.resolve();
    expect(order).toEqual([]);
    ends[0]?.();
    ends[0]?.();
    (await waiting[0])?.();
    expect(order).toEqual([3, 4].slice(0, order.length));
    await waiting[1];
    expect(order).toEqual([3, 4]);
  });

  it('are not kept for who gave up', async () => {
    const turns = new Turns(1);
    const end = await turns.take(never);
    const gone = new AbortController();
    const first = turns.take(gone.signal);
    const second = turns.take(never);
    gone.abort(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    end();
    await expect(second).resolves.toBeTypeOf('function');
    await expect(turns.take(gone.signal)).rejects.toThrow('gone');
  });
});

describe('what is still being dragged', () => {
  it.each<[readonly string[], unknown]>([
    [[], []],
    [
      ['application/x-iso9660-image', '', 'application/x-cd-image'],
      [
        ['image', 2],
        ['unknown', 1],
      ],
    ],
    [
      ['text/csv', 'application/vnd.tcpdump.pcap', 'text/plain', 'image/jpeg'],
      [
        ['table', 1],
        ['capture', 1],
        ['text', 1],
        ['other', 1],
      ],
    ],
  ])('%j', (types, expected) => {
    expect(countDragged(types)).toEqual(expected);
  });
});

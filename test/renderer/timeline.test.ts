import { describe, expect, it } from 'vitest';
import { inView } from '../../renderer/timeline/in-view.ts';
import { stepMark } from '../../renderer/timeline/step.ts';
import { Timeline } from '../../renderer/timeline/timeline.ts';
import type { Event, EventBody } from '../../shared/model/event.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';

const MAC = '00:25:90:96:c4:9a' as Mac;
const OTHER = '00:25:90:96:c4:9b' as Mac;
const FROM = '10.77.0.50' as Ipv4;
/** Ten minutes on 600 px: a pixel is a second. */
const VIEW = { from: 0, to: 600_000, widthPx: 600 };

function log() {
  const timeline = new Timeline();
  let seq = 0;
  const add = (at: number, body: EventBody): Event => {
    const event: Event = { ...body, at, seq: ++seq };
    timeline.append([event]);
    return event;
  };
  const http = (at: number, ms: number, bytes = 1000, status = 200): Event =>
    add(at, { type: 'http.served', mac: MAC, from: FROM, method: 'GET', path: '/i/a/b', status, bytes, ms });
  const dhcp = (at: number, mac = MAC): Event =>
    add(at, { type: 'dhcp.ignored', mac, xid: 1, message: 'DHCPDISCOVER', why: ['listening'] });
  const marks = (row: 'http' | 'tftp' | 'dhcp', mac = MAC) =>
    timeline.lane(mac)?.tracks.get(row)?.marks ?? [];
  return { timeline, add, http, dhcp, marks };
}

function machine(change: Partial<Machine>): Machine {
  return {
    mac: MAC,
    kind: 'ipxe',
    how: 'dhcp',
    stage: 'kernel',
    stageAt: 1000,
    firstSeen: 1000,
    lastSeen: 1000,
    ...change,
  };
}

describe('a lane over time', () => {
  it('makes one bar of many small files that follow one another', () => {
    const { http, marks } = log();
    for (let index = 0; index < 150; index++) http(1000 + index * 100, 60);
    expect(marks('http')).toEqual([
      { start: 940, end: 15_900, count: 150, bytes: 150_000, seq: 150, bad: false },
    ]);
    http(60_000, 10);
    expect(marks('http').map(({ start, end }) => [start, end])).toEqual([
      [940, 15_900],
      [59_990, 60_000],
    ]);
  });

  it('takes the short ones in when the long one beside them ends', () => {
    const { http, marks } = log();
    http(10_000, 100);
    http(20_000, 100);
    http(30_000, 25_000);
    expect(marks('http')).toMatchObject([{ start: 5000, end: 30_000, count: 3 }]);
  });

  it('is bad only where all of it was', () => {
    const { http, marks } = log();
    http(1000, 10, 0, 404);
    expect(marks('http')).toMatchObject([{ bad: true }]);
    http(1020, 10);
    expect(marks('http')).toMatchObject([{ bad: false, count: 2 }]);
  });

  it('keeps moments apart, and nothing twice', () => {
    const { timeline, dhcp, marks } = log();
    const first = dhcp(1000);
    dhcp(1001);
    timeline.append([first]);
    expect(marks('dhcp').map(({ start, end, bad }) => [start, end, bad])).toEqual([
      [1000, 1000, true],
      [1001, 1001, true],
    ]);
  });

  it('stays small in a year of renewals, exact near its end and counting all', () => {
    const { dhcp, marks } = log();
    const half = 1_800_000;
    for (let index = 1; index <= 17_520; index++) dhcp(index * half);
    const all = marks('dhcp');
    expect(all.length).toBeLessThanOrEqual(240);
    expect(all.slice(-3).map(({ end }) => end / half)).toEqual([17_518, 17_519, 17_520]);
    for (const mark of all) expect(mark.start).toBe(mark.end);
  });

  it('stays small with transfers that never touch', () => {
    const { http, marks } = log();
    for (let index = 1; index <= 5000; index++) http(index * 1000, 10);
    const all = marks('http');
    expect(all.length).toBeLessThanOrEqual(240);
    expect(all.reduce((sum, { count }) => sum + count, 0)).toBe(5000);
    expect(all.at(-1)).toMatchObject({ start: 4_999_990, end: 5_000_000, count: 1 });
  });

  it('goes with the machine that is merged or forgotten', () => {
    const { timeline, add, dhcp, marks } = log();
    dhcp(1000, OTHER);
    dhcp(2000);
    dhcp(3000, OTHER);
    add(4000, { type: 'machine.merged', mac: MAC, from: OTHER });
    expect(marks('dhcp').map(({ end }) => end)).toEqual([1000, 2000, 3000]);
    expect(timeline.lane(OTHER)).toBeUndefined();
    add(5000, { type: 'machine.forgotten', mac: MAC });
    expect(timeline.lane(MAC)).toBeUndefined();
  });

  it('has another version after each change, so that only its own lane is drawn anew', () => {
    const { timeline, dhcp } = log();
    dhcp(1000);
    const before = timeline.lane(MAC)?.version;
    dhcp(1000, OTHER);
    expect(timeline.lane(MAC)?.version).toBe(before);
    dhcp(2000);
    expect(timeline.lane(MAC)?.version).not.toBe(before);
  });
});

describe('a transfer under way', () => {
  it('grows from where it began to now, and ends in the bar of its event', () => {
    const { timeline, http } = log();
    const load = (bytes: number, lastSeen: number): void =>
      timeline.machines(
        [machine({ lastSeen, transfer: { file: '/i/a/initrd.gz', bytes, totalBytes: 900 } })],
        false,
      );
    load(100, 100_000);
    load(500, 103_000);
    expect(inView(timeline.lane(MAC), VIEW, 104_000)).toMatchObject([
      { row: 'http', start: 100_000, end: 104_000, growing: { bytes: 500, totalBytes: 900 } },
    ]);
    // Nothing was heard of it for long: it stands where it stood.
    expect(inView(timeline.lane(MAC), VIEW, 200_000)).toMatchObject([{ end: 103_000 }]);
    timeline.machines([machine({ lastSeen: 105_000 })], false);
    http(105_000, 5000);
    expect(inView(timeline.lane(MAC), VIEW, 106_000)).toMatchObject([
      { start: 100_000, end: 105_000, count: 1 },
    ]);
  });

  it('is of the protocol that its machine speaks at this moment', () => {
    const row = (change: Partial<Machine>, file: string) => {
      const { timeline } = log();
      timeline.machines([machine({ ...change, transfer: { file, bytes: 1, totalBytes: 2 } })], false);
      return timeline.lane(MAC)?.growing?.row;
    };
    expect(row({ kind: 'pxe', stage: 'loader' }, 'snponly.efi')).toBe('tftp');
    expect(row({ kind: 'pxe', stage: 'loader' }, '/snponly.efi')).toBe('tftp');
    expect(row({ kind: 'http', stage: 'loader' }, '/snponly.efi')).toBe('http');
    expect(row({ kind: 'bsdp', stage: 'kernel' }, '/nbi/i386/mach.macosx')).toBe('tftp');
    expect(row({ kind: 'ipxe', stage: 'kernel' }, '/i/a/vmlinuz')).toBe('http');
  });

  it('of an image is not taken for TFTP between two files, where nothing is asked', () => {
    const load = { file: 'linux', number: 1, count: 2, bytes: 1, totalBytes: 9, bytesPerSecond: 0 };
    const row = (kind: Machine['kind']) => {
      const { timeline } = log();
      timeline.machines([machine({ kind, stage: 'kernel', load })], true);
      return timeline.lane(MAC)?.growing?.row;
    };
    expect([row('ipxe'), row('installer'), row('pxe'), row('bsdp')]).toEqual([
      'http',
      'http',
      'tftp',
      'tftp',
    ]);
  });

  it('of an image began when its bytes say, also where the page came late', () => {
    const { timeline } = log();
    const load = { file: 'a', number: 2, count: 9, bytes: 40_000, totalBytes: 90_000, bytesPerSecond: 1000 };
    timeline.machines([machine({ lastSeen: 100_000, load })], true);
    expect(timeline.lane(MAC)?.growing?.since).toBe(60_000);
  });
});

describe('what is drawn', () => {
  it('is what lies in the time shown, cut at its edges', () => {
    const { timeline, http, dhcp } = log();
    http(50_000, 10_000);
    http(120_000, 60_000);
    dhcp(150_000);
    const drawn = inView(timeline.lane(MAC), { from: 100_000, to: 200_000, widthPx: 1000 }, 300_000);
    expect(drawn.map(({ row, left, width, lasting }) => ({ row, left, width, lasting }))).toEqual([
      { row: 'http', left: 0, width: 20, lasting: true },
      { row: 'dhcp', left: 50, width: 0, lasting: false },
    ]);
  });

  it('is never more than the pixels can show', () => {
    const { timeline, dhcp } = log();
    for (let index = 0; index < 200; index++) dhcp(100_000 + index * 500);
    dhcp(400_000);
    const drawn = inView(timeline.lane(MAC), VIEW, 500_000);
    expect(drawn.map(({ count, lasting }) => ({ count, lasting }))).toEqual([
      { count: 200, lasting: true },
      { count: 1, lasting: false },
    ]);
  });

  it('is walked through in the order of time', () => {
    const { timeline, http, dhcp } = log();
    const [a, b, c] = [dhcp(100_000).seq, http(200_000, 1000).seq, dhcp(300_000).seq];
    const drawn = inView(timeline.lane(MAC), VIEW, 500_000);
    expect(stepMark(drawn, undefined, 1)).toBe(a);
    expect(stepMark(drawn, a, 1)).toBe(b);
    expect(stepMark(drawn, c, -1)).toBe(b);
    expect(stepMark(drawn, c, 1)).toBeUndefined();
    expect(stepMark(drawn, undefined, -1)).toBe(c);
  });
});

import { expect, it } from 'vitest';
import { createPacketLog } from '../../main/engine/packet-log.ts';

function frame(length: number, at = 1_500) {
  return { at, bytes: new Uint8Array(length).fill(length), wireBytes: length + 10 };
}

it('gives what came behind a packet, oldest first, in pieces', () => {
  const log = createPacketLog();
  for (let length = 1; length <= 5; length++) log.append(frame(length));
  expect(log.read(0, 2)).toEqual([
    { id: 1, at: 1.5, wireBytes: 11, bytes: '01' },
    { id: 2, at: 1.5, wireBytes: 12, bytes: '0202' },
  ]);
  expect(log.read(3, 10).map(({ id }) => id)).toEqual([4, 5]);
  expect(log.read(5, 10)).toEqual([]);
  expect(log.lastId()).toBe(5);
});

it('keeps the newest within its bounds, over many turns', () => {
  const log = createPacketLog({ packets: 1500, bytes: 1_000_000 });
  for (let turn = 0; turn < 10_000; turn++) log.append(frame(10));
  const all = log.read(0, 5000);
  expect([all.length, all[0]?.id, all.at(-1)?.id]).toEqual([1500, 8501, 10_000]);
  const small = createPacketLog({ packets: 100, bytes: 25 });
  for (let turn = 0; turn < 4; turn++) small.append(frame(10));
  expect(small.read(0, 10).map(({ id }) => id)).toEqual([3, 4]);
  // One that is larger than all room is shown all the same.
  small.append(frame(40));
  expect(small.read(0, 10).map(({ id }) => id)).toEqual([5]);
});

it('tells of changes, lost frames among them', () => {
  const log = createPacketLog();
  let changes = 0;
  log.onChange(() => changes++);
  log.append(frame(1));
  log.setDropped(9);
  expect([changes, log.dropped()]).toEqual([2, 9]);
});

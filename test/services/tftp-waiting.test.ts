import { describe, expect, it } from 'vitest';
import { WaitingRoom } from '../../main/services/tftp-waiting.ts';

const LIMITS = { transfers: 3, perClient: 2, waiting: 5, patienceMs: 1000 };

function drain(room: WaitingRoom<string>, now = 0): string[] {
  const taken: string[] = [];
  for (let value = room.next(now); value !== undefined; value = room.next(now)) taken.push(value);
  return taken;
}

describe('WaitingRoom', () => {
  it('gives places to the clients in turn, up to the limits', () => {
    const room = new WaitingRoom<string>(LIMITS);
    for (const [address, key] of [
      ['a', '1'],
      ['a', '2'],
      ['a', '3'],
      ['b', '1'],
    ] as const)
      room.enter(address, key, address + key, 0);
    expect(drain(room)).toEqual(['a1', 'b1', 'a2']);
    room.leave('b');
    // a has its two places already.
    expect(drain(room)).toEqual([]);
    room.leave('a');
    expect(drain(room)).toEqual(['a3']);
  });

  it('keeps the place of a repeated request, with its newest content', () => {
    const room = new WaitingRoom<string>(LIMITS);
    room.enter('a', '1', 'first', 0);
    room.enter('a', '2', 'second', 0);
    room.enter('a', '1', 'first again', 0);
    expect(drain(room)).toEqual(['first again', 'second']);
  });

  it('forgets a request that its client has given up', () => {
    const room = new WaitingRoom<string>(LIMITS);
    room.enter('a', '1', 'old', 0);
    room.enter('a', '2', 'repeated', 0);
    room.enter('b', '1', 'old', 0);
    room.enter('a', '2', 'repeated', 900);
    expect(drain(room, 1500)).toEqual(['repeated']);
  });

  it('drops what is too much, and has room again later', () => {
    const room = new WaitingRoom<string>(LIMITS);
    for (let i = 0; i < 9; i++) room.enter('a', String(i), String(i), 0);
    expect(drain(room)).toEqual(['0', '1']);
    for (let i = 5; i < 9; i++) room.enter('b', String(i), String(i), 0);
    room.leave('a');
    room.leave('a');
    expect(drain(room)).toEqual(['2', '5', '3']);
  });

  it('is empty after clear, but still counts who runs', () => {
    const room = new WaitingRoom<string>({ ...LIMITS, transfers: 1 });
    room.enter('a', '1', '1', 0);
    room.enter('a', '2', '2', 0);
    expect(room.next(0)).toBe('1');
    room.clear();
    room.enter('b', '1', '3', 0);
    expect(room.next(0)).toBeUndefined();
    room.leave('a');
    expect(room.next(0)).toBe('3');
  });
});

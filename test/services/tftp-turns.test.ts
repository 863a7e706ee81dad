import { describe, expect, it } from 'vitest';
import type { Sender } from '../../main/services/tftp-turns.ts';
import { SendTurns } from '../../main/services/tftp-turns.ts';

/** Has `blocks` to send and writes down who sent how many. */
function sender(name: string, blocks: number, log: string[]): Sender {
  let left = blocks;
  return {
    sendSome(most) {
      const now = Math.min(most, left);
      left -= now;
      log.push(`${name}${now}`);
      return left > 0;
    },
  };
}

async function settle(turns: SendTurns): Promise<void> {
  while (!turns.idle) await new Promise(setImmediate);
}

describe('SendTurns', () => {
  it('lets windows leave slice by slice, one transfer after the other', async () => {
    const log: string[] = [];
    const turns = new SendTurns();
    turns.add(sender('a', 80, log));
    turns.add(sender('b', 40, log));
    turns.add(sender('c', 5, log));
    await settle(turns);
    const slices = log.map((line) => line[0]).join('');
    expect(slices.startsWith('abca')).toBe(true);
    const total = (name: string): number =>
      log.filter((line) => line[0] === name).reduce((sum, line) => sum + Number(line.slice(1)), 0);
    expect([total('a'), total('b'), total('c')]).toEqual([80, 40, 5]);
  });

  it('lets the event loop run between two rounds', async () => {
    const log: string[] = [];
    const turns = new SendTurns();
    turns.add(sender('a', 1000, log));
    let rounds = 0;
    while (!turns.idle) {
      await new Promise(setImmediate);
      rounds++;
    }
    expect(rounds).toBeGreaterThan(5);
  });

  it('forgets a transfer that has ended', async () => {
    const log: string[] = [];
    const turns = new SendTurns();
    const gone = sender('a', 1000, log);
    turns.add(gone);
    turns.remove(gone);
    expect(turns.idle).toBe(true);
    await new Promise(setImmediate);
    expect(log).toEqual([]);
  });
});

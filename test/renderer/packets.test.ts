import { beforeEach, describe, expect, it } from 'vitest';
import type { ConsoleClient } from '../../renderer/client.ts';
import { readPackets, restartPackets, tellPackets, usePackets } from '../../renderer/packets.ts';
import type { Packet } from '../../shared/model/packet.ts';

/** An engine's log: what it answers waits until `answer` is called, with what it had when it was asked. */
class Log {
  packets: Packet[] = [];
  lastId = 0;
  readonly asked: number[] = [];
  #waiting: (() => void)[] = [];
  readonly client = {
    call: (_command: string, { afterId, limit }: { afterId: number; limit: number }) => {
      this.asked.push(afterId);
      const packets = this.packets.filter(({ id }) => id > afterId).slice(0, limit);
      const answer = { packets, lastId: this.lastId, dropped: 0 };
      return new Promise((resolve) => this.#waiting.push(() => resolve(answer)));
    },
  } as unknown as ConsoleClient;

  add(count: number): void {
    for (let left = count; left > 0; left--)
      this.packets.push({ id: ++this.lastId, at: 0, wireBytes: 2, bytes: '0000' } as unknown as Packet);
  }

  answer(): void {
    this.#waiting.shift()?.();
  }

  /** Answers whatever is asked until `done`. */
  async answerAll(done: Promise<unknown>): Promise<void> {
    let isDone = false;
    void done.then(() => (isDone = true));
    while (!isDone) {
      this.answer();
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
}

const ids = (): number[] => usePackets.getState().log.all.map(({ id }) => id);

describe('reading packets', () => {
  beforeEach(() => restartPackets());

  it('goes on while more is told of, for all who wait', async () => {
    const log = new Log();
    log.add(2);
    const first = readPackets(log.client);
    // They come while the answer is on its way.
    log.add(3);
    tellPackets(5, 0);
    const second = readPackets(log.client);
    expect(second).toBe(first);
    await log.answerAll(second);
    expect(ids()).toEqual([1, 2, 3, 4, 5]);
    expect(log.asked).toEqual([0, 2]);
  });

  it('reads page after page, and ends where the engine let packets go', async () => {
    const log = new Log();
    log.add(1200);
    await log.answerAll(readPackets(log.client));
    expect(ids()).toHaveLength(1200);
    log.lastId = 1300;
    tellPackets(1300, 0);
    await log.answerAll(readPackets(log.client));
    expect(log.asked).toEqual([0, 500, 1000, 1200]);
  });

  it('begins anew with another run of the engine, without what was asked of the old one', async () => {
    const old = new Log();
    old.add(3);
    await old.answerAll(readPackets(old.client));
    old.add(1);
    const log = old;
    const reading = readPackets(log.client);
    usePackets.setState(({ log: { all } }) => ({ opened: all[0] }));
    // The new run has as many by now, so that nothing but its start tells them apart.
    log.packets = [];
    log.lastId = 0;
    log.add(7);
    restartPackets();
    expect(usePackets.getState()).toMatchObject({ available: 0, opened: undefined });
    await log.answerAll(reading);
    expect(log.asked).toEqual([0, 3, 0]);
    expect(ids()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});

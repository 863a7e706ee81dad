import { describe, expect, it } from 'vitest';
import { BufferPool } from '../../main/services/buffer-pool.ts';
import type { BodyJob } from '../../main/services/http-stream.ts';
import { streamBody } from '../../main/services/http-stream.ts';

const MIB = 1024 * 1024;
const BUFFER = MIB / 2;

/** A pool that knows how many of its buffers are lent. */
class CountingPool extends BufferPool {
  lent = 0;
  most = 0;
  override take(): Buffer {
    this.most = Math.max(this.most, ++this.lent);
    return super.take();
  }
  override give(buffer: Buffer): void {
    this.lent--;
    super.give(buffer);
  }
}

/** A client that takes everything at once, from a source that has everything at once. */
function job(fields: Partial<BodyJob> = {}): BodyJob & { buffers: CountingPool } {
  return {
    write: (_bytes, done) => process.nextTick(done),
    source: { sizeBytes: Infinity, read: async (target) => target.length },
    start: 0,
    length: 64 * MIB,
    buffers: new CountingPool(BUFFER, 4),
    gone: new AbortController().signal,
    begin: () => {},
    onSent: () => {},
    ...fields,
  } as BodyJob & { buffers: CountingPool };
}

describe('a body on its way', () => {
  it('lets the event loop have its turns even when nothing ever waits', async () => {
    let turns = 0;
    let running = true;
    const turn = (): void => {
      turns++;
      if (running) setImmediate(turn);
    };
    setImmediate(turn);
    await streamBody(job());
    running = false;
    expect(turns).toBeGreaterThanOrEqual(64 / 2 - 2);
  });

  it('holds two buffers at most, one of them until it was written', async () => {
    const waiting: (() => void)[] = [];
    const running = job({ length: 3 * MIB, write: (_bytes, done) => waiting.push(done) });
    const ended = streamBody(running);
    for (let i = 0; i < 6; i++) {
      await new Promise((resolve) => setImmediate(resolve));
      expect(waiting).toHaveLength(1);
      // The last one has no successor that could have been read ahead.
      expect(running.buffers.lent).toBe(i < 5 ? 2 : 1);
      waiting.pop()?.();
    }
    expect(await ended).toBe('finished');
    expect([running.buffers.lent, running.buffers.most]).toEqual([0, 2]);
  });

  it('reads every byte once, in order, and begins with the first that is there', async () => {
    const log: string[] = [];
    const running = job({
      source: {
        sizeBytes: 2 * MIB,
        read: async (target, position) => {
          log.push(`read ${position}+${target.length}`);
          return target.length;
        },
      },
      start: 100,
      length: MIB + 1,
      begin: () => log.push('begin'),
      onSent: (bytes) => log.push(`sent ${bytes}`),
    });
    await streamBody(running);
    expect(log.filter((line) => line.startsWith('read'))).toEqual([
      `read 100+${BUFFER}`,
      `read ${100 + BUFFER}+${BUFFER}`,
      `read ${100 + MIB}+1`,
    ]);
    expect(log.filter((line) => line.startsWith('sent'))).toEqual([
      `sent ${BUFFER}`,
      `sent ${MIB}`,
      `sent ${MIB + 1}`,
    ]);
    expect(log.indexOf('begin')).toBe(1);
  });

  it('gives all buffers back when the client goes, in whatever state', async () => {
    for (let steps = 0; steps < 12; steps++) {
      const gone = new AbortController();
      const dones: (() => void)[] = [];
      const running = job({ gone: gone.signal, write: (_bytes, done) => dones.push(done) });
      const ended = streamBody(running);
      for (let i = 0; i < steps; i++) {
        await Promise.resolve();
        if (i % 3 === 2) dones.shift()?.();
      }
      gone.abort();
      expect(await ended).toBe('aborted');
      // Whoever destroys a socket gets the callbacks of its writes afterwards.
      for (const done of dones) done();
      expect(running.buffers.lent).toBe(0);
    }
  });

  it('is aborted at once when the client had gone before', async () => {
    const running = job({ gone: AbortSignal.abort() });
    expect(await streamBody(running)).toBe('aborted');
    expect(running.buffers.lent).toBe(0);
  });
});

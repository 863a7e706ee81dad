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

  it('borrows where it can, and reads the end only when all that was lent is gone', async () => {
    const log: string[] = [];
    const running = job({
      source: {
        sizeBytes: 7 * MIB,
        async lend(position, length) {
          log.push(`lend ${position / MIB}+${length / MIB}`);
          return { bytes: new Uint8Array(length), giveBack: () => log.push(`back ${position / MIB}`) };
        },
        async read(target, position) {
          log.push(`read ${position / MIB}+${target.length / MIB}`);
          return target.length;
        },
      },
      length: 7 * MIB,
    });
    expect(await streamBody(running)).toBe('finished');
    expect(log.filter((line) => !line.startsWith('back'))).toEqual([
      ...['lend 0+2', 'lend 2+2', 'lend 4+2'],
      ...['read 6+0.5', 'read 6.5+0.5'],
    ]);
    expect(log.indexOf('read 6+0.5')).toBeGreaterThan(log.indexOf('back 4'));
    expect(log.filter((line) => line.startsWith('back'))).toEqual(['back 0', 'back 2', 'back 4']);
  });

  it('reads when nothing is lent, and does not ask again', async () => {
    let asked = 0;
    const lend = async (): Promise<undefined> => void asked++;
    await streamBody(job({ source: { sizeBytes: Infinity, read: async (target) => target.length, lend } }));
    expect(asked).toBe(1);
  });

  it('gives back what was lent when the client goes, even if nobody calls back any more', async () => {
    for (let steps = 0; steps < 12; steps++) {
      const gone = new AbortController();
      let lent = 0;
      const lend: BodyJob['source']['lend'] = async (_position, length) => {
        lent++;
        let held = true;
        return {
          bytes: new Uint8Array(length),
          giveBack() {
            if (held) lent--;
            held = false;
          },
        };
      };
      const source = { sizeBytes: Infinity, read: async (target: Uint8Array) => target.length, lend };
      const ended = streamBody(job({ gone: gone.signal, source, write: () => {} }));
      for (let i = 0; i < steps; i++) await Promise.resolve();
      gone.abort();
      expect(await ended).toBe('aborted');
      expect(lent).toBe(0);
    }
  });
});

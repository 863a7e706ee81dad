import { describe, expect, it } from 'vitest';
import { ChunkPool, DataFrames } from '../../main/services/tftp-frames.ts';
import type { TransferTerms } from '../../shared/boot/tftp-terms.ts';
import { agreeTerms } from '../../shared/boot/tftp-terms.ts';
import { wireBlock } from '../../shared/boot/tftp-transfer.ts';
import type { TftpOption } from '../../shared/wire/tftp.ts';
import { decodeTftp } from '../../shared/wire/tftp.ts';

const KIB = 1024;

/** Byte `i` of the file. */
const byteAt = (i: number): number => (i ^ (i >>> 8) ^ (i >>> 16)) & 0xff;

interface Read {
  readonly position: number;
  readonly length: number;
}

interface Setup {
  readonly frames: DataFrames;
  readonly terms: TransferTerms;
  readonly reads: Read[];
  readonly failures: unknown[];
  /** Reads under way at the same time, at most. */
  readonly parallel: () => number;
  readonly ready: () => number;
}

function setUp(sizeBytes: number, options: readonly TftpOption[] = [], pool = new ChunkPool()): Setup {
  const terms = agreeTerms(options, sizeBytes, { mtu: 65536, maxWindowsize: 64 });
  const reads: Read[] = [];
  const failures: unknown[] = [];
  let [now, most, ready] = [0, 0, 0];
  const frames = new DataFrames({
    terms,
    pool,
    source: {
      sizeBytes,
      async read(target, position) {
        reads.push({ position, length: target.length });
        most = Math.max(most, ++now);
        await new Promise(setImmediate);
        now--;
        for (let i = 0; i < target.length; i++) target[i] = byteAt(position + i);
        return target.length;
      },
    },
    onReady: () => ready++,
    onFailure: (error) => failures.push(error),
  });
  return { frames, terms, reads, failures, parallel: () => most, ready: () => ready };
}

async function packetOf(frames: DataFrames, block: number): Promise<Uint8Array> {
  for (;;) {
    const packet = frames.packet(block);
    if (packet) return packet;
    await new Promise(setImmediate);
  }
}

/** Lets all reads happen that would happen without anybody asking. */
async function settle(reads: readonly Read[]): Promise<void> {
  for (let before = -1; before !== reads.length;) {
    before = reads.length;
    for (let i = 0; i < 5; i++) await new Promise(setImmediate);
  }
}

describe('DataFrames', () => {
  it.each([
    { size: 0, blksize: 512 },
    { size: 1, blksize: 512 },
    { size: 512, blksize: 512 },
    { size: 300 * KIB, blksize: 8 },
    { size: 3 * KIB * KIB + 5, blksize: 512 },
    { size: 3 * KIB * KIB + 5, blksize: 1468 },
    { size: 1468 * 2000, blksize: 1468 },
    { size: 5 * KIB * KIB + 5, blksize: 65464 },
  ])('makes every DATA packet of $size bytes in blocks of $blksize', async ({ size, blksize }) => {
    const { frames, terms } = setUp(size, [['blksize', String(blksize)]]);
    let at = 0;
    for (let block = 1; block <= terms.lastBlock; block++) {
      const packet = decodeTftp(await packetOf(frames, block));
      if (packet.op !== 'DATA') throw new Error(packet.op);
      const wrong = packet.data.findIndex((byte, i) => byte !== byteAt(at + i));
      if (packet.block !== wireBlock(block) || wrong >= 0)
        throw new Error(`block ${block} is ${packet.block}, byte ${wrong} differs`);
      expect(packet.data.length).toBe(Math.min(blksize, size - at));
      at += packet.data.length;
      frames.advance(block);
    }
    expect(at).toBe(size);
    await frames.end();
  });

  it('reads large pieces, one at a time, at least 1 MiB ahead and not the whole file', async () => {
    const { frames, reads, parallel } = setUp(20 * KIB * KIB, [['blksize', '1468']]);
    await settle(reads);
    const ahead = reads.reduce((sum, { length }) => sum + length, 0);
    expect(ahead).toBeGreaterThanOrEqual(KIB * KIB);
    expect(ahead).toBeLessThan(2 * KIB * KIB);
    expect(reads.every(({ length }) => length > 256 * KIB)).toBe(true);
    expect(parallel()).toBe(1);
    frames.advance(Math.floor(ahead / 1468 / 2));
    await settle(reads);
    const further = reads.reduce((sum, { length }) => sum + length, 0);
    expect(further).toBeGreaterThan(ahead);
    expect(further).toBeLessThanOrEqual(ahead * 2);
    await frames.end();
  });

  it('holds a whole window of the largest blocks', async () => {
    const { frames, reads } = setUp(30 * KIB * KIB, [
      ['blksize', '65464'],
      ['windowsize', '64'],
    ]);
    await settle(reads);
    expect(frames.packet(64)).toBeDefined();
    await frames.end();
  });

  it('gives its buffers to the next transfer, and reads small files without one', async () => {
    const pool = new ChunkPool();
    const first = setUp(2 * KIB * KIB, [], pool);
    await settle(first.reads);
    await first.frames.end();
    const second = setUp(2 * KIB * KIB, [], pool);
    const used = (await packetOf(second.frames, 1)).buffer;
    await second.frames.end();
    const taken = [
      pool.take(),
      pool.take(),
      pool.take(),
      pool.take(),
      pool.take(),
      pool.take(),
      pool.take(),
      pool.take(),
    ];
    expect(taken.map(({ buffer }) => buffer)).toContain(used);
    const small = setUp(1000, [], pool);
    expect((await packetOf(small.frames, 1)).buffer.byteLength).toBe(1000 + 2 * 4);
    await small.frames.end();
  });

  it('reports a failing read once, and a file that ends early', async () => {
    const failures: unknown[] = [];
    const terms = agreeTerms([], 1000, { mtu: 1500, maxWindowsize: 64 });
    const parts = {
      terms,
      pool: new ChunkPool(),
      onReady: () => {},
      onFailure: (error: unknown) => failures.push(error),
    };
    const broken = new DataFrames({
      ...parts,
      source: { sizeBytes: 1000, read: () => Promise.reject(new Error('gone')) },
    });
    const short = new DataFrames({ ...parts, source: { sizeBytes: 1000, read: async () => 999 } });
    await Promise.all([broken.end(), short.end()]);
    expect(failures).toMatchObject([{ message: 'gone' }, { code: 'FILE_CHANGED' }]);
  });
});

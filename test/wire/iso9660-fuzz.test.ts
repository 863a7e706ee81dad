/** Damage at random, the same every time: nothing but DecodeError comes out, and nothing goes on for ever. */
import { describe, expect, it } from 'vitest';
import { DecodeError } from '../../shared/wire/bytes.ts';
import { openIso } from '../../shared/wire/iso9660.ts';
import type { RecordSpec } from './iso-builder.ts';
import {
  ROCK_RIDGE,
  SECTOR,
  ce,
  cl,
  directory,
  joined,
  nm,
  simpleImage,
  sl,
  volumeDescriptor,
} from './iso-builder.ts';

/** mulberry32 */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const SPECS: readonly RecordSpec[] = [
  { name: 'BOOT', block: 25, sizeBytes: SECTOR, directory: true, systemUse: nm('boot') },
  { name: 'LONG', block: 30, sizeBytes: 5000, systemUse: joined(nm('a long name ', 1), ce(50, 0, 30)) },
  { name: 'LINK', block: 0, sizeBytes: 0, systemUse: joined(nm('link'), sl('boot', '..', 'boot', 'file')) },
  { name: 'DEEP', block: 20, sizeBytes: 0, systemUse: joined(nm('deep'), cl(25)) },
  { name: 'BIG', block: 40, sizeBytes: 4096, multiExtent: true, systemUse: nm('big') },
  { name: 'BIG', block: 60, sizeBytes: 100, systemUse: nm('big') },
];
const AREA = joined(nm('continued'), new Uint8Array(SECTOR - 14));
const SUB = directory(25, 20, [
  { name: 'FILE', block: 31, sizeBytes: 7, systemUse: nm('file') },
  { name: 'UP', block: 0, sizeBytes: 0, systemUse: joined(nm('up'), sl('..', 'link')) },
]);

/** What came out, and how much was read for it. */
async function explore(
  pieces: Readonly<Record<number, Uint8Array>>,
): Promise<{ thrown?: unknown; bytes: number; entries: number }> {
  const image = simpleImage(SPECS, { selfUse: ROCK_RIDGE, more: pieces });
  let entries = 0;
  const look = async (): Promise<void> => {
    const volume = await openIso(image.readAt, image.sizeBytes);
    for await (const entry of volume.walk({ maxDepth: 20, maxEntries: 500 })) {
      entries++;
      expect(entry.name).not.toMatch(/^\.\.?$|\/|\0/);
      await volume.stat(entry.path);
    }
    await volume.stat('/link/../big');
  };
  const thrown = await look().then(
    () => undefined,
    (error: unknown) => error,
  );
  const bytes = image.reads.reduce((sum, read) => sum + read.length, 0);
  return { thrown, bytes, entries };
}

describe('an image', () => {
  it('is read whole when nothing is wrong with it', async () => {
    expect(await explore({ 25: SUB, 50: AREA })).toMatchObject({ thrown: undefined, entries: 7 });
  });

  it('with bytes changed anywhere gives entries or DecodeError, and reads no more than itself', async () => {
    const healthy = {
      16: volumeDescriptor({ spaceBlocks: 100, rootBlock: 20 }),
      20: directory(20, 20, SPECS, ROCK_RIDGE),
      25: SUB,
      50: AREA,
    };
    const next = random(20_260_707);
    let refused = 0;
    for (let round = 0; round < 4000; round++) {
      const pieces: Record<number, Uint8Array> = {};
      for (const [sector, bytes] of Object.entries(healthy)) pieces[Number(sector)] = bytes.slice();
      const sectors = Object.keys(pieces).map(Number);
      const changes = 1 + next(6);
      for (let i = 0; i < changes; i++) {
        const bytes = pieces[sectors[next(sectors.length)] as number] as Uint8Array;
        // Most records lie at the start of their sector: changes at its end would meet only zeros.
        const at = next(2) === 0 ? next(bytes.length) : next(700);
        bytes[at % bytes.length] = [0, 255, 1, 34, 128, next(256)][next(6)] as number;
      }
      const { thrown, bytes } = await explore(pieces);
      if (thrown !== undefined) {
        refused++;
        if (!(thrown instanceof DecodeError)) throw new Error(`round ${round}`, { cause: thrown });
      }
      expect(bytes, `round ${round}`).toBeLessThanOrEqual(200 * SECTOR);
    }
    // Some damage must be met, and some must be harmless, or this proves nothing.
    expect(refused).toBeGreaterThan(200);
    expect(refused).toBeLessThan(3600);
  });

  it('cut off anywhere gives entries or DecodeError', async () => {
    const image = simpleImage(SPECS, { selfUse: ROCK_RIDGE, more: { 25: SUB, 50: AREA } });
    for (let sizeBytes = 0; sizeBytes < image.sizeBytes; sizeBytes += 997) {
      const readAt = async (offset: number, length: number) =>
        (await image.readAt(offset, length)).subarray(0, Math.max(0, sizeBytes - offset));
      const thrown = await openIso(readAt, sizeBytes)
        .then(async (volume) => {
          expect(volume.missingBytes).toBe(image.sizeBytes - sizeBytes);
          await volume.list('/boot');
          return undefined;
        })
        .catch((error: unknown) => error);
      if (thrown !== undefined) expect(thrown).toBeInstanceOf(DecodeError);
    }
  });
});

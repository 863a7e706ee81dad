import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecodeError } from '../../shared/wire/bytes.ts';
import {
  decodeTarHeader,
  decodeTarPath,
  TAR_BLOCK,
  tarEnd,
  tarHeader,
  tarPadding,
} from '../../shared/wire/tar.ts';
import { temporaryFolder } from '../engine/temporary.ts';

const LONG = `${'ordner/'.repeat(30)}Übung.plist`;

describe('a tar', () => {
  it.each([
    ['NBImageInfo.plist', 0],
    ['i386/x86_64/kernelcache', 23_456_789],
    ['System.dmg', 8 ** 11 - 1],
    ['System.dmg', 8 ** 11],
    ['System.dmg', 123_456_789_012_345],
    ['Größe/ä.dmg', 5],
  ])('header of %s, %d bytes, is read as it was written', (path, sizeBytes) => {
    const header = tarHeader(path, sizeBytes);
    expect(header.length).toBe(TAR_BLOCK);
    expect(decodeTarHeader(header)).toEqual({ path, sizeBytes, type: 'file' });
  });

  it('has a header of its own for a path that is too long', () => {
    const blocks = tarHeader(LONG, 7);
    const extended = decodeTarHeader(blocks.subarray(0, TAR_BLOCK));
    expect(extended?.type).toBe('extended');
    expect(decodeTarPath(blocks.subarray(TAR_BLOCK, TAR_BLOCK + (extended?.sizeBytes ?? 0)))).toBe(LONG);
    expect(decodeTarHeader(blocks.subarray(-TAR_BLOCK))).toMatchObject({ sizeBytes: 7, type: 'file' });
  });

  it('is what the tar of this computer reads', () => {
    const folder = temporaryFolder();
    const content = Buffer.from('content');
    const file = join(folder, 'a.tar');
    writeFileSync(
      file,
      Buffer.concat([
        tarHeader('short', content.length),
        content,
        tarPadding(content.length),
        tarHeader(LONG, content.length),
        content,
        tarPadding(content.length),
        tarEnd(),
      ]),
    );
    mkdirSync(join(folder, 'out'));
    execFileSync('tar', ['-xf', file, '-C', join(folder, 'out')]);
    expect(existsSync(join(folder, 'out', 'short'))).toBe(true);
    expect(existsSync(join(folder, 'out', LONG))).toBe(true);
  });

  it('ends with a block of zeros', () => {
    expect(decodeTarHeader(tarEnd().subarray(0, TAR_BLOCK))).toBeUndefined();
  });

  it('that is damaged is refused with a place; the checksum may be written in several ways', () => {
    const good = tarHeader('NBImageInfo.plist', 1000);
    const before = decodeTarHeader(good);
    fc.assert(
      fc.property(fc.nat(TAR_BLOCK - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bad = good.slice();
        bad[at] = ((bad[at] as number) + change) % 256;
        if (at >= 148 && at < 156) {
          try {
            expect(decodeTarHeader(bad)).toEqual(before);
          } catch (error) {
            expect(error).toBeInstanceOf(DecodeError);
          }
        } else expect(() => decodeTarHeader(bad)).toThrow(DecodeError);
      }),
      { numRuns: 2000 },
    );
  });

  it('with noise as an extended header throws nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          decodeTarPath(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError);
        }
      }),
    );
  });
});

import {
  closeSync,
  ftruncateSync,
  openSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestContext } from 'vitest';
import { describe, expect, it } from 'vitest';
import { SharedFile, bootFileOf, openFile } from '../../main/net/file-source.ts';
import type { BootFile, LentBytes } from '../../shared/model/boot-file.ts';
import { temporaryFolder } from '../engine/temporary.ts';

const CONTENT = Buffer.from(Uint8Array.from({ length: 100_000 }, (_, i) => (i * 7 + (i >> 8)) & 255));

function fileWith(content: Uint8Array = CONTENT): string {
  const path = join(temporaryFolder(), 'file.bin');
  writeFileSync(path, content);
  return path;
}

/** Skips where the system does not lend. */
async function lend(test: TestContext, file: BootFile, position: number, length: number): Promise<LentBytes> {
  const lent = await file.lend?.(position, length);
  return lent ?? test.skip('this system has no MADV_POPULATE_READ (Linux 5.14, 64 bits)');
}

/** Only a test may look, and only at a file it does not shrink. */
function copyOf(lent: LentBytes): Buffer {
  return Buffer.from(lent.bytes);
}

describe('lent bytes', () => {
  it('are those of the file, on page boundaries or not', async (test) => {
    const file = await openFile(fileWith());
    for (const [position, length] of [
      [0, 100_000],
      [4096, 4096],
      [4095, 2],
      [99_999, 1],
      [12_345, 54_321],
    ] as const) {
      const lent = await lend(test, file, position, length);
      expect(copyOf(lent).equals(CONTENT.subarray(position, position + length))).toBe(true);
      lent.giveBack();
    }
    await file.close();
  });

  it('follow the ranges of a file inside an image, one range at a time', async (test) => {
    const shared = await SharedFile.open(fileWith());
    const file = bootFileOf(shared, {
      ranges: [
        { offset: 50_000, length: 10_000 },
        { offset: 2048, length: 5000 },
      ],
    });
    const [end, next] = [await lend(test, file, 9000, 4000), await lend(test, file, 10_000, 4000)];
    expect(copyOf(end).equals(CONTENT.subarray(59_000, 60_000))).toBe(true);
    expect(copyOf(next).equals(CONTENT.subarray(2048, 6048))).toBe(true);
    expect(await file.lend?.(15_000, 1)).toBeUndefined();
    end.giveBack();
    next.giveBack();
    await file.close();
    await shared.close();
  });

  it('keep the file open until they are given back, and are gone then', async (test) => {
    const file = await openFile(fileWith());
    const [first, second] = [await lend(test, file, 0, 1000), await lend(test, file, 1000, 1000)];
    await file.close();
    first.giveBack();
    first.giveBack();
    expect(copyOf(second).equals(CONTENT.subarray(1000, 2000))).toBe(true);
    second.giveBack();
    expect([first.bytes.length, second.bytes.length]).toEqual([0, 0]);
    expect(await file.lend?.(0, 1000)).toBeUndefined();
  });

  it('lie behind 4 GiB as well, and any number of them may be asked for', async (test) => {
    const path = join(temporaryFolder(), 'sparse.iso');
    const fd = openSync(path, 'w');
    ftruncateSync(fd, 6 * 1024 ** 3);
    writeSync(fd, 'beyond 32 bits', 5 * 1024 ** 3);
    closeSync(fd);
    const file = await openFile(path);
    const lent = await lend(test, file, 5 * 1024 ** 3, 14);
    expect(copyOf(lent).toString()).toBe('beyond 32 bits');
    lent.giveBack();
    // More than is held at once.
    for (let i = 0; i < 40; i++) (await lend(test, file, i * 16 * 1024 ** 2, 16 * 1024 ** 2)).giveBack();
    await file.close();
  });

  it('are not lent of a file that has changed or shrunk', async (test) => {
    const path = fileWith();
    const file = await openFile(path);
    (await lend(test, file, 0, 10)).giveBack();
    const later = Date.now() / 1000 + 60;
    utimesSync(path, later, later);
    // The state is looked at four times a second.
    await sleep(300);
    await expect(file.lend?.(0, 10)).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    truncateSync(path, 1000);
    expect(await file.lend?.(50_000, 10)).toBeUndefined();
    await file.close();
  });

  it('are not lent of an empty file', async () => {
    const file = await openFile(fileWith(new Uint8Array()));
    expect(await file.lend?.(0, 1)).toBeUndefined();
    await file.close();
  });
});

import { mkdirSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SharedFile, bootFileOf, openFile } from '../../main/net/file-source.ts';
import { temporaryFolder } from '../engine/temporary.ts';

const CONTENT = Uint8Array.from({ length: 10_000 }, (_, i) => (i * 7) % 251);

function fileWith(content: Uint8Array = CONTENT): string {
  const path = join(temporaryFolder(), 'file.bin');
  writeFileSync(path, content);
  return path;
}

/** Another size would be noticed by the end of the file; this is the same size, a minute later. */
function overwrite(path: string): void {
  writeFileSync(path, new Uint8Array(CONTENT.length).fill(9));
  const later = Date.now() / 1000 + 60;
  utimesSync(path, later, later);
}

describe('a file', () => {
  it('fills the caller’s buffer from any position, less only at the end', async () => {
    const file = await openFile(fileWith(), { contentType: 'application/octet-stream' });
    expect(file).toMatchObject({
      sizeBytes: 10_000,
      generated: false,
      contentType: 'application/octet-stream',
    });
    const target = new Uint8Array(4000);
    expect(await file.read(target, 3000)).toBe(4000);
    expect(target).toEqual(CONTENT.slice(3000, 7000));
    expect(await file.read(target, 9000)).toBe(1000);
    expect(target.subarray(0, 1000)).toEqual(CONTENT.slice(9000));
    expect(await file.read(target, 10_000)).toBe(0);
    expect(await file.read(target, 99_999)).toBe(0);
    expect(await file.read(new Uint8Array(0), 5)).toBe(0);
    await file.close();
  });

  it('may be read by many at once', async () => {
    const file = await openFile(fileWith());
    const parts = await Promise.all(
      Array.from({ length: 100 }, async (_, i) => {
        const target = new Uint8Array(100);
        await file.read(target, i * 100);
        return target;
      }),
    );
    expect(Buffer.concat(parts).equals(CONTENT)).toBe(true);
    await file.close();
  });

  it('of several ranges reads as one', async () => {
    const shared = await SharedFile.open(fileWith());
    const ranges = [
      { offset: 9000, length: 10 },
      { offset: 0, length: 5 },
      { offset: 5000, length: 1000 },
    ];
    const file = bootFileOf(shared, { ranges });
    await shared.close();
    const whole = Buffer.concat(ranges.map(({ offset, length }) => CONTENT.slice(offset, offset + length)));
    expect(file.sizeBytes).toBe(1015);
    for (const [position, length] of [
      [0, 1015],
      [0, 2000],
      [8, 4],
      [9, 8],
      [14, 500],
      [1010, 100],
      [1015, 1],
    ] as const) {
      const target = new Uint8Array(length);
      const filled = await file.read(target, position);
      expect(
        Buffer.from(target.subarray(0, filled)).equals(whole.subarray(position, position + length)),
        `${position}+${length}`,
      ).toBe(true);
    }
    await file.close();
  });

  it('has a version that differs by range and by what was written', async () => {
    const path = fileWith();
    const shared = await SharedFile.open(path);
    const [one, two] = [100, 200].map((offset) => bootFileOf(shared, { ranges: [{ offset, length: 5 }] }));
    expect(one?.version).not.toBe(two?.version);
    await Promise.all([one?.close(), two?.close(), shared.close()]);
    const before = await openFile(path);
    overwrite(path);
    const after = await openFile(path);
    expect(after.version).not.toBe(before.version);
    await Promise.all([before.close(), after.close()]);
  });
});

describe('the handle', () => {
  it('stays open for those who still read, and closing twice is closing once', async () => {
    const shared = await SharedFile.open(fileWith());
    const one = bootFileOf(shared);
    const two = bootFileOf(shared);
    await shared.close();
    await one.close();
    await one.close();
    expect(await two.read(new Uint8Array(10), 0)).toBe(10);
    await expect(one.read(new Uint8Array(10), 0)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await two.close();
    expect(() => shared.retain()).toThrow('was closed');
  });

  it('is not closed under a read', async () => {
    const file = await openFile(fileWith());
    const reading = file.read(new Uint8Array(10_000), 0);
    await file.close();
    expect(await reading).toBe(10_000);
  });
});

describe('a file that changed', () => {
  it('while it was read gives no complete transfer', async () => {
    const path = fileWith();
    const file = await openFile(path);
    const target = new Uint8Array(5000);
    expect(await file.read(target, 0)).toBe(5000);
    overwrite(path);
    await expect(file.read(target, 5000)).rejects.toMatchObject({
      code: 'FILE_CHANGED',
      hint: expect.stringContaining('again'),
    });
    await file.close();
  });

  it('and got shorter is noticed at once', async () => {
    const path = fileWith();
    const file = await openFile(path);
    truncateSync(path, 100);
    await expect(file.read(new Uint8Array(1000), 50)).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    await file.close();
  });

  it('at its path is noticed by check, while the old one can still be read', async () => {
    const path = fileWith();
    const shared = await SharedFile.open(path);
    await shared.check();
    renameSync(path, `${path}.old`);
    await expect(shared.check()).rejects.toMatchObject({
      code: 'FILE_CHANGED',
      message: expect.stringContaining('not there any more'),
    });
    writeFileSync(path, 'another');
    await expect(shared.check()).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    const target = new Uint8Array(10);
    expect(await shared.read(target, 0)).toBe(10);
    expect(target).toEqual(CONTENT.slice(0, 10));
    await shared.close();
  });

  it('since it was dropped is refused when opened', async () => {
    const path = fileWith();
    const { sizeBytes, modifiedAt } = await SharedFile.open(path).then(
      async (file) => (await file.close(), file),
    );
    await (await SharedFile.open(path, { sizeBytes, modifiedAt })).close();
    overwrite(path);
    await expect(SharedFile.open(path, { sizeBytes, modifiedAt })).rejects.toMatchObject({
      code: 'FILE_CHANGED',
    });
    rmSync(path);
    await expect(SharedFile.open(path, { sizeBytes, modifiedAt })).rejects.toMatchObject({
      code: 'FILE_CHANGED',
    });
  });
});

describe('what cannot be opened', () => {
  it('says why', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'sub'));
    await expect(openFile(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await expect(openFile(join(folder, 'sub'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(openFile('/dev/zero')).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});

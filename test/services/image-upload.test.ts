import { existsSync, mkdirSync, readFileSync, readdirSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { safeFileName } from '../../shared/model/safe-file-name.ts';
import { AppError } from '../../shared/model/error.ts';
import { INITRD, chunked, installerIso, library } from './image-fixtures.ts';

/** Names in the folder uploads go to. */
function stored(dataDir: string): string[] {
  const folder = join(dataDir, 'images');
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Yields `bytes` and then nothing more, until told to end; notes whether it was told to stop. */
function stalling(bytes: Uint8Array) {
  const state = { stopped: false };
  const iterator: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => iterator,
    next: async () => {
      if (bytes.length === 0) return new Promise(() => undefined);
      const value = bytes;
      bytes = new Uint8Array(0);
      return { done: false, value };
    },
    return: async () => {
      state.stopped = true;
      return { done: true, value: undefined };
    },
  };
  return { iterator, state };
}

describe('an upload', () => {
  it('is kept in the data folder and belongs to it', async () => {
    const { images, events, dataDir } = library();
    const bytes = await installerIso();
    const image = await images.importStream('Debian 12.iso', bytes.length, chunked(bytes));
    expect(image).toMatchObject({
      id: 'debian-12',
      owned: true,
      path: join(dataDir, 'images', 'Debian 12.iso'),
      recipe: { family: 'debian-installer' },
    });
    expect(readFileSync(image.path).equals(bytes)).toBe(true);
    expect(stored(dataDir)).toEqual(['Debian 12.iso']);
    expect(events.at(-1)).toMatchObject({ type: 'image.imported', image: 'debian-12' });
    const file = await images.open('debian-12', '/initrd.gz');
    const target = new Uint8Array(5000);
    await file?.read(target, 0);
    expect(target).toEqual(INITRD);
    await file?.close();
  });

  it('tells its progress at most four times a second', async () => {
    const { images, events, pass } = library();
    const bytes = await installerIso();
    async function* slow(): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunked(bytes, 2048)) {
        pass(50);
        expect(images.imports()).toHaveLength(1);
        yield chunk;
      }
    }
    const told: number[] = [];
    await images.importStream('a.iso', bytes.length, slow(), {
      onProgress: (progress) => told.push(progress.bytes),
    });
    // 100 chunks of 50 ms are 5 s.
    const progress = events.filter((event) => event.type === 'image.progress');
    expect(progress.length).toBeGreaterThanOrEqual(18);
    expect(progress.length).toBeLessThanOrEqual(21);
    expect(progress[1]).toMatchObject({ name: 'a.iso', totalBytes: bytes.length });
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(bytes.length);
    expect(images.imports()).toEqual([]);
  });

  it('of the same name replaces the file and keeps the image', async () => {
    const { images, dataDir } = library();
    await images.importStream('a.iso', undefined, chunked(await installerIso()));
    const old = await images.open('a', '/linux');
    const image = await images.importStream(
      'a.iso',
      undefined,
      chunked(await installerIso('6.12.1-1-amd64 Debian 6.12')),
    );
    expect(image).toMatchObject({ id: 'a', recipe: { version: '13' } });
    expect(images.list()).toHaveLength(1);
    expect(stored(dataDir)).toEqual(['a.iso']);
    const now = await images.open('a', '/linux');
    const texts: string[] = [];
    for (const file of [old, now]) {
      const target = new Uint8Array(4096);
      await file?.read(target, 0);
      texts.push(Buffer.from(target).toString('latin1', 0x800, 0x807));
      await file?.close();
    }
    expect(texts).toEqual(['6.1.0-1', '6.12.1-']);
  });

  it('finds leftovers of a crash taken away', async () => {
    const { dataDir, images } = library();
    await images.close();
    mkdirSync(join(dataDir, 'images'), { recursive: true });
    writeFileSync(join(dataDir, 'images', 'old.iso.part'), 'half');
    writeFileSync(join(dataDir, 'images', 'whole.iso'), 'kept');
    const next = library({ dataDir });
    await next.images.importStream('a.iso', undefined, chunked(await installerIso()));
    expect(stored(dataDir).sort()).toEqual(['a.iso', 'whole.iso']);
  });
});

describe('an upload whose name looks like one of our leftovers', () => {
  it.each(['debian.iso.part', 'debian.iso.removed'])('%s is there after the next start', async (name) => {
    const { images, dataDir } = library();
    const { path } = await images.importStream(name, undefined, chunked(await installerIso()));
    await images.close();
    await library({ dataDir }).images.importStream('a.iso', undefined, chunked(await installerIso()));
    expect(existsSync(path)).toBe(true);
  });
});

describe('an upload that fails leaves nothing behind', () => {
  it('because it is no ISO, which the first 64 KiB tell', async () => {
    const { images, dataDir, events } = library();
    let asked = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        asked++;
        const chunk = new Uint8Array(16 * 1024);
        if (asked === 1) chunk.set(Buffer.from('QFI\xfb', 'latin1'));
        yield chunk;
      }
    }
    await expect(images.importStream('disk.iso', undefined, endless())).rejects.toMatchObject({
      code: 'NOT_AN_ISO',
      message: expect.stringContaining('qcow2'),
    });
    expect(asked).toBe(4);
    expect(stored(dataDir)).toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: 'image.failed', name: 'disk.iso', code: 'NOT_AN_ISO' });
    await expect(
      images.importStream('b.iso', undefined, chunked(new TextEncoder().encode('short'))),
    ).rejects.toMatchObject({ code: 'NOT_AN_ISO' });
  });

  it('because it ends early, or goes on for too long', async () => {
    const { images, dataDir } = library();
    const bytes = await installerIso();
    await expect(images.importStream('a.iso', bytes.length + 1, chunked(bytes))).rejects.toMatchObject({
      code: 'TRUNCATED_IMAGE',
    });
    await expect(
      images.importStream('a.iso', undefined, chunked(bytes.subarray(0, 150_000))),
    ).rejects.toMatchObject({
      code: 'TRUNCATED_IMAGE',
      message: expect.stringMatching(/^a\.iso is cut off/),
    });
    await expect(images.importStream('a.iso', bytes.length - 1, chunked(bytes))).rejects.toMatchObject({
      code: 'BAD_ARGUMENT',
    });
    expect(stored(dataDir)).toEqual([]);
    expect(images.list()).toEqual([]);
  });

  it('because the sender broke off', async () => {
    const { images, dataDir } = library();
    const bytes = await installerIso();
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield bytes.subarray(0, 100_000);
      throw new AppError('CANCELLED', 'broken off', 'again');
    }
    await expect(images.importStream('a.iso', bytes.length, broken())).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(stored(dataDir)).toEqual([]);
  });

  it('because it was stopped, even while the sender is silent', async () => {
    const { images, dataDir } = library();
    const { iterator, state } = stalling((await installerIso()).subarray(0, 100_000));
    const stop = new AbortController();
    const importing = images.importStream('a.iso', 200_000, iterator, {
      signal: stop.signal,
      onProgress: () => setImmediate(() => stop.abort()),
    });
    await expect(importing).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(state.stopped).toBe(true);
    expect(stored(dataDir)).toEqual([]);
  });

  it('because the engine stops', async () => {
    const { images, dataDir } = library();
    const { iterator } = stalling((await installerIso()).subarray(0, 100_000));
    const importing = images.importStream('a.iso', 200_000, iterator);
    const failed = expect(importing).rejects.toMatchObject({ code: 'CANCELLED' });
    await images.close();
    await failed;
    expect(stored(dataDir)).toEqual([]);
  });

  it('because there is no room, before a byte is written', async () => {
    const { images, dataDir } = library();
    const { bavail, bsize } = statfsSync(dataDir);
    let asked = false;
    async function* never(): AsyncGenerator<Uint8Array> {
      asked = true;
      yield new Uint8Array(1);
    }
    await expect(images.importStream('huge.iso', bavail * bsize, never())).rejects.toMatchObject({
      code: 'DISK_FULL',
      hint: expect.stringContaining('--data'),
    });
    expect(asked).toBe(false);
    expect(stored(dataDir)).toEqual([]);
  });

  it('because there is no room, not even without what was removed and could be brought back', async () => {
    const { images, dataDir } = library();
    const { bavail, bsize } = statfsSync(dataDir);
    const old = await images.importStream('old.iso', undefined, chunked(await installerIso()));
    await images.remove(old.id);
    expect(stored(dataDir)).toHaveLength(1);
    await expect(
      images.importStream('huge.iso', bavail * bsize, chunked(new Uint8Array(1))),
    ).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
    expect(stored(dataDir)).toEqual([]);
    await expect(images.restore(old.id)).rejects.toMatchObject({ code: 'UNKNOWN_IMAGE' });
  });

  it('because the data folder cannot be written', async () => {
    const { dataDir } = library();
    const file = join(dataDir, 'file');
    writeFileSync(file, '');
    const { images } = library({ dataDir: file });
    await expect(
      images.importStream('a.iso', undefined, chunked(await installerIso())),
    ).rejects.toMatchObject({ code: 'DATA_UNWRITABLE' });
  });

  it('because the same name is on its way already: that one goes on', async () => {
    const { images, dataDir } = library();
    const bytes = await installerIso();
    const first = images.importStream('a.iso', undefined, chunked(bytes, 1000));
    await expect(images.importStream('a.iso', undefined, chunked(bytes))).rejects.toMatchObject({
      code: 'DATA_IN_USE',
    });
    expect(await first).toMatchObject({ id: 'a' });
    expect(stored(dataDir)).toEqual(['a.iso']);
  });
});

describe('file names', () => {
  it.each([
    ['debian.iso', 'debian.iso'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\isos\\win.iso', 'win.iso'],
    ['.hidden.iso', 'hidden.iso'],
    ['a\0b\n<c>.iso', 'a_b__c_.iso'],
    ['CON.iso', 'image-CON.iso'],
    ['..', 'image-upload.iso'],
    ['name. ', 'name'],
    ['debian.iso.part', 'debian.iso.part_'],
    ['x.removed', 'x.removed_'],
    ['Sierra.nbi.former', 'Sierra.nbi.former_'],
    ['X.PART', 'X.PART_'],
  ])('%j', (given, safe) => {
    expect(safeFileName(given)).toBe(safe);
  });
  it('are cut to what file systems take, ending kept', () => {
    const safe = safeFileName(`${'ü'.repeat(300)}.iso`);
    expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
    expect(safe).toMatch(/^ü+\.iso$/);
    const cut = safeFileName(`${'x'.repeat(194)}.part-of-something`);
    expect(cut).toBe(`${'x'.repeat(194)}.part_`);
  });
});

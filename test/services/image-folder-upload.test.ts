import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tarEnd, tarHeader, tarPadding } from '../../shared/wire/tar.ts';
import { chunked, library } from './image-fixtures.ts';
import { byteAt, plist, WHOLE } from './nbi-samples.ts';

type Files = Readonly<Record<string, Uint8Array>>;

function folder(files: Readonly<Record<string, number>> = WHOLE): Files {
  return {
    'NBImageInfo.plist': new TextEncoder().encode(plist()),
    ...Object.fromEntries(
      Object.entries(files).map(([path, length]) => [
        path,
        Uint8Array.from({ length }, (_, at) => byteAt(at)),
      ]),
    ),
  };
}

function tar(files: Files): Uint8Array {
  const parts = Object.entries(files).flatMap(([path, bytes]) => [
    tarHeader(path, bytes.length),
    bytes,
    tarPadding(bytes.length),
  ]);
  return Buffer.concat([...parts, tarEnd()]);
}

function stored(dataDir: string): string[] {
  const place = join(dataDir, 'images');
  return existsSync(place) ? readdirSync(place) : [];
}

describe('an .nbi folder that a browser sends', () => {
  it('is kept in the data folder, file by file, and boots Macs', async () => {
    const { images, dataDir } = library();
    const bytes = tar(folder());
    const image = await images.importNbi('Sierra.nbi', bytes.length, chunked(bytes));
    expect(image).toMatchObject({ kind: 'nbi', name: 'Sierra.nbi', owned: true });
    const place = join(dataDir, 'images', 'Sierra.nbi');
    expect(image.path).toBe(place);
    expect(readFileSync(join(place, 'i386/booter'))).toEqual(Buffer.from(folder()['i386/booter'] ?? []));
    const booter = await images.open(image.id, 'i386/booter');
    expect(booter?.sizeBytes).toBe(WHOLE['i386/booter']);
    await images.remove(image.id);
    expect(stored(dataDir)).not.toContain('Sierra.nbi');
    await images.restore(image.id);
    expect(stored(dataDir)).toEqual(['Sierra.nbi']);
  });

  it('takes the place of a former one', async () => {
    const { images, dataDir } = library();
    const first = await images.importNbi('Sierra.nbi', undefined, chunked(tar(folder())));
    const again = await images.importNbi(
      'Sierra.nbi',
      undefined,
      chunked(tar(folder({ ...WHOLE, 'System.dmg': 5000 }))),
    );
    expect(again.id).toBe(first.id);
    expect(images.list()).toHaveLength(1);
    expect(stored(dataDir)).toEqual(['Sierra.nbi']);
    expect((await images.open(again.id, 'System.dmg'))?.sizeBytes).toBe(5000);
  });

  it.each<[string, Uint8Array, string]>([
    ['without a booter', tar(folder({ 'System.dmg': 10 })), 'MALFORMED_IMAGE'],
    ['that is no tar', new Uint8Array(5000).fill(7), 'BAD_ARGUMENT'],
    ['that ends early', tar(folder()).subarray(0, 200_000), 'BAD_ARGUMENT'],
    ['with a path out of it', tar({ '../evil': new Uint8Array(3) }), 'BAD_ARGUMENT'],
    ['with an absolute path', tar({ '/etc/evil': new Uint8Array(3) }), 'BAD_ARGUMENT'],
    ['with a path of Windows', tar({ 'a\\..\\b': new Uint8Array(3) }), 'BAD_ARGUMENT'],
    ['with a file twice', Buffer.concat([tarHeader('a', 0), tarHeader('a', 0), tarEnd()]), 'DATA_UNWRITABLE'],
  ])('%s is refused and leaves nothing behind', async (_, bytes, code) => {
    const { images, dataDir } = library();
    await expect(images.importNbi('Sierra.nbi', bytes.length, chunked(bytes))).rejects.toMatchObject({
      code,
    });
    expect(stored(dataDir)).toEqual([]);
    expect(images.list()).toEqual([]);
    expect(existsSync(join(dataDir, 'evil'))).toBe(false);
  });
});

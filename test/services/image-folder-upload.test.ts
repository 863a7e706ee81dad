import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { receiveNbi } from '../../main/services/image-folder-upload.ts';
import type { Upload } from '../../main/services/image-upload.ts';
import { CHECK_BYTES, removeLeftovers } from '../../main/services/image-upload.ts';
import { tarEnd, tarHeader, tarPadding } from '../../shared/wire/tar.ts';
import { temporaryFolder } from '../engine/temporary.ts';
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

function sent(path: string, bytes: Uint8Array): Upload {
  return {
    name: 'Sierra.nbi',
    path,
    sizeBytes: undefined,
    bytes: chunked(bytes),
    signal: new AbortController().signal,
    onBytes: () => undefined,
    check: async () => undefined,
  };
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

  it('leaves the former one where it cannot take its place', async () => {
    const path = join(temporaryFolder(), 'Sierra.nbi');
    const version = (said: string): Upload => sent(path, tar({ version: new TextEncoder().encode(said) }));
    await receiveNbi(version('1'));
    const check = async (part: string): Promise<void> => rmSync(part, { recursive: true });
    await expect(receiveNbi({ ...version('2'), check })).rejects.toMatchObject({ code: 'DATA_UNWRITABLE' });
    expect(readFileSync(join(path, 'version'), 'utf8')).toBe('1');
    expect(readdirSync(join(path, '..'))).toEqual(['Sierra.nbi']);
    await receiveNbi(version('3'));
    expect(readFileSync(join(path, 'version'), 'utf8')).toBe('3');
    expect(readdirSync(join(path, '..'))).toEqual(['Sierra.nbi']);
  });

  it.each([
    ['between the two changes of names', false, 'old'],
    ['after them', true, 'new'],
  ])('leaves one of the two where the engine is killed %s', async (_, done, version) => {
    const place = temporaryFolder();
    const folderOf = (name: string, said: string): void => {
      mkdirSync(join(place, name));
      writeFileSync(join(place, name, 'version'), said);
    };
    folderOf('Sierra.nbi.former.part', 'old');
    folderOf('Sierra.nbi.part', 'new');
    if (done) renameSync(join(place, 'Sierra.nbi.part'), join(place, 'Sierra.nbi'));
    await removeLeftovers(place);
    expect(readdirSync(place)).toEqual(['Sierra.nbi']);
    expect(readFileSync(join(place, 'Sierra.nbi', 'version'), 'utf8')).toBe(version);
  });

  it('is stopped where the disk fills up while it comes', async () => {
    const place = temporaryFolder();
    const file = new Uint8Array(CHECK_BYTES);
    const length = tarHeader('System.dmg', file.length).length + file.length;
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield tarHeader('System.dmg', file.length);
      yield file;
      expect.unreachable('it was looked at before more was taken');
    }
    let received = 0;
    const upload: Upload = {
      ...sent(join(place, 'Sierra.nbi'), new Uint8Array()),
      bytes: bytes(),
      onBytes: (count) => (received = count),
      // More than any disk has, once the first bytes are there: as if something else had filled it meanwhile.
      get sizeBytes() {
        return received === 0 ? undefined : Number.MAX_SAFE_INTEGER;
      },
    };
    await expect(receiveNbi(upload)).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(received).toBe(length);
    expect(readdirSync(place)).toEqual([]);
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

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DecodeError } from '../../shared/wire/bytes.ts';
import { NotAnIso, TruncatedIso } from '../../shared/wire/iso9660-errors.ts';
import type { IsoEntry, IsoVolume } from '../../shared/wire/iso9660.ts';
import { openIso } from '../../shared/wire/iso9660.ts';
import { SECTOR, directory, simpleImage, terminator, virtualImage, volumeDescriptor } from './iso-builder.ts';
import { fileReader, master, missingTool, treeOf, xorrisoExtent } from './mastering.ts';

const GIB = 1024 ** 3;

async function walked(volume: IsoVolume): Promise<IsoEntry[]> {
  const all: IsoEntry[] = [];
  for await (const entry of volume.walk({ maxDepth: 32, maxEntries: 100_000 })) all.push(entry);
  return all;
}

const TREE = {
  'boot/vmlinuz-6.1.0-amd64': 'kernel bytes',
  'boot/a rather long name with spaces and ümlauts.txt': 'text',
  'one/two/three/four/five/six/seven/eight/nine/deep.txt': 'deep',
  empty: '',
  'links/kernel': { link: '../boot/vmlinuz-6.1.0-amd64' },
  'links/absolute': { link: '/boot/vmlinuz-6.1.0-amd64' },
  'links/here': { link: '.' },
  'links/ring': { link: 'ring2' },
  'links/ring2': { link: 'ring' },
  'links/outside': { link: '../../../etc/passwd' },
  'links/broken': { link: 'nothing' },
  'links/long': { link: `${'../boot/'.repeat(25)}vmlinuz-6.1.0-amd64` },
  // genisoimage gets these wrong; the rest of the directory must not suffer.
  'links/very-long': { link: `${'../boot/'.repeat(60)}vmlinuz-6.1.0-amd64` },
};

describe.each(['xorriso', 'genisoimage'] as const)('an image by %s', (tool) => {
  const missing = missingTool(tool);
  if (missing) console.warn(`skipped: ${missing}`);

  it.skipIf(missing)('has Rock Ridge names, deep directories and links', async () => {
    const image = master(tool, ['-R', '-J', '-V', 'Debian 12.5.0 amd64 n'], treeOf(TREE));
    const file = fileReader(image);
    const volume = await openIso(file.readAt, file.sizeBytes);
    expect(volume.volumeId).toBe('Debian 12.5.0 amd64 n');
    expect(volume.names).toBe('rock-ridge');
    expect(volume.missingBytes).toBe(0);
    expect(volume.udf).toBe(false);

    const paths = (await walked(volume)).map((entry) => entry.path);
    expect(paths).toContain('/boot/a rather long name with spaces and ümlauts.txt');
    expect(paths).toContain('/one/two/three/four/five/six/seven/eight/nine/deep.txt');
    expect(new Set(paths).size).toBe(paths.length);

    const bytes = readFileSync(image);
    const text = async (path: string): Promise<string | undefined> => {
      const entry = await volume.stat(path);
      const [extent] = entry?.extents ?? [];
      return extent && bytes.toString('utf8', extent.offset, extent.offset + extent.length);
    };
    expect(await text('/one/two/three/four/five/six/seven/eight/nine/deep.txt')).toBe('deep');
    for (const path of [
      '/links/kernel',
      '/links/absolute',
      '/links/here/kernel',
      '/links/here/../boot/VMLINUZ-6.1.0-AMD64',
      '/links/long',
    ])
      expect(await text(path), path).toBe('kernel bytes');
    for (const path of ['/links/ring', '/links/outside', '/links/broken', '/boot/nothing', '/empty/nothing'])
      expect(await volume.stat(path), path).toBeUndefined();
    expect(await volume.stat('/empty')).toMatchObject({ sizeBytes: 0, extents: [], directory: false });
    expect(await volume.stat('/')).toMatchObject({ directory: true, path: '/' });

    const links = new Map((await volume.list('/links')).map((entry) => [entry.name, entry]));
    expect(links.get('kernel')).toMatchObject({
      symlink: '../boot/vmlinuz-6.1.0-amd64',
      sizeBytes: 12,
      directory: false,
    });
    expect(links.get('here')).toMatchObject({ symlink: '.', directory: true });
    expect(links.get('ring')).toMatchObject({ symlink: 'ring2', sizeBytes: 0, extents: [] });
    expect(links.get('very-long')?.sizeBytes).toBe(tool === 'xorriso' ? 12 : 0);
    expect(links.get('broken')).toMatchObject({ symlink: 'nothing', extents: [] });
  });

  it.skipIf(missing)('has Joliet names when there is no Rock Ridge', async () => {
    const tree = treeOf({ 'Größe/Ein langer Name.cfg': 'joliet', 'kernel.': 'x' });
    const image = master(
      tool,
      tool === 'xorriso' ? ['--norock', '-J'] : ['-J', '-input-charset', 'utf-8'],
      tree,
    );
    const file = fileReader(image);
    const volume = await openIso(file.readAt, file.sizeBytes);
    expect(volume.names).toBe('joliet');
    expect((await walked(volume)).map((entry) => entry.path)).toContain('/Größe/Ein langer Name.cfg');
    expect(await volume.stat('/grÖsse/x')).toBeUndefined();
    expect(await volume.stat('/GRÖßE/ein langer name.CFG')).toMatchObject({ sizeBytes: 6 });
  });

  it.skipIf(missing)('has plain names without version numbers and trailing dots', async () => {
    const image = master(
      tool,
      tool === 'xorriso' ? ['--norock'] : [],
      treeOf({ 'boot/linux': 'k', 'boot/boot.cfg': 'c' }),
    );
    const file = fileReader(image);
    const volume = await openIso(file.readAt, file.sizeBytes);
    expect(volume.names).toBe('plain');
    expect((await volume.list('/boot')).map((entry) => entry.name).sort()).toEqual(['BOOT.CFG', 'LINUX']);
    for (const path of [
      '/boot/linux',
      '/BOOT/LINUX.;1',
      'boot//linux;1',
      '/boot/boot.cfg',
      '/Boot/Boot.Cfg;1',
    ])
      expect(await volume.stat(path), path).toMatchObject({ directory: false, sizeBytes: 1 });
  });
});

describe('against xorriso’s own reading', () => {
  const missing = missingTool('xorriso');
  it.skipIf(missing)('every file lies where it says', async () => {
    const image = master(
      'xorriso',
      ['-R'],
      treeOf({ a: 'x'.repeat(5000), 'd/b': 'y'.repeat(2048), 'd/e/c': 'z' }),
    );
    const file = fileReader(image);
    const volume = await openIso(file.readAt, file.sizeBytes);
    for (const path of ['/a', '/d/b', '/d/e/c']) {
      const { block, sizeBytes } = xorrisoExtent(image, path);
      expect((await volume.stat(path))?.extents).toEqual([{ offset: block * SECTOR, length: sizeBytes }]);
    }
  });

  it.skipIf(missing)('only directory sectors are read', async () => {
    const image = master(
      'xorriso',
      ['-R'],
      treeOf({
        'big/one.bin': new Uint8Array(30_000_000),
        'big/two.bin': new Uint8Array(5_000_000),
        'a/b/c': 'x',
      }),
    );
    const file = fileReader(image);
    const volume = await openIso(file.readAt, file.sizeBytes);
    const first = (await walked(volume)).length;
    const { reads, bytes } = file.counted;
    expect(bytes).toBeLessThan(64 * 1024);
    expect((await walked(volume)).length).toBe(first);
    expect(file.counted, 'the second walk reads nothing').toEqual({ reads, bytes });
  });
});

describe('files in several sections', () => {
  it('become one file of 5 GiB, its sections one range when they touch', async () => {
    const section = 4 * GIB - SECTOR;
    const image = simpleImage(
      [
        { name: 'BIG.BIN;1', block: 30, sizeBytes: section, multiExtent: true },
        { name: 'BIG.BIN;1', block: 30 + section / SECTOR, sizeBytes: GIB },
        { name: 'SPLIT.BIN;1', block: 40, sizeBytes: 4096, multiExtent: true },
        { name: 'SPLIT.BIN;1', block: 60, sizeBytes: 10 },
      ],
      { sectors: (6 * GIB) / SECTOR },
    );
    const volume = await openIso(image.readAt, image.sizeBytes);
    expect(await volume.stat('/big.bin')).toMatchObject({
      sizeBytes: section + GIB,
      extents: [{ offset: 30 * SECTOR, length: section + GIB }],
    });
    expect((await volume.stat('/split.bin'))?.extents).toEqual([
      { offset: 40 * SECTOR, length: 4096 },
      { offset: 60 * SECTOR, length: 10 },
    ]);
    expect(await volume.list('/')).toHaveLength(2);
  });

  it('are damage when the last one is missing', async () => {
    const image = simpleImage([{ name: 'A', block: 30, sizeBytes: 10, multiExtent: true }]);
    const volume = await openIso(image.readAt, image.sizeBytes);
    await expect(volume.list('/')).rejects.toThrow(DecodeError);
  });
});

describe('what is not served', () => {
  it('resource forks are left out, interleaved files are damage', async () => {
    const forked = simpleImage([
      { name: 'A', block: 30, sizeBytes: 1, associated: true },
      { name: 'A', block: 31, sizeBytes: 2 },
    ]);
    expect(await (await openIso(forked.readAt, forked.sizeBytes)).list('/')).toMatchObject([
      { name: 'A', sizeBytes: 2 },
    ]);
    const interleaved = simpleImage([{ name: 'A', block: 30, sizeBytes: 1, interleaved: true }]);
    await expect((await openIso(interleaved.readAt, interleaved.sizeBytes)).list('/')).rejects.toThrow(
      'interleaved file',
    );
  });
});

describe('a file cut off', () => {
  it('says how many bytes are missing', async () => {
    const whole = simpleImage([{ name: 'A', block: 90, sizeBytes: 5000 }]);
    const volume = await openIso(whole.readAt, 80 * SECTOR);
    expect(volume.missingBytes).toBe(20 * SECTOR);
    const error = await volume.stat('/a').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TruncatedIso);
    expect((error as TruncatedIso).missingBytes).toBe(90 * SECTOR + 5000 - 80 * SECTOR);
    // Its name can still be listed: a listing must not fail for one file.
    expect(await volume.list('/')).toHaveLength(1);
  });

  it('before its root directory is TruncatedIso too', async () => {
    const whole = simpleImage([]);
    await expect(openIso(whole.readAt, 19 * SECTOR)).rejects.toThrow(TruncatedIso);
  });

  it('whose reader gives less than its size is a DecodeError, not zeros', async () => {
    const whole = simpleImage([]);
    const short = async (offset: number, length: number) =>
      (await whole.readAt(offset, length)).subarray(0, offset >= 20 * SECTOR ? 100 : length);
    await expect(openIso(short, whole.sizeBytes)).rejects.toThrow(DecodeError);
  });
});

describe('descriptors', () => {
  it('need no terminator, and a copy of the primary one does not count', async () => {
    const image = virtualImage(30 * SECTOR, {
      16: volumeDescriptor({ spaceBlocks: 30, rootBlock: 20, volumeId: 'FIRST' }),
      17: volumeDescriptor({ spaceBlocks: 30, rootBlock: 25, volumeId: 'COPY' }),
      20: directory(20, 20, [{ name: 'X', block: 22, sizeBytes: 1 }]),
    });
    const volume = await openIso(image.readAt, image.sizeBytes);
    expect(volume.volumeId).toBe('FIRST');
    expect(await volume.list('/')).toHaveLength(1);
  });

  it('count in blocks of 512 bytes where they say so', async () => {
    const image = virtualImage(30 * SECTOR, {
      16: volumeDescriptor({ spaceBlocks: 120, rootBlock: 80, blockBytes: 512 }),
      17: terminator(),
      20: directory(80, 80, [{ name: 'X', block: 101, sizeBytes: 7 }]),
    });
    const volume = await openIso(image.readAt, image.sizeBytes);
    expect(volume.missingBytes).toBe(0);
    expect((await volume.stat('/x'))?.extents).toEqual([{ offset: 101 * 512, length: 7 }]);
  });

  it('of UDF behind the ISO 9660 ones are noticed', async () => {
    const mark = (identifier: string) => Uint8Array.from([0, ...Buffer.from(identifier), 1]);
    const pieces = { 18: mark('BEA01'), 19: mark('NSR03'), 21: mark('TEA01') };
    const bridge = simpleImage([], { more: { 18: mark('BEA01'), 19: mark('NSR02') } });
    expect((await openIso(bridge.readAt, bridge.sizeBytes)).udf).toBe(true);
    const only = virtualImage(100 * SECTOR, pieces);
    const error = await openIso(only.readAt, only.sizeBytes).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NotAnIso);
    expect((error as NotAnIso).format).toBe('udf');
  });

  it.each([0, 1, 2047, 34_815])('are not there in a file of %i bytes', async (sizeBytes) => {
    await expect(openIso(async (_, length) => new Uint8Array(length), sizeBytes)).rejects.toThrow(NotAnIso);
  });
});

describe('directories that never end', () => {
  it('inside themselves are walked once', async () => {
    const image = simpleImage(
      [
        { name: 'LOOP', block: 20, sizeBytes: SECTOR, directory: true },
        { name: 'SUB', block: 25, sizeBytes: SECTOR, directory: true },
      ],
      {
        more: { 25: directory(25, 20, [{ name: 'BACK', block: 20, sizeBytes: SECTOR, directory: true }]) },
      },
    );
    const volume = await openIso(image.readAt, image.sizeBytes);
    expect((await walked(volume)).map((entry) => entry.path)).toEqual(['/LOOP', '/SUB', '/SUB/BACK']);
    expect(await volume.stat('/loop/loop/loop/sub')).toMatchObject({ directory: true });
    expect(await volume.stat('/loop'.repeat(2000))).toBeUndefined();
  });

  it('of 4 GB are damage, and are not read', async () => {
    const image = virtualImage(8 * GIB, {
      16: volumeDescriptor({ spaceBlocks: 100, rootBlock: 20, rootBytes: 0xffff_f800 }),
      17: terminator(),
      20: directory(20, 20, []),
    });
    const volume = await openIso(image.readAt, image.sizeBytes);
    await expect(volume.list('/')).rejects.toThrow('directory size');
    expect(Math.max(...image.reads.map((read) => read.length))).toBeLessThan(1024 * 1024);
  });

  it('stop at the limits of a walk', async () => {
    const image = simpleImage(
      Array.from({ length: 50 }, (_, i) => ({ name: `F${i}`, block: 30, sizeBytes: 1 })),
    );
    const volume = await openIso(image.readAt, image.sizeBytes);
    const some: string[] = [];
    for await (const entry of volume.walk({ maxDepth: 3, maxEntries: 7 })) some.push(entry.name);
    expect(some).toHaveLength(7);
  });
});

import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/model/error.ts';
import type { BootFile } from '../../shared/model/boot-file.ts';
import { temporaryFolder } from '../engine/temporary.ts';
import { INITRD, chunked, installerFile, installerIso, library } from './image-fixtures.ts';
import { byteAt, nbiFolder, plist, writeNbiFile } from './nbi-samples.ts';

async function contents(file: BootFile | undefined): Promise<Uint8Array> {
  if (!file) throw new Error('no file');
  const bytes = new Uint8Array(file.sizeBytes);
  expect(await file.read(bytes, 0)).toBe(bytes.length);
  await file.close();
  return bytes;
}

describe('a dropped file', () => {
  it('becomes an image where it lies', async () => {
    const { images, events, saved, dataDir } = library();
    const path = await installerFile('Debian 12 (Test).ISO');
    const image = await images.importFile(path);
    expect(image).toMatchObject({
      id: 'debian-12-test',
      kind: 'iso',
      title: 'Debian 12 installer',
      name: 'Debian 12 (Test).ISO',
      path,
      owned: false,
      sizeBytes: 204_800,
      addedAt: 1_000_000,
      recipe: {
        family: 'debian-installer',
        version: '12',
        entries: [{ kernel: '/LINUX', initrds: ['/INITRD.GZ'] }],
      },
    });
    expect(Number.isInteger(image.modifiedAt)).toBe(true);
    expect(saved()).toEqual([image]);
    expect(images.list()).toEqual([image]);
    expect(events.at(-1)).toEqual({
      type: 'image.imported',
      image: 'debian-12-test',
      title: 'Debian 12 installer',
      recipe: 'debian-installer',
      sizeBytes: 204_800,
      ms: 0,
    });
    expect(existsSync(join(dataDir, 'images'))).toBe(false);
    expect(images.imports()).toEqual([]);
  });

  it('is found by id, by name whatever its case, and by path', async () => {
    const { images } = library();
    const image = await images.importFile(await installerFile());
    for (const by of ['debian-12', 'Debian 12.iso', 'DEBIAN 12.ISO', image.path])
      expect(images.get(by), by).toEqual(image);
    expect(images.get('debian')).toBeUndefined();
  });

  it('dropped again, also by another way, updates its image and keeps the title somebody gave it', async () => {
    const { images, pass } = library();
    const path = await installerFile();
    await images.importFile(path);
    await images.rename('debian-12', 'Rack 4');
    writeFileSync(path, await installerIso('6.12.0-1-amd64 Debian 6.12'));
    const link = join(temporaryFolder(), 'link.iso');
    symlinkSync(path, link);
    pass(5000);
    const image = await images.importFile(link);
    expect(image).toMatchObject({
      id: 'debian-12',
      title: 'Rack 4',
      addedAt: 1_000_000,
      recipe: { version: '13' },
      path,
    });
    expect(images.list()).toHaveLength(1);
    // Served from the new file, although the old one was open.
    expect(
      Buffer.from(await contents(await images.open('debian-12', '/linux'))).includes('6.12.0-1-amd64'),
    ).toBe(true);
  });

  it('of the same name elsewhere is another image; names that mean something else are not ids', async () => {
    const { images } = library();
    const ids: string[] = [];
    for (const name of ['a.iso', 'a.iso', 'A.img', 'local.iso', 'wait.iso', '***.iso', 'Ünïcode.iso'])
      ids.push((await images.importFile(await installerFile(name))).id);
    expect(ids).toEqual(['a', 'a-2', 'a-3', 'image-local', 'image-wait', 'image', 'unicode']);
  });

  it('is in the library after a restart', async () => {
    const first = library();
    await first.images.importFile(await installerFile());
    const { images } = first.again();
    expect(await contents(await images.open('debian-12', '/INITRD.GZ'))).toEqual(INITRD);
  });

  it('tells its progress', async () => {
    const { images } = library();
    const told: number[] = [];
    await images.importFile(await installerFile(), {
      onProgress: ({ bytes, totalBytes }) => told.push(bytes, totalBytes),
    });
    expect(told).toEqual([0, 204_800, 204_800, 204_800]);
  });
});

describe('a drop that is refused', () => {
  const file = (name: string, content: Uint8Array | string): string => {
    const path = join(temporaryFolder(), name);
    writeFileSync(path, content);
    return path;
  };
  it.each([
    [
      'a gzip file',
      async () => file('a.iso', Uint8Array.of(0x1f, 0x8b, 8, 0)),
      'NOT_AN_ISO',
      'a.iso is not an ISO image: it is a gzip file.',
    ],
    ['text', async () => file('a.iso', 'hello'), 'NOT_AN_ISO', 'a.iso is not an ISO image.'],
    ['an empty file', async () => file('a.iso', ''), 'NOT_AN_ISO', 'a.iso is not an ISO image: it is empty.'],
    [
      'a cut-off ISO',
      async () => file('a.iso', (await installerIso()).subarray(0, 150_000)),
      'TRUNCATED_IMAGE',
      'a.iso is cut off: 55 kB of 205 kB are missing.',
    ],
    ['nothing', async () => join(temporaryFolder(), 'none.iso'), 'FILE_NOT_FOUND', 'There is no file'],
    ['a folder', async () => temporaryFolder(), 'NOT_SUPPORTED', 'is a folder'],
    [
      'a damaged ISO',
      async () => {
        const bytes = await installerIso();
        bytes[20 * 2048 + 68] = 3;
        return file('a.iso', bytes);
      },
      'MALFORMED_IMAGE',
      'a.iso is damaged: directory record length at offset',
    ],
  ])('%s', async (_, make, code, message) => {
    const { images, events, saved } = library();
    const path = await make();
    const error = await images.importFile(path).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
    expect((error as AppError).hint).not.toBe('');
    expect(events.at(-1)).toMatchObject({
      type: 'image.failed',
      code,
      message: (error as AppError).message,
      hint: (error as AppError).hint,
    });
    expect(saved()).toEqual([]);
    expect(images.imports()).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)(
    'an unreadable file (skipped as root, who reads everything)',
    async () => {
      const path = await installerFile();
      chmodSync(path, 0);
      await expect(library().images.importFile(path)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    },
  );

  it('one that was stopped', async () => {
    const { images, events } = library();
    const stop = new AbortController();
    stop.abort();
    await expect(images.importFile(await installerFile(), { signal: stop.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(events.at(-1)).toMatchObject({ type: 'image.failed', code: 'CANCELLED' });
  });

  it('because the list could not be saved: then it is not in the library', async () => {
    const { images, failSaving } = library();
    failSaving(new AppError('DISK_FULL', 'full', 'make room'));
    await expect(images.importFile(await installerFile())).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(images.list()).toEqual([]);
    failSaving(undefined);
    await images.importFile(await installerFile());
    expect(images.list()).toHaveLength(1);
  });
});

describe('a dropped .nbi folder', () => {
  it('becomes an image where it lies', async () => {
    const { images, events, saved } = library();
    const path = nbiFolder();
    const image = await images.importFile(`${path}/`);
    expect(image).toMatchObject({
      id: 'sierra',
      kind: 'nbi',
      title: 'My NetInstall Image',
      name: 'Sierra.nbi',
      path,
      owned: false,
      sizeBytes: 304_200,
      addedAt: 1_000_000,
      recipe: { family: 'nbi', version: '10.11.1', entries: [] },
      nbi: { info: { name: 'My NetInstall Image', bootFile: 'booter' } },
    });
    expect(saved()).toEqual([image]);
    expect(events.at(-1)).toMatchObject({ type: 'image.imported', image: 'sierra', recipe: 'nbi' });
    expect(images.get('sierra.NBI')).toEqual(image);
  });

  it('dropped again updates its image and keeps the title somebody gave it', async () => {
    const { images } = library();
    const path = nbiFolder();
    await images.importFile(path);
    await images.rename('sierra', 'Lab Macs');
    writeFileSync(join(path, 'NBImageInfo.plist'), plist(['>42000<', '>7<']));
    writeNbiFile(path, 'System.dmg', 100_000);
    expect(await images.importFile(path)).toMatchObject({
      id: 'sierra',
      title: 'Lab Macs',
      sizeBytes: 104_200,
      nbi: { info: { index: 7 } },
    });
    expect(images.list()).toHaveLength(1);
  });

  it('that is refused leaves no trace but its event', async () => {
    const { images, events, saved } = library();
    const path = nbiFolder({ files: {} });
    await expect(images.importFile(path)).rejects.toMatchObject({ code: 'MALFORMED_IMAGE' });
    expect(events.at(-1)).toMatchObject({
      type: 'image.failed',
      name: 'Sierra.nbi',
      code: 'MALFORMED_IMAGE',
    });
    expect(saved()).toEqual([]);
  });

  it('gives its files in any case, also after a restart', async () => {
    const first = library();
    await first.images.importFile(nbiFolder());
    const { images } = first.again();
    for (const path of ['/System.dmg', 'SYSTEM.DMG', '/./System.dmg'])
      expect((await contents(await images.open('sierra', path))).length, path).toBe(300_000);
    const kernel = await contents(await images.open('sierra', '/I386//X86_64/KERNELCACHE'));
    expect(kernel).toEqual(Uint8Array.from({ length: 3000 }, (_, position) => byteAt(position)));
    expect((await contents(await images.open('sierra', '/NBImageInfo.plist'))).length).toBe(plist().length);
  });

  it('gives nothing from outside of it, no directory, and no whole image', async () => {
    const { images } = library();
    const path = nbiFolder();
    writeFileSync(join(dirname(path), 'secret'), 'x');
    symlinkSync(join(dirname(path), 'secret'), join(path, 'link'));
    symlinkSync(dirname(path), join(path, 'i386/up'));
    symlinkSync('i386/booter', join(path, 'inside'));
    symlinkSync('circle', join(path, 'circle'));
    await images.importFile(path);
    const nowhere = [
      '/../secret',
      'i386/../../secret',
      '/link',
      '/LINK',
      '/i386/up/secret',
      '/i386/UP/secret',
    ];
    for (const asked of [
      ...nowhere,
      '/circle',
      '/i386',
      '/',
      '',
      '/none',
      '/System.dmg/x',
      '\0',
      'x'.repeat(999),
    ])
      expect(await images.open('sierra', asked), asked).toBeUndefined();
    expect((await contents(await images.open('sierra', '/inside'))).length).toBe(1000);
    expect(await images.openWhole('sierra')).toBeUndefined();
  });

  it('is not served when another property list is in it, or when it is gone', async () => {
    const { images } = library();
    const path = nbiFolder();
    await images.importFile(path);
    utimesSync(join(path, 'NBImageInfo.plist'), 1, 1);
    await expect(images.open('sierra', '/System.dmg')).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    await images.importFile(path);
    await (await images.open('sierra', '/System.dmg'))?.close();
    renameSync(path, `${path}.away`);
    await expect(images.open('sierra', '/System.dmg')).rejects.toMatchObject({
      code: 'FILE_CHANGED',
      message: expect.stringContaining('not there any more'),
    });
  });

  it('never serves a file that changes while it is read', async () => {
    const { images } = library();
    const path = nbiFolder();
    await images.importFile(path);
    const file = await images.open('sierra', '/System.dmg');
    truncateSync(join(path, 'System.dmg'), 1000);
    await expect(file?.read(new Uint8Array(300_000), 0)).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    await file?.close();
  });

  it('stays when its image is removed', async () => {
    const { images } = library();
    const path = nbiFolder();
    await images.importFile(path);
    await images.remove('sierra');
    expect(existsSync(join(path, 'System.dmg'))).toBe(true);
    expect(await images.open('sierra', '/System.dmg')).toBeUndefined();
  });

  it('is refused as a plain file before a byte of it is read', async () => {
    const { images, events, dataDir } = library();
    let read = 0;
    const bytes = (async function* () {
      read++;
      yield new Uint8Array(4096);
    })();
    await expect(images.importStream('Sierra.NBI', 4096, bytes)).rejects.toMatchObject({
      code: 'NOT_SUPPORTED',
      hint: expect.stringContaining('Use a file on Rackboot’s own disk'),
    });
    expect(read).toBe(0);
    expect(events.at(-1)).toMatchObject({ type: 'image.failed', name: 'Sierra.NBI', code: 'NOT_SUPPORTED' });
    expect(existsSync(join(dataDir, 'images'))).toBe(false);
  });
});

describe('an address', () => {
  it('becomes an image that nothing is served of, and is the same image when it is given again', async () => {
    const { images, events } = library();
    const image = await images.importFile('https://vc.lab:6501/vmw/rbd/tramp');
    expect(image).toMatchObject({
      id: 'vc-lab-6501-vmw-rbd-tramp',
      kind: 'url',
      title: 'vSphere Auto Deploy at vc.lab:6501',
      path: 'https://vc.lab:6501/vmw/rbd/tramp',
      sizeBytes: 0,
    });
    await images.importFile('https://vc.lab:6501/vmw/rbd/tramp');
    expect(images.list()).toHaveLength(1);
    expect(await images.open(image.id, '/x')).toBeUndefined();
    expect(await images.openWhole(image.id)).toBeUndefined();
    expect(events.filter(({ type }) => type === 'image.imported')).toHaveLength(2);
    await images.remove(image.id);
    expect(images.list()).toEqual([]);
    await images.close();
  });

  it('that iPXE cannot load from is refused', async () => {
    const { images } = library();
    await expect(images.importFile('ftp://vc.lab/x')).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
    expect(images.list()).toEqual([]);
    await images.close();
  });
});

describe('files in an image', () => {
  it('are opened whatever their case, and read across their sections', async () => {
    const { images } = library();
    await images.importFile(await installerFile());
    const file = await images.open('debian-12', '/initrd.gz');
    expect(file).toMatchObject({ sizeBytes: 5000, generated: false });
    const part = new Uint8Array(100);
    expect(await file?.read(part, 2000)).toBe(100);
    expect(part).toEqual(INITRD.slice(2000, 2100));
    expect(await contents(file)).toEqual(INITRD);
  });

  it('are undefined where there is no such file', async () => {
    const { images } = library();
    await images.importFile(await installerFile());
    for (const path of ['/boot', '/', '', '/nothing', '/linux/x', '/../../etc/passwd', '\0'])
      expect(await images.open('debian-12', path), path).toBeUndefined();
    expect(await images.open('other', '/linux')).toBeUndefined();
    expect(await images.openWhole('other')).toBeUndefined();
  });

  it('and the whole image share one version of the truth', async () => {
    const { images } = library();
    const path = await installerFile();
    await images.importFile(path);
    const [whole, linux, initrd] = await Promise.all([
      images.openWhole('debian-12'),
      images.open('debian-12', '/linux'),
      images.open('debian-12', '/initrd.gz'),
    ]);
    expect(new Set([whole?.version, linux?.version, initrd?.version]).size).toBe(3);
    expect(Buffer.from(await contents(whole)).equals(readFileSync(path))).toBe(true);
    await Promise.all([linux?.close(), initrd?.close()]);
  });
});

describe('a file that is not what was dropped any more', () => {
  const changedBytes = async (path: string): Promise<void> => {
    writeFileSync(path, (await installerIso()).fill(7, 60_000, 70_000));
    utimesSync(path, 1, 1);
  };

  it('is never served: changed before it was opened, or while it was', async () => {
    const { images } = library();
    const path = await installerFile();
    await images.importFile(path);
    const file = await images.open('debian-12', '/initrd.gz');
    await changedBytes(path);
    await expect(file?.read(new Uint8Array(5000), 0)).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    await file?.close();
    const error = await images.open('debian-12', '/linux').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'FILE_CHANGED', hint: expect.stringMatching(/drop/i) });
    await expect(images.openWhole('debian-12')).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    await images.importFile(path);
    expect((await contents(await images.open('debian-12', '/linux'))).length).toBe(4096);
  });

  it('is not served when gone, and is again when it is back', async () => {
    const { images } = library();
    const path = await installerFile();
    await images.importFile(path);
    await (await images.open('debian-12', '/linux'))?.close();
    renameSync(path, `${path}.away`);
    await expect(images.open('debian-12', '/linux')).rejects.toMatchObject({
      code: 'FILE_CHANGED',
      message: expect.stringContaining('not there any more'),
    });
    await expect(images.open('debian-12', '/linux')).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    renameSync(`${path}.away`, path);
    expect(await contents(await images.open('debian-12', '/initrd.gz'))).toEqual(INITRD);
  });

  it('was cut off', async () => {
    const { images } = library();
    const path = await installerFile();
    await images.importFile(path);
    const file = await images.open('debian-12', '/initrd.gz');
    truncateSync(path, 90_000);
    await expect(file?.read(new Uint8Array(5000), 0)).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    await file?.close();
  });
});

describe('removing', () => {
  it('leaves a dropped file alone and lets transfers end', async () => {
    const { images, events, saved } = library();
    const path = await installerFile();
    await images.importFile(path);
    const file = await images.open('debian-12', '/initrd.gz');
    await images.remove('debian-12');
    expect(existsSync(path)).toBe(true);
    expect(saved()).toEqual([]);
    expect(events.at(-1)).toEqual({ type: 'image.removed', image: 'debian-12' });
    expect(await contents(file)).toEqual(INITRD);
    expect(await images.open('debian-12', '/linux')).toBeUndefined();
  });

  it('and renaming need an image that is there', async () => {
    const { images } = library();
    await expect(images.remove('x')).rejects.toMatchObject({ code: 'UNKNOWN_IMAGE' });
    await expect(images.rename('x', 'y')).rejects.toMatchObject({ code: 'UNKNOWN_IMAGE' });
  });

  it('deletes what was uploaded, at the latest when the engine ends', async () => {
    const { images } = library();
    const image = await images.importStream('up.iso', undefined, chunked(await installerIso()));
    await images.remove(image.id);
    expect(existsSync(image.path)).toBe(false);
    await images.close();
    expect(readdirSync(dirname(image.path))).toEqual([]);
  });

  it('is undone: the same image at its old place, served as before', async () => {
    const { images, events, saved } = library();
    const first = await images.importFile(await installerFile('first.iso'));
    const up = await images.importStream('up.iso', undefined, chunked(await installerIso()));
    const renamed = await images.rename(up.id, 'Ours');
    const last = await images.importFile(await installerFile('last.iso'));
    await images.remove(up.id);
    expect(await images.restore(up.id)).toEqual(renamed);
    expect(images.list()).toEqual([first, renamed, last]);
    expect(saved()).toEqual([first, renamed, last]);
    expect(events.at(-1)).toMatchObject({ type: 'image.imported', image: 'up', title: 'Ours' });
    expect(await contents(await images.open('up', '/initrd.gz'))).toEqual(INITRD);
    await expect(images.restore(up.id)).rejects.toMatchObject({ code: 'UNKNOWN_IMAGE' });
    await images.remove(first.id);
    expect(await images.restore(first.id)).toEqual(first);
    expect(images.list()[0]).toEqual(first);
  });

  it('is done once where it is asked for twice at a time, and can be undone then', async () => {
    const { images } = library();
    const image = await images.importStream('up.iso', undefined, chunked(await installerIso()));
    const both = await Promise.allSettled([images.remove(image.id), images.remove(image.id)]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(both[1]).toMatchObject({ reason: { code: 'UNKNOWN_IMAGE' } });
    const back = await Promise.allSettled([images.restore(image.id), images.restore(image.id)]);
    expect(back.map(({ status }) => status)).toContain('fulfilled');
    expect(images.list()).toEqual([image]);
    expect(await contents(await images.open('up', '/initrd.gz'))).toEqual(INITRD);
  });

  it('is not undone where something else has its name by now', async () => {
    const { images } = library();
    const old = await images.importStream('up.iso', undefined, chunked(await installerIso()));
    await images.remove(old.id);
    const next = await images.importStream('up.iso', undefined, chunked(await installerIso()));
    expect(next.id).toBe(old.id);
    await expect(images.restore(old.id)).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
    await images.remove(next.id);
    // The last one that had the name.
    expect(await images.restore(next.id)).toEqual(next);
    expect(readdirSync(dirname(next.path))).toEqual(['up.iso']);
  });

  it('leaves the file aside and the list as it is, where the list cannot be saved', async () => {
    const { images, failSaving } = library();
    const image = await images.importStream('up.iso', undefined, chunked(await installerIso()));
    await images.remove(image.id);
    failSaving(new AppError('DISK_FULL', 'full', 'make room'));
    await expect(images.restore(image.id)).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(images.list()).toEqual([]);
    expect(existsSync(image.path)).toBe(false);
    failSaving(undefined);
    expect(await images.restore(image.id)).toEqual(image);
    expect(existsSync(image.path)).toBe(true);
  });
});

describe('many imports at once', () => {
  it('are all in the list that is saved last', async () => {
    const { images, saved } = library();
    const paths = await Promise.all(Array.from({ length: 8 }, (_, i) => installerFile(`image ${i}.iso`)));
    let changes = 0;
    images.onChange(() => changes++);
    await Promise.all(paths.map((path) => images.importFile(path)));
    expect(saved()).toHaveLength(8);
    expect(new Set(saved().map((image) => image.id)).size).toBe(8);
    expect(changes).toBeGreaterThanOrEqual(8);
  });

  it('of one file by two names of it are one image each', async () => {
    const { images } = library();
    const path = await installerFile();
    const other = join(dirname(path), 'other.iso');
    linkSync(path, other);
    await Promise.all([images.importFile(path), images.importFile(path), images.importFile(other)]);
    expect(
      images
        .list()
        .map((image) => image.id)
        .sort(),
    ).toEqual(['debian-12', 'other']);
  });
});

describe('closing', () => {
  it('leaves what is being served readable and takes no more', async () => {
    const { images, dataDir } = library();
    await images.importFile(await installerFile());
    const file = await images.open('debian-12', '/initrd.gz');
    await images.close();
    expect(await contents(file)).toEqual(INITRD);
    await expect(images.importFile(await installerFile())).rejects.toMatchObject({ code: 'CANCELLED' });
    mkdirSync(join(dataDir, 'images'), { recursive: true });
    expect(readdirSync(join(dataDir, 'images'))).toEqual([]);
  });
});

import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFirmware } from '../../main/services/firmware.ts';
import type { EventBody } from '../../shared/model/event.ts';
import { ARM64, X64, efiProgram, linuxKernel, oldBanner, pxeProgram, sbat } from './firmware-samples.ts';

let folder: string;
let events: EventBody[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rackboot-firmware-'));
  events = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(path: string, bytes: Uint8Array): Promise<string> {
  const full = join(folder, path);
  await mkdir(dirname(full), { recursive: true });
  await writeFile(full, bytes);
  return full;
}

const firmware = () =>
  createFirmware({
    dataDir: join(folder, 'data'),
    resourcesDir: join(folder, 'resources'),
    systemDirs: [join(folder, 'system'), join(folder, 'share')],
    append: (event) => events.push(event),
  });

const snponly = efiProgram(X64, oldBanner('snponly.efi', '1.21.1'));
const ipxe = efiProgram(X64, oldBanner('ipxe.efi', '1.21.1'));

async function* chunks(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

describe('where boot firmware is found', () => {
  it('takes the first of built, dropped, shipped, system and downloaded', async () => {
    const places = [
      'data/firmware/built',
      'data/firmware/dropped',
      'resources/ipxe',
      'system',
      'data/firmware/downloaded',
    ];
    for (const place of places) await put(`${place}/snponly.efi`, snponly);
    for (const [i, source] of ['built', 'dropped', 'shipped', 'system', 'downloaded'].entries()) {
      const files = await firmware().scan();
      expect(files.filter((file) => file.name === 'snponly.efi')).toEqual([
        {
          name: 'snponly.efi',
          path: join(folder, places[i] as string, 'snponly.efi'),
          sizeBytes: snponly.length,
          source,
          version: 'iPXE 1.21.1',
        },
      ]);
      await rm(join(folder, places[i] as string), { recursive: true });
    }
    expect(await firmware().scan()).toEqual([]);
  });

  it("reads the spellings of other distributions, and follows the system's links", async () => {
    await put('share/ipxe-snponly-x86_64.efi', snponly);
    await put('share/arm64-efi/snponly.efi', efiProgram(ARM64, sbat('snponly.efi', '2.0.0')));
    await put('boot/ipxe.efi', ipxe);
    await mkdir(join(folder, 'system'), { recursive: true });
    await symlink(join(folder, 'boot/ipxe.efi'), join(folder, 'system/ipxe.efi'));
    const files = await firmware().scan();
    expect(files.map(({ name, path }) => [name, path.slice(folder.length)])).toEqual([
      ['ipxe.efi', '/system/ipxe.efi'],
      ['snponly.efi', '/share/ipxe-snponly-x86_64.efi'],
      ['snponly-arm64.efi', '/share/arm64-efi/snponly.efi'],
    ]);
  });

  it('never hands out a program for another CPU, and says why', async () => {
    await put('system/snponly.efi', efiProgram(ARM64));
    await put('system/ipxe.efi', ipxe);
    const files = await firmware().scan();
    expect(files.map((file) => file.name)).toEqual(['ipxe.efi']);
    const missing = events.find((event) => event.type === 'firmware.missing' && event.name === 'snponly.efi');
    expect(missing).toEqual({
      type: 'firmware.missing',
      name: 'snponly.efi',
      why: [
        `${join(folder, 'system/snponly.efi')}: it is an EFI program for arm64, not x86_64`,
        expect.stringContaining('not found in '),
        'ipxe.efi is used instead',
      ],
    });
  });

  it('serves dropped files by what they are; the newest of two wins', async () => {
    await put('data/firmware/dropped/ipxe.efi', efiProgram(ARM64, sbat('ipxe.efi', '2.0.0')));
    const old = await put('data/firmware/dropped/my-old.efi', snponly);
    await put('data/firmware/dropped/my-new.efi', snponly);
    await put('data/firmware/dropped/grubx64.efi', efiProgram(X64));
    await put('data/firmware/dropped/notes.txt', Buffer.from('buy milk'));
    await put('data/firmware/dropped/.hidden.efi', ipxe);
    await utimes(old, 1000, 1000);
    const files = await firmware().scan();
    expect(files.map(({ name, path }) => [name, path.split('/').at(-1)])).toEqual([
      ['grubx64.efi', 'grubx64.efi'],
      ['ipxe-arm64.efi', 'ipxe.efi'],
      ['snponly.efi', 'my-new.efi'],
    ]);
  });

  it('tells each fact once, and again when it changes', async () => {
    await put('system/undionly.kpxe', pxeProgram());
    const shelf = firmware();
    let changes = 0;
    shelf.onChange(() => (changes += 1));
    await shelf.scan();
    const first = events.length;
    expect(events.filter((event) => event.type === 'firmware.found')).toHaveLength(1);
    expect(changes).toBe(1);
    await shelf.scan();
    expect(events).toHaveLength(first);
    expect(changes).toBe(1);
    await put('system/snponly.efi', snponly);
    await shelf.scan();
    expect(events.slice(first)).toEqual([
      {
        type: 'firmware.found',
        name: 'snponly.efi',
        path: join(folder, 'system/snponly.efi'),
        source: 'system',
        sizeBytes: snponly.length,
      },
    ]);
    expect(changes).toBe(2);
  });
});

describe('handing boot firmware out', () => {
  it('gives bytes, size, a version that follows the bytes, and the media type UEFI wants', async () => {
    await put('system/snponly.efi', snponly);
    await put('system/undionly.kpxe', pxeProgram());
    const shelf = firmware();
    const file = await shelf.open('snponly.efi');
    if (!file) throw new Error('not found');
    expect(file).toMatchObject({
      sizeBytes: snponly.length,
      contentType: 'application/efi',
      generated: false,
    });
    const target = new Uint8Array(100);
    expect(await file.read(target, 450)).toBe(100);
    expect(target).toEqual(snponly.slice(450, 550));
    expect(await file.read(target, snponly.length - 7)).toBe(7);
    expect(await file.read(target, snponly.length + 7)).toBe(0);
    await file.close();
    await put('system/snponly.efi', efiProgram(X64, 'another one'));
    const again = await shelf.open('snponly.efi');
    expect(again?.version).not.toBe(file.version);
    await again?.close();
    const nbp = await shelf.open('undionly.kpxe');
    expect(nbp?.contentType).toBe('application/octet-stream');
    await nbp?.close();
  });

  it('reports a file that becomes shorter under a transfer', async () => {
    await put('system/snponly.efi', snponly);
    const file = await firmware().open('snponly.efi');
    await put('system/snponly.efi', snponly.subarray(0, 300));
    await expect(file?.read(new Uint8Array(64), 400)).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    await file?.close();
  });

  it('knows nothing but names: no path leads anywhere', async () => {
    await put('system/snponly.efi', snponly);
    const shelf = firmware();
    for (const name of [
      '',
      '.',
      '../system/snponly.efi',
      'x86_64/snponly.efi',
      '/etc/passwd',
      'SNPONLY.EFI',
    ]) {
      expect(await shelf.open(name)).toBeUndefined();
    }
  });

  it('says so when a file went away after the scan', async () => {
    const path = await put('system/snponly.efi', snponly);
    const shelf = firmware();
    await shelf.scan();
    await rm(path);
    await expect(shelf.open('snponly.efi')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});

describe('dropping boot firmware', () => {
  it('takes a path and serves the file at once, before any other source', async () => {
    await put('system/snponly.efi', snponly);
    const mine = await put('desktop/mine.efi', efiProgram(X64, sbat('snponly.efi', '2.0.0')));
    const shelf = firmware();
    await shelf.scan();
    const file = await shelf.importFile(mine);
    expect(file).toEqual({
      name: 'snponly.efi',
      path: join(folder, 'data/firmware/dropped/snponly.efi'),
      sizeBytes: expect.any(Number),
      source: 'dropped',
      version: 'iPXE 2.0.0',
    });
    expect(shelf.list().find((one) => one.name === 'snponly.efi')).toEqual(file);
  });

  it('takes a stream in pieces', async () => {
    const bytes = efiProgram(ARM64, sbat('ipxe.efi', '2.0.0'));
    const file = await firmware().importStream(
      'ipxe.efi',
      bytes.length,
      chunks(bytes.subarray(0, 10), bytes.subarray(10)),
    );
    expect(file).toMatchObject({ name: 'ipxe-arm64.efi', sizeBytes: bytes.length, source: 'dropped' });
  });

  it('answers with the dropped file even where our own build goes first', async () => {
    await put('data/firmware/built/snponly.efi', snponly);
    const shelf = firmware();
    const file = await shelf.importStream('snponly.efi', undefined, chunks(snponly));
    expect(file.source).toBe('dropped');
    expect(shelf.list().find((one) => one.name === 'snponly.efi')?.source).toBe('built');
  });

  it.each([
    ['an ISO', 'debian.iso', new Uint8Array(4096), 'NOT_SUPPORTED'],
    ['nothing', 'ipxe.efi', new Uint8Array(), 'NOT_SUPPORTED'],
    ['another CPU under a name of ours', 'ipxe.efi', efiProgram(ARM64), 'NOT_SUPPORTED'],
    ['a path for a name', '..', linuxKernel(), 'BAD_ARGUMENT'],
    ['a name with a space', 'my loader.efi', efiProgram(X64), 'BAD_ARGUMENT'],
    ['a dot file', '.efi', efiProgram(X64), 'BAD_ARGUMENT'],
  ])('refuses %s and leaves nothing behind', async (_, name, bytes, code) => {
    await expect(firmware().importStream(name, undefined, chunks(bytes))).rejects.toMatchObject({ code });
    expect(await readdir(join(folder, 'data/firmware/dropped')).catch(() => [])).toEqual([]);
  });

  it('cuts folders off a name', async () => {
    const file = await firmware().importStream('C:\\boot\\wimboot', undefined, chunks(linuxKernel()));
    expect(file).toMatchObject({ name: 'wimboot', path: join(folder, 'data/firmware/dropped/wimboot') });
  });

  it('refuses a stream that ends early or breaks', async () => {
    const shelf = firmware();
    await expect(shelf.importStream('ipxe.efi', ipxe.length + 1, chunks(ipxe))).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield ipxe;
      throw new Error('the browser went away');
    }
    await expect(shelf.importStream('ipxe.efi', undefined, broken())).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
    expect(await readdir(join(folder, 'data/firmware/dropped')).catch(() => [])).toEqual([]);
  });

  it('says what is wrong with a path', async () => {
    const shelf = firmware();
    await expect(shelf.importFile(join(folder, 'nowhere.efi'))).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
    await expect(shelf.importFile(folder)).rejects.toMatchObject({ code: 'NOT_SUPPORTED' });
  });

  it('says so when the data folder cannot be written', async () => {
    await put('data', Buffer.from('a file where the folder should be'));
    const error = firmware().importStream('ipxe.efi', undefined, chunks(ipxe));
    await expect(error).rejects.toMatchObject({ code: 'DATA_UNWRITABLE' });
  });
});

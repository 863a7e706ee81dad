import { chmodSync, cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openInNbi, readNbiFolder } from '../../main/services/nbi-folder.ts';
import { APPLE_TFTP_LIMIT_BYTES } from '../../shared/boot/nbi-files.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Image } from '../../shared/model/image.ts';
import { temporaryFolder } from '../engine/temporary.ts';
import { listsOfLists } from '../wire/plist-builder.ts';
import type { NbiSample } from './nbi-samples.ts';
import { BINARY_PLIST, WHOLE, byteAt, nbiFolder, plist, without, writeNbiFile } from './nbi-samples.ts';
import { runHttp } from './running-http.ts';

async function refusal(path: string): Promise<AppError> {
  const thrown = await readNbiFolder(path).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof AppError)) throw new Error('it was not refused', { cause: thrown });
  return thrown;
}

describe('a folder of an Apple NetBoot image', () => {
  it('is read with what its property list says and the files it needs', async () => {
    const folder = await readNbiFolder(nbiFolder());
    expect(folder).toMatchObject({
      recipe: {
        family: 'nbi',
        title: 'My NetInstall Image',
        version: '10.11.1',
        entries: [],
        notes: [
          'Sierra.nbi/NBImageInfo.plist: IsEnabled is off, so no Mac is shown this image',
          expect.stringContaining('DisabledSystemIdentifiers is ignored'),
        ],
        why: ['a folder with NBImageInfo.plist'],
      },
      sizeBytes: 304_200,
      nbi: { info: { index: 42000, type: 'HTTP', rootPath: { in: 'folder', path: 'System.dmg' } } },
    });
    expect(folder.nbi.files.toSorted()).toEqual(Object.keys(WHOLE).toSorted());
    expect(Object.fromEntries(folder.sizes)).toEqual(WHOLE);
    expect(Number.isInteger(folder.modifiedAt)).toBe(true);
  });

  it('says the same by a binary property list', async () => {
    const xml = await readNbiFolder(nbiFolder());
    const binary = await readNbiFolder(nbiFolder({ plist: BINARY_PLIST }));
    expect(binary.nbi).toEqual(xml.nbi);
    expect(binary.recipe).toEqual(xml.recipe);
  });

  it('may have its Index as a string, and a byte order mark from a Windows editor', async () => {
    const text = plist(['<integer>42000</integer>', '<string>42000</string>']);
    expect((await readNbiFolder(nbiFolder({ plist: `\uFEFF${text}` }))).nbi.info.index).toBe(42000);
  });

  it('may be spelled in another case, and with accents apart from their letters, as a Mac does', async () => {
    const files = { 'I386/Booter': 1000, 'I386/X86_64/KernelCache': 3000, 'Gro\u0308ße.DMG': 5000 };
    const text = plist(['System.dmg', 'gr\u00f6ße.dmg']);
    const { nbi } = await readNbiFolder(nbiFolder({ files, plist: text }));
    expect(nbi.files).toEqual(Object.keys(files));
  });

  it.each<[string, NbiSample, string[]]>([
    [
      'outside NFS root',
      {
        plist: plist(['System.dmg', '10.0.0.5:/nbi:Sierra.nbi/System.dmg'], ['>HTTP<', '>NFS<']),
        files: without('System.dmg'),
      },
      ['i386/booter', 'i386/x86_64/kernelcache', 'i386/PlatformSupport.plist'],
    ],
    [
      'booter only',
      { plist: plist(['>HTTP<', '>BootFileOnly<']), files: { 'i386/booter': 1 } },
      ['i386/booter'],
    ],
    [
      'old kernel with its drivers',
      {
        files: { ...without('i386/x86_64/kernelcache'), 'i386/mach.macosx': 9, 'i386/mach.macosx.mkext': 9 },
      },
      [
        'i386/booter',
        'i386/mach.macosx',
        'i386/PlatformSupport.plist',
        'i386/mach.macosx.mkext',
        'System.dmg',
      ],
    ],
  ])('needs no more than its kind does: %s', async (_, sample, files) => {
    expect((await readNbiFolder(nbiFolder(sample))).nbi.files).toEqual(files);
  });

  it('counts a link to its own kernel once, as 10.7 has it', async () => {
    const path = nbiFolder();
    symlinkSync('x86_64/kernelcache', join(path, 'i386/kernelcache'));
    const { nbi, sizeBytes, sizes } = await readNbiFolder(path);
    expect(nbi.files).toContain('i386/kernelcache');
    expect(sizes.get('i386/kernelcache')).toBe(3000);
    expect(sizeBytes).toBe(304_200);
  });
});

describe('a folder that cannot boot is refused with the names of its files', () => {
  it.each([
    ['booter', 'i386/booter', 'Sierra.nbi/i386/booter is missing: NBImageInfo.plist names it as the booter.'],
    [
      'kernel',
      'i386/x86_64/kernelcache',
      'Sierra.nbi/i386/x86_64/kernelcache is missing: the booter has no kernel to load.',
    ],
    [
      'disk image',
      'System.dmg',
      'Sierra.nbi/System.dmg is missing: NBImageInfo.plist names it as the disk image.',
    ],
  ])('without its %s', async (_, path, message) => {
    expect(await refusal(nbiFolder({ files: without(path) }))).toMatchObject({
      code: 'MALFORMED_IMAGE',
      message,
      hint: expect.stringContaining('Copy the whole folder again'),
    });
  });

  it('all of them at once; a directory is no file', async () => {
    const path = nbiFolder({ files: { 'i386/booter': 0 } });
    mkdirSync(join(path, 'System.dmg'));
    expect((await refusal(path)).message).toBe(
      'Sierra.nbi/i386/x86_64/kernelcache is missing: the booter has no kernel to load; ' +
        'Sierra.nbi/i386/booter is empty; ' +
        'Sierra.nbi/System.dmg is missing: NBImageInfo.plist names it as the disk image.',
    );
  });

  it('with a kernel that Apple’s firmware cannot load, and not one byte less', async () => {
    const path = nbiFolder();
    writeNbiFile(path, 'i386/x86_64/kernelcache', APPLE_TFTP_LIMIT_BYTES - 1);
    expect((await readNbiFolder(path)).sizes.get('i386/x86_64/kernelcache')).toBe(APPLE_TFTP_LIMIT_BYTES - 1);
    writeNbiFile(path, 'i386/x86_64/kernelcache', APPLE_TFTP_LIMIT_BYTES);
    expect((await refusal(path)).message).toMatch(/^Sierra\.nbi\/i386\/x86_64\/kernelcache has 32\.0 MiB: /);
  });

  it('with what its property list has wrong', async () => {
    const text = plist(['<integer>42000</integer>', '<integer>0</integer>'], ['>HTTP<', '>AFP<']);
    expect((await refusal(nbiFolder({ plist: text }))).message).toBe(
      'Sierra.nbi/NBImageInfo.plist: Index is no number from 1 to 65535; Type "AFP" is neither NFS, HTTP nor BootFileOnly.',
    );
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['nothing', '', /missing root element/],
    ['text', 'Name = "x"', /missing root element/],
    ['a web page', '<html><body>Not found</body></html>', /First element should be <plist>/],
    ['half of it', plist().slice(0, 1500), /unclosed xml tag/],
    ['half of a binary one', BINARY_PLIST.subarray(0, 1500), /offset/],
    ['other bytes', Uint8Array.of(0xff, 0xfe, 0x41, 0), /not valid/],
    ['lists that unfold to more than any memory', listsOfLists(40), /what it holds is larger than itself/],
    ['a mebibyte and more', `${plist()}${' '.repeat(1024 * 1024)}`, /it has 1\.0 MiB/],
    ['tags without end', '<a>'.repeat(50_000), /…\.$/],
  ])('with %s for a property list', async (_, bytes, reason) => {
    const error = await refusal(nbiFolder({ plist: bytes }));
    expect(error).toMatchObject({ code: 'MALFORMED_IMAGE', message: expect.stringMatching(reason) });
    expect(error.message).toMatch(/^Sierra\.nbi\/NBImageInfo\.plist is no property list that can be read: /);
    expect(error.message.length).toBeLessThan(250);
    expect(error.hint).not.toBe('');
  });

  it('with an entity that stands for others: it stays what it is', async () => {
    const entities = '<!DOCTYPE plist [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>';
    const text = plist(['My NetInstall Image', '&b;']).replace(/<!DOCTYPE[^>]*>/, entities);
    expect((await readNbiFolder(nbiFolder({ plist: text }))).nbi.info.name).toBe('&b;');
  });

  it.skipIf(process.getuid?.() === 0)(
    'with a file that cannot be read (skipped as root, who reads everything)',
    async () => {
      for (const file of ['NBImageInfo.plist', 'System.dmg', 'i386']) {
        const path = nbiFolder();
        chmodSync(join(path, file), 0);
        expect(await refusal(path), file).toMatchObject({
          code: 'FILE_UNREADABLE',
          message: expect.stringContaining(file),
        });
        chmodSync(join(path, file), 0o700);
      }
    },
  );
});

describe('links out of the folder', () => {
  it('are not followed, and said', async () => {
    const path = nbiFolder({ files: without('System.dmg') });
    const elsewhere = join(temporaryFolder(), 'System.dmg');
    writeFileSync(elsewhere, 'x');
    symlinkSync(elsewhere, join(path, 'System.dmg'));
    expect(await refusal(path)).toMatchObject({
      message: expect.stringMatching(/; Sierra\.nbi\/System\.dmg is a link that leads out of the folder\.$/),
      hint: expect.stringContaining('put the files themselves into it'),
    });
  });

  it('that are directories, in any case, are none either', async () => {
    const path = nbiFolder({ files: { 'System.dmg': 1 } });
    const elsewhere = join(temporaryFolder(), 'i386');
    cpSync(join(nbiFolder(), 'i386'), elsewhere, { recursive: true });
    symlinkSync(elsewhere, join(path, 'I386'));
    expect((await refusal(path)).message).toMatch(/Sierra\.nbi\/i386\/booter is a link that leads out/);
  });

  it('are noted where the image boots without', async () => {
    const path = nbiFolder();
    const support = join(path, 'i386/PlatformSupport.plist');
    rmSync(support);
    symlinkSync('/etc/passwd', support);
    const { recipe, nbi } = await readNbiFolder(path);
    expect(recipe.notes.at(-1)).toBe(
      'Sierra.nbi/i386/PlatformSupport.plist is a link that leads out of the folder',
    );
    expect(nbi.files).not.toContain('i386/PlatformSupport.plist');
  });

  it('are no property list', async () => {
    const path = nbiFolder();
    const elsewhere = join(temporaryFolder(), 'NBImageInfo.plist');
    renameSync(join(path, 'NBImageInfo.plist'), elsewhere);
    symlinkSync(elsewhere, join(path, 'NBImageInfo.plist'));
    expect(await refusal(path)).toMatchObject({
      code: 'MALFORMED_IMAGE',
      message: 'Sierra.nbi/NBImageInfo.plist is a link that leads out of the folder.',
    });
  });
});

describe('another folder', () => {
  it('is no image; the hint says what is', async () => {
    expect(await refusal(temporaryFolder())).toMatchObject({
      code: 'NOT_SUPPORTED',
      message: expect.stringMatching(/ is a folder\.$/),
      hint: expect.stringContaining('.nbi'),
    });
  });

  it('that calls itself one lacks its property list', async () => {
    const path = join(temporaryFolder(), 'Empty.nbi');
    mkdirSync(path);
    expect(await refusal(path)).toMatchObject({
      code: 'MALFORMED_IMAGE',
      message: 'Empty.nbi/NBImageInfo.plist is missing.',
    });
  });

  it('around an image names it', async () => {
    const inside = nbiFolder();
    const path = join(inside, '..');
    mkdirSync(join(path, 'i386'));
    expect(await refusal(path)).toMatchObject({
      code: 'NOT_SUPPORTED',
      message: expect.stringContaining('the folder around an Apple NetBoot image'),
      hint: `Use what is in it: ${inside}`,
    });
    cpSync(inside, join(path, 'Other.nbi'), { recursive: true });
    expect((await refusal(path)).hint).toBe(`Use what is in it: ${join(path, 'Other.nbi')}, ${inside}`);
  });
});

describe('its disk image by HTTP', () => {
  it('comes in ranges, as macOS asks for it', async () => {
    const path = nbiFolder();
    const { modifiedAt } = await readNbiFolder(path);
    const image = { path, modifiedAt } as Image;
    const http = await runHttp({
      '/i/sierra/System.dmg': async () => {
        const file = await openInNbi(image, '/System.dmg');
        if (!file) throw new Error('no disk image');
        return { kind: 'file', file };
      },
    });
    const get = (range: string) => fetch(`${http.url}/i/sierra/System.dmg`, { headers: { range } });
    const middle = await get('bytes=123456-133455');
    expect(middle.status).toBe(206);
    expect(middle.headers.get('content-range')).toBe('bytes 123456-133455/300000');
    const bytes = new Uint8Array(await middle.arrayBuffer());
    expect(bytes).toEqual(Uint8Array.from({ length: 10_000 }, (_, i) => byteAt(123_456 + i)));
    const tail = await get('bytes=-512');
    expect(tail.headers.get('content-range')).toBe('bytes 299488-299999/300000');
    expect((await tail.arrayBuffer()).byteLength).toBe(512);
    expect((await get('bytes=300000-')).status).toBe(416);
    expect((await get('bytes=0-')).headers.get('etag')).toBe(middle.headers.get('etag'));
    await http.settled();
  });
});

/** From real files of real packages to what `rackboot inspect` says of them. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { formatInspect, inspectFile } from '../main/inspect.ts';
import { CENTOS_7_DVD } from './boot/recipes/rhel-samples.ts';
import { installerFile } from './services/image-fixtures.ts';
import { nbiFolder, plist, without } from './services/nbi-samples.ts';
import { master, missingTool, xorrisoExtent } from './wire/mastering.ts';

const NETBOOT = '/usr/lib/debian-installer/images/12/amd64/text';
const MEMTEST = '/boot/memtest86+x64.bin';

function missing(file: string, tool: 'xorriso' | 'genisoimage'): string | undefined {
  return existsSync(file) ? missingTool(tool) : `${file} is not there (its Debian package is not installed)`;
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'rackboot-inspect-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

describe('an image made of the package debian-installer-12-netboot-amd64', () => {
  const why = missing(NETBOOT, 'xorriso') ?? missing(NETBOOT, 'genisoimage');
  if (why) console.warn(`skipped: ${why}`);

  it.skipIf(why)('is the Debian 12 installer', async () => {
    const image = master('xorriso', ['-R', '-J', '-V', 'Debian 12 netboot'], NETBOOT);
    const report = await inspectFile(image);
    expect(report).toMatchObject({
      title: 'Debian 12 installer',
      volumeId: 'Debian 12 netboot',
      names: 'rock-ridge',
      recipe: {
        family: 'debian-installer',
        version: '12',
        answer: 'preseed',
        entries: [
          {
            how: 'linux',
            cpu: 'x86_64',
            kernel: '/debian-installer/amd64/linux',
            initrds: ['/debian-installer/amd64/initrd.gz'],
            args: '--- quiet',
          },
        ],
      },
    });
    for (const file of report.files) expect(file.sizeBytes).toBe(xorrisoExtent(image, file.path).sizeBytes);
    const text = formatInspect(report);
    expect(text).toMatch(/^Debian 12 installer\n/);
    expect(text).toContain('kernel   /debian-installer/amd64/linux (8.2 MB)');
    expect(text).toContain('args     --- quiet');
  });

  it.skipIf(why)('is known with nothing but 8.3 names too', async () => {
    const report = await inspectFile(master('genisoimage', [], NETBOOT));
    expect(report).toMatchObject({
      names: 'plain',
      recipe: {
        family: 'debian-installer',
        version: '12',
        entries: [
          { kernel: '/DEBIAN_I/AMD64/LINUX', initrds: ['/DEBIAN_I/AMD64/INITRD.GZ'], args: '--- quiet' },
        ],
      },
    });
  });

  it.skipIf(why)('is known by kernel and initrd alone, with the menu put beside them', async () => {
    const root = folder();
    for (const name of ['linux', 'initrd.gz'])
      cpSync(join(NETBOOT, 'debian-installer/amd64', name), join(root, name));
    mkdirSync(join(root, 'isolinux'));
    writeFileSync(
      join(root, 'isolinux/isolinux.cfg'),
      'default install\nlabel install\n kernel /linux\n append initrd=/initrd.gz console=ttyS0 --- console=ttyS0\n',
    );
    const report = await inspectFile(master('xorriso', ['-R'], root));
    expect(report.recipe).toMatchObject({
      version: '12',
      entries: [{ kernel: '/linux', args: 'console=ttyS0 --- console=ttyS0' }],
    });
  });
});

describe('an image made of the package memtest86+', () => {
  const why = missing(MEMTEST, 'genisoimage');
  if (why) console.warn(`skipped: ${why}`);

  it.skipIf(why)('starts on BIOS and EFI, 64 and 32 bits', async () => {
    const root = folder();
    mkdirSync(join(root, 'boot'));
    for (const cpu of ['x64', 'ia32'])
      for (const kind of ['bin', 'efi'])
        cpSync(`/boot/memtest86+${cpu}.${kind}`, join(root, 'boot', `memtest86+${cpu}.${kind}`));
    const { recipe } = await inspectFile(master('genisoimage', ['-R'], root));
    expect(recipe.family).toBe('memtest');
    expect(recipe.title).toMatch(/^Memtest86\+ \d/);
    expect(recipe.entries).toMatchObject([
      { how: 'linux', platform: 'bios', cpu: 'x86_64', kernel: '/boot/memtest86+x64.bin', initrds: [] },
      { how: 'efi', platform: 'efi', cpu: 'x86_64', file: '/boot/memtest86+x64.efi' },
      { how: 'linux', platform: 'bios', cpu: 'i386', kernel: '/boot/memtest86+ia32.bin', initrds: [] },
      { how: 'efi', platform: 'efi', cpu: 'i386', file: '/boot/memtest86+ia32.efi' },
    ]);
  });
});

describe('an image made as the DVD of CentOS 7', () => {
  const why = missingTool('xorriso');
  if (why) console.warn(`skipped: ${why}`);

  it.skipIf(why)('says what it is, how it boots and where the rest comes from', async () => {
    const root = folder();
    for (const [path, content] of Object.entries(CENTOS_7_DVD)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    const image = master('xorriso', ['-R', '-J', '-V', 'CentOS 7 x86_64'], root);
    const text = formatInspect(await inspectFile(image)).split('\n');
    expect(text.filter((line) => !/^ {2}(file|because)/.test(line))).toEqual([
      'CentOS 7.9 DVD',
      '  volume   CentOS 7 x86_64, Rock Ridge names',
      '  as a CD  does not boot',
      '  family   rhel 7.9',
      '  answers  kickstart',
      '',
      '1. CentOS 7.9 DVD (x86_64)',
      '   on       BIOS and EFI, x86_64',
      '   kernel   /images/pxeboot/vmlinuz (4.1 kB)',
      '   initrd   /images/pxeboot/initrd.img (6 bytes)',
      '   args     quiet',
      '   then     installer and packages out of this image, over HTTP',
      '',
    ]);
  });
});

const ENABLED = `<key>EnabledSystemIdentifiers</key>
\t<array><string>Macmini6,2</string><string>iMac14,2</string></array>
\t<key>EnabledMACAddresses</key>
\t<array><string>3c:07:54:77:af:54</string></array>
\t<key>DisabledMACAddresses</key>
\t<array><string>3c:7:54:77:af:55</string></array>`;

describe('inspecting', () => {
  it('needs no library, and says in words what it found', async () => {
    const path = await installerFile('x.iso');
    expect(formatInspect(await inspectFile(path))).toBe(`Debian 12 installer
  file     ${path} (205 kB)
  volume   TEST, plain ISO 9660 names
  as a CD  does not boot
  family   debian-installer 12
  answers  preseed
  because  installer at /LINUX
  because  kernel 6.1.0-1-amd64 Debian 6.1

1. Debian 12 installer (x86_64)
   on       BIOS and EFI, x86_64
   kernel   /LINUX (4.1 kB)
   initrd   /INITRD.GZ (5.0 kB)
   args     --- quiet

Note: The installer loads the packages from a Debian mirror: the machine needs a way to one, or the preseed file names one on this network.
`);
  });

  it('says of an Apple NetBoot image which Macs get it and what they load', async () => {
    const models = ['<key>EnabledSystemIdentifiers</key>\n\t<array/>', ENABLED] as const;
    const path = nbiFolder({
      plist: plist(['<false/>\n\t<key>IsInstall', '<true/>\n\t<key>IsInstall'], models),
    });
    const report = await inspectFile(path);
    expect(formatInspect(report)).toBe(`My NetInstall Image
  folder   ${path} (304 kB)
  family   nbi 10.11.1
  image id 0x8100a410, an installer
  type     HTTP
  disk     System.dmg (300 kB)
  models   Macmini6,2, iMac14,2
  MACs     3c:07:54:77:af:54, not 3c:07:54:77:af:55
  because  a folder with NBImageInfo.plist

1. Macs with i386
   booter   i386/booter (1.0 kB)
   kernel   i386/x86_64/kernelcache (3.0 kB)

Note: Sierra.nbi/NBImageInfo.plist: DisabledSystemIdentifiers is ignored, as Apple's server does; EnabledSystemIdentifiers counts
`);
    expect(JSON.parse(JSON.stringify(report))).toMatchObject({
      path,
      name: 'Sierra.nbi',
      imageId: '0x8100a410',
      info: { type: 'HTTP', rootPath: { in: 'folder', path: 'System.dmg' } },
      recipe: { family: 'nbi' },
      files: expect.arrayContaining([{ path: 'System.dmg', sizeBytes: 300_000 }]),
    });
  });

  it('says where else its disk image lies', async () => {
    const sample = {
      files: without('System.dmg'),
      plist: plist(['System.dmg', '10.0.0.5:/nbi:a/System.dmg']),
    };
    expect(formatInspect(await inspectFile(nbiFolder(sample)))).toContain(
      '  disk     nfs:10.0.0.5:/nbi:a/System.dmg, on another server\n',
    );
  });

  it('gives the errors of a drop', async () => {
    const path = join(folder(), 'x.iso');
    writeFileSync(path, 'text');
    await expect(inspectFile(path)).rejects.toMatchObject({ code: 'NOT_AN_ISO' });
    await expect(inspectFile(`${path}.none`)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await expect(inspectFile(folder())).rejects.toMatchObject({ code: 'NOT_SUPPORTED' });
    await expect(inspectFile(nbiFolder({ files: {} }))).rejects.toMatchObject({ code: 'MALFORMED_IMAGE' });
  });
});

import { describe, expect, it } from 'vitest';
import type { NbImageInfo } from '../../shared/model/nbi.ts';
import { readNbImageInfo, readOsVersion } from '../../shared/boot/nb-image-info.ts';
import {
  APPLE_TFTP_LIMIT_BYTES,
  booterPath,
  checkNbiFiles,
  nbiFile,
  nbiPaths,
} from '../../shared/boot/nbi-files.ts';
import { formatRootPath, parseRootPath, withoutPassword } from '../../shared/boot/nbi-root-path.ts';
import { inDefaultOrder, nbiCandidate, nbiImageId, nbiObjection } from '../../shared/boot/nbi.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { formatBootImageId } from '../../shared/wire/bsdp-image.ts';
import { MAC, macClient, SERVER } from './mac-samples.ts';

const FOLDER = 'Sierra.nbi';

/** As AutoCasperNBI writes it, the lists shortened. */
const PLIST = {
  OSBuildDetails: '10.11.1 (15B42)',
  Architectures: ['i386'],
  BackwardCompatible: false,
  BootFile: 'booter',
  Description: 'No description',
  DisabledSystemIdentifiers: ['Macmini6,2', 'iMac14,2'],
  EnabledSystemIdentifiers: [],
  Index: 42000,
  IsDefault: false,
  IsEnabled: true,
  IsInstall: true,
  Kind: 1,
  Language: 'Default',
  Name: 'My NetInstall Image',
  RootPath: 'System.dmg',
  SupportsDiskless: false,
  Type: 'HTTP',
};

const read = (changes: Record<string, unknown> = {}): NbImageInfo =>
  readNbImageInfo({ ...PLIST, ...changes }, FOLDER);

function without(key: keyof typeof PLIST): Record<string, unknown> {
  return Object.fromEntries(Object.entries(PLIST).filter(([name]) => name !== key));
}

function complaint(plist: unknown): string {
  try {
    readNbImageInfo(plist, FOLDER);
  } catch (error) {
    if (error instanceof AppError && error.code === 'MALFORMED_IMAGE') return error.message;
    throw error;
  }
  throw new Error('it was read');
}

describe('readNbImageInfo', () => {
  it('reads what imaging tools write', () => {
    expect(read()).toEqual({
      name: 'My NetInstall Image',
      index: 42000,
      kind: 1,
      install: true,
      type: 'HTTP',
      bootFile: 'booter',
      rootPath: { in: 'folder', path: 'System.dmg' },
      enabled: true,
      isDefault: false,
      filterOnly: false,
      architectures: ['i386'],
      enabledModels: [],
      disabledModels: ['Macmini6,2', 'iMac14,2'],
      enabledMacs: [],
      disabledMacs: [],
    });
    expect(formatBootImageId(nbiImageId(read()))).toBe('0x8100a410');
  });

  it.each([
    ['an integer', 42, 42],
    ['a bigint, as readers of binary plists give', 42n, 42],
    ['a string, as some tools write', ' 42 ', 42],
    ['the last one', 65535, 65535],
  ])('takes Index as %s', (_, Index, index) => {
    expect(read({ Index }).index).toBe(index);
  });

  it('fills in what Apple’s server takes for granted', () => {
    const least = { Name: 'x', Index: 1, Type: 'NFS', BootFile: 'booter', RootPath: 'a.dmg' };
    expect(readNbImageInfo(least, FOLDER)).toMatchObject({
      kind: 1,
      install: false,
      enabled: true,
      isDefault: false,
      filterOnly: false,
      architectures: ['ppc'],
    });
    expect(read({ IsEnabled: 'no', IsInstall: 1 })).toMatchObject({ enabled: true, install: false });
    expect(read({ Kind: 3 }).filterOnly).toBe(true);
    expect(read({ Kind: 3, FilterOnly: false }).filterOnly).toBe(false);
  });

  it('reads BootFileOnly without a root path', () => {
    const info = readNbImageInfo({ ...without('RootPath'), Type: 'BootFileOnly', Kind: 3 }, FOLDER);
    expect(info).toMatchObject({ type: 'BootFileOnly', kind: 3 });
    expect(info.rootPath).toBeUndefined();
  });

  it('reads MAC addresses as people write them', () => {
    const info = read({
      EnabledMACAddresses: ['3C:07:54:77:AF:54', '0:1b:63:9:a:b'],
      DisabledMACAddresses: ['3c075477af54'],
    });
    expect(info.enabledMacs).toEqual([MAC, '00:1b:63:09:0a:0b']);
    expect(info.disabledMacs).toEqual([MAC]);
  });

  it.each([
    ['Name', { Name: ' ' }, 'Name is missing or empty'],
    ['Index 0', { Index: 0 }, 'Index is no number from 1 to 65535'],
    ['Index 65536', { Index: '65536' }, 'Index is no number from 1 to 65535'],
    ['Index words', { Index: 'x' }, 'Index is no number from 1 to 65535'],
    ['Index fraction', { Index: 1.5 }, 'Index is no number from 1 to 65535'],
    ['Kind', { Kind: 128 }, 'Kind is no number from 0 to 127'],
    ['Kind of BootFileOnly', { Type: 'BootFileOnly', Kind: undefined }, 'Kind is missing'],
    ['Type', { Type: 'AFP' }, 'Type "AFP" is neither NFS, HTTP nor BootFileOnly'],
    ['Classic', { Type: 'Classic' }, 'Type Classic is Mac OS 9 on PowerPC, which is not served'],
    ['BootFile', { BootFile: '../booter' }, 'BootFile "../booter" is not the plain name of a file'],
    ['BootFile dots', { BootFile: '..' }, 'BootFile ".." is not the plain name of a file'],
    ['RootPath', { RootPath: '../a.dmg' }, 'RootPath "../a.dmg": it leads out of the image'],
    ['RootPath name', { RootPath: 'mac:/x:y' }, 'RootPath "mac:/x:y": "mac" is no IPv4 address'],
    ['Architectures', { Architectures: [] }, 'Architectures is empty'],
    ['Architectures path', { Architectures: ['../..'] }, 'Architectures holds no plain names'],
    ['models', { EnabledSystemIdentifiers: 'Macmini6,2' }, 'EnabledSystemIdentifiers is no list of strings'],
    ['MACs', { EnabledMACAddresses: ['3c:07'] }, 'EnabledMACAddresses: "3c:07" is no MAC address'],
  ])('names the file and what is wrong: %s', (_, changes, sentence) => {
    expect(complaint({ ...PLIST, ...changes })).toBe(`Sierra.nbi/NBImageInfo.plist: ${sentence}.`);
  });

  it('names everything that is missing at once', () => {
    expect(complaint({})).toBe(
      'Sierra.nbi/NBImageInfo.plist: Name is missing or empty; Index is missing; Type is missing or empty; BootFile is missing or empty.',
    );
    expect(complaint({ ...without('RootPath'), Index: 'x' })).toContain('RootPath is missing or empty');
  });

  it.each([undefined, null, 'text', [PLIST], 3])('refuses %s', (plist) => {
    expect(complaint(plist)).toBe('Sierra.nbi/NBImageInfo.plist: it is no dictionary.');
  });
});

it.each([
  [{ OSBuildDetails: '10.11.1 (15B42)' }, '10.11.1'],
  [{ osVersion: '10.12', OSBuildDetails: '10.11.1 (15B42)' }, '10.12'],
  [{ osVersion: 'Sierra', OSBuildDetails: 13 }, undefined],
  [{}, undefined],
  [undefined, undefined],
])('readOsVersion of %j is %s', (plist, version) => {
  expect(readOsVersion(plist)).toBe(version);
});

describe('who is shown an image, by Apple’s rule', () => {
  const other = '00:11:22:33:44:55' as Mac;

  it.each([
    ['everybody', {}, undefined],
    ['its architecture', { Architectures: ['ppc', 'i386'] }, undefined],
    ['not another architecture', { Architectures: ['ppc'] }, 'My NetInstall Image is for ppc, not i386'],
    ['its model', { EnabledSystemIdentifiers: ['iMac7,1', 'Macmini6,2'] }, undefined],
    [
      'not another model',
      { EnabledSystemIdentifiers: ['iMac7,1'] },
      'My NetInstall Image is for other models (EnabledSystemIdentifiers), not Macmini6,2',
    ],
    [
      'models exactly, in case too',
      { EnabledSystemIdentifiers: ['macmini6,2'] },
      'My NetInstall Image is for other models (EnabledSystemIdentifiers), not Macmini6,2',
    ],
    [
      'models that are said to be disabled, which Apple ignores',
      { DisabledSystemIdentifiers: ['Macmini6,2'] },
      undefined,
    ],
    ['its MAC', { EnabledMACAddresses: [other, MAC] }, undefined],
    [
      'not another MAC',
      { EnabledMACAddresses: [other] },
      `My NetInstall Image is for other Macs (EnabledMACAddresses), not ${MAC}`,
    ],
    [
      'not a disabled MAC, even where it is enabled',
      { DisabledMACAddresses: [MAC], EnabledMACAddresses: [MAC] },
      `My NetInstall Image is not for ${MAC} (DisabledMACAddresses)`,
    ],
    ['nobody when switched off', { IsEnabled: false }, 'My NetInstall Image is switched off (IsEnabled)'],
  ])('%s', (_, changes, why) => {
    expect(nbiObjection(read(changes), macClient())).toBe(why);
  });

  it('a Mac without a model, where models are named', () => {
    expect(nbiObjection(read({ EnabledSystemIdentifiers: ['iMac7,1'] }), macClient(''))).toContain(
      'an unnamed one',
    );
  });
});

it('the default is the first of Apple’s order', () => {
  const image = (Name: string, changes: Record<string, unknown> = {}) => ({
    info: read({ Name, ...changes }),
  });
  const some = { EnabledSystemIdentifiers: ['iMac7,1'] };
  const ordered = inDefaultOrder([
    image('plain 1'),
    image('default for some 1', { IsDefault: true, ...some }),
    image('default 1', { IsDefault: true }),
    image('plain 2', some),
    image('default 2', { IsDefault: true }),
    image('default for some 2', { IsDefault: true, ...some }),
  ]);
  expect(ordered.map(({ info }) => info.name)).toEqual([
    'default 2',
    'default 1',
    'default for some 2',
    'default for some 1',
    'plain 1',
    'plain 2',
  ]);
});

describe('root paths', () => {
  const ours = { http: 'http://10.0.1.11:8080', image: 'sierra' };

  it.each([
    ['System.dmg', 'http://10.0.1.11:8080/i/sierra/System.dmg'],
    [
      'My Images/Net Install (1).dmg',
      'http://10.0.1.11:8080/i/sierra/My%20Images/Net%20Install%20%281%29.dmg',
    ],
    ['10.0.0.5:/Library/NetBoot/SP0:Big/Big.dmg', 'nfs:10.0.0.5:/Library/NetBoot/SP0:Big/Big.dmg'],
    ['10.0.0.5:/Volumes/Foo\\:/SP0:Big\\:1.dmg', 'nfs:10.0.0.5:/Volumes/Foo\\:/SP0:Big\\:1.dmg'],
    ['10.0.0.5:/exported/root', 'nfs:10.0.0.5:/exported/root'],
    ['http://10.0.0.5/Big.dmg', 'http://10.0.0.5/Big.dmg'],
    ['http://me:secret@10.0.0.5:8080/a%20b.dmg', 'http://me:secret@10.0.0.5:8080/a%20b.dmg'],
  ])('%s becomes %s', (text, option) => {
    const path = parseRootPath(text);
    if ('why' in path) throw new Error(path.why);
    expect(formatRootPath(path, ours)).toBe(option);
  });

  it('inside of the folder by an outside NFS server that exports it', () => {
    const nfs = { server: '10.0.0.5' as Ipv4, export: '/nbi', folder: 'Si:erra.nbi' };
    expect(formatRootPath({ in: 'folder', path: 'System.dmg' }, { ...ours, nfs })).toBe(
      'nfs:10.0.0.5:/nbi:Si\\:erra.nbi/System.dmg',
    );
  });

  it('is taken for what it is with a leading dot, and shown to nobody with its password', () => {
    expect(parseRootPath('./System.dmg')).toEqual({ in: 'folder', path: 'System.dmg' });
    expect(withoutPassword('http://me:secret@10.0.0.5/a:b@c.dmg')).toBe('http://me:…@10.0.0.5/a:b@c.dmg');
    expect(withoutPassword('http://10.0.0.5/a:b@c.dmg')).toBe('http://10.0.0.5/a:b@c.dmg');
  });

  it.each([
    ['server.local:/x', '"server.local" is no IPv4 address'],
    ['http://server.local/a.dmg', '"server.local" is no IPv4 address'],
    ['http://10.0.0.5/a b.dmg', 'it is not http://address/path with everything else %-escaped'],
    ['http://10.0.0.5', 'it is not http://address/path with everything else %-escaped'],
    ['10.0.0.5:', 'it is not server:export or server:export:image'],
    ['10.0.0.5:/a:b:c', 'it is not server:export or server:export:image'],
    ['/etc/passwd', 'it leads out of the image'],
    ['a/../../b', 'it leads out of the image'],
  ])('%s is refused', (text, why) => {
    expect(parseRootPath(text)).toEqual({ why });
  });
});

describe('checkNbiFiles', () => {
  const whole: Record<string, number> = {
    'i386/booter': 500_000,
    'i386/x86_64/kernelcache': 20_000_000,
    'System.dmg': 6_000_000_000,
  };
  const check = (files: Record<string, number>, changes: Record<string, unknown> = {}) =>
    checkNbiFiles(read({ DisabledSystemIdentifiers: [], ...changes }), FOLDER, (path) => files[path]);
  const lacking = (path: string) =>
    Object.fromEntries(Object.entries(whole).filter(([name]) => name !== path));

  it('is content with a whole image', () => {
    expect(check(whole)).toEqual({ problems: [], notes: [] });
  });

  it.each([
    ['i386/booter', 'Sierra.nbi/i386/booter is missing: NBImageInfo.plist names it as the booter'],
    [
      'i386/x86_64/kernelcache',
      'Sierra.nbi/i386/x86_64/kernelcache is missing: the booter has no kernel to load',
    ],
    ['System.dmg', 'Sierra.nbi/System.dmg is missing: NBImageInfo.plist names it as the disk image'],
  ])('without %s says so', (path, sentence) => {
    expect(check(lacking(path)).problems).toEqual([sentence]);
  });

  it.each(['i386/kernelcache', 'i386/mach.macosx'])('takes an older kernel, %s', (path) => {
    expect(check({ ...lacking('i386/x86_64/kernelcache'), [path]: 1 }).problems).toEqual([]);
  });

  it('refuses files that Apple’s firmware cannot load, and not one byte less', () => {
    const kernel = 'i386/x86_64/kernelcache';
    expect(check({ ...whole, [kernel]: APPLE_TFTP_LIMIT_BYTES - 1 }).problems).toEqual([]);
    expect(check({ ...whole, [kernel]: APPLE_TFTP_LIMIT_BYTES }).problems).toEqual([
      "Sierra.nbi/i386/x86_64/kernelcache has 32.0 MiB: Apple's firmware loads no file of 32 MiB or more by TFTP",
    ]);
    expect(check({ ...whole, 'i386/booter': 0 }).problems).toEqual(['Sierra.nbi/i386/booter is empty']);
  });

  it('wants no disk image of what has none here', () => {
    const { 'System.dmg': _, ...files } = whole;
    expect(check(files, { RootPath: 'http://10.0.0.5/System.dmg' }).problems).toEqual([]);
    expect(check({ 'i386/booter': 1 }, { Type: 'BootFileOnly' }).problems).toEqual([]);
  });

  it('notes what keeps Macs from seeing it', () => {
    expect(check(whole, { IsEnabled: false, DisabledSystemIdentifiers: ['Macmini6,2'] }).notes).toEqual([
      'Sierra.nbi/NBImageInfo.plist: IsEnabled is off, so no Mac is shown this image',
      "Sierra.nbi/NBImageInfo.plist: DisabledSystemIdentifiers is ignored, as Apple's server does; EnabledSystemIdentifiers counts",
    ]);
    const ppc = check({ booter: 1, 'System.dmg': 1 }, { Architectures: ['ppc'] });
    expect(ppc.problems).toEqual([]);
    expect(ppc.notes).toEqual([
      'Sierra.nbi/NBImageInfo.plist: Architectures is ppc, so no Intel Mac is shown this image',
    ]);
  });

  it('refuses what the booter loads beside its kernel by the same rule', () => {
    const drivers = 'i386/mach.macosx.mkext';
    expect(check({ ...whole, [drivers]: 1 }).problems).toEqual([]);
    expect(check({ ...whole, [drivers]: APPLE_TFTP_LIMIT_BYTES }).problems).toEqual([
      expect.stringContaining('Sierra.nbi/i386/mach.macosx.mkext has 32.0 MiB'),
    ]);
  });

  it('asks for no path that nbiPaths leaves out', () => {
    for (const changes of [{}, { Architectures: ['ppc', 'i386'] }, { RootPath: 'http://10.0.0.5/a.dmg' }]) {
      const info = read(changes);
      const asked = new Set<string>();
      checkNbiFiles(info, FOLDER, (path) => void asked.add(path));
      expect([...asked].filter((path) => !nbiPaths(info).includes(path))).toEqual([]);
    }
    expect(nbiPaths(read())).toEqual([
      'i386/booter',
      'i386/x86_64/kernelcache',
      'i386/kernelcache',
      'i386/mach.macosx',
      'i386/PlatformSupport.plist',
      'i386/mach.macosx.mkext',
      'System.dmg',
    ]);
  });

  it('finds a file by how a Mac takes its name', () => {
    const files = ['I386/booter', 'Gro\u0308ße.dmg'];
    expect(nbiFile({ files }, 'i386/BOOTER')).toBe('I386/booter');
    expect(nbiFile({ files }, 'gr\u00f6ße.dmg')).toBe('Gro\u0308ße.dmg');
    expect(nbiFile({ files }, 'i386')).toBeUndefined();
  });

  it('looks for a booter at the top for PowerPC only', () => {
    const has = (path: string): boolean => path === 'booter';
    expect(booterPath({ bootFile: 'booter' }, 'ppc', has)).toBe('booter');
    expect(booterPath({ bootFile: 'booter' }, 'i386', has)).toBeUndefined();
  });
});

describe('nbiCandidate', () => {
  const nbi = (
    changes: Record<string, unknown> = {},
    has = (path: string): boolean => path === 'i386/booter',
  ) => ({
    info: read(changes),
    key: 'sierra',
    has,
  });
  const server = { http: `http://${SERVER}` };

  it('offers booter and root path, and takes an installer for one that wipes', () => {
    expect(nbiCandidate(nbi(), macClient(), server)).toEqual({
      key: 'sierra',
      id: 0x8100a410,
      name: 'My NetInstall Image',
      nbi: {
        file: '/i/sierra/i386/booter',
        rootPath: 'http://10.0.1.11/i/sierra/System.dmg',
        filterOnly: false,
      },
      canWipe: true,
    });
    expect(nbiCandidate(nbi({ IsInstall: false }), macClient(), server).canWipe).toBe(false);
  });

  it('says why it is not for this Mac', () => {
    expect(nbiCandidate(nbi({ Architectures: ['ppc'] }), macClient(), server).objection).toBe(
      'My NetInstall Image is for ppc, not i386',
    );
    expect(
      nbiCandidate(
        nbi({}, () => false),
        macClient(),
        server,
      ).objection,
    ).toBe('My NetInstall Image has no booter for i386');
  });
});

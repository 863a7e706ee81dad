import { describe, expect, it } from 'vitest';
import { esxi } from '../../../shared/boot/recipes/esxi.ts';
import { bootCfgFiles, relativeName } from '../../../shared/boot/esxi/boot-cfg.ts';
import type { Recipe } from '../../../shared/model/image.ts';
import { bootCfgOf } from '../esxi/goldens.ts';
import type { MemoryTreeOptions } from './memory-tree.ts';
import { memoryTree } from './memory-tree.ts';

type Files = Record<string, string>;

/** An installer ISO: its boot.cfg, everything that names, the loaders, and what else is given. */
function installer(generation: string, more: Files = {}): Files {
  const bootCfg = bootCfgOf(generation);
  return {
    '/boot.cfg': bootCfg,
    '/efi/boot/boot.cfg': bootCfg,
    '/efi/boot/bootx64.efi': 'MZ',
    '/mboot.c32': 'c32',
    ...Object.fromEntries(bootCfgFiles(bootCfg).map((name) => [`/${relativeName(name)}`, 'gz'])),
    ...more,
  };
}

const upperCase = (files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, content]) => [path.toUpperCase(), content]));

const without = (files: Files, ...paths: string[]): Files =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path)));

async function recipeOf(files: Files, options?: MemoryTreeOptions): Promise<Recipe> {
  const recipe = await esxi(memoryTree(files, options));
  if (!recipe) throw new Error('not recognised');
  return recipe;
}

const osl = (line: string): Files => ({ '/vmware-esx-base-osl.txt': `open source\r\n\r\n${line}\r\n` });
const menu = (profile: string): Files => ({
  '/isolinux.cfg': `DEFAULT menu.c32\nMENU TITLE ${profile} Boot Menu\nLABEL install\n  KERNEL mboot.c32\n  APPEND -c boot.cfg\n  MENU LABEL ${profile} ^Installer\n`,
});

describe('an installer', () => {
  it.each<[string, Files, MemoryTreeOptions, string, string | undefined, string | undefined]>([
    ['5.0', menu('ESXi-5.0.0-469512-standard'), {}, 'VMware ESXi 5.0, build 469512', '5.0', '469512'],
    ['5.5', osl('VMware ESXi 5.5'), {}, 'VMware ESXi 5.5', '5.5', undefined],
    ['5.5', {}, { volumeId: 'ESXI-5.5.0-1331820' }, 'VMware ESXi 5.5, build 1331820', '5.5', '1331820'],
    [
      '5.0',
      { '/upgrade/metadata.xml': '<esxVersion>5.1.0</esxVersion><build>799733</build>' },
      {},
      'VMware ESXi 5.1, build 799733',
      '5.1',
      '799733',
    ],
    [
      '6.0',
      { '/upgrade/profile.xml': '<vib>VMware_bootbank_esx-base_6.0.0-2.34.3620759</vib>' },
      {},
      'VMware ESXi 6.0 U2, build 3620759',
      '6.0 U2',
      '3620759',
    ],
    [
      '6.5',
      { ...menu('ESXi-6.5.0-4564106-standard'), ...osl('VMware ESXi 6.5') },
      {},
      'VMware ESXi 6.5, build 4564106',
      '6.5',
      '4564106',
    ],
    ['6.7', menu('ESXi-6.7.0-20190802001-standard'), {}, 'VMware ESXi 6.7', '6.7', undefined],
    ['7.0', osl('VMware ESXi 7.0'), {}, 'VMware ESXi 7.0 U3, build 19193900', '7.0 U3', '19193900'],
    ['8.0', {}, {}, 'VMware ESXi 8.0 U2, build 22380479', '8.0 U2', '22380479'],
    ['9.0', osl('VMware ESX 9.0'), {}, 'VMware ESXi 9.0, build 24755229', '9.0', '24755229'],
  ])('in the layout of %s, with %j and %j: %s', async (generation, more, options, title, version, build) => {
    const recipe = await recipeOf(installer(generation, more), options);
    expect(recipe).toMatchObject({
      family: 'esxi',
      version,
      title,
      answer: 'esxi-kickstart',
      entries: [
        {
          how: 'mboot',
          platform: 'efi',
          cpu: 'x86_64',
          title: `${title} (x86_64, UEFI)`,
          loader: '/efi/boot/bootx64.efi',
          bootCfg: '/boot.cfg',
        },
        { how: 'mboot', platform: 'bios', cpu: 'x86_64', loader: '/mboot.c32', bootCfg: '/boot.cfg' },
      ],
    });
    expect(recipe.build).toBe(build);
    expect(recipe.notes).toEqual(
      Number(generation) < 6 ? [expect.stringContaining('only with the loader of ESXi 6.0 or newer')] : [],
    );
  });

  it('has its files in the order they are loaded', async () => {
    const recipe = await recipeOf(installer('7.0'));
    const [entry] = recipe.entries;
    const files = entry?.how === 'mboot' ? entry.files : [];
    expect(files.slice(0, 4)).toEqual(['/b.b00', '/jumpstrt.gz', '/useropts.gz', '/features.gz']);
    expect(files.at(-1)).toBe('/imgpayld.tgz');
    expect(files).toHaveLength(bootCfgFiles(bootCfgOf('7.0')).length);
  });

  it('in plain ISO 9660 is found whatever the case of its names', async () => {
    const recipe = await recipeOf(upperCase(installer('6.7', osl('VMware ESXi 6.7'))));
    expect(recipe).toMatchObject({
      version: '6.7',
      entries: [
        { platform: 'efi', loader: '/EFI/BOOT/BOOTX64.EFI', bootCfg: '/BOOT.CFG' },
        { platform: 'bios', loader: '/MBOOT.C32', bootCfg: '/BOOT.CFG' },
      ],
      notes: [],
    });
    expect(recipe.entries[0]).toMatchObject({ files: expect.arrayContaining(['/b.b00', '/s.v00']) });
  });

  it('boots what it has loaders for', async () => {
    const files = installer('8.0');
    const platforms = async (some: Files): Promise<string[]> =>
      (await recipeOf(some)).entries.map(({ platform, cpu }) => `${platform} ${cpu}`);
    expect(await platforms(without(files, '/mboot.c32'))).toEqual(['efi x86_64']);
    expect(await platforms(without(files, '/efi/boot/bootx64.efi'))).toEqual(['bios x86_64']);
    const arm = without(files, '/mboot.c32', '/efi/boot/bootx64.efi');
    expect(await platforms({ ...arm, '/efi/boot/bootaa64.efi': 'MZ' })).toEqual(['efi arm64']);
    expect((await recipeOf(arm)).notes).toEqual([
      expect.stringContaining('There is no loader on this image'),
    ]);
  });

  it('says which files its boot.cfg names in vain', async () => {
    const { notes } = await recipeOf(without(installer('7.0'), '/vsan.v00', '/xorg.v00'));
    expect(notes).toEqual([expect.stringContaining('2 files that are not on the image')]);
    expect(notes[0]).toContain('vsan.v00, xorg.v00');
  });

  it('with a kickstart of its own says that it is not used', async () => {
    const bootCfg = bootCfgOf('7.0').replace('runweasel cdromBoot', 'ks=cdrom:/KS.CFG');
    const { notes } = await recipeOf(installer('7.0', { '/boot.cfg': bootCfg }));
    expect(notes).toEqual([expect.stringMatching(/line 6: ks=cdrom:.KS.CFG would begin/)]);
  });

  it('whose version nobody tells has the title of its boot.cfg, if that says one', async () => {
    const bootCfg = bootCfgOf('6.5').replace('Loading ESXi installer', 'Loading ACME ESXi 6.5 for R740');
    expect(await recipeOf(installer('6.5', { '/boot.cfg': bootCfg }))).toMatchObject({
      title: 'ACME ESXi 6.5 for R740',
    });
    const plain = await recipeOf(installer('6.5'));
    expect(plain.title).toBe('VMware ESXi');
    expect(plain).not.toHaveProperty('version');
  });

  it('is known by the boot.cfg of its EFI folder as well', async () => {
    expect(await recipeOf(without(installer('8.0'), '/boot.cfg'))).toMatchObject({
      entries: [{ bootCfg: '/efi/boot/boot.cfg' }, {}],
    });
  });
});

describe('ESXi 4.1', () => {
  const NAMES = ['vmkboot.gz', 'vmkernel.gz', 'sys.vgz', 'cim.vgz', 'ienviron.vgz', 'install.vgz'];
  const FILES: Files = {
    ...Object.fromEntries([...NAMES, 'imagedd.bz2', 'mboot.c32'].map((name) => [`/${name}`, 'x'])),
    '/isolinux.cfg': `default menu.c32\nlabel ESXi Installer\nkernel mboot.c32\nappend ${NAMES.join(' --- ')}\n`,
  };

  it('is a kernel and modules in their order', async () => {
    const recipe = await recipeOf(FILES, { volumeId: 'ESXI-4.1.0-260247' });
    expect(recipe).toMatchObject({
      family: 'esxi',
      version: '4.1',
      build: '260247',
      title: 'VMware ESXi 4.1, build 260247 installer',
      answer: 'esxi-kickstart',
      entries: [
        {
          how: 'multiboot',
          platform: 'bios',
          cpu: 'x86_64',
          loader: '/mboot.c32',
          kernel: '/vmkboot.gz',
          modules: NAMES.slice(1).map((name) => `/${name}`),
          args: '',
        },
      ],
    });
    expect(recipe.notes.join(' ')).toContain('imagedd.bz2');
  });

  it('is known without its menu, and keeps what a menu adds', async () => {
    expect(await recipeOf(without(FILES, '/isolinux.cfg', '/imagedd.bz2'))).toMatchObject({
      version: '4.1',
      title: 'VMware ESXi 4.1 installer',
      entries: [{ kernel: '/vmkboot.gz', modules: NAMES.slice(1).map((name) => `/${name}`) }],
      notes: ['This version boots on BIOS only.'],
    });
    const append = `APPEND vmkboot.gz ks=usb debug --- ${NAMES.slice(1).join(' --- ')} --- mod.tgz x\r\n`;
    expect(await recipeOf({ ...FILES, '/mod.tgz': 'x', '/isolinux.cfg': append })).toMatchObject({
      entries: [{ modules: [...NAMES.slice(1), 'mod.tgz'].map((name) => `/${name}`), args: 'debug' }],
    });
    // A menu that names what is not there is not believed.
    expect(await recipeOf({ ...FILES, '/isolinux.cfg': append })).toMatchObject({
      entries: [{ modules: NAMES.slice(1).map((name) => `/${name}`) }],
    });
  });

  it('in upper case', async () => {
    expect(await recipeOf(upperCase(FILES))).toMatchObject({
      entries: [
        { loader: '/MBOOT.C32', kernel: '/VMKBOOT.GZ', modules: expect.arrayContaining(['/SYS.VGZ']) },
      ],
    });
  });
});

describe('stateless ESXi', () => {
  const at = (directory: string, ...names: string[]): Files =>
    Object.fromEntries(names.map((name) => [`${directory}/${name}`, 'x']));
  const FOUR = ['oem.tgz', 'cim.tgz', 'binmod.tgz', 'environ.tgz'];

  it('4 starts vmkboot.gz, its files in the order of the article', async () => {
    const recipe = await recipeOf(
      at('/esxi', ...FOUR, 'vmkernel.gz', 'vmkboot.gz', 'mboot.c32', 'lance.tgz'),
    );
    expect(recipe).toMatchObject({
      family: 'esxi-stateless',
      entries: [
        {
          how: 'multiboot',
          loader: '/esxi/mboot.c32',
          kernel: '/esxi/vmkboot.gz',
          modules: ['vmkernel.gz', 'binmod.tgz', 'environ.tgz', 'cim.tgz', 'oem.tgz', 'lance.tgz'].map(
            (name) => `/esxi/${name}`,
          ),
        },
      ],
    });
    expect(recipe).not.toHaveProperty('answer');
    expect(recipe.notes).toHaveLength(1);
  });

  it('3i starts vmkernel.gz itself', async () => {
    const recipe = await recipeOf(at('', 'binmod.tgz', 'environ.tgz', 'cim.tgz', 'vmkernel.gz'));
    expect(recipe).toMatchObject({
      entries: [{ kernel: '/vmkernel.gz', modules: ['/binmod.tgz', '/environ.tgz', '/cim.tgz'] }],
    });
    expect(recipe.entries[0]).not.toHaveProperty('loader');
    expect(recipe.notes).toEqual([
      expect.any(String),
      expect.stringContaining('mboot.c32 is not beside its files'),
    ]);
  });
});

describe('what is not ESXi', () => {
  it.each<[string, Files]>([
    ['a boot.cfg of something else', { '/boot.cfg': 'kernel=/vmlinuz\n', '/vmlinuz': 'x' }],
    ['a boot.cfg without its kernel', { '/boot.cfg': bootCfgOf('7.0') }],
    ['a web page for a boot.cfg', { '/boot.cfg': '<html></html>', '/b.b00': 'x' }],
    ['half of 4.1', { '/vmkboot.gz': 'x', '/vmkernel.gz': 'x' }],
    ['one file of the stateless ones', { '/binmod.tgz': 'x' }],
    ['nothing', {}],
  ])('%s', async (_, files) => {
    expect(await esxi(memoryTree(files))).toBeUndefined();
  });
});

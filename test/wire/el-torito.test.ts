import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DecodeError } from '../../shared/wire/bytes.ts';
import { CATALOGUE_BYTES, decodeBootCatalogue } from '../../shared/wire/el-torito.ts';
import { openIso } from '../../shared/wire/iso9660.ts';
import { fileReader, master, missingTool, treeOf, xorrisoExtent } from './mastering.ts';

function catalogue(...entries: readonly (readonly number[])[]): Uint8Array {
  const bytes = new Uint8Array(CATALOGUE_BYTES);
  entries.forEach((entry, index) => bytes.set(entry, index * 32));
  bytes.set([0x55, 0xaa], 30);
  return bytes;
}
const boot = (sector: number, media = 0, indicator = 0x88): number[] => [
  indicator,
  media,
  0,
  0,
  0,
  0,
  4,
  0,
  sector,
  0,
  0,
  0,
];

describe('a boot catalogue', () => {
  it('gives each section its platform', () => {
    const bytes = catalogue(
      [1, 0],
      boot(30),
      [0x90, 0xef, 1, 0],
      boot(40),
      [0x44, 0x20],
      [0x91, 2, 1, 0],
      boot(50, 4),
      [0, 0],
      boot(60),
    );
    expect(decodeBootCatalogue(bytes, 0)).toEqual([
      { platform: 'bios', bootable: true, emulation: 'none', loadCount: 4, sector: 30 },
      { platform: 'efi', bootable: true, emulation: 'none', loadCount: 4, sector: 40 },
      { platform: 'mac', bootable: true, emulation: 'hard-disk', loadCount: 4, sector: 50 },
    ]);
  });

  it('may have a default entry that does not boot', () => {
    expect(decodeBootCatalogue(catalogue([1, 0xef], boot(30, 2, 0)), 0)).toMatchObject([
      { platform: 'efi', bootable: false, emulation: 'floppy' },
    ]);
  });

  it('without its key is damage', () => {
    const bytes = catalogue([1, 0], boot(30));
    bytes[31] = 0;
    expect(() => decodeBootCatalogue(bytes, 0)).toThrow(DecodeError);
    expect(() => decodeBootCatalogue(new Uint8Array(CATALOGUE_BYTES), 0)).toThrow(DecodeError);
  });
});

describe('an image by xorriso', () => {
  const missing = missingTool('xorriso');
  it.skipIf(missing)('boots by BIOS and EFI where its files lie', async () => {
    const root = treeOf({ 'isolinux/isolinux.bin': new Uint8Array(4096).fill(1) });
    writeFileSync(join(root, 'efi.img'), new Uint8Array(8192).fill(2));
    const image = master(
      'xorriso',
      [
        '-R',
        '-b',
        'isolinux/isolinux.bin',
        '-no-emul-boot',
        '-boot-load-size',
        '4',
        '-eltorito-alt-boot',
        '-e',
        'efi.img',
        '-no-emul-boot',
      ],
      root,
    );
    const file = fileReader(image);
    const volume = await openIso(file.readAt, file.sizeBytes);
    expect(volume.elTorito).toMatchObject([
      {
        platform: 'bios',
        bootable: true,
        emulation: 'none',
        loadCount: 4,
        sector: xorrisoExtent(image, '/isolinux/isolinux.bin').block,
      },
      { platform: 'efi', bootable: true, sector: xorrisoExtent(image, '/efi.img').block },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { IMAGE_HEAD_BYTES, imageFormat } from '../../shared/wire/image-format.ts';

function head(...pieces: readonly (readonly [number, string])[]): Uint8Array {
  const bytes = new Uint8Array(IMAGE_HEAD_BYTES);
  for (const [offset, text] of pieces) bytes.set(Buffer.from(text, 'latin1'), offset);
  return bytes;
}

describe('a file that is no ISO', () => {
  it.each([
    ['gzip', head([0, '\x1f\x8b\x08'])],
    ['xz', head([0, '\xfd7zXZ\0'])],
    ['zip', head([0, 'PK\x03\x04'])],
    ['qcow2', head([0, 'QFI\xfb\0\0\0\x03'])],
    ['vmdk', head([0, 'KDMV'])],
    ['vdi', head([0x40, '\x7f\x10\xda\xbe'])],
    ['gpt-disk', head([510, '\x55\xaa'], [512, 'EFI PART'])],
    ['mbr-disk', head([510, '\x55\xaa'])],
    ['udf', head([16 * 2048 + 1, 'BEA01'], [17 * 2048 + 1, 'NSR03'])],
    ['cd-sectors', head([0, '\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0'])],
    ['html', head([0, '\n<!DOCTYPE HTML><title>404'])],
    ['exe', head([0, 'MZ'])],
    ['zeros', head()],
    ['empty', new Uint8Array(0)],
    [undefined, head([0, 'some text'])],
  ])('is %s', (format, bytes) => {
    expect(imageFormat(bytes)).toBe(format);
  });

  it('is an ISO even with the boot sector and partition table of a hybrid one', () => {
    expect(imageFormat(head([0, 'MZ'], [510, '\x55\xaa'], [512, 'EFI PART'], [16 * 2048 + 1, 'CD001']))).toBe(
      'iso9660',
    );
  });
});

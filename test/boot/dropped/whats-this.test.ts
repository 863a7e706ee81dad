import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from '../../../shared/boot/dropped/whats-this.ts';
import { LOOK_BYTES, hasMacColumn, whatsThis } from '../../../shared/boot/dropped/whats-this.ts';

/** A file with these texts (Latin-1) at these offsets. */
function file(...pieces: readonly (readonly [number, string])[]): Uint8Array {
  const end = Math.max(64, ...pieces.map(([offset, text]) => offset + text.length));
  const bytes = new Uint8Array(end);
  for (const [offset, text] of pieces) bytes.set(Buffer.from(text, 'latin1'), offset);
  return bytes;
}

function look(name: string, bytes: Uint8Array | string, place?: Place, sizeBytes?: number) {
  const head = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  const found = whatsThis({
    name,
    sizeBytes: sizeBytes ?? head.length,
    head: head.subarray(0, LOOK_BYTES),
    ...(place && { place }),
  });
  return found.as === 'nothing' ? `nothing: ${found.seems}` : found.as;
}

/** An EFI program or one of Windows: DOS header, "PE", machine x86_64, subsystem. */
function pe(subsystem: number): Uint8Array {
  const bytes = file([0, 'MZ'], [0x80, 'PE\0\0\x64\x86'], [0x200, '\x01']);
  bytes[0x3c] = 0x80;
  bytes[0x80 + 24 + 68] = subsystem;
  return bytes;
}

const ISO = file([0x8001, 'CD001']);
const ZEROS = new Uint8Array(5000);
const NOISE = Uint8Array.from({ length: 5000 }, (_, at) => (at * 197 + 13) % 256);

describe('what a file is', () => {
  it.each<[string, Uint8Array | string, string]>([
    ['debian.iso', ISO, 'image'],
    ['debian', ISO, 'image'],
    ['holiday.jpg', ISO, 'image'],
    ['windows.iso', file([16 * 2048 + 1, 'BEA01'], [17 * 2048 + 1, 'NSR03']), 'image'],
    ['broken.iso', ZEROS, 'image'],
    ['disk.img', NOISE, 'image'],
    ['hybrid.img', file([0, 'MZ'], [510, '\x55\xaa'], [0x8001, 'CD001']), 'image'],
    ['snponly.efi', pe(10), 'firmware'],
    ['BOOTX64', pe(10), 'firmware'],
    ['setup.exe', pe(2), 'nothing: windows-program'],
    ['driver', pe(2), 'nothing: windows-program'],
    ['snponly.efi', ZEROS, 'firmware'],
    ['undionly.kpxe', file([0, '\xea\x05\x00\xc0\x07']), 'firmware'],
    ['whatever', file([0, '\xea\x05\x00\xc0\x07']), 'firmware'],
    ['ipxe', file([510, '\x55\xaa'], [0x202, 'HdrS'], [0x300, '\0']), 'firmware'],
    ['machines.csv', 'mac,name\n00:25:90:96:c4:9a,a\n', 'table'],
    ['rack.txt', 'sep=;\nName;"MAC";note\n', 'table'],
    ['any.csv', 'host,ip\n', 'table'],
    ['boot.pcap', file([0, '\xd4\xc3\xb2\xa1']), 'capture'],
    ['boot', file([0, '\xa1\xb2\x3c\x4d']), 'capture'],
    ['renamed.iso', file([0, '\x0a\x0d\x0d\x0a'], [8, '\x4d\x3c\x2b\x1a']), 'capture'],
    ['lab.preseed', 'd-i passwd/make-user boolean false\n', 'answer'],
    ['notes.txt', 'lang en_US.UTF-8\nkeyboard us\nrootpw x\n', 'answer'],
    ['empty-looking.ks', '# later\n', 'answer'],
    ['user-data', '#cloud-config\nautoinstall:\n  version: 1\n', 'answer'],
    ['x.yaml', 'autoinstall:\n  version: 1\n', 'answer'],
    ['setup.xml', '<?xml version="1.0"?><unattend xmlns="urn:schemas-microsoft-com:unattend">', 'answer'],
    ['proxmox', '[global]\nkeyboard = "de"\n', 'answer'],
    ['readme.txt', 'How to install this rack\nnetwork cables go left\n', 'nothing: text'],
    ['values.json', '{"a": 1}', 'nothing: text'],
    ['start.ipxe', '#!ipxe\nchain http://10.0.0.1/\n', 'nothing: ipxe-script'],
    ['run.sh', '#!/bin/sh\nexit 0\n', 'nothing: program'],
    ['debian.iso.sha256', '0123456789  debian.iso\n', 'nothing: checksum'],
    ['debian.iso', '<!doctype html><title>404', 'nothing: web-page'],
    ['unattend.xml', new Uint8Array([0xff, 0xfe, 0x3c, 0]), 'nothing: utf-16'],
    ['photo.jpg', file([0, '\xff\xd8\xff\xe0']), 'nothing: picture'],
    ['photo', file([0, '\x89PNG\r\n\x1a\n']), 'nothing: picture'],
    ['holiday.mov', ZEROS, 'nothing: film'],
    ['clip', file([4, 'ftypisom']), 'nothing: film'],
    ['manual.pdf', '%PDF-1.7\n%\xe2\n', 'nothing: document'],
    ['machines.xlsx', file([0, 'PK\x03\x04']), 'nothing: spreadsheet'],
    ['debian.zip', file([0, 'PK\x03\x04']), 'nothing: archive'],
    ['debian.iso', file([0, 'PK\x03\x04']), 'nothing: archive'],
    ['esx.ova', file([257, 'ustar']), 'nothing: appliance'],
    ['disk', file([0, 'KDMV']), 'nothing: virtual-disk'],
    ['disk.qcow2', file([0, 'QFI\xfb']), 'nothing: virtual-disk'],
    ['Install.dmg', NOISE, 'nothing: apple-disk'],
    ['stick.img', file([512, 'EFI PART']), 'nothing: raw-disk'],
    ['install.wim', file([0, 'MSWIM\0\0\0']), 'nothing: windows-image'],
    ['ls', file([0, '\x7fELF']), 'nothing: program'],
    ['ipxe.deb', '!<arch>\ndebian-binary', 'nothing: package'],
    ['x.crdownload', NOISE, 'nothing: unfinished'],
    ['anything', NOISE, 'nothing: unknown'],
    ['anything', ZEROS, 'nothing: zeros'],
    ['anything', '', 'nothing: empty'],
  ])('%s', (name, bytes, expected) => {
    expect(look(name, bytes)).toBe(expected);
  });

  it.each<[Place, string, Uint8Array | string, string]>([
    ['answer', 'no-extension', 'x', 'answer'],
    ['answer', 'debian.iso', ISO, 'image'],
    ['answer', 'photo', file([0, '\xff\xd8\xff\xe0']), 'nothing: picture'],
    ['firmware', 'core', NOISE, 'firmware'],
    ['firmware', 'ipxe.usb', file([510, '\x55\xaa']), 'firmware'],
    ['firmware', 'lab.preseed', 'd-i passwd/make-user boolean false\n', 'answer'],
    ['image', 'something', NOISE, 'image'],
    ['image', 'readme.txt', 'Read me first.', 'nothing: text'],
    ['image', 'a.zip', file([0, 'PK\x03\x04']), 'nothing: archive'],
  ])('put on %s: %s', (place, name, bytes, expected) => {
    expect(look(name, bytes, place)).toBe(expected);
  });

  it('an answer file of more than the engine takes is none, and a loader of a gigabyte is none', () => {
    expect(look('huge.txt', 'rootpw a\nclearpart --all\n', undefined, 3_000_000)).toBe('nothing: text');
    expect(look('huge', pe(10), undefined, 3_000_000_000)).not.toBe('firmware');
  });

  it('a kickstart in Latin-1, cut at any byte, is still a text', () => {
    const text = Buffer.from('# f\xfcr das Labor\nrootpw x\nclearpart --all\n# \xfc\n', 'latin1');
    expect(look('old', Uint8Array.from(Buffer.concat([text, Buffer.alloc(200, 'a')])))).toBe('answer');
  });

  it('anything at all is decided without an error', () => {
    const start = fc.constantFrom(
      '',
      'MZ',
      'PK\x03\x04',
      'CD001',
      '#!',
      '<unattend',
      'mac,',
      '\xff\xfe',
      '\x0a\x0d\x0d\x0a',
    );
    fc.assert(
      fc.property(
        fc.string({ maxLength: 12 }),
        start,
        fc.uint8Array({ maxLength: 600 }),
        (name, text, bytes) => {
          const head = Uint8Array.from([...Buffer.from(text, 'latin1'), ...bytes]);
          expect(whatsThis({ name, head, sizeBytes: head.length }).as).toMatch(/^[a-z]+$/);
        },
      ),
    );
  });

  it('every built-in template is an answer file by its text alone', () => {
    const folder = join(import.meta.dirname, '../../../resources/answer-templates');
    for (const name of readdirSync(folder))
      expect([name, look('no-name', readFileSync(join(folder, name)))]).toEqual([name, 'answer']);
  });
});

describe('the header of a table of machines', () => {
  it.each([
    ['mac,name', true],
    ['\n"MAC";"Name"', true],
    ['name\tmac', true],
    ['mac', false],
    ['a mac, another', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect(hasMacColumn(text)).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import type { Ipv4 } from '../../shared/wire/address.ts';
import type { BootImageId } from '../../shared/wire/bsdp-image.ts';
import {
  bootImageId,
  bootImageIdParts,
  cutImageName,
  formatBootImageId,
  imageAttributes,
} from '../../shared/wire/bsdp-image.ts';
import type { BsdpOptionName, BsdpOptionValue } from '../../shared/wire/bsdp-options.ts';
import {
  bootImagesIn,
  bsdpOptionLabel,
  bsdpOptionValue,
  decodeBsdpOptions,
  dissectBsdpOption,
  encodeBsdpOptions,
  hasBsdpOption,
  makeBsdpOption,
} from '../../shared/wire/bsdp-options.ts';
import { formatBsdpClass, parseBsdpClass } from '../../shared/wire/bsdp.ts';
import { DecodeError, hexBytes, hexText, utf8Bytes } from '../../shared/wire/bytes.ts';
import type { DhcpOption } from '../../shared/wire/dhcp.ts';
import { decodeDhcp, encodeDhcp } from '../../shared/wire/dhcp.ts';
import { optionValue } from '../../shared/wire/dhcp-options.ts';
import { BSDP_SAMPLES, bsdpSample, STARTUP_DISK_INFORM } from './bsdp-samples.ts';

describe('what Macs and servers sent', () => {
  const whole = BSDP_SAMPLES.filter(({ parsed }) => parsed !== null);

  it('is all there', () => {
    expect(BSDP_SAMPLES.length).toBe(16);
    expect(whole.length).toBe(14);
  });

  it.each(whole)('$id: reads as noted and is written as the same bytes', ({ option43_hex, parsed }) => {
    const options = decodeBsdpOptions(hexBytes(option43_hex));
    expect(options.map(({ code, data }) => ({ code, hex: hexText(data) }))).toEqual(
      parsed?.map(({ code, hex }) => ({ code, hex })),
    );
    expect(hexText(encodeBsdpOptions(options))).toBe(option43_hex);
    for (const option of options) {
      const known = dissectBsdpOption(option);
      if (known === undefined) throw new Error(`option ${option.code} is not in the table`);
      expect(known.value).toBeDefined();
      // The value too, not only its bytes, comes out as it went in.
      expect(makeBsdpOption(known.name, known.value as BsdpOptionValue<typeof known.name>)).toEqual(option);
      const noted = parsed?.find(({ code }) => code === option.code);
      if (noted?.text !== undefined) expect(known.value).toBe(noted.text);
    }
    const images = parsed?.flatMap(({ images: some = [] }) => some) ?? [];
    expect(
      (bootImagesIn(options) ?? []).map(({ id, name }) => ({ id: formatBootImageId(id), name })),
    ).toEqual(images);
  });

  it('a shadow path longer than its length byte says is refused where it stops making sense', () => {
    const bytes = bsdpSample('select-ack-netsus-diskless');
    expect(() => decodeBsdpOptions(bytes)).toThrow(DecodeError);
    // 3 + 6 bytes before option 128, its 2 + 36, and then the rest of the URL, "NetBoot", taken for code and length.
    expect(() => decodeBsdpOptions(bytes)).toThrow(
      expect.objectContaining({
        what: 'sub-option data',
        offset: 3 + 6 + 2 + 36 + 2,
        need: 'e'.charCodeAt(0),
      }),
    );
  });

  it('a known beginning is a truncated version, and whole with either last byte', () => {
    const beginning = bsdpSample('list-req-firmware-prefix');
    expect(() => decodeBsdpOptions(beginning)).toThrow(
      expect.objectContaining({ offset: 5, need: 2, have: 1 }),
    );
    for (const last of [0, 1]) {
      const options = decodeBsdpOptions(Uint8Array.of(...beginning, last));
      expect(bsdpOptionValue(options, 'version')).toBe(0x100 + last);
    }
  });

  it('Startup Disk: a whole INFORM[LIST], to the last byte', () => {
    const message = decodeDhcp(STARTUP_DISK_INFORM);
    expect(message).toMatchObject({ op: 1, htype: 1, hlen: 6, xid: 0x1234, ciaddr: '10.0.1.32' });
    expect(optionValue(message.options, 'dhcpMessageType')).toBe('DHCPINFORM');
    expect(optionValue(message.options, 'parameterRequestList')).toEqual([60, 43]);
    expect(optionValue(message.options, 'maximumDhcpMessageSize')).toBe(1500);
    const vendorClass = optionValue(message.options, 'vendorClassIdentifier') ?? '';
    expect(parseBsdpClass(vendorClass)).toEqual({ arch: 'i386', systemId: 'iMac14,2' });
    const bsdp = decodeBsdpOptions(optionValue(message.options, 'vendorSpecificInformation') as Uint8Array);
    expect(bsdpOptionValue(bsdp, 'messageType')).toBe('LIST');
    expect(bsdpOptionValue(bsdp, 'replyPort')).toBe(993);
    expect(bsdpOptionValue(bsdp, 'maximumMessageSize')).toBe(8192);
    expect(encodeDhcp(message)).toEqual(STARTUP_DISK_INFORM);
  });
});

interface Row {
  readonly name: BsdpOptionName;
  readonly value: unknown;
  readonly hex: string;
  readonly option: DhcpOption;
}
function row<N extends BsdpOptionName>(name: N, value: BsdpOptionValue<N>, hex: string): Row {
  return { name, value, hex: hex.replaceAll(' ', ''), option: makeBsdpOption(name, value) };
}

describe('every option, both directions', () => {
  const id = 0x81000089 as BootImageId;
  const rows = [
    row('messageType', 'LIST', '010101'),
    row('messageType', 'SELECT', '010102'),
    row('messageType', 'FAILED', '010103'),
    row('version', 0x0101, '02020101'),
    row('serverIdentifier', '10.1.24.64' as Ipv4, '03040a011840'),
    row('serverPriority', 54987, '0402d6cb'),
    row('replyPort', 0x0305, '05020305'),
    row('bootImageListPath', '/icons', '06062f69636f6e73'),
    row('defaultBootImageId', id, '070481000089'),
    row('selectedBootImageId', id, '080481000089'),
    row('bootImageList', [{ id, name: 'The-Image' }], '090e81000089095468652d496d616765'),
    row(
      'bootImageList',
      [
        { id: 0x0100020e as BootImageId, name: 'Büro ☕' },
        { id: 1 as BootImageId, name: '' },
      ],
      '0913 0100020e 09 42c3bc726f20e29895 00000001 00',
    ),
    row('netBoot1Firmware', true, '0a00'),
    row('imageAttributesFilter', [0x0300, 0x8100], '0b0403008100'),
    row('maximumMessageSize', 8192, '0c022000'),
    row('shadowMountPath', 'afp://u:p@10.0.0.1/V', '80146166703a2f2f753a704031302e302e302e312f56'),
    row('shadowFilePath', 'NetBoot001/Shadow', '81114e6574426f6f743030312f536861646f77'),
    row('machineName', 'NetBoot001', '820a4e6574426f6f74303031'),
  ];

  it.each(rows)('$name $hex', ({ name, value, hex, option }) => {
    const bytes = encodeBsdpOptions([option]);
    expect(hexText(bytes)).toBe(hex);
    const options = decodeBsdpOptions(bytes);
    expect(bsdpOptionValue(options, name)).toEqual(value);
    expect(encodeBsdpOptions(options)).toEqual(bytes);
  });

  it('has a row for every one of 1 to 12 and 128 to 130, and for no other', () => {
    const codes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 128, 129, 130];
    const known = Array.from({ length: 254 }, (_, at) => at + 1).filter(
      (code) => dissectBsdpOption({ code, data: new Uint8Array(0) }) !== undefined,
    );
    expect(known).toEqual(codes);
    expect(bsdpOptionLabel('bootImageList')).toBe('Boot images');
  });

  it('keeps unknown and repeated options in order, skips pads, stops at an end', () => {
    const options = decodeBsdpOptions(hexBytes('00 4501aa 010101 4501bb ff 01'));
    expect(options).toEqual([
      { code: 0x45, data: hexBytes('aa') },
      { code: 1, data: hexBytes('01') },
      { code: 0x45, data: hexBytes('bb') },
    ]);
    expect(hexText(encodeBsdpOptions(options))).toBe('4501aa0101014501bb');
  });

  it.each([
    ['messageType', 1, '00'],
    ['messageType', 1, '04'],
    ['messageType', 1, '0101'],
    ['version', 2, '01'],
    ['selectedBootImageId', 8, '810000'],
    ['bootImageList', 9, ''],
    ['bootImageList', 9, '8100008905'],
    ['bootImageList', 9, '81000089014100'],
    ['imageAttributesFilter', 11, '030081'],
    ['netBoot1Firmware', 10, '01'],
  ] as const)(
    'gives undefined for a malformed %s (%i: %s), which is there all the same',
    (name, code, hex) => {
      const option = { code, data: hexBytes(hex) };
      expect(bsdpOptionValue([option], name)).toBeUndefined();
      expect(hasBsdpOption([option], name)).toBe(true);
      expect(dissectBsdpOption(option)).toMatchObject({ name, value: undefined });
    },
  );

  it('joins the lists of several options, as the instances of one reply give them', () => {
    const image = (index: number) => ({ id: index as BootImageId, name: `Image ${index}` });
    const options = [[1, 2], [3]].map((some) => makeBsdpOption('bootImageList', some.map(image)));
    expect(bootImagesIn(options)).toEqual([1, 2, 3].map(image));
    expect(bootImagesIn([])).toBeUndefined();
    expect(bootImagesIn([{ code: 9, data: hexBytes('8100') }])).toBeUndefined();
  });

  it('refuses a name that it could not write again: 100 bytes that are no UTF-8 would become 300', () => {
    const list = (bytes: number) => ({
      code: 9,
      data: Uint8Array.of(0, 0, 0, 1, bytes, ...Array.from({ length: bytes }, () => 0xff)),
    });
    expect(bsdpOptionValue([list(85)], 'bootImageList')?.[0]?.name).toBe('\ufffd'.repeat(85));
    expect(bsdpOptionValue([list(86)], 'bootImageList')).toBeUndefined();
  });

  it('never writes what its bytes cannot hold', () => {
    expect(() => makeBsdpOption('replyPort', 65536)).toThrow(RangeError);
    expect(() => makeBsdpOption('bootImageList', [{ id: 1 as BootImageId, name: 'x'.repeat(256) }])).toThrow(
      RangeError,
    );
    expect(() => encodeBsdpOptions([{ code: 9, data: new Uint8Array(256) }])).toThrow(RangeError);
    expect(() => encodeBsdpOptions([{ code: 255, data: new Uint8Array(0) }])).toThrow(RangeError);
  });
});

describe('boot image ids', () => {
  it.each([
    [0x81000089, { install: true, kind: 1, index: 137 }, 0x8100],
    [0x0100020e, { install: false, kind: 1, index: 526 }, 0x0100],
    [0x810013ba, { install: true, kind: 1, index: 5050 }, 0x8100],
    [0x03000001, { install: false, kind: 3, index: 1 }, 0x0300],
    [0xff00ffff, { install: true, kind: 127, index: 65535 }, 0xff00],
    [0, { install: false, kind: 0, index: 0 }, 0],
  ])('%i', (number, parts, attributes) => {
    const id = bootImageId(parts);
    expect(id).toBe(number);
    expect(bootImageIdParts(id)).toEqual(parts);
    expect(imageAttributes(id)).toBe(attributes);
  });

  it('are written as Apple writes them', () => {
    expect(formatBootImageId(0x0100020e as BootImageId)).toBe('0x0100020e');
  });

  it('do not give a meaning to the reserved bits, which stay part of the key', () => {
    expect(bootImageIdParts(0x81ff0089 as BootImageId)).toEqual({ install: true, kind: 1, index: 137 });
    expect(imageAttributes(0x81ff0089 as BootImageId)).toBe(0x81ff);
  });

  it.each([
    { install: false, kind: 128, index: 1 },
    { install: false, kind: 1, index: 65536 },
    { install: false, kind: 1, index: 1.5 },
    { install: false, kind: -1, index: 1 },
  ])('refuse %o', (parts) => {
    expect(() => bootImageId(parts)).toThrow(RangeError);
  });
});

describe('vendor classes', () => {
  it.each([
    ['AAPLBSDPC', { arch: '', systemId: '' }],
    ['AAPLBSDPC/i386/Macmini6,2', { arch: 'i386', systemId: 'Macmini6,2' }],
    ['AAPLBSDPC/ppc/PowerMac11,2', { arch: 'ppc', systemId: 'PowerMac11,2' }],
    ['AAPLBSDPC/ppc//NetBoot1', { arch: 'ppc', systemId: '/NetBoot1' }],
    ['AAPLBSDPC/i386/', { arch: 'i386', systemId: '' }],
  ])('%s', (text, expected) => {
    expect(parseBsdpClass(text)).toEqual(expected);
    expect(formatBsdpClass(expected)).toBe(text);
  });

  it.each([
    '',
    'AAPLBSDP',
    'AAPLBSDPC/i386',
    'AAPLBSDPC:i386:Macmini6,2',
    'AAPLBSDPCX/i386/Macmini6,2',
    'aaplbsdpc/i386/Macmini6,2',
    ' AAPLBSDPC/i386/Macmini6,2',
    'AAPLBSDPC/i386/Mac\nmini',
    'AAPLBSDPC/i386/Macmini6,2\n',
    'AAPLBSDPC/i3\u000086/Macmini6,2',
    'PXEClient:Arch:00007:UNDI:003016',
  ])('is not %j', (text) => {
    expect(parseBsdpClass(text)).toBeUndefined();
  });
});

describe('cutImageName', () => {
  it.each([
    ['Debian 12', 20, 'Debian 12'],
    ['Debian 12', 6, 'Debian'],
    ['Büro', 2, 'B'],
    ['Büro', 3, 'Bü'],
    ['a☕b', 3, 'a'],
    ['a☕b', 4, 'a☕'],
    ['🚀🚀', 7, '🚀'],
    ['🚀', 3, ''],
    ['x', 0, ''],
  ])('%s to %i bytes', (name, most, cut) => {
    expect(cutImageName(name, most)).toBe(cut);
    expect(utf8Bytes(cut).length).toBeLessThanOrEqual(most);
  });
});

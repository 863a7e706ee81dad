import { describe, expect, it } from 'vitest';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { DecodeError, hexBytes, hexText } from '../../shared/wire/bytes.ts';
import type { PxeOptionName, PxeOptionValue } from '../../shared/wire/pxe.ts';
import {
  decodePxeOptions,
  DISCOVERY_CONTROL,
  dissectPxeOption,
  encodePxeOptions,
  makePxeOption,
  parsePxeClass,
  pxeOptionValue,
} from '../../shared/wire/pxe.ts';

interface Row<N extends PxeOptionName> {
  readonly name: N;
  readonly value: PxeOptionValue<N>;
  readonly hex: string;
}
function row<N extends PxeOptionName>(name: N, value: PxeOptionValue<N>, hex: string): Row<N> {
  return { name, value, hex };
}

describe('both directions', () => {
  const rows = [
    row('mtftpAddress', '224.1.1.1' as Ipv4, '0104e0010101'),
    row('mtftpClientPort', 1758, '0202de06'),
    row('mtftpServerPort', 1759, '0302df06'),
    row('mtftpTimeout', 2, '040102'),
    row('mtftpDelay', 3, '050103'),
    row('discoveryControl', DISCOVERY_CONTROL.useBootFileOffered, '060108'),
    row('discoveryMulticastAddress', '224.0.1.2' as Ipv4, '0704e0000102'),
    row(
      'bootServers',
      [
        { type: 0x8002, addresses: ['10.0.0.1' as Ipv4, '10.0.0.2' as Ipv4] },
        { type: 1, addresses: [] },
      ],
      '080e 8002 02 0a000001 0a000002 0001 00',
    ),
    row(
      'bootMenu',
      [
        { type: 0x8002, description: 'Lab' },
        { type: 0, description: '' },
      ],
      '0909 8002 03 4c6162 0000 00',
    ),
    row('menuPrompt', { timeoutSeconds: 255, prompt: 'F8' }, '0a03ff4638'),
    row('menuPrompt', { timeoutSeconds: 0, prompt: '' }, '0a0100'),
    row('bootItem', { type: 0x8002, layer: 0x8001 }, '470480028001'),
  ] as const;
  it.each(rows)('$name $hex', ({ name, value, hex }) => {
    const bytes = encodePxeOptions([makePxeOption(name, value as never)]);
    expect(hexText(bytes)).toBe(`${hex.replaceAll(' ', '')}ff`);
    const options = decodePxeOptions(bytes);
    expect(pxeOptionValue(options, name)).toEqual(value);
    expect(encodePxeOptions(options)).toEqual(bytes);
  });
});

describe('decodePxeOptions', () => {
  it('keeps unknown and repeated sub-options in order, skips pads, stops at the end, and does without one', () => {
    expect(decodePxeOptions(hexBytes('00 4501aa 060108 4501bb ff 06'))).toEqual([
      { code: 0x45, data: hexBytes('aa') },
      { code: 6, data: hexBytes('08') },
      { code: 0x45, data: hexBytes('bb') },
    ]);
    expect(decodePxeOptions(hexBytes('060108'))).toEqual([{ code: 6, data: hexBytes('08') }]);
    expect(decodePxeOptions(hexBytes(''))).toEqual([]);
  });

  it.each(['06', '060208'])('refuses %s', (hex) => {
    expect(() => decodePxeOptions(hexBytes(hex))).toThrow(DecodeError);
  });

  it.each([
    ['bootServers', 8, '8002 02 0a000001'],
    ['bootMenu', 9, '8002 05 4c6162'],
    ['bootItem', 71, '800200'],
    ['menuPrompt', 10, ''],
    ['discoveryControl', 6, '0800'],
  ] as const)('gives undefined for a malformed %s', (name, code, hex) => {
    const option = { code, data: hexBytes(hex) };
    expect(pxeOptionValue([option], name)).toBeUndefined();
    expect(dissectPxeOption(option)).toMatchObject({ name, value: undefined });
  });
});

describe('parsePxeClass', () => {
  it.each([
    ['PXEClient:Arch:00007:UNDI:003016', { kind: 'pxe', arch: 7, undi: { major: 3, minor: 16 } }],
    ['PXEClient:Arch:00000:UNDI:002001', { kind: 'pxe', arch: 0, undi: { major: 2, minor: 1 } }],
    ['HTTPClient:Arch:00016:UNDI:003000', { kind: 'http', arch: 16, undi: { major: 3, minor: 0 } }],
    ['PXEClient', { kind: 'pxe' }],
    ['HTTPClient', { kind: 'http' }],
    ['PXEClient:Arch:00009', { kind: 'pxe', arch: 9 }],
    ['PXEClient:Arch:00007:UNDI:003016:Lenovo', { kind: 'pxe', arch: 7, undi: { major: 3, minor: 16 } }],
    ['PXEClient:Arch:7', { kind: 'pxe' }],
  ])('%s', (text, expected) => {
    expect(parsePxeClass(text)).toEqual(expected);
  });

  it.each(['', 'pxeclient', 'PXEClientX', 'MSFT 5.0', 'AAPLBSDPC/i386/Macmini6,2', ' PXEClient'])(
    'is not "%s"',
    (text) => {
      expect(parsePxeClass(text)).toBeUndefined();
    },
  );
});

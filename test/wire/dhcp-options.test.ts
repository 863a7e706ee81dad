import { describe, expect, it } from 'vitest';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { hexBytes, hexText } from '../../shared/wire/bytes.ts';
import type { OptionName, OptionValue } from '../../shared/wire/dhcp-options.ts';
import {
  DHCP_OPTIONS,
  dissectOption,
  hasOption,
  makeOption,
  optionCode,
  optionLabel,
  optionValue,
} from '../../shared/wire/dhcp-options.ts';

const ip = (text: string): Ipv4 => text as Ipv4;

interface Row<N extends OptionName> {
  readonly name: N;
  readonly value: OptionValue<N>;
  readonly hex: string;
}
function row<N extends OptionName>(name: N, value: OptionValue<N>, hex: string): Row<N> {
  return { name, value, hex };
}

const BOTH_WAYS = [
  row('subnetMask', ip('255.255.255.0'), 'ffffff00'),
  row('timeOffset', -18000, 'ffffb9b0'),
  row('timeOffset', 3600, '00000e10'),
  row('router', [ip('10.0.0.1'), ip('10.0.0.2')], '0a000001 0a000002'),
  row('domainNameServer', [ip('255.255.255.255')], 'ffffffff'),
  row('hostName', 'rack-é', '7261636b2de9'),
  row('bootFileSize', 65535, 'ffff'),
  row('ipForwarding', true, '01'),
  row('allSubnetsAreLocal', false, '00'),
  row('pathMtuPlateauTable', [68, 1500], '004405dc'),
  row('staticRoute', [[ip('10.1.0.0'), ip('10.0.0.1')]], '0a010000 0a000001'),
  row('vendorSpecificInformation', hexBytes('010203'), '010203'),
  row('requestedIpAddress', ip('0.0.0.0'), '00000000'),
  row('ipAddressLeaseTime', 4294967295, 'ffffffff'),
  row('dhcpMessageType', 'DHCPDISCOVER', '01'),
  row('dhcpMessageType', 'DHCPINFORM', '08'),
  row('dhcpMessageType', 'DHCPFORCERENEW', '09'),
  row('dhcpMessageType', 'DHCPLEASEACTIVE', '0d'),
  row('dhcpMessageType', 'DHCPTLS', '12'),
  row('parameterRequestList', [1, 3, 255], '0103ff'),
  row('maximumDhcpMessageSize', 1472, '05c0'),
  row(
    'vendorClassIdentifier',
    'PXEClient:Arch:00007:UNDI:003016',
    hexText(new TextEncoder().encode('PXEClient:Arch:00007:UNDI:003016')),
  ),
  row('mobileIpHomeAgent', [], ''),
  row('userClass', ['iPXE'], '0469505845'),
  row('userClass', ['a', 'bc'], '0161 026263'),
  row('rapidCommit', true, ''),
  row('clientFqdn', { flags: 5, name: 'pc.lab.' }, '050000 027063 036c6162 00'),
  row('clientFqdn', { flags: 5, name: 'pc' }, '050000 027063'),
  row('clientFqdn', { flags: 4, name: '' }, '040000'),
  row('clientFqdn', { flags: 4, name: '.' }, '040000 00'),
  row('clientFqdn', { flags: 1, name: 'pc.lab' }, '010000 70632e6c6162'),
  row(
    'relayAgentInformation',
    [
      { code: 1, data: hexBytes('0a0b') },
      { code: 0, data: hexBytes('') },
      { code: 255, data: hexBytes('01') },
      { code: 1, data: hexBytes('0c') },
    ],
    '01020a0b 0000 ff0101 01010c',
  ),
  row('clientSystemArchitecture', [7], '0007'),
  row('clientSystemArchitecture', [16, 7], '00100007'),
  row('clientNetworkInterface', { type: 1, major: 3, minor: 16 }, '010310'),
  row(
    'clientMachineIdentifier',
    { type: 0, uuid: '00112233-4455-6677-8899-aabbccddeeff' },
    '00 33221100 5544 7766 8899aabbccddeeff',
  ),
  row('clientMachineIdentifier', { type: 0, bytes: hexBytes('0102') }, '00 0102'),
  row('clientMachineIdentifier', { type: 1, bytes: new Uint8Array(16) }, `01 ${'00'.repeat(16)}`),
  row('autoConfigure', true, '01'),
  row('subnetSelection', ip('192.168.1.0'), 'c0a80100'),
  row('domainSearch', ['lab.test', 'test'], '036c6162 0474657374 00 0474657374 00'),
  row(
    'classlessStaticRoute',
    [
      { destination: ip('0.0.0.0'), prefixLength: 0, router: ip('10.0.0.1') },
      { destination: ip('10.229.0.128'), prefixLength: 25, router: ip('10.0.0.2') },
      { destination: ip('10.17.0.0'), prefixLength: 16, router: ip('0.0.0.0') },
    ],
    '00 0a000001  19 0ae50080 0a000002  10 0a11 00000000',
  ),
  row('tftpServerAddress', [ip('10.0.0.1')], '0a000001'),
  row(
    'etherbootEncapsulated',
    [
      { code: 177, data: hexBytes('0180861000') },
      { code: 19, data: hexBytes('01') },
    ],
    'b1050180861000 130101',
  ),
  row('pxelinuxMagic', 0xf100747e, 'f100747e'),
  row('pxelinuxRebootTime', 30, '0000001e'),
] as const;

describe('both directions', () => {
  it.each(BOTH_WAYS)('$name $hex', ({ name, value, hex }) => {
    // Each row pairs a name with a value of its own type; across rows the compiler cannot see it.
    const made = makeOption(name, value as never);
    expect(made.code).toBe(optionCode(name));
    expect(hexText(made.data)).toBe(hex.replaceAll(' ', ''));
    expect(optionValue([made], name)).toEqual(value);
  });
});

describe('what clients send although no RFC says so', () => {
  const rows = [
    row('vendorClassIdentifier', 'PXEClient', '505845436c69656e74 00'),
    row('hostName', 'pc', '7063 0000'),
    row('userClass', ['iPXE'], '69505845'),
    row('userClass', ['iPXE'], '69505845 00'),
    row('domainSearch', ['eng.lab', 'lab', 'ops.lab'], '03656e67 036c6162 00 c004 036f7073 c004'),
    row('clientFqdn', { flags: 4, name: 'pc' }, '04ffff 027063'),
    row('etherbootEncapsulated', [{ code: 19, data: hexBytes('01') }], '00 130101 00 ff 13'),
    row(
      'classlessStaticRoute',
      [{ destination: ip('255.0.0.0'), prefixLength: 1, router: ip('0.0.0.1') }],
      '01 ff 00000001',
    ),
  ] as const;
  it.each(rows)('$name $hex', ({ name, value, hex }) => {
    expect(optionValue([{ code: optionCode(name), data: hexBytes(hex) }], name)).toEqual(value);
  });
});

describe('malformed values are undefined, and do not throw', () => {
  const rows: readonly (readonly [OptionName, string])[] = [
    ['subnetMask', 'ffffff'],
    ['subnetMask', 'ffffff0000'],
    ['router', ''],
    ['router', '0a0000010a'],
    ['hostName', ''],
    ['hostName', '0000'],
    ['ipForwarding', '02'],
    ['staticRoute', '0a000001'],
    ['ipAddressLeaseTime', '000e10'],
    ['dhcpMessageType', ''],
    ['dhcpMessageType', '00'],
    ['dhcpMessageType', '13'],
    ['dhcpMessageType', '0101'],
    ['parameterRequestList', ''],
    ['maximumDhcpMessageSize', '05'],
    ['userClass', ''],
    ['userClass', `${'61'.repeat(256)}`],
    ['clientFqdn', '0000'],
    ['clientFqdn', '040000 0370'],
    ['clientFqdn', '040000 017000 00'],
    ['relayAgentInformation', '0102aa'],
    ['clientSystemArchitecture', '07'],
    ['clientNetworkInterface', '0103'],
    ['clientMachineIdentifier', ''],
    ['domainSearch', ''],
    ['domainSearch', '036c61'],
    ['classlessStaticRoute', '21 0a000000 00 0a000001'],
    ['classlessStaticRoute', '18 0a00'],
    ['etherbootEncapsulated', '13'],
    ['rapidCommit', '00'],
  ];
  it.each(rows)('%s %s', (name, hex) => {
    const option = { code: optionCode(name), data: hexBytes(hex) };
    expect(optionValue([option], name)).toBeUndefined();
    expect(hasOption([option], name)).toBe(true);
    expect(dissectOption(option)).toMatchObject({ name, value: undefined });
  });
});

describe('makeOption refuses what the bytes cannot hold', () => {
  const refused: readonly (readonly [string, () => unknown])[] = [
    ['a number too large', () => makeOption('maximumDhcpMessageSize', 65536)],
    ['a negative lease', () => makeOption('ipAddressLeaseTime', -1)],
    ['half a second', () => makeOption('ipAddressLeaseTime', 1.5)],
    ['a time offset below 32 bits', () => makeOption('timeOffset', -(2 ** 31) - 1)],
    ['no user class', () => makeOption('userClass', [])],
    ['an empty user class', () => makeOption('userClass', [''])],
    ['no UUID', () => makeOption('clientMachineIdentifier', { type: 0, uuid: 'Default string' })],
    [
      'a prefix over 32',
      () =>
        makeOption('classlessStaticRoute', [
          { destination: ip('0.0.0.0'), prefixLength: 33, router: ip('0.0.0.0') },
        ]),
    ],
    ['a label over 63 bytes', () => makeOption('domainSearch', [`${'a'.repeat(64)}.test`])],
    ['an empty label', () => makeOption('domainSearch', ['lab..test'])],
    [
      'an end inside iPXE options',
      () => makeOption('etherbootEncapsulated', [{ code: 255, data: hexBytes('') }]),
    ],
    [
      'a sub-option over 255 bytes',
      () => makeOption('relayAgentInformation', [{ code: 1, data: new Uint8Array(256) }]),
    ],
  ];
  it.each(refused)('%s', (_name, make) => {
    expect(make).toThrow(RangeError);
  });
});

describe('the table', () => {
  it('has each code and each name once, in order of code', () => {
    const codes = DHCP_OPTIONS.map((one) => one.code);
    expect(codes).toEqual([...new Set(codes)].sort((a, b) => a - b));
    expect(new Set(DHCP_OPTIONS.map((one) => one.name)).size).toBe(DHCP_OPTIONS.length);
  });

  it('covers RFC 2132 whole', () => {
    const known = new Set<number>(DHCP_OPTIONS.map((one) => one.code));
    const missing = Array.from({ length: 77 }, (_, code) => code).filter((code) => !known.has(code));
    expect(missing).toEqual([]);
  });

  it('gives labels, also to codes it does not know', () => {
    expect(optionLabel(optionCode('userClass'))).toBe('User class');
    expect(optionLabel(224)).toBe('Option 224');
    expect(dissectOption({ code: 224, data: hexBytes('00') })).toBeUndefined();
  });

  it('finds the first of an option, and nothing where there is none', () => {
    const options = [makeOption('hostName', 'a'), makeOption('hostName', 'b')];
    expect(optionValue(options, 'hostName')).toBe('a');
    expect(optionValue(options, 'domainName')).toBeUndefined();
    expect(hasOption(options, 'hostName')).toBe(true);
    expect(hasOption(options, 'domainName')).toBe(false);
  });
});

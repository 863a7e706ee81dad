import { describe, expect, it } from 'vitest';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { UNSPECIFIED } from '../../shared/wire/address.ts';
import { DecodeError, hexBytes, hexText } from '../../shared/wire/bytes.ts';
import type { OptionName } from '../../shared/wire/dhcp-options.ts';
import { dissectOption, makeOption, optionValue } from '../../shared/wire/dhcp-options.ts';
import type { DhcpMessage, DhcpOption } from '../../shared/wire/dhcp.ts';
import { BOOTREPLY, BOOTREQUEST, BROADCAST_FLAG, decodeDhcp, encodeDhcp } from '../../shared/wire/dhcp.ts';
import { expectGoldenText, golden, goldens } from './golden.ts';
import { dhcpText } from './golden-text.ts';

const REQUEST: DhcpMessage = {
  op: BOOTREQUEST,
  htype: 1,
  hlen: 6,
  hops: 0,
  xid: 0x12345678,
  secs: 4,
  flags: BROADCAST_FLAG,
  ciaddr: UNSPECIFIED,
  yiaddr: UNSPECIFIED,
  siaddr: UNSPECIFIED,
  giaddr: UNSPECIFIED,
  chaddr: hexBytes('020000000004 00000000000000000000'),
  sname: '',
  file: '',
  options: [],
};

const HEADER = `01010600 12345678 0004 8000 ${'00000000'.repeat(4)} 020000000004 ${'00'.repeat(10)}`;
const COOKIE = '63825363';

/** A request whose sname, file and options fields are given as hex and filled with zeros. */
function requestBytes(fields: { sname?: string; file?: string; options: string }): Uint8Array {
  const field = (text = '', length: number): string => text.replace(/\s/g, '').padEnd(length * 2, '0');
  return hexBytes(HEADER + field(fields.sname, 64) + field(fields.file, 128) + COOKIE + fields.options);
}

function option(code: number, hex: string): DhcpOption {
  return { code, data: hexBytes(hex) };
}

describe('both directions', () => {
  const rows: readonly { name: string; message: DhcpMessage; bytes: Uint8Array }[] = [
    { name: 'no options', message: REQUEST, bytes: requestBytes({ options: 'ff' }) },
    {
      name: 'every header field',
      message: {
        ...REQUEST,
        op: BOOTREPLY,
        hops: 2,
        ciaddr: '10.0.0.1' as Ipv4,
        yiaddr: '10.0.0.2' as Ipv4,
        siaddr: '10.0.0.3' as Ipv4,
        giaddr: '255.255.255.254' as Ipv4,
        sname: 'srv',
        file: 'a/b.efi',
      },
      bytes: hexBytes(
        `02010602 12345678 0004 8000 0a000001 0a000002 0a000003 fffffffe 020000000004 ${'00'.repeat(10)}` +
          `737276 ${'00'.repeat(61)} 612f622e656669 ${'00'.repeat(121)} ${COOKIE} ff`,
      ),
    },
    {
      name: 'options keep their order, unknown ones their bytes, empty ones their place',
      message: {
        ...REQUEST,
        options: [option(224, 'c0ffee'), option(53, '01'), option(80, ''), option(12, '61')],
      },
      bytes: requestBytes({ options: 'e003c0ffee 350101 5000 0c0161 ff' }),
    },
    {
      name: 'an option of 256 bytes is two instances (RFC 3396)',
      message: { ...REQUEST, options: [option(43, 'ab'.repeat(256)), option(53, '01')] },
      bytes: requestBytes({ options: `2bff${'ab'.repeat(255)} 2b01ab 350101 ff` }),
    },
    {
      name: 'an option of 510 bytes is two full instances',
      message: { ...REQUEST, options: [option(43, 'cd'.repeat(510))] },
      bytes: requestBytes({ options: `2bff${'cd'.repeat(255)} 2bff${'cd'.repeat(255)} ff` }),
    },
    {
      name: 'names that fill their fields have no NUL',
      message: { ...REQUEST, sname: 's'.repeat(64), file: 'f'.repeat(128) },
      bytes: requestBytes({ sname: '73'.repeat(64), file: '66'.repeat(128), options: 'ff' }),
    },
  ];
  it.each(rows)('$name', ({ message, bytes }) => {
    expect(decodeDhcp(bytes)).toEqual(message);
    expect(hexText(encodeDhcp(message, { minimumBytes: 0 }))).toBe(hexText(bytes));
  });
});

describe('decodeDhcp', () => {
  const read: readonly { name: string; bytes: Uint8Array; options: readonly DhcpOption[] }[] = [
    {
      name: 'pads anywhere',
      bytes: requestBytes({ options: '0000 350101 00 0c0161 ff' }),
      options: [option(53, '01'), option(12, '61')],
    },
    { name: 'a missing end', bytes: requestBytes({ options: '350101' }), options: [option(53, '01')] },
    {
      name: 'nothing after the end',
      bytes: requestBytes({ options: '350101 ff 0c' }),
      options: [option(53, '01')],
    },
    {
      name: 'repeated options joined where the first one was',
      bytes: requestBytes({ options: '2b0101 350103 2b0102 2b0103 ff' }),
      options: [option(43, '010203'), option(53, '03')],
    },
    {
      name: 'overload 1: file',
      bytes: requestBytes({ file: '0c0161 ff', options: '340101 350101 ff' }),
      options: [option(53, '01'), option(12, '61')],
    },
    {
      name: 'overload 2: sname',
      bytes: requestBytes({ sname: '0c0161 ff', options: '340102 350101 ff' }),
      options: [option(53, '01'), option(12, '61')],
    },
    {
      name: 'overload 3: pieces joined in the order options, file, sname (RFC 3396 section 5)',
      bytes: requestBytes({ sname: '2b0103 ff', file: '2b0102 0c0161 ff', options: '2b0101 340103 ff' }),
      options: [option(43, '010203'), option(12, '61')],
    },
    {
      name: 'overloaded fields without an end',
      bytes: requestBytes({ file: `0c7e${'61'.repeat(126)}`, options: '340101 ff' }),
      options: [option(12, '61'.repeat(126))],
    },
    {
      name: 'an overload inside an overloaded field means nothing',
      bytes: requestBytes({ sname: '0c0161 ff', file: '340102 0c0162 ff', options: '340101 ff' }),
      options: [option(12, '62')],
    },
  ];
  it.each(read)('reads $name', ({ bytes, options }) => {
    expect(decodeDhcp(bytes).options).toEqual(options);
  });

  it('gives no names where the fields carry options', () => {
    const bytes = requestBytes({ sname: '0c0161 ff', file: '66696c65', options: '340102 ff' });
    expect(decodeDhcp(bytes)).toMatchObject({ sname: '', file: 'file' });
    const other = requestBytes({ sname: '737276', file: '0c0161 ff', options: '340101 ff' });
    expect(decodeDhcp(other)).toMatchObject({ sname: 'srv', file: '' });
  });

  it('ignores an illegal overload value, and drops it', () => {
    const bytes = requestBytes({ sname: '61', file: '62', options: '340107 350101 ff' });
    expect(decodeDhcp(bytes)).toMatchObject({ sname: 'a', file: 'b', options: [option(53, '01')] });
  });

  it('stops names at the first NUL', () => {
    const bytes = requestBytes({ file: '6100 62', options: 'ff' });
    expect(decodeDhcp(bytes).file).toBe('a');
  });

  it.each([0, 1, 8, 16])('accepts hlen %i', (hlen) => {
    const bytes = requestBytes({ options: 'ff' });
    bytes[2] = hlen;
    expect(decodeDhcp(bytes)).toMatchObject({ hlen, chaddr: REQUEST.chaddr });
  });

  it('owns its bytes: the buffer it was read from may be used again', () => {
    const bytes = Buffer.from(requestBytes({ options: '0c0161 ff' }));
    const message = decodeDhcp(bytes);
    bytes.fill(0xff);
    expect(message.chaddr).toEqual(REQUEST.chaddr);
    expect(message.options).toEqual([option(12, '61')]);
  });

  const refused: readonly { name: string; bytes: Uint8Array; what: string; offset: number }[] = [
    { name: 'nothing', bytes: new Uint8Array(0), what: 'op', offset: 0 },
    { name: 'an op of 3', bytes: Uint8Array.of(3, ...new Uint8Array(300)), what: 'op', offset: 0 },
    {
      name: 'half a header',
      bytes: requestBytes({ options: '' }).subarray(0, 30),
      what: 'chaddr',
      offset: 28,
    },
    {
      name: 'a header without file',
      bytes: requestBytes({ options: '' }).subarray(0, 200),
      what: 'file',
      offset: 108,
    },
    {
      name: 'BOOTP without cookie',
      bytes: new Uint8Array(300).fill(1, 0, 1),
      what: 'magic cookie',
      offset: 236,
    },
    {
      name: 'an option without length',
      bytes: requestBytes({ options: '350101 0c' }),
      what: 'option length',
      offset: 244,
    },
    {
      name: 'an option longer than the message',
      bytes: requestBytes({ options: '350101 0c0261' }),
      what: 'option data',
      offset: 245,
    },
    {
      name: 'an option longer than the file field',
      bytes: requestBytes({ file: '0c7f61', options: '340101 ff' }),
      what: 'option data',
      offset: 110,
    },
  ];
  it.each(refused)('refuses $name, saying where', ({ bytes, what, offset }) => {
    const error = thrownBy(() => decodeDhcp(bytes));
    expect(error).toBeInstanceOf(DecodeError);
    expect((error as DecodeError).what).toMatch(new RegExp(`^${what}`));
    expect((error as DecodeError).offset).toBe(offset);
  });

  it('refuses hlen over 16', () => {
    const bytes = requestBytes({ options: 'ff' });
    bytes[2] = 17;
    expect(() => decodeDhcp(bytes)).toThrow(DecodeError);
  });
});

describe('encodeDhcp', () => {
  it('pads to 300 bytes with zeros after the end, unless told otherwise', () => {
    const bytes = encodeDhcp({ ...REQUEST, options: [option(53, '01')] });
    expect(bytes.length).toBe(300);
    expect(hexText(bytes.subarray(236))).toBe(`${COOKIE}350101ff${'00'.repeat(56)}`);
    expect(encodeDhcp(REQUEST, { minimumBytes: 548 }).length).toBe(548);
  });

  const limit = { minimumBytes: 0, maximumBytes: 300 };

  it('uses every byte up to the maximum before it overloads', () => {
    const fits = { ...REQUEST, options: [option(12, '61'.repeat(300 - 240 - 1 - 2))] };
    const bytes = encodeDhcp(fits, limit);
    expect(bytes.length).toBe(300);
    expect(decodeDhcp(bytes)).toEqual(fits);
    expect(bytes.subarray(44, 236).every((byte) => byte === 0)).toBe(true);
  });

  it('overflows into file whole option by whole option, and says so in optionOverload', () => {
    const message = {
      ...REQUEST,
      options: [option(53, '02'), option(12, '61'.repeat(60)), option(15, '62'.repeat(20))],
    };
    const bytes = encodeDhcp(message, limit);
    expect(hexText(bytes.subarray(108, 108 + 63))).toBe(`0c3c${'61'.repeat(60)}ff`);
    expect(hexText(bytes.subarray(240))).toBe(`3501020f14${'62'.repeat(20)}340101ff`);
    const read = decodeDhcp(bytes);
    expect(read.options).toEqual([message.options[0], message.options[2], message.options[1]]);
    expect(read.file).toBe('');
  });

  it('overflows into sname when file is taken, and leaves the file name alone', () => {
    const message = {
      ...REQUEST,
      file: 'snponly.efi',
      options: [option(53, '02'), option(12, '61'.repeat(60))],
    };
    const bytes = encodeDhcp(message, limit);
    expect(decodeDhcp(bytes)).toEqual(message);
    expect(hexText(bytes.subarray(240))).toBe('350102340102ff');
  });

  it('splits over options, file and sname what fits nowhere whole, and it reads back in one piece', () => {
    const long = Uint8Array.from({ length: 230 }, (_, i) => i);
    const message = { ...REQUEST, options: [option(53, '02'), { code: 43, data: long }] };
    const bytes = encodeDhcp(message, limit);
    expect(bytes.length).toBe(300);
    expect(decodeDhcp(bytes)).toEqual(message);
    expect(hexText(bytes.subarray(240, 245))).toBe('3501022b33');
  });

  // Room for options less end and overload; its bytes of data, with two bytes of code and length to each piece of 255.
  it.each([
    [56, 54],
    [256, 254],
    [257, 255],
    [258, 255],
    [259, 255],
    [260, 256],
  ])(
    'fills %i bytes of options, file and sname to the last byte, and refuses one byte more',
    (room, data) => {
      const limits = { minimumBytes: 0, maximumBytes: 240 + room + 3 + 1 };
      const length = data + (128 - 1 - 2) + (64 - 1 - 2);
      const full = { ...REQUEST, options: [option(43, 'ee'.repeat(length))] };
      const bytes = encodeDhcp(full, limits);
      expect(bytes.length).toBeLessThanOrEqual(limits.maximumBytes);
      expect(decodeDhcp(bytes)).toEqual(full);
      const over = { ...REQUEST, options: [option(43, 'ee'.repeat(length + 1))] };
      expect(() => encodeDhcp(over, limits)).toThrow(
        new RangeError('the DHCP options do not fit: 1 bytes of Vendor specific information are left over'),
      );
    },
  );

  it.each([
    ['chaddr of 6 bytes', { chaddr: new Uint8Array(6) }],
    ['hlen over 16', { hlen: 17 }],
    ['sname over 64 bytes', { sname: 's'.repeat(65) }],
    ['file over 128 bytes', { file: 'f'.repeat(129) }],
    ['a NUL in file', { file: 'a\0b' }],
    ['a pad as option', { options: [option(0, '')] }],
    ['an end as option', { options: [option(255, '')] }],
    ['an overload as option', { options: [option(52, '01')] }],
    ['an option code over 255', { options: [option(300, '01')] }],
    [
      'options where file and sname are taken',
      { file: 'f', sname: 's', options: [option(43, 'ee'.repeat(58))] },
    ],
  ] satisfies [string, Partial<DhcpMessage>][])('refuses %s', (_name, change) => {
    expect(() => encodeDhcp({ ...REQUEST, ...change }, limit)).toThrow(RangeError);
  });

  it('refuses a maximum that holds no option at all', () => {
    expect(() => encodeDhcp({ ...REQUEST, options: [option(53, '01')] }, { maximumBytes: 243 })).toThrow(
      RangeError,
    );
  });
});

describe('golden packets', () => {
  it.each(goldens('dhcp'))('$name', ({ name, bytes }) => {
    const message = decodeDhcp(bytes);
    expectGoldenText('dhcp', name, dhcpText(message));
    expect(decodeDhcp(encodeDhcp(message))).toEqual(message);
  });

  it('every option with a row is well-formed, and written back byte for byte', () => {
    for (const { name, bytes } of goldens('dhcp'))
      for (const sent of decodeDhcp(bytes).options) {
        const row = dissectOption(sent);
        if (row === undefined) continue;
        const again = rewritten(row.name, sent);
        // iPXE sends its user class bare, against RFC 3004, and dnsmasq ends its boot file name with a NUL.
        if (row.name === 'userClass' || row.name === 'bootfileName')
          expect(again && dissectOption(again), `${row.name} of ${name}`).toEqual(row);
        else expect(again, `${row.name} of ${name}`).toEqual(sent);
      }
  });

  it('both firmwares send the UUID of the machine with its first three fields little-endian', () => {
    for (const name of ['ovmf-pxe-discover', 'ipxe-bios-discover', 'ipxe-efi-discover']) {
      const { bytes } = golden('dhcp', name);
      expect(hexText(bytes)).toContain('61110033221100554477668899aabbccddeeff');
      expect(optionValue(decodeDhcp(bytes).options, 'clientMachineIdentifier')).toEqual({
        type: 0,
        uuid: '00112233-4455-6677-8899-aabbccddeeff',
      });
    }
  });
});

it('makeOption makes what encodeDhcp takes', () => {
  const options = [makeOption('dhcpMessageType', 'DHCPOFFER'), makeOption('router', ['10.0.0.1' as Ipv4])];
  expect(decodeDhcp(encodeDhcp({ ...REQUEST, op: BOOTREPLY, options })).options).toEqual(options);
});

function rewritten<N extends OptionName>(name: N, sent: DhcpOption): DhcpOption | undefined {
  const value = optionValue([sent], name);
  return value === undefined ? undefined : makeOption(name, value);
}

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (thrown) {
    return thrown;
  }
  return undefined;
}

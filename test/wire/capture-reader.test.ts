/** Files of Wireshark's own tools (editcap 4.x and mergecap made those in fixtures/wire/capture), bytes written here, and damage. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecodeError } from '../../shared/wire/bytes.ts';
import { readCapture } from '../../shared/wire/capture-reader.ts';
import { dissectLink, LINK_TYPE } from '../../shared/wire/dissect-link.ts';
import { pcapngHeader, pcapngPacket } from '../../shared/wire/pcapng.ts';
import { golden } from './golden.ts';

const fixture = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, '../fixtures/wire/capture', name));

/** All packets, and where it could not go on. */
function read(bytes: Uint8Array) {
  const packets = [];
  try {
    for (const packet of readCapture(Uint8Array.from(bytes))) packets.push(packet);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return { packets, problem: `${error.what} at ${error.offset}` };
  }
  return { packets, problem: undefined };
}

const FRAMES = ['arp-reply', 'arp-request', 'dnsmasq-offer-to-http', 'ipxe-rrq', 'ovmf-pxe-discover'].map(
  (name) => golden('frame', name).bytes,
);
const AT = 1_760_000_000_123_456;

/** Numbers of any width in one byte order, and bytes as they are. */
function written(
  big: boolean,
  ...parts: readonly (readonly [width: 1 | 2 | 4, value: number] | Uint8Array)[]
): Uint8Array {
  const buffers = parts.map((part) => {
    if (part instanceof Uint8Array) return Buffer.from(part);
    const [width, value] = part;
    const buffer = Buffer.alloc(width);
    if (big) buffer.writeUIntBE(value, 0, width);
    else buffer.writeUIntLE(value, 0, width);
    return buffer;
  });
  return Buffer.concat(buffers);
}

function block(big: boolean, type: number, body: Uint8Array): Uint8Array {
  const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
  const total = padded.length + 12;
  return written(big, [4, type], [4, total], padded, [4, total]);
}

const section = (big: boolean) =>
  block(big, 0x0a0d0d0a, written(big, [4, 0x1a2b3c4d], [2, 1], [2, 0], [4, 0xffffffff], [4, 0xffffffff]));

function description(big: boolean, linkType: number, snap = 0, ...options: Uint8Array[]): Uint8Array {
  return block(big, 1, written(big, [2, linkType], [2, 0], [4, snap], ...options));
}

function option(big: boolean, code: number, value: Uint8Array): Uint8Array {
  const padding = Buffer.alloc((4 - (value.length % 4)) % 4);
  return written(big, [2, code], [2, value.length], value, padding);
}

function enhanced(big: boolean, number: number, high: number, low: number, bytes: Uint8Array): Uint8Array {
  return block(
    big,
    6,
    written(big, [4, number], [4, high], [4, low], [4, bytes.length], [4, bytes.length], bytes),
  );
}

describe('a capture file', () => {
  it.each(['micro.pcap', 'nano.pcap'])('of tcpdump (%s) is read packet by packet', (name) => {
    const { packets, problem } = read(fixture(name));
    expect(problem).toBeUndefined();
    expect(packets).toMatchObject(
      FRAMES.map((frame, index) => ({ at: AT + index * 1500, wireBytes: frame.length, linkType: 1 })),
    );
    expect(packets.map(({ bytes }) => Buffer.from(bytes))).toEqual(FRAMES.map((frame) => Buffer.from(frame)));
  });

  it('whose packets were cut keeps both lengths, and the name of the interface', () => {
    const { packets } = read(fixture('cut.pcapng'));
    expect(packets.map(({ bytes, wireBytes }) => [bytes.length, wireBytes])).toEqual([
      [42, 42],
      [42, 42],
      [60, 360],
      [60, 85],
      [60, 389],
    ]);
    expect(packets.every((packet) => packet.interface === 'lab0')).toBe(true);
  });

  it('of several interfaces has each with its link type', () => {
    const { packets } = read(fixture('two-interfaces.pcapng'));
    expect(packets.map(({ linkType }) => linkType)).toEqual([101, 1, 101, 1, 101, 1, 101, 1, 101, 1]);
    const summaries = packets.map(
      ({ bytes, wireBytes, linkType }) => dissectLink(bytes, wireBytes, linkType).summary,
    );
    expect(summaries[5]).toBe(summaries[4]);
    expect(summaries[7]).toContain('RRQ');
    expect(summaries[7]).toBe(summaries[6]);
  });

  it('that Rackboot wrote is read back', () => {
    const bytes = Buffer.concat([
      pcapngHeader({ application: 'Rackboot', interface: 'lab0', snapLength: 0 }),
      ...FRAMES.map((frame) => pcapngPacket({ at: AT, bytes: frame, wireBytes: frame.length + 3 })),
    ]);
    expect(read(bytes)).toEqual({
      problem: undefined,
      packets: FRAMES.map((frame) => ({
        ...{ at: AT, bytes: Uint8Array.from(frame), wireBytes: frame.length + 3 },
        ...{ linkType: 1, interface: 'lab0' },
      })),
    });
  });

  it.each([false, true])('pcap, big-endian: %s', (big) => {
    const bytes = written(
      big,
      ...([
        [4, 0xa1b23c4d],
        [2, 2],
        [2, 4],
        [4, 0],
        [4, 0],
        [4, 65535],
        [4, 0xf000_0071 & 0x7fff_ffff],
      ] as const),
      ...([
        [4, 1_760_000_000],
        [4, 123_456_500],
        [4, 3],
        [4, 99],
      ] as const),
      Uint8Array.of(1, 2, 3),
    );
    expect(read(bytes)).toEqual({
      problem: undefined,
      packets: [{ at: AT + 0.5, bytes: Uint8Array.of(1, 2, 3), wireBytes: 99, linkType: 0x71 }],
    });
  });

  it.each([false, true])(
    'pcapng with its own clock, an offset, and blocks of other kinds, big-endian: %s',
    (big) => {
      const nanoseconds = 1_760_000_000_123_456_789n;
      const bytes = Buffer.concat([
        section(big),
        description(big, 1, 0, option(big, 9, Uint8Array.of(9)), option(big, 2, Buffer.from('en0'))),
        // 2^-10 of a second, 1,000 seconds later.
        description(
          big,
          101,
          0,
          option(big, 9, Uint8Array.of(0x8a)),
          option(
            big,
            14,
            written(
              big,
              ...(big
                ? ([
                    [4, 0],
                    [4, 1000],
                  ] as const)
                : ([
                    [4, 1000],
                    [4, 0],
                  ] as const)),
            ),
          ),
        ),
        block(big, 0x0bad, Uint8Array.of(1, 2, 3)),
        enhanced(big, 0, Number(nanoseconds >> 32n), Number(nanoseconds & 0xffff_ffffn), Uint8Array.of(7)),
        enhanced(big, 1, 0, 1536, Uint8Array.of(8, 8)),
        block(big, 3, written(big, [4, 2], Uint8Array.of(9, 9))),
        block(big, 2, written(big, [2, 1], [2, 0], [4, 0], [4, 1024], [4, 1], [4, 5], Uint8Array.of(6))),
      ]);
      const { packets, problem } = read(bytes);
      expect(problem).toBeUndefined();
      expect(packets[0]?.at).toBeCloseTo(AT + 0.789, 0);
      expect(packets[0]).toMatchObject({ bytes: Uint8Array.of(7), linkType: 1, interface: 'en0' });
      expect(packets[1]).toMatchObject({ at: 1_001_500_000, bytes: Uint8Array.of(8, 8), linkType: 101 });
      expect(packets[2]).toMatchObject({ at: 1_001_500_000, bytes: Uint8Array.of(9, 9), linkType: 1 });
      expect(packets[3]).toMatchObject({
        at: 1_001_000_000,
        bytes: Uint8Array.of(6),
        wireBytes: 5,
        linkType: 101,
      });
    },
  );

  it('of several sections of either byte order is read through; interfaces count anew', () => {
    const bytes = Buffer.concat([
      section(false),
      description(false, 1),
      enhanced(false, 0, 0, 1, Uint8Array.of(1)),
      section(true),
      description(true, 101),
      enhanced(true, 0, 0, 2, Uint8Array.of(2)),
    ]);
    expect(read(bytes).packets.map(({ at, linkType }) => [at, linkType])).toEqual([
      [1, 1],
      [2, 101],
    ]);
  });
});

describe('a capture file that is damaged', () => {
  const start = Buffer.concat([
    section(false),
    description(false, 1),
    enhanced(false, 0, 0, 1, Uint8Array.of(1)),
  ]);
  it.each<[string, Uint8Array, number, string]>([
    ['is none', Buffer.from('nothing'), 0, 'neither pcap nor pcapng at 0'],
    ['ends in its header', fixture('micro.pcap').subarray(0, 10), 0, 'pcap header at 0'],
    ['ends in a packet', fixture('micro.pcap').subarray(0, 160), 2, 'packet at 156'],
    [
      'has a packet of 4 GB',
      Buffer.concat([fixture('micro.pcap').subarray(0, 24), Buffer.alloc(16, 255)]),
      0,
      'a packet of 4294967295 bytes at 32',
    ],
    ['ends in a block', start.subarray(0, -5), 0, 'block at 56'],
    [
      'has a block of no length',
      Buffer.concat([start, Buffer.alloc(12)]),
      1,
      `a block of 0 bytes at ${start.length + 4}`,
    ],
    [
      'has a packet of an interface nobody knows',
      Buffer.concat([start, enhanced(false, 9, 0, 1, Uint8Array.of(1))]),
      1,
      `a packet of interface 9, of which nothing was said at ${start.length + 8}`,
    ],
    [
      'has no byte order',
      Buffer.concat([start, block(false, 0x0a0d0d0a, Buffer.alloc(16))]),
      1,
      `byte order of a section at ${start.length + 8}`,
    ],
  ])('%s', (_, bytes, packets, problem) => {
    const found = read(bytes);
    expect(found.packets).toHaveLength(packets);
    expect(found.problem).toBe(problem);
  });

  it.each(['micro.pcap', 'two-interfaces.pcapng', 'cut.pcapng'])('anywhere: %s', (name) => {
    const good = fixture(name);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.nat(good.length),
        (changes, end) => {
          const bad = Uint8Array.from(good);
          for (const [at, value] of changes) bad[at] = value;
          const { packets } = read(bad.subarray(0, end));
          for (const { bytes, wireBytes, linkType, at } of packets) {
            expect(wireBytes).toBeGreaterThanOrEqual(bytes.length);
            expect(Number.isFinite(at)).toBe(true);
            dissectLink(bytes, wireBytes, linkType);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('from the first byte: noise is refused or read, never more', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void read(bytes)),
      { numRuns: 500 },
    );
  });
});

describe('a frame without Ethernet', () => {
  const ip = FRAMES[3]?.subarray(14) ?? new Uint8Array(0);
  const cooked = Buffer.concat([Buffer.from('0000000100065254000000010000' + '0800', 'hex'), ip]);
  const cooked2 = Buffer.concat([Buffer.from('08000000000000030001040652540000000100' + '00', 'hex'), ip]);
  it.each<[string, number, Uint8Array, readonly string[]]>([
    ['raw IP', LINK_TYPE.raw, ip, ['IPv4', 'UDP', 'TFTP']],
    ['IPv4', LINK_TYPE.ipv4, ip, ['IPv4', 'UDP', 'TFTP']],
    ['Linux cooked', LINK_TYPE.linuxCooked, cooked, ['Linux cooked', 'IPv4', 'UDP', 'TFTP']],
    ['Linux cooked 2', LINK_TYPE.linuxCooked2, cooked2, ['Linux cooked 2', 'IPv4', 'UDP', 'TFTP']],
    [
      'loopback of this computer',
      LINK_TYPE.null,
      Buffer.concat([Buffer.from('02000000', 'hex'), ip]),
      ['Loopback', 'IPv4', 'UDP', 'TFTP'],
    ],
    [
      'loopback of a big-endian one',
      LINK_TYPE.null,
      Buffer.concat([Buffer.from('00000002', 'hex'), ip]),
      ['Loopback', 'IPv4', 'UDP', 'TFTP'],
    ],
    [
      'loopback in network order',
      LINK_TYPE.loop,
      Buffer.concat([Buffer.from('00000002', 'hex'), ip]),
      ['Loopback', 'IPv4', 'UDP', 'TFTP'],
    ],
  ])('%s is taken apart, with true offsets', (_, linkType, bytes, names) => {
    const { layers, protocol, malformed } = dissectLink(bytes, bytes.length, linkType);
    expect(malformed).toBeUndefined();
    expect(protocol).toBe('tftp');
    expect(layers.map(({ name }) => name)).toEqual(names);
    const tftp = layers.at(-1);
    expect(tftp?.offset).toBe(bytes.length - (ip.length - 28));
  });

  it.each([
    [LINK_TYPE.linuxCooked, 3],
    [LINK_TYPE.linuxCooked2, 3],
    [LINK_TYPE.null, 1],
    [LINK_TYPE.raw, 0],
  ])('of link type %d that ends early is malformed', (linkType, length) => {
    expect(dissectLink(new Uint8Array(length), length, linkType).malformed).toBeDefined();
  });

  it('of a link nobody knows here is told by its number', () => {
    expect(dissectLink(new Uint8Array(9), 9, 105).summary).toBe('link type 105, 9 bytes');
  });
});

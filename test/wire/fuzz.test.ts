/**
 * Bytes nobody meant: golden packets with damage, and plain noise, from a seeded generator (same cases on every run).
 * For each: nothing but DecodeError is thrown, and what is read can be written, is read again as the same value, and is
 * then written as the same bytes. An input that ever fails gets a human name in NAMED below.
 * FUZZ_TIMES=20 runs twenty times as many.
 */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { decodeArp, encodeArp } from '../../shared/wire/arp.ts';
import { bootImages } from '../../shared/wire/bsdp-image.ts';
import { decodeBsdpOptions, encodeBsdpOptions } from '../../shared/wire/bsdp-options.ts';
import { DecodeError, hexBytes, hexText, sameBytes } from '../../shared/wire/bytes.ts';
import { decodeDhcp, encodeDhcp } from '../../shared/wire/dhcp.ts';
import type { DhcpOption } from '../../shared/wire/dhcp.ts';
import type { OptionName } from '../../shared/wire/dhcp-options.ts';
import { DHCP_OPTIONS, makeOption, optionCode, optionValue } from '../../shared/wire/dhcp-options.ts';
import { decodeEthernet, encodeEthernet } from '../../shared/wire/ethernet.ts';
import { decodeIpv4, encodeIpv4 } from '../../shared/wire/ipv4.ts';
import { decodePxeOptions, encodePxeOptions } from '../../shared/wire/pxe.ts';
import { decodeTftp, encodeTftp } from '../../shared/wire/tftp.ts';
import { decodeUdpFrame, encodeUdpFrame } from '../../shared/wire/udp-frame.ts';
import { BSDP_SAMPLES } from './bsdp-samples.ts';
import { damaged, generator, noise } from './damage.ts';
import { goldens } from './golden.ts';

const TIMES = Number(process.env['FUZZ_TIMES'] ?? 1);

interface Codec {
  readonly name: string;
  readonly cases: number;
  readonly seeds: readonly Uint8Array[];
  /** Reads, writes, and reads what was written. Undefined where `bytes` are of another kind. */
  readonly roundTrip: (bytes: Uint8Array) => RoundTrip | undefined;
}
interface RoundTrip {
  readonly value: unknown;
  readonly written: Uint8Array;
  readonly again: unknown;
  readonly writtenAgain: Uint8Array;
}

function codec<T>(
  name: string,
  cases: number,
  seeds: readonly Uint8Array[],
  decode: (bytes: Uint8Array) => T | undefined,
  encode: (value: T) => Uint8Array,
): Codec {
  return {
    name,
    cases: cases * TIMES,
    seeds,
    roundTrip(bytes) {
      const value = decode(bytes);
      if (value === undefined) return undefined;
      const written = encode(value);
      const again = decode(written) as T;
      return { value, written, again, writtenAgain: encode(again) };
    },
  };
}

const bytesOf = (kind: Parameters<typeof goldens>[0]): Uint8Array[] => goldens(kind).map((one) => one.bytes);
const frames = bytesOf('frame');
const bsdp = BSDP_SAMPLES.map(({ option43_hex }) => hexBytes(option43_hex));
const options = bytesOf('dhcp').flatMap((bytes) => decodeDhcp(bytes).options);

const CODECS: readonly Codec[] = [
  codec('dhcp', 70_000, bytesOf('dhcp'), decodeDhcp, (message) =>
    encodeDhcp(message, { maximumBytes: 65_507 }),
  ),
  codec('tftp', 30_000, bytesOf('tftp'), decodeTftp, encodeTftp),
  codec('udp-frame', 20_000, frames, decodeUdpFrame, encodeUdpFrame),
  codec('ethernet', 5_000, frames, decodeEthernet, encodeEthernet),
  codec(
    'arp',
    10_000,
    frames.map((bytes) => bytes.subarray(14)),
    decodeArp,
    encodeArp,
  ),
  codec(
    'ipv4',
    10_000,
    frames.map((bytes) => bytes.subarray(14)),
    (bytes) => ({ ...decodeIpv4(bytes), checksumGood: true }),
    encodeIpv4,
  ),
  codec(
    'pxe',
    10_000,
    options.filter(({ code }) => code === optionCode('vendorSpecificInformation')).map(({ data }) => data),
    decodePxeOptions,
    encodePxeOptions,
  ),
  codec('bsdp', 10_000, bsdp, decodeBsdpOptions, encodeBsdpOptions),
  codec(
    'bsdp image list',
    10_000,
    BSDP_SAMPLES.flatMap(({ parsed }) => parsed ?? [])
      .filter(({ images }) => images !== undefined)
      .map(({ hex }) => hexBytes(hex)),
    bootImages.decode,
    bootImages.encode,
  ),
  ...DHCP_OPTIONS.map(({ name }) => optionCodec(name)),
];

/** Every row of the option table, on damaged data of its own and of other options. */
function optionCodec<N extends OptionName>(name: N): Codec {
  const code = optionCode(name);
  const own = options.filter((option) => option.code === code);
  return codec(
    `option ${name}`,
    400,
    (own.length > 0 ? own : options).map(({ data }) => data),
    (data) => optionValue([{ code, data } satisfies DhcpOption], name),
    (value) => makeOption(name, value).data,
  );
}

describe.each(CODECS)('$name', ({ name, cases, seeds, roundTrip }) => {
  it(`${cases} damaged packets`, () => {
    const random = generator(name);
    let read = 0;
    for (let i = 0; i < cases; i++) {
      const bytes = i % 8 === 0 ? noise(random) : damaged(random, seeds);
      const problem = judge(roundTrip, bytes);
      if (problem === 'read') read++;
      else if (problem !== undefined) expect.fail(`${problem}\ninput: ${hexText(bytes)}`);
    }
    // Damage that nothing survives would prove nothing.
    if (seeds.length > 0) expect(read).toBeGreaterThan(0);
  });
});

/** Inputs that broke a codec once: ours, or one we learnt from. */
const NAMED: readonly { name: string; codec: string; hex: string }[] = [
  { name: 'a compression pointer at itself', codec: 'option domainSearch', hex: 'c000' },
  { name: 'two compression pointers at each other', codec: 'option domainSearch', hex: '0161c0040162c000' },
  { name: 'a prefix length of 255', codec: 'option classlessStaticRoute', hex: 'ff0a0000010a000001' },
  { name: 'flags without rcodes', codec: 'option clientFqdn', hex: '04' },
  {
    name: 'a bare user class whose first letter could be a length',
    codec: 'option userClass',
    hex: '03616263',
  },
  { name: 'a user class list with an empty class', codec: 'option userClass', hex: '016100' },
  { name: 'a machine identifier that is only its type', codec: 'option clientMachineIdentifier', hex: '00' },
  { name: 'a sub-option list that ends with a code', codec: 'option relayAgentInformation', hex: '010161ff' },
  { name: 'an RRQ of NULs', codec: 'tftp', hex: '00010000000000' },
  { name: 'an OACK that ends with a name', codec: 'tftp', hex: '000662006c6b73697a65' },
  { name: 'a file name that is the replacement character', codec: 'tftp', hex: '0001efbfbd006f6374657400' },
  { name: 'a boot server with 255 addresses, of which none comes', codec: 'pxe', hex: '08038002ff' },
];

it.each(NAMED)('$codec: $name', ({ codec: wanted, hex }) => {
  const found = CODECS.find(({ name }) => name === wanted);
  expect(found && judge(found.roundTrip, hexBytes(hex))).toSatisfy((it) => it === undefined || it === 'read');
});

/** 'read' when the round trip holds, undefined when the bytes were refused as they may be, else what went wrong. */
function judge(roundTrip: Codec['roundTrip'], bytes: Uint8Array): string | undefined {
  let result: RoundTrip | undefined;
  try {
    result = roundTrip(bytes);
  } catch (thrown) {
    return thrown instanceof DecodeError ? undefined : `threw ${String(thrown)}`;
  }
  if (result === undefined) return undefined;
  if (!isDeepStrictEqual(result.again, result.value))
    return `read again as another value, from ${hexText(result.written)}`;
  return sameBytes(result.written, result.writtenAgain) ? 'read' : 'written again as other bytes';
}

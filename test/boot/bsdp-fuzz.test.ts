/**
 * Damaged messages of Macs through decodeDhcp and answerBsdp: nothing but DecodeError is thrown, nothing is answered that an
 * independent reading of the bytes does not find worth an answer, and every answer is whole. The same cases on every run.
 * FUZZ_TIMES=10 runs ten times as many: the million of the project's plan.
 */
import { describe, expect, it } from 'vitest';
import type { BsdpReplyDecision } from '../../shared/boot/bsdp-decision.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { inSubnet, UNSPECIFIED } from '../../shared/wire/address.ts';
import type { BootImageId } from '../../shared/wire/bsdp-image.ts';
import { DecodeError, hexText, latin1Text, sameBytes } from '../../shared/wire/bytes.ts';
import type { DhcpMessage, DhcpOption } from '../../shared/wire/dhcp.ts';
import { decodeDhcp, encodeDhcp } from '../../shared/wire/dhcp.ts';
import { makeOption } from '../../shared/wire/dhcp-options.ts';
import { STARTUP_DISK_INFORM, vendorInstances, walk } from '../wire/bsdp-samples.ts';
import { damaged, generator, noise } from '../wire/damage.ts';
import type { MacBench } from './mac-samples.ts';
import {
  ask,
  DEBIAN,
  DIAGNOSTICS,
  discover,
  encoded,
  list,
  MEMTEST,
  NETINSTALL,
  select,
  SERVER,
  shown,
  SUBNET,
} from './mac-samples.ts';

const CASES = 100_000 * Number(process.env['FUZZ_TIMES'] ?? 1);

const BENCH: Partial<MacBench> = {
  binding: 'memtest',
  images: shown(DEBIAN, MEMTEST, NETINSTALL, DIAGNOSTICS),
};

const ZERO = { serverIdentifier: UNSPECIFIED, selectedBootImageId: 0 as BootImageId };
const MESSAGES: readonly DhcpMessage[] = [
  decodeDhcp(STARTUP_DISK_INFORM),
  list(),
  list({ replyPort: 993, maximumMessageSize: 8192, imageAttributesFilter: [0x0300, 0x8100] }),
  list({ version: 0x0100 }, { giaddr: '172.16.5.1' as Ipv4, ciaddr: '172.16.5.20' as Ipv4 }),
  list({}, { extra: [makeOption('maximumDhcpMessageSize', 1500)] }),
  select({ selectedBootImageId: MEMTEST.id }),
  select({ selectedBootImageId: NETINSTALL.id, replyPort: 993 }),
  select(ZERO),
  discover(),
];
const PACKETS = MESSAGES.map((message) => encodeDhcp(message));

/** Whole packets damaged anywhere, and whole packets in which only the BSDP options or the vendor class are damaged. */
function damagedPacket(random: (below: number) => number): Uint8Array {
  const kind = random(8);
  if (kind === 0) return noise(random);
  if (kind < 4) return damaged(random, PACKETS);
  const message = MESSAGES[random(MESSAGES.length)] as DhcpMessage;
  const code = kind === 4 ? 60 : 43;
  const options = message.options.map((option) =>
    option.code === code ? { code, data: damaged(random, [option.data]) } : option,
  );
  return encodeDhcp({ ...message, options });
}

const first = (options: readonly DhcpOption[], code: number): Uint8Array | undefined =>
  options.find((option) => option.code === code)?.data;
const number = (data: Uint8Array | undefined): number | undefined =>
  data && (data.length === 0 ? undefined : Number.parseInt(hexText(data), 16));

/** Why nobody should answer, found without the code under test below the DHCP options; undefined: an answer is right. */
function garbage(message: DhcpMessage): string | undefined {
  const { options, chaddr, ciaddr, giaddr } = message;
  const type = number(first(options, 53));
  if (message.op !== 1 || (type !== 1 && type !== 8)) return 'no DISCOVER or INFORM';
  if (![1, 6].includes(message.htype) || message.hlen !== 6 || ((chaddr[0] as number) & 1) === 1)
    return 'hardware';
  const words = latin1Text(first(options, 60) ?? new Uint8Array(0)).replace(/\0+$/, '');
  if (!/^AAPLBSDPC\/[^/\n\0]+\/[^\n\0]*$/.test(words)) return 'class';
  let bsdp: readonly DhcpOption[];
  try {
    bsdp = walk(first(options, 43) ?? new Uint8Array(0));
  } catch {
    return 'BSDP options';
  }
  const version = first(bsdp, 2);
  if (version?.length !== 2 || ![0, 0x100, 0x101].includes(number(version) as number)) return 'version';
  for (const [code, length] of [
    [3, 4],
    [5, 2],
    [8, 4],
  ] as const)
    if ((first(bsdp, code)?.length ?? length) !== length) return `length of ${code}`;
  if (type === 1) return undefined;
  if (ciaddr === UNSPECIFIED || ciaddr === SERVER || /^(0|127|22[4-9]|2[3-5]\d)\./.test(ciaddr))
    return 'address';
  if (ciaddr === SUBNET.broadcast || (giaddr === UNSPECIFIED && !inSubnet(ciaddr, SUBNET))) return 'network';
  const asked = hexText(first(bsdp, 1) ?? new Uint8Array(0));
  if (asked === '01') return undefined;
  if (asked !== '02') return 'message type';
  const server = hexText(first(bsdp, 3) ?? new Uint8Array(0));
  const image = hexText(first(bsdp, 8) ?? new Uint8Array(0));
  if (server === '0a00010b') return undefined;
  return server === '00000000' && image === '00000000' ? undefined : 'another server';
}

/** What is wrong with an answer; undefined when it is whole. */
function flaw(request: DhcpMessage, decision: BsdpReplyDecision): string | undefined {
  const bytes = encoded(decision);
  const reply = decodeDhcp(bytes);
  if (bytes.length > decision.maximumBytes) return 'too long';
  if (reply.op !== 2 || reply.xid !== request.xid || !sameBytes(reply.chaddr, request.chaddr))
    return 'not its answer';
  if (reply.yiaddr !== UNSPECIFIED || reply.siaddr !== SERVER) return 'addresses';
  if (latin1Text(first(reply.options, 60) ?? new Uint8Array(0)) !== 'AAPLBSDPC') return 'class';
  const { destination } = decision;
  if (destination.to === 'client') {
    if (destination.address !== request.ciaddr || reply.ciaddr !== request.ciaddr) return 'destination';
    if (destination.port < 1 || destination.port > 1023) return 'port';
  }
  const instances = vendorInstances(bytes);
  if (instances.length === 0) return 'no BSDP options';
  for (const data of instances) walk(data);
  return undefined;
}

describe('damaged messages of Macs', () => {
  it(`${CASES}: nothing thrown, no answer to garbage, every answer whole`, () => {
    const random = generator('bsdp');
    const outcomes = { unread: 0, pass: 0, silence: 0, reply: 0 };
    for (let at = 0; at < CASES; at++) {
      const bytes = damagedPacket(random);
      const problem = judge(bytes, outcomes);
      if (problem !== undefined) expect.fail(`${problem}\ninput: ${hexText(bytes)}`);
    }
    // Damage that nothing survives, or that everything survives, would prove nothing.
    for (const [outcome, count] of Object.entries(outcomes))
      expect(count, outcome).toBeGreaterThan(CASES / 100);
  });

  it('none of them is needed: what is whole is answered', () => {
    const kinds = MESSAGES.map((message) => ask(message, BENCH).kind);
    expect(kinds.filter((kind) => kind === 'reply').length).toBe(MESSAGES.length);
    for (const message of MESSAGES) expect(garbage(message)).toBeUndefined();
  });
});

function judge(
  bytes: Uint8Array,
  outcomes: { unread: number; pass: number; silence: number; reply: number },
): string | undefined {
  let message: DhcpMessage;
  try {
    message = decodeDhcp(bytes);
  } catch (thrown) {
    outcomes.unread++;
    return thrown instanceof DecodeError ? undefined : `decodeDhcp threw ${String(thrown)}`;
  }
  try {
    const decision = ask(message, BENCH);
    outcomes[decision.kind]++;
    if (decision.why.length === 0) return 'a decision without a reason';
    if (decision.kind !== 'reply') return undefined;
    const why = garbage(message);
    if (why !== undefined) return `${decision.type} to garbage: ${why}`;
    const wrong = flaw(message, decision);
    return wrong && `${decision.type} is wrong: ${wrong}`;
  } catch (thrown) {
    return `answerBsdp threw ${String(thrown)}`;
  }
}

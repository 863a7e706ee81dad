/** Sequences nobody thought of, and bytes nobody should send. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identify } from '../../shared/boot/identify.ts';
import { answerDhcp } from '../../shared/boot/dhcp-server.ts';
import { maximumReplyBytes } from '../../shared/boot/dhcp-reply.ts';
import { chooseLoader } from '../../shared/boot/loader.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { inSubnet } from '../../shared/wire/address.ts';
import { DecodeError } from '../../shared/wire/bytes.ts';
import { BOOTREPLY, decodeDhcp, encodeDhcp } from '../../shared/wire/dhcp.ts';
import { optionValue } from '../../shared/wire/dhcp-options.ts';
import { golden, goldens } from '../wire/golden.ts';
import { Bench, ip, macOf, OTHER_SERVER, OWN, request, SUBNET, valueIn } from './dhcp-samples.ts';

/** What a client believes it may use, and until when. */
interface Grant {
  readonly address: Ipv4;
  readonly until: number;
}

const RESERVED = new Map<Mac, Ipv4>([
  [macOf(1), ip(102)],
  [macOf(2), ip(9)],
]);

const step = fc.record({
  n: fc.integer({ min: 1, max: 8 }),
  does: fc.constantFrom('discover', 'take', 'renew', 'reboot', 'release', 'decline', 'other', 'conflict'),
  octet: fc.integer({ min: 0, max: 255 }),
  passes: fc.constantFrom(0, 10, 1000, 31_000, 400_000, 4_000_000),
});

describe('any sequence of clients', () => {
  it('never leaves two machines believing in one address, and never gives ours, a reserved or an impossible one', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150 }), (steps) => {
        const bench = new Bench({
          pool: { first: ip(99), last: ip(104) },
          own: ip(101),
          reservations: RESERVED,
        });
        const context = { server: { address: ip(101), subnet: SUBNET } };
        const grants = new Map<number, Grant>();
        const offers = new Map<number, Ipv4>();
        for (const { n, does, octet, passes } of steps) {
          bench.now += passes;
          const grant = grants.get(n);
          const mine = grant?.address ?? ip(octet);
          const offered = offers.get(n) ?? ip(octet);
          const said: Record<typeof does, () => Parameters<typeof request>> = {
            discover: () => [n, 'DHCPDISCOVER', { values: { requestedIpAddress: ip(octet) } }],
            take: () => [
              n,
              'DHCPREQUEST',
              { values: { serverIdentifier: ip(101), requestedIpAddress: offered } },
            ],
            renew: () => [n, 'DHCPREQUEST', { ciaddr: mine }],
            reboot: () => [n, 'DHCPREQUEST', { values: { requestedIpAddress: mine } }],
            release: () => [n, 'DHCPRELEASE', { ciaddr: mine }],
            decline: () => [n, 'DHCPDECLINE', { values: { requestedIpAddress: mine } }],
            other: () => [
              n,
              'DHCPREQUEST',
              { values: { serverIdentifier: OTHER_SERVER, requestedIpAddress: mine } },
            ],
            conflict: () => [n, 'DHCPDISCOVER', {}],
          };
          // A client that starts over, gives up or goes elsewhere no longer uses what it had.
          if (does !== 'renew') grants.delete(n);
          const decision = bench.ask(request(...said[does]()), context);
          if (decision.kind === 'silence') continue;
          const { yiaddr } = decision.reply;
          if (decision.type === 'DHCPNAK') {
            grants.delete(n);
            continue;
          }
          expect(inSubnet(yiaddr, SUBNET)).toBe(true);
          expect([ip(0), ip(255), ip(101)]).not.toContain(yiaddr);
          for (const [mac, address] of RESERVED) if (mac !== macOf(n)) expect(yiaddr).not.toBe(address);
          for (const [other, { address, until }] of grants) {
            if (other !== n && until > bench.now) expect(yiaddr).not.toBe(address);
          }
          if (decision.type === 'DHCPOFFER') {
            expect(bench.table.ofAddress(yiaddr)).toMatchObject({ mac: macOf(n) });
            if (does === 'conflict' && decision.probe !== undefined) {
              bench.table.put({
                address: yiaddr,
                mac: macOf(99),
                state: 'conflict',
                expiresAt: bench.now + 600_000,
              });
            } else offers.set(n, yiaddr);
          } else {
            const seconds = valueIn(decision, 'ipAddressLeaseTime') ?? 0;
            grants.set(n, { address: yiaddr, until: bench.now + seconds * 1000 });
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('acknowledges what it offered, for as long as it holds an offer', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 2000 })), {
          maxLength: 12,
        }),
        (steps) => {
          const bench = new Bench();
          const offers = new Map<number, Ipv4>();
          for (const [n, passes] of steps) {
            bench.now += passes;
            const decision = bench.ask(request(n, 'DHCPDISCOVER'));
            if (decision.kind === 'reply') offers.set(n, decision.reply.yiaddr);
          }
          expect(new Set(offers.values()).size).toBe(offers.size);
          for (const [n, address] of offers) {
            const taken = bench.reply(
              request(n, 'DHCPREQUEST', { values: { serverIdentifier: OWN, requestedIpAddress: address } }),
            );
            expect(taken).toMatchObject({ type: 'DHCPACK', reply: { yiaddr: address } });
          }
        },
      ),
    );
  });
});

/** Deterministic: a failure can be run again. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('damaged requests', () => {
  it('are refused by the decoder or decided without a throw; every reply fits and can be read again', () => {
    const random = randomNumbers(7);
    const samples = goldens('dhcp').filter(({ bytes }) => bytes[0] === 1);
    expect(samples.length).toBeGreaterThan(8);
    const bench = new Bench(
      { pool: { first: '10.77.0.2' as Ipv4, last: '10.77.0.250' as Ipv4 } },
      { domain: 'lab.test', ntp: [ip(2)] },
    );
    let answered = 0;
    let refused = 0;
    for (let i = 0; i < 200_000; i++) {
      const sample = samples[random(samples.length)] as { bytes: Uint8Array };
      const bytes = sample.bytes.slice(0, random(8) === 0 ? random(sample.bytes.length) : undefined);
      for (let flips = random(4); flips >= 0; flips--) bytes[random(bytes.length)] = random(256);
      bench.now += random(5000);
      let message;
      try {
        message = decodeDhcp(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(DecodeError);
        refused++;
        continue;
      }
      const identity = identify(message);
      const decision = answerDhcp(message, {
        now: bench.now,
        mode: 'own',
        server: { address: OWN, subnet: SUBNET },
        settings: bench.settings,
        identity,
        leases: bench.table,
        port: random(4) === 0 ? 4011 : 67,
        boot: () =>
          chooseLoader(identity, { action: 'wait', why: [] }, { http: 'http://10.77.0.1', has: () => true }),
      });
      for (const lease of decision.leases) bench.table.put(lease);
      if (decision.kind === 'silence') continue;
      answered++;
      const limit = maximumReplyBytes(message);
      const reply = encodeDhcp(decision.reply, { maximumBytes: limit });
      const read = decodeDhcp(reply);
      if (message.op !== 1 || reply.length > limit || read.op !== BOOTREPLY || read.xid !== message.xid) {
        expect.fail(`a wrong reply to ${Buffer.from(bytes).toString('hex')}`);
      }
      if (optionValue(read.options, 'dhcpMessageType') !== decision.type) expect.fail('the type was lost');
    }
    expect(answered).toBeGreaterThan(20_000);
    expect(refused).toBeGreaterThan(20_000);
  });

  it('of nothing but noise get no reply', () => {
    const random = randomNumbers(11);
    const bench = new Bench();
    const cookie = golden('dhcp', 'udhcpc-discover').bytes.slice(236, 240);
    for (let i = 0; i < 20_000; i++) {
      const bytes = Uint8Array.from({ length: random(600) }, () => random(256));
      // The longest way in: as many right fields as it takes to get behind the cookie.
      if (bytes.length > 240 && i % 2 === 0) {
        bytes.set([1, 1, 6], 0);
        bytes.set(cookie, 236);
      }
      let message;
      try {
        message = decodeDhcp(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(DecodeError);
        continue;
      }
      const decision = bench.ask(message);
      if (decision.kind === 'reply')
        expect.fail(`${decision.type} to noise ${Buffer.from(bytes).toString('hex')}`);
    }
  });
});

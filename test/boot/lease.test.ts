import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExpiryHeap } from '../../shared/boot/expiry-heap.ts';
import type { LeaseRules } from '../../shared/boot/lease.ts';
import { CONFLICT_HOLD_MS, leaseRules, LeaseTable, OFFER_HOLD_MS } from '../../shared/boot/lease.ts';
import { derivePool } from '../../shared/boot/pool.ts';
import type { Lease } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { inSubnet, ipv4FromNumber, ipv4Number, subnetOf } from '../../shared/wire/address.ts';

const OWN = '10.77.0.1' as Ipv4;
const NOW = 1_700_000_000_000;
const HOUR = 3_600_000;

function mac(n: number): Mac {
  return `02:00:00:00:${(n >> 8).toString(16).padStart(2, '0')}:${(n & 255).toString(16).padStart(2, '0')}` as Mac;
}

function rules(overrides: Partial<LeaseRules> = {}): LeaseRules {
  return {
    subnet: subnetOf(OWN, 24),
    own: OWN,
    pool: { first: '10.77.0.100' as Ipv4, last: '10.77.0.103' as Ipv4 },
    reservations: new Map(),
    ...overrides,
  };
}

function lease(address: string, n: number, expiresAt: number, state: Lease['state'] = 'bound'): Lease {
  return { address: address as Ipv4, mac: mac(n), state, expiresAt };
}

describe('derivePool', () => {
  it.each([
    ['10.77.0.1', 24, '10.77.0.100', '10.77.0.250'],
    ['192.168.5.9', 16, '192.168.100.0', '192.168.250.0'],
    ['10.0.0.1', 22, '10.0.1.144', '10.0.3.232'],
    ['10.0.0.1', 8, '10.100.0.0', '10.100.255.255'],
    ['10.0.0.1', 25, '10.0.0.50', '10.0.0.125'],
    ['10.0.0.129', 28, '10.0.0.134', '10.0.0.142'],
    ['10.0.0.1', 29, '10.0.0.3', '10.0.0.6'],
    ['10.0.0.1', 30, '10.0.0.1', '10.0.0.2'],
  ])('of %s/%i is %s to %s', (own, prefix, first, last) => {
    expect(derivePool(subnetOf(own as Ipv4, prefix))).toEqual({ first, last });
  });

  it.each([31, 32])('is nothing on a /%i', (prefix) => {
    expect(derivePool(subnetOf(OWN, prefix))).toBeUndefined();
  });

  it('lies inside the subnet, without network and broadcast, on every prefix', () => {
    for (let prefix = 1; prefix <= 30; prefix++) {
      const subnet = subnetOf(OWN, prefix);
      const pool = derivePool(subnet);
      if (!pool) throw new Error(`no pool on /${prefix}`);
      expect(inSubnet(pool.first, subnet) && inSubnet(pool.last, subnet)).toBe(true);
      expect(ipv4Number(pool.first)).toBeGreaterThan(ipv4Number(subnet.network));
      expect(ipv4Number(pool.last)).toBeLessThan(ipv4Number(subnet.broadcast));
      expect(ipv4Number(pool.last)).toBeGreaterThanOrEqual(ipv4Number(pool.first));
    }
  });
});

describe('leaseRules', () => {
  it('takes the configured pool and reservations, and derives a pool where none is configured', () => {
    const subnet = subnetOf(OWN, 24);
    const pool = { first: '10.77.0.10' as Ipv4, last: '10.77.0.20' as Ipv4 };
    const reservations = { [mac(1)]: '10.77.0.5' as Ipv4 };
    expect(leaseRules({ pool, reservations }, OWN, subnet)).toEqual({
      subnet,
      own: OWN,
      pool,
      reservations: new Map([[mac(1), '10.77.0.5']]),
    });
    expect(leaseRules({ reservations: {} }, OWN, subnet).pool).toEqual({
      first: '10.77.0.100',
      last: '10.77.0.250',
    });
  });
});

describe('ExpiryHeap', () => {
  it('always shows the soonest to expire, whatever was placed, moved and removed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: -1, max: 1000 })), {
          maxLength: 200,
        }),
        (steps) => {
          const heap = new ExpiryHeap<{ expiresAt: number; heapIndex: number }>();
          const members = new Map<number, { expiresAt: number; heapIndex: number }>();
          for (const [id, expiresAt] of steps) {
            const member = members.get(id) ?? { expiresAt, heapIndex: -1 };
            if (expiresAt < 0) {
              heap.remove(member);
              members.delete(id);
            } else {
              member.expiresAt = expiresAt;
              heap.place(member);
              members.set(id, member);
            }
            expect(heap.size).toBe(members.size);
            const soonest = Math.min(...[...members.values()].map((one) => one.expiresAt));
            expect(heap.peek()?.expiresAt).toBe(members.size > 0 ? soonest : undefined);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('LeaseTable.choose', () => {
  function chosen(table: LeaseTable, n: number, requested?: string, now = NOW): string {
    const choice = table.choose(mac(n), requested as Ipv4 | undefined, now);
    return choice.kind === 'found' ? choice.address : 'none';
  }

  it('prefers reservation, then current lease, previous lease, requested address, a free one, the oldest expired', () => {
    const table = new LeaseTable(rules({ reservations: new Map([[mac(1), '10.77.0.9' as Ipv4]]) }));
    expect(chosen(table, 1, '10.77.0.101')).toBe('10.77.0.9');
    table.put(lease('10.77.0.102', 2, NOW + HOUR));
    expect(chosen(table, 2, '10.77.0.101')).toBe('10.77.0.102');
    table.put(lease('10.77.0.103', 3, NOW - 1));
    expect(chosen(table, 3, '10.77.0.101')).toBe('10.77.0.103');
    expect(chosen(table, 4, '10.77.0.101')).toBe('10.77.0.101');
    expect(chosen(table, 4, '10.77.0.102')).toBe('10.77.0.100');
    table.put(lease('10.77.0.100', 4, NOW - 5));
    table.put(lease('10.77.0.101', 5, NOW - 7));
    expect(chosen(table, 6)).toBe('10.77.0.101');
  });

  it('gives nobody our address, the network, the broadcast, a reserved address or what was put aside', () => {
    const subnet = subnetOf('10.77.0.1' as Ipv4, 29);
    const table = new LeaseTable(
      rules({
        subnet,
        pool: { first: '10.77.0.0' as Ipv4, last: '10.77.0.7' as Ipv4 },
        reservations: new Map([[mac(99), '10.77.0.3' as Ipv4]]),
      }),
    );
    table.put(lease('10.77.0.4', 50, NOW + CONFLICT_HOLD_MS, 'conflict'));
    const given = new Set<string>();
    for (let n = 1; ; n++) {
      const address = chosen(table, n);
      if (address === 'none') break;
      given.add(address);
      table.put(lease(address, n, NOW + HOUR));
    }
    expect([...given].sort()).toEqual(['10.77.0.2', '10.77.0.5', '10.77.0.6']);
    expect(chosen(table, 99)).toBe('10.77.0.3');
    expect(chosen(table, 7, undefined, NOW + CONFLICT_HOLD_MS)).toBe('10.77.0.4');
  });

  it('says that the pool is exhausted, and gives an address again when a lease expires', () => {
    const table = new LeaseTable(rules());
    for (let n = 0; n < 4; n++) table.put(lease(`10.77.0.${100 + n}`, n, NOW + HOUR + n));
    expect(table.choose(mac(9), undefined, NOW)).toEqual({
      kind: 'none',
      why: 'all 4 addresses of the pool are in use',
    });
    expect(chosen(table, 9, undefined, NOW + HOUR)).toBe('10.77.0.100');
  });

  it('falls back to the pool, saying so, while a reserved address cannot be used', () => {
    const table = new LeaseTable(rules({ reservations: new Map([[mac(1), '10.77.0.9' as Ipv4]]) }));
    table.put(lease('10.77.0.9', 1, NOW + CONFLICT_HOLD_MS, 'declined'));
    const choice = table.choose(mac(1), undefined, NOW);
    expect(choice).toMatchObject({ kind: 'found', address: '10.77.0.100' });
    expect(choice.why).toContain('its reservation cannot be used');
    expect(table.refusal(mac(1), '10.77.0.100' as Ipv4, NOW)).toBeUndefined();
    expect(chosen(table, 1, undefined, NOW + CONFLICT_HOLD_MS)).toBe('10.77.0.9');
  });

  it('leaves out .0 and .255 inside larger networks unless asked', () => {
    const table = new LeaseTable(
      rules({ subnet: subnetOf(OWN, 16), pool: { first: '10.77.4.254' as Ipv4, last: '10.77.5.1' as Ipv4 } }),
    );
    expect(table.poolSize).toBe(2);
    expect(chosen(table, 1)).toBe('10.77.4.254');
    table.put(lease('10.77.4.254', 1, NOW + HOUR));
    expect(chosen(table, 2)).toBe('10.77.5.1');
    expect(chosen(table, 2, '10.77.5.0')).toBe('10.77.5.0');
  });

  it('has no pool on a /31: reservations only', () => {
    const table = new LeaseTable(rules({ pool: undefined }));
    expect(table.choose(mac(1), undefined, NOW)).toEqual({
      kind: 'none',
      why: 'all 0 addresses of the pool are in use',
    });
  });

  it('follows new rules: leases outside them are refused, and forgotten once expired', () => {
    const table = new LeaseTable(rules());
    table.put(lease('10.77.0.100', 1, NOW + 10));
    table.setRules(rules({ pool: { first: '10.77.0.200' as Ipv4, last: '10.77.0.200' as Ipv4 } }));
    expect(table.refusal(mac(1), '10.77.0.100' as Ipv4, NOW)).toBe('10.77.0.100 is outside the pool');
    expect(chosen(table, 1)).toBe('10.77.0.200');
    table.put(lease('10.77.0.200', 2, NOW + 1));
    expect(chosen(table, 3, undefined, NOW + HOUR)).toBe('10.77.0.200');
    expect(table.ofAddress('10.77.0.100' as Ipv4)?.mac).toBe(mac(1));
    table.put(lease('10.77.0.200', 3, NOW + 2 * HOUR));
    expect(chosen(table, 4, undefined, NOW + HOUR)).toBe('none');
    expect(table.ofAddress('10.77.0.100' as Ipv4)).toBeUndefined();
    expect(table.ofMac(mac(1))).toBeUndefined();
  });
});

describe('LeaseTable.refusal', () => {
  const table = new LeaseTable(rules({ reservations: new Map([[mac(7), '10.77.0.9' as Ipv4]]) }));
  table.put(lease('10.77.0.101', 1, NOW + HOUR));
  table.put(lease('10.77.0.102', 2, NOW + OFFER_HOLD_MS, 'offered'));
  table.put(lease('10.77.0.103', 3, NOW + CONFLICT_HOLD_MS, 'conflict'));
  it.each([
    [8, '10.77.0.100', undefined],
    [1, '10.77.0.101', undefined],
    [7, '10.77.0.9', undefined],
    [8, '10.77.1.100', '10.77.1.100 is not on this network (10.77.0.0/24)'],
    [8, '10.77.0.1', "10.77.0.1 is this server's own address"],
    [8, '10.77.0.0', "10.77.0.0 is not a host's address"],
    [8, '10.77.0.255', "10.77.0.255 is not a host's address"],
    [8, '10.77.0.9', `10.77.0.9 is reserved for ${mac(7)}`],
    [8, '10.77.0.101', `10.77.0.101 is leased to ${mac(1)}`],
    [8, '10.77.0.102', `10.77.0.102 is offered to ${mac(2)}`],
    [8, '10.77.0.103', '10.77.0.103 was found in use by a machine that did not get it here'],
    [3, '10.77.0.103', '10.77.0.103 was found in use by a machine that did not get it here'],
    [7, '10.77.0.100', '10.77.0.9 is reserved for this machine, not 10.77.0.100'],
    [8, '10.77.0.50', '10.77.0.50 is outside the pool'],
  ])('of machine %i and %s: %s', (n, address, refusal) => {
    expect(table.refusal(mac(n), address as Ipv4, NOW)).toBe(refusal);
  });

  it('ends with the lease', () => {
    expect(table.refusal(mac(8), '10.77.0.102' as Ipv4, NOW + OFFER_HOLD_MS)).toBeUndefined();
  });
});

describe('LeaseTable records', () => {
  it('connects a MAC with its newest record only', () => {
    const table = new LeaseTable(rules());
    table.restore([lease('10.77.0.101', 1, NOW + HOUR), lease('10.77.0.100', 1, NOW + 1)]);
    expect(table.ofMac(mac(1))?.address).toBe('10.77.0.101');
    expect(
      table
        .live(NOW)
        .map((one) => one.address)
        .sort(),
    ).toEqual(['10.77.0.100', '10.77.0.101']);
    expect(table.live(NOW + 1).map((one) => one.address)).toEqual(['10.77.0.101']);
  });

  it('forgets who had an address when another gets it or it is put aside', () => {
    const table = new LeaseTable(rules());
    table.put(lease('10.77.0.100', 1, NOW - 1));
    table.put(lease('10.77.0.100', 2, NOW + HOUR));
    expect(table.ofMac(mac(1))).toBeUndefined();
    table.put(lease('10.77.0.100', 2, NOW + CONFLICT_HOLD_MS, 'declined'));
    expect(table.ofMac(mac(2))).toBeUndefined();
  });

  it('never chooses an address that another live record holds, in any sequence', () => {
    const step = fc.record({
      n: fc.integer({ min: 1, max: 12 }),
      requested: fc.option(fc.integer({ min: 90, max: 110 })),
      pass: fc.integer({ min: 0, max: 40_000 }),
      then: fc.constantFrom('offered', 'bound', 'declined', 'release'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const pool = {
          first: ipv4FromNumber(ipv4Number(OWN) + 99),
          last: ipv4FromNumber(ipv4Number(OWN) + 105),
        };
        const table = new LeaseTable(
          rules({ pool, reservations: new Map([[mac(3), '10.77.0.102' as Ipv4]]) }),
        );
        let now = NOW;
        for (const { n, requested, pass, then } of steps) {
          now += pass;
          const wanted = requested === null ? undefined : (`10.77.0.${requested}` as Ipv4);
          const choice = table.choose(mac(n), wanted, now);
          if (choice.kind === 'none') {
            const unusable = table
              .live(now)
              .filter(
                (one) => one.address !== '10.77.0.102' && (one.mac !== mac(n) || one.state === 'declined'),
              );
            expect(unusable.length).toBe(6);
            continue;
          }
          const holder = table.live(now).find((one) => one.address === choice.address);
          expect(holder === undefined || (holder.mac === mac(n) && holder.state !== 'declined')).toBe(true);
          if (n !== 3) expect(choice.address).not.toBe('10.77.0.102');
          expect(table.refusal(mac(n), choice.address, now)).toBeUndefined();
          const held = { offered: OFFER_HOLD_MS, bound: 120_000, declined: CONFLICT_HOLD_MS, release: 0 }[
            then
          ];
          table.put(lease(choice.address, n, now + held, then === 'release' ? 'bound' : then));
        }
      }),
      { numRuns: 500 },
    );
  });
});

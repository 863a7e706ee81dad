import { describe, expect, it } from 'vitest';
import { Throughput } from '../../renderer/throughput.ts';
import type { Event } from '../../shared/model/event.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';

const MAC = '02:00:00:00:00:01' as Mac;
const served = (seq: number, at: number, ms: number, bytes: number, path = '/i/a/b'): Event => ({
  type: 'http.served',
  mac: MAC,
  from: '10.77.0.50' as Ipv4,
  method: 'GET',
  path,
  status: 200,
  bytes,
  ms,
  seq,
  at,
});
const machine = (lastSeen: number, change: Partial<Machine>): Machine => ({
  mac: MAC,
  kind: 'ipxe',
  how: 'dhcp',
  stage: 'kernel',
  stageAt: 0,
  firstSeen: 0,
  lastSeen,
  ...change,
});

describe('throughput', () => {
  it('is what was sent over the last three seconds', () => {
    const throughput = new Throughput();
    throughput.append([served(1, 10_000, 1000, 3_000_000)]);
    expect(throughput.rate([], 10_000)).toBe(1_000_000);
    expect(throughput.rate([], 20_000)).toBe(0);
    // Only the part of a long transfer that lies in them.
    throughput.append([served(2, 40_000, 30_000, 30_000_000)]);
    expect(throughput.rate([], 40_000)).toBe(1_000_000);
  });

  it('counts a transfer while it grows, and once', () => {
    const throughput = new Throughput();
    const at = (lastSeen: number, bytes: number): Machine =>
      machine(lastSeen, { transfer: { file: '/i/a/b', bytes, totalBytes: 9_000_000 } });
    throughput.machines([at(10_000, 0)]);
    throughput.machines([at(11_000, 3_000_000)]);
    expect(throughput.rate([], 11_000)).toBe(1_000_000);
    throughput.append([served(1, 12_000, 2000, 6_000_000)]);
    expect(throughput.rate([], 12_000)).toBe(2_000_000);
    throughput.append([served(1, 12_000, 2000, 6_000_000)]);
    expect(throughput.rate([], 12_000)).toBe(2_000_000);
  });

  it('takes the rate that a load knows of itself, as long as it is news', () => {
    const throughput = new Throughput();
    const load = { file: 'a', number: 1, count: 2, bytes: 5, totalBytes: 10, bytesPerSecond: 92_000_000 };
    const loading = machine(10_000, { load });
    throughput.append([served(1, 10_000, 1000, 3_000_000)]);
    expect(throughput.rate([loading], 10_500)).toBe(92_000_000);
    expect(throughput.rate([loading], 60_000)).toBe(0);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLeaseStore } from '../../main/engine/lease-store.ts';
import { LeaseTable } from '../../shared/boot/lease.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { subnetOf } from '../../shared/wire/address.ts';
import { hexBytes } from '../../shared/wire/bytes.ts';
import type { DhcpMessage } from '../../shared/wire/dhcp.ts';
import { decodeDhcp, encodeDhcp } from '../../shared/wire/dhcp.ts';
import type { Values } from '../boot/dhcp-samples.ts';
import { ip, macOf, NOW, OWN, request, SUBNET } from '../boot/dhcp-samples.ts';
import { FakePort, rig, SERVER_MAC, settle } from './dhcp-rig.ts';

const taking = (n: number, address: Ipv4, more: Values = {}): DhcpMessage =>
  request(n, 'DHCPREQUEST', { values: { serverIdentifier: OWN, requestedIpAddress: address, ...more } });

describe('an exchange', () => {
  it('goes DISCOVER, OFFER, REQUEST, ACK, and is written down with its packets and reasons', async () => {
    const { say, sent, commits, told, of } = await rig();
    await say(request(1, 'DHCPDISCOVER'));
    await say(taking(1, ip(100)));
    expect(sent.map(({ port, to, type, message }) => [port, to, type, message.yiaddr])).toEqual([
      [67, '255.255.255.255:68', 'DHCPOFFER', ip(100)],
      [67, '255.255.255.255:68', 'DHCPACK', ip(100)],
    ]);
    expect(commits).toEqual([
      [{ address: ip(100), mac: macOf(1), state: 'bound', expiresAt: NOW + 3_600_000 }],
    ]);
    expect(told).toEqual([
      `seen ${macOf(1)} DHCPDISCOVER`,
      `answered ${macOf(1)} DHCPDISCOVER DHCPOFFER 10.77.0.100`,
      `seen ${macOf(1)} DHCPREQUEST`,
      `answered ${macOf(1)} DHCPREQUEST DHCPACK 10.77.0.100`,
    ]);
    const [offered, acknowledged] = of('dhcp.answered');
    expect(offered).toMatchObject({
      mac: macOf(1),
      xid: 0x1234_0001,
      message: 'DHCPDISCOVER',
      reply: 'DHCPOFFER',
      address: ip(100),
      to: '255.255.255.255:68',
      why: ['10.77.0.100 is free'],
    });
    expect(decodeDhcp(hexBytes(offered?.packets?.request ?? '')).xid).toBe(0x1234_0001);
    expect(decodeDhcp(hexBytes(acknowledged?.packets?.reply ?? '')).yiaddr).toBe(ip(100));
  });

  it('sends to relays, to clients with an address and to boot server clients where each belongs', async () => {
    const bench = await rig();
    await bench.say(
      request(1, 'DHCPDISCOVER', { giaddr: ip(5) }),
      request(2, 'DHCPINFORM', { ciaddr: ip(60) }),
    );
    bench.boot = {
      file: 'undionly.kpxe',
      pxe: true,
      vendorClass: 'PXEClient',
      why: ['x86 BIOS: undionly.kpxe'],
    };
    const firmware = request(3, 'DHCPREQUEST', {
      ciaddr: ip(61),
      values: { vendorClassIdentifier: 'PXEClient' },
    });
    bench.sayTo(4011, encodeDhcp(firmware), { address: ip(61), port: 4011 });
    await settle();
    expect(bench.sent.map(({ port, to, type }) => [port, to, type])).toEqual([
      [67, '10.77.0.5:67', 'DHCPOFFER'],
      [67, '10.77.0.60:68', 'DHCPACK'],
      [4011, '10.77.0.61:4011', 'DHCPACK'],
    ]);
    expect(bench.of('dhcp.answered').at(-1)).toMatchObject({ file: 'undionly.kpxe' });
  });

  it('that ends with a release or a conflict says so', async () => {
    const { say, sent, of, commits } = await rig();
    await say(taking(1, ip(100)), taking(2, ip(101)));
    sent.length = 0;
    await say(
      request(1, 'DHCPRELEASE', { ciaddr: ip(100) }),
      request(2, 'DHCPDECLINE', { values: { requestedIpAddress: ip(101) } }),
    );
    expect(sent).toEqual([]);
    expect(of('dhcp.released')).toEqual([{ type: 'dhcp.released', address: ip(100), mac: macOf(1) }]);
    expect(of('dhcp.conflict')).toEqual([
      { type: 'dhcp.conflict', address: ip(101), mac: macOf(2), by: 'decline' },
    ]);
    expect(commits.at(-1)?.map(({ address, state }) => [address, state])).toEqual([
      [ip(100), 'bound'],
      [ip(101), 'declined'],
    ]);
  });
});

describe('leases and the disk', () => {
  it('an ACK waits for its own lease only; OFFERs and NAKs wait for nothing', async () => {
    const disk: (() => void)[] = [];
    const { say, sent } = await rig({
      store: { commit: () => new Promise<void>((resolve) => disk.push(resolve)) },
    });
    await say(taking(1, ip(100)));
    await say(taking(2, ip(101)), request(3, 'DHCPDISCOVER'), taking(4, '192.168.1.1' as Ipv4));
    expect(sent.map(({ type, message }) => [type, message.xid & 0xff])).toEqual([
      ['DHCPOFFER', 3],
      ['DHCPNAK', 4],
    ]);
    expect(disk).toHaveLength(2);
    disk[0]?.();
    await settle();
    expect(sent.slice(2).map(({ type, message }) => [type, message.xid & 0xff])).toEqual([['DHCPACK', 1]]);
    disk[1]?.();
    await settle();
    expect(sent.slice(3).map(({ type, message }) => [type, message.xid & 0xff])).toEqual([['DHCPACK', 2]]);
  });

  it('one burst is one transaction', async () => {
    const { say, sent, commits } = await rig();
    await say(taking(1, ip(100)), taking(2, ip(101)), taking(3, ip(102)));
    expect(commits.map((leases) => leases.length)).toEqual([3]);
    expect(sent).toHaveLength(3);
  });

  it('that cannot be saved are not acknowledged, and it is said why', async () => {
    const full = new AppError('DISK_FULL', 'The disk is full.', 'Free some space.');
    const { say, sent, of } = await rig({ store: { commit: () => Promise.reject(full) } });
    await say(taking(1, ip(100)), request(2, 'DHCPDISCOVER'));
    expect(sent.map(({ type }) => type)).toEqual(['DHCPOFFER']);
    expect(of('service.failed')).toEqual([
      {
        type: 'service.failed',
        service: 'dhcp',
        code: 'DISK_FULL',
        message: 'The disk is full.',
        hint: 'Free some space.',
      },
    ]);
    expect(of('dhcp.ignored').map(({ why }) => why.at(-1))).toEqual([
      'its lease could not be saved: The disk is full.',
    ]);
  });

  it('outlive a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rackboot-dhcp-'));
    const path = join(folder, 'leases.db');
    try {
      const before = await openLeaseStore({ path, now: NOW });
      const first = await rig({ store: before });
      await first.say(taking(1, ip(102), { clientIdentifier: Uint8Array.of(1, 2), hostName: 'one' }));
      while (first.sent.length === 0) await settle();
      await first.service.stop();
      await before.close();

      const after = await openLeaseStore({ path, now: NOW });
      const second = await rig({ store: after });
      second.table.restore(after.saved);
      expect(second.table.ofMac(macOf(1))).toMatchObject({
        address: ip(102),
        state: 'bound',
        clientId: '0102',
        hostName: 'one',
      });
      await second.say(request(1, 'DHCPREQUEST', { values: { requestedIpAddress: ip(102) } }));
      while (second.sent.length === 0) await settle();
      expect(second.sent[0]).toMatchObject({ type: 'DHCPACK' });
      await second.service.stop();
      await after.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('waiting for a disk that hangs are bounded: what comes on top is dropped and counted', async () => {
    const { ports, sent, of, sayTo } = await rig({
      store: { commit: () => new Promise<void>(() => undefined) },
    });
    expect(ports.size).toBe(2);
    const bytes = encodeDhcp(taking(1, ip(100)));
    for (let round = 0; round < 5; round++) {
      for (let i = 0; i < 1000; i++) sayTo(67, bytes);
      await settle();
    }
    expect(sent).toEqual([]);
    expect(of('dhcp.dropped')).toEqual([{ type: 'dhcp.dropped', count: 1000 }]);
  });
});

describe('ARP probes', () => {
  it('come before the OFFER of an address the client does not hold; nobody else waits, and it is not asked twice a minute', async () => {
    const { say, sent, probes, clock } = await rig({ probing: true });
    await say(taking(1, ip(100)));
    await say(request(2, 'DHCPDISCOVER'), request(1, 'DHCPDISCOVER'));
    expect(sent.map(({ type, message }) => [type, message.xid & 0xff])).toEqual([
      ['DHCPACK', 1],
      ['DHCPOFFER', 1],
    ]);
    expect(probes.map(({ address }) => address)).toEqual([ip(101)]);
    probes[0]?.answer(undefined);
    await settle();
    expect(sent.at(-1)).toMatchObject({ type: 'DHCPOFFER', message: { yiaddr: ip(101) } });
    clock.now += 59_999;
    await say(request(2, 'DHCPDISCOVER', { xid: 77 }));
    expect(probes).toHaveLength(1);
    clock.now += 1;
    await say(request(2, 'DHCPDISCOVER', { xid: 78 }));
    expect(probes).toHaveLength(2);
  });

  it('that find another machine put the address aside and try the next one', async () => {
    const { say, sent, probes, of, commits } = await rig({ probing: true });
    await say(request(1, 'DHCPDISCOVER'));
    const squatter = '02:aa:aa:aa:aa:aa' as Mac;
    probes[0]?.answer(squatter);
    await settle();
    expect(of('dhcp.conflict')).toEqual([
      { type: 'dhcp.conflict', address: ip(100), mac: squatter, by: 'arp' },
    ]);
    expect(commits).toEqual([
      [{ address: ip(100), mac: squatter, state: 'conflict', expiresAt: NOW + 600_000 }],
    ]);
    expect(probes.map(({ address }) => address)).toEqual([ip(100), ip(101)]);
    probes[1]?.answer(undefined);
    await settle();
    expect(sent.map(({ type, message }) => [type, message.yiaddr])).toEqual([['DHCPOFFER', ip(101)]]);
  });

  it('answered by the client itself are no conflict', async () => {
    const { say, sent, probes, of } = await rig({ probing: true });
    await say(request(1, 'DHCPDISCOVER'));
    probes[0]?.answer(macOf(1));
    await settle();
    expect(of('dhcp.conflict')).toEqual([]);
    expect(sent).toMatchObject([{ type: 'DHCPOFFER', message: { yiaddr: ip(100) } }]);
  });

  it('are not started again by retransmissions', async () => {
    const { say, sent, probes, of } = await rig({ probing: true });
    for (let i = 0; i < 3; i++) await say(request(1, 'DHCPDISCOVER'));
    expect(probes).toHaveLength(1);
    expect(of('dhcp.ignored').map(({ why }) => why)).toEqual(
      Array.from({ length: 2 }, () => ['asked again while the address it will be offered is being probed']),
    );
    probes[0]?.answer(undefined);
    await settle();
    expect(sent).toHaveLength(1);
  });

  it('whose offer was withdrawn meanwhile lead to none', async () => {
    const { say, sent, probes } = await rig({ probing: true });
    await say(request(1, 'DHCPDISCOVER'));
    await say(
      request(1, 'DHCPREQUEST', { values: { serverIdentifier: ip(254), requestedIpAddress: ip(50) } }),
    );
    await say(taking(2, ip(100)));
    probes[0]?.answer(undefined);
    await settle();
    expect(sent.map(({ type, message }) => [type, message.xid & 0xff])).toEqual([['DHCPACK', 2]]);
  });

  it('are at most 256 at once: under a flood the rest is offered unprobed, saying so', async () => {
    const wide = new LeaseTable({
      subnet: subnetOf(OWN, 16),
      own: OWN,
      pool: { first: '10.77.1.1' as Ipv4, last: '10.77.9.9' as Ipv4 },
      reservations: new Map(),
    });
    const { sayTo, probes, of } = await rig({ probing: true, leases: wide });
    for (let i = 0; i < 300; i++) {
      const chaddr = new Uint8Array(16);
      chaddr.set([2, 0, 0, 1, i >> 8, i & 255]);
      sayTo(67, encodeDhcp({ ...request(1, 'DHCPDISCOVER'), xid: i, chaddr }));
    }
    await settle();
    expect(probes).toHaveLength(256);
    expect(of('dhcp.answered').map(({ why }) => why.at(-1))).toEqual(
      of('dhcp.answered').map(({ address }) => `${address} was not probed: too many probes are under way`),
    );
    expect(of('dhcp.answered')).toHaveLength(44);
    for (const { answer } of probes) answer(undefined);
    await settle();
    expect(of('dhcp.answered')).toHaveLength(300);
  });

  it('that are not possible here are mentioned once', async () => {
    const { of } = await rig();
    expect(of('service.limited')).toEqual([
      {
        type: 'service.limited',
        service: 'dhcp',
        why: 'addresses are offered without an ARP probe: this is a test',
      },
    ]);
    expect((await rig({ probing: true })).of('service.limited')).toEqual([]);
  });
});

describe('bad input and defects', () => {
  it('malformed packets are shown, but not more than ten a second', async () => {
    const { sayTo, of, sent, clock } = await rig();
    for (let i = 0; i < 30; i++) sayTo(67, Uint8Array.of(1, 1, 6), { address: ip(7), port: 68 });
    await settle();
    expect(of('packet.malformed')).toHaveLength(10);
    expect(of('packet.malformed')[0]).toEqual({
      type: 'packet.malformed',
      what: 'hops',
      offset: 3,
      from: ip(7),
      bytes: '010106',
    });
    clock.now += 1000;
    sayTo(67, Uint8Array.of(9));
    await settle();
    expect(of('packet.malformed')).toHaveLength(11);
    expect(sent).toEqual([]);
  });

  it('replies of others and what our own interface asks are not answered', async () => {
    const { say, sent, of, told } = await rig();
    const own = request(1, 'DHCPDISCOVER');
    own.chaddr.set([2, 0x99, 0x99, 0x99, 0x99, 0x99]);
    await say(own, request(1, 'DHCPOFFER', { op: 2 }));
    expect(sent).toEqual([]);
    expect(told).toEqual([]);
    expect(of('dhcp.ignored').map(({ why }) => why)).toEqual([['it is a reply, not a request']]);
  });

  it('a defect that one message meets does not end DHCP for the others', async () => {
    const { say, sent, of } = await rig({
      seen: ({ mac }) => {
        if (mac === macOf(1)) throw new TypeError('a defect');
      },
    });
    await say(request(1, 'DHCPDISCOVER'), request(2, 'DHCPDISCOVER'));
    expect(sent.map(({ message }) => message.xid & 0xff)).toEqual([2]);
    expect(of('service.failed')).toMatchObject([{ code: 'INTERNAL', message: 'a defect' }]);
  });

  it('a flood is held in a bounded queue, and the log keeps the bytes of 200 packets a second', async () => {
    const { sayTo, of, sent } = await rig();
    const bytes = encodeDhcp(taking(1, ip(100)));
    for (let i = 0; i < 5000; i++) sayTo(67, bytes);
    await settle();
    expect(sent).toHaveLength(4096);
    expect(of('dhcp.dropped')).toEqual([{ type: 'dhcp.dropped', count: 904 }]);
    expect(of('dhcp.answered').filter(({ packets }) => packets !== undefined)).toHaveLength(200);
  });

  it('modes other than own answer nobody, but notice everybody', async () => {
    const { say, sent, told, of } = await rig({ mode: 'beside' });
    await say(request(1, 'DHCPDISCOVER'));
    expect(sent).toEqual([]);
    expect(told).toEqual([`seen ${macOf(1)} DHCPDISCOVER`]);
    expect(of('dhcp.ignored')).toHaveLength(1);
  });
});

describe('start and stop', () => {
  it('closes the first port when the second cannot be had', async () => {
    const opened: FakePort[] = [];
    const taken = new AppError('PORT_IN_USE', 'UDP port 4011 is taken.', 'Stop it.');
    const starting = rig({
      ports: {
        address: OWN,
        subnet: SUBNET,
        mac: SERVER_MAC,
        mtu: 1500,
        datagrams: async (port) => {
          opened.push(new FakePort(port, []));
          return opened[0] as FakePort;
        },
        unicastDatagrams: () => Promise.reject(taken),
      },
    });
    await expect(starting).rejects.toBe(taken);
    expect(opened.map(({ closed }) => closed)).toEqual([true]);
  });

  it('stops twice, closes both ports and sends nothing any more, whatever was under way', async () => {
    const disk: (() => void)[] = [];
    const { service, say, sayTo, sent, probes, ports } = await rig({
      probing: true,
      store: { commit: () => new Promise<void>((resolve) => disk.push(resolve)) },
    });
    await say(taking(1, ip(100)), request(2, 'DHCPDISCOVER'));
    sayTo(67, encodeDhcp(request(3, 'DHCPDISCOVER')));
    await service.stop();
    await service.stop();
    disk[0]?.();
    probes[0]?.answer(undefined);
    await settle();
    expect(sent).toEqual([]);
    expect([...ports.values()].map(({ closed }) => closed)).toEqual([true, true]);
  });
});

import { describe, expect, it } from 'vitest';
import { CONFLICT_HOLD_MS, OFFER_HOLD_MS } from '../../shared/boot/lease.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { UNSPECIFIED } from '../../shared/wire/address.ts';
import { BROADCAST_FLAG } from '../../shared/wire/dhcp.ts';
import { Bench, ip, macOf, NOW, OTHER_SERVER, OWN, request, valueIn } from './dhcp-samples.ts';

const HOUR = 3_600_000;

describe('DHCPDISCOVER', () => {
  it('is offered a free address, held for it, to be probed first', () => {
    const bench = new Bench();
    const offer = bench.reply(request(1, 'DHCPDISCOVER'));
    expect(offer.type).toBe('DHCPOFFER');
    expect(offer.reply).toMatchObject({
      op: 2,
      xid: 0x1234_0001,
      yiaddr: ip(100),
      ciaddr: UNSPECIFIED,
      siaddr: UNSPECIFIED,
    });
    expect(offer.probe).toBe(ip(100));
    expect(offer.leases).toEqual([
      { address: ip(100), mac: macOf(1), state: 'offered', expiresAt: NOW + OFFER_HOLD_MS },
    ]);
    expect(bench.reply(request(2, 'DHCPDISCOVER')).reply.yiaddr).toBe(ip(101));
    expect(offer.why).toEqual(['10.77.0.100 is free']);
  });

  it('is offered the address it asks for when that is free', () => {
    const bench = new Bench();
    expect(
      bench.reply(request(1, 'DHCPDISCOVER', { values: { requestedIpAddress: ip(102) } })).reply.yiaddr,
    ).toBe(ip(102));
    expect(
      bench.reply(request(2, 'DHCPDISCOVER', { values: { requestedIpAddress: ip(102) } })).reply.yiaddr,
    ).toBe(ip(100));
  });

  it('is offered the same address again, as an offer or as a lease, and a lease is not probed: its holder would answer', () => {
    const bench = new Bench();
    bench.reply(request(1, 'DHCPDISCOVER'));
    expect(bench.reply(request(1, 'DHCPDISCOVER', { xid: 9 }))).toMatchObject({
      probe: ip(100),
      reply: { yiaddr: ip(100) },
    });
    bench.lease(1, 100);
    const again = bench.reply(request(1, 'DHCPDISCOVER', { xid: 10 }));
    expect(again.reply.yiaddr).toBe(ip(100));
    expect(again.probe).toBeUndefined();
    expect(again.leases).toEqual([]);
    expect(bench.table.ofMac(macOf(1))?.state).toBe('bound');
  });

  it('keeps a lease that would run out before the client can choose', () => {
    const bench = new Bench();
    const lease = bench.lease(1, 100, { expiresAt: NOW + 1000 });
    expect(bench.reply(request(1, 'DHCPDISCOVER')).leases).toEqual([
      { ...lease, expiresAt: NOW + OFFER_HOLD_MS },
    ]);
  });

  it('gets the same address with another client identifier: firmware, iPXE, installer and system are one machine', () => {
    const bench = new Bench();
    const identifiers = [
      Uint8Array.of(0, 17, 34, 51),
      Uint8Array.of(1, 2, 0, 0, 0, 0, 1),
      undefined,
      Uint8Array.of(255, 1, 2, 3),
    ];
    for (const clientIdentifier of identifiers) {
      const values = clientIdentifier ? { clientIdentifier } : {};
      const offer = bench.reply(request(1, 'DHCPDISCOVER', { values }));
      expect(offer.reply.yiaddr).toBe(ip(100));
      expect(valueIn(offer, 'clientIdentifier')).toEqual(clientIdentifier);
      const ack = bench.reply(
        request(1, 'DHCPREQUEST', {
          values: { ...values, serverIdentifier: OWN, requestedIpAddress: ip(100) },
        }),
      );
      expect(ack.reply.yiaddr).toBe(ip(100));
    }
    expect(bench.table.ofMac(macOf(1))?.clientId).toBe('ff010203');
  });

  it('gets its reservation, inside or outside the pool, and its old lease ends', () => {
    const bench = new Bench();
    const old = bench.lease(1, 103);
    bench.table.setRules({ ...bench.table.rules, reservations: new Map([[macOf(1), ip(9)]]) });
    const offer = bench.reply(request(1, 'DHCPDISCOVER'));
    expect(offer.reply.yiaddr).toBe(ip(9));
    expect(offer.leases).toEqual([
      { ...old, expiresAt: NOW },
      { address: ip(9), mac: macOf(1), state: 'offered', expiresAt: NOW + OFFER_HOLD_MS },
    ]);
    expect(
      bench.reply(request(2, 'DHCPDISCOVER', { values: { requestedIpAddress: ip(103) } })).reply.yiaddr,
    ).toBe(ip(103));
  });

  it('is not answered when the pool is exhausted, with the reason', () => {
    const bench = new Bench();
    for (let n = 1; n <= 4; n++) bench.lease(n, 99 + n);
    expect(bench.silence(request(9, 'DHCPDISCOVER')).why).toEqual(['all 4 addresses of the pool are in use']);
  });
});

describe('DHCPREQUEST', () => {
  const selecting = (n: number, address: Ipv4, server = OWN) =>
    request(n, 'DHCPREQUEST', { values: { serverIdentifier: server, requestedIpAddress: address } });

  it('SELECTING our offer: DHCPACK and a lease for the configured time', () => {
    const bench = new Bench({}, { leaseSeconds: 7200 });
    bench.reply(request(1, 'DHCPDISCOVER'));
    const ack = bench.reply(selecting(1, ip(100)));
    expect(ack.type).toBe('DHCPACK');
    expect(ack.leases).toEqual([
      { address: ip(100), mac: macOf(1), state: 'bound', expiresAt: NOW + 2 * HOUR },
    ]);
    expect(valueIn(ack, 'ipAddressLeaseTime')).toBe(7200);
    expect(valueIn(ack, 'renewalTimeValue')).toBe(3600);
    expect(valueIn(ack, 'rebindingTimeValue')).toBe(6300);
    expect(ack.probe).toBeUndefined();
  });

  it('SELECTING another server: our offer is withdrawn, and that client is left alone', () => {
    const bench = new Bench();
    bench.reply(request(1, 'DHCPDISCOVER'));
    const silent = bench.silence(selecting(1, ip(55), OTHER_SERVER));
    expect(silent.why).toEqual([`it took the offer of another DHCP server, ${OTHER_SERVER}`]);
    expect(bench.table.live(NOW)).toEqual([]);
    bench.lease(2, 101);
    bench.silence(selecting(2, ip(55), OTHER_SERVER));
    expect(bench.table.live(NOW)).toHaveLength(1);
  });

  it('SELECTING an address somebody else got meanwhile: DHCPNAK', () => {
    const bench = new Bench();
    bench.reply(request(1, 'DHCPDISCOVER'));
    bench.now += OFFER_HOLD_MS;
    bench.lease(2, 100);
    const nak = bench.reply(selecting(1, ip(100)));
    expect(nak).toMatchObject({ type: 'DHCPNAK', destination: { to: 'broadcast' }, leases: [] });
    expect(nak.reply).toMatchObject({
      ciaddr: UNSPECIFIED,
      yiaddr: UNSPECIFIED,
      siaddr: UNSPECIFIED,
      file: '',
      sname: '',
    });
    expect(nak.reply.options.map((option) => option.code)).toEqual([53, 54, 56]);
    expect(valueIn(nak, 'message')).toBe(`10.77.0.100 is leased to ${macOf(2)}`);
  });

  it('SELECTING after a restart of ours that forgot the offer: DHCPACK while the address is free', () => {
    expect(new Bench().reply(selecting(1, ip(101)))).toMatchObject({
      type: 'DHCPACK',
      reply: { yiaddr: ip(101) },
    });
  });

  it('SELECTING with the address in ciaddr, as some old ROMs do', () => {
    const ack = new Bench().reply(
      request(1, 'DHCPREQUEST', { ciaddr: ip(101), values: { serverIdentifier: OWN } }),
    );
    expect(ack).toMatchObject({ type: 'DHCPACK', reply: { yiaddr: ip(101) } });
  });

  it('moves a machine: the lease it had elsewhere ends with the new one', () => {
    const bench = new Bench();
    const old = bench.lease(1, 103);
    expect(bench.reply(selecting(1, ip(100))).leases).toEqual([
      { ...old, expiresAt: NOW },
      { address: ip(100), mac: macOf(1), state: 'bound', expiresAt: NOW + HOUR },
    ]);
    expect(bench.table.live(NOW).map((lease) => lease.address)).toEqual([ip(100)]);
  });

  const rebooting = (n: number, address: string) =>
    request(n, 'DHCPREQUEST', { values: { requestedIpAddress: address as Ipv4 } });

  it('INIT-REBOOT with its own address, also when the lease ran out: DHCPACK by broadcast', () => {
    const bench = new Bench();
    bench.lease(1, 101, { expiresAt: NOW - 1 });
    expect(bench.reply(rebooting(1, ip(101)))).toMatchObject({
      type: 'DHCPACK',
      destination: { to: 'broadcast' },
      reply: { yiaddr: ip(101) },
    });
  });

  it.each([
    ['on another network', '192.168.1.5', '192.168.1.5 is not on this network (10.77.0.0/24)'],
    ['taken by somebody else', ip(102), `10.77.0.102 is leased to ${macOf(2)}`],
    ['never given to it: we are authoritative here', ip(100), '10.77.0.100 was not given to it here'],
    ['other than the one it had', ip(103), '10.77.0.103 was not given to it here'],
  ])('INIT-REBOOT with an address %s: DHCPNAK', (_name, address, why) => {
    const bench = new Bench();
    bench.lease(1, 101);
    bench.lease(2, 102);
    const nak = bench.reply(rebooting(1, address));
    expect(nak.type).toBe('DHCPNAK');
    expect(nak.why).toEqual([`INIT-REBOOT: it wants ${address} again`, why]);
    expect(bench.table.ofMac(macOf(1))?.address).toBe(ip(101));
  });

  const renewing = (n: number, ciaddr: string) => request(n, 'DHCPREQUEST', { ciaddr: ciaddr as Ipv4 });

  it('RENEWING or REBINDING: DHCPACK by unicast with ciaddr kept, and the lease starts anew', () => {
    const bench = new Bench();
    bench.lease(1, 101, { expiresAt: NOW + 1000 });
    const ack = bench.reply(renewing(1, ip(101)));
    expect(ack).toMatchObject({
      type: 'DHCPACK',
      destination: { to: 'client', address: ip(101) },
      reply: { ciaddr: ip(101), yiaddr: ip(101) },
    });
    expect(bench.table.ofMac(macOf(1))?.expiresAt).toBe(NOW + HOUR);
  });

  it('RENEWING a lease we know nothing of: taken over while the address is free', () => {
    expect(new Bench().reply(renewing(1, ip(103)))).toMatchObject({
      type: 'DHCPACK',
      reply: { yiaddr: ip(103) },
    });
  });

  it.each([
    ['another network', '192.168.1.5'],
    ['somebody else', ip(102)],
    ['no pool', ip(50)],
  ])('RENEWING an address of %s: DHCPNAK by broadcast', (_name, address) => {
    const bench = new Bench();
    bench.lease(2, 102);
    expect(bench.reply(renewing(1, address))).toMatchObject({
      type: 'DHCPNAK',
      destination: { to: 'broadcast' },
    });
  });

  it('RENEWING beside a reservation made since: DHCPNAK, so that it comes for the reserved address', () => {
    const bench = new Bench();
    bench.lease(1, 101);
    bench.table.setRules({ ...bench.table.rules, reservations: new Map([[macOf(1), ip(9)]]) });
    expect(bench.reply(renewing(1, ip(101))).why.at(-1)).toBe(
      '10.77.0.9 is reserved for this machine, not 10.77.0.101',
    );
  });

  it.each([
    ['nothing', {}, 'it names neither server nor address'],
    ['a server but no address', { values: { serverIdentifier: OWN } }, 'it names no address'],
  ])('naming %s is not answered', (_name, said, why) => {
    expect(new Bench().silence(request(1, 'DHCPREQUEST', said)).why).toEqual([why]);
  });

  it.each([
    [undefined, 3600],
    [600, 600],
    [5, 60],
    [0xffff_ffff, 3600],
  ])('asking for %s seconds gets %i', (asked, given) => {
    const values = { requestedIpAddress: ip(100), serverIdentifier: OWN };
    const bench = new Bench();
    const ack = bench.reply(
      request(1, 'DHCPREQUEST', {
        values: asked === undefined ? values : { ...values, ipAddressLeaseTime: asked },
      }),
    );
    expect(valueIn(ack, 'ipAddressLeaseTime')).toBe(given);
    expect(bench.table.ofMac(macOf(1))?.expiresAt).toBe(NOW + given * 1000);
  });
});

describe('DHCPDECLINE', () => {
  const decline = (n: number, address: Ipv4, server = OWN) =>
    request(n, 'DHCPDECLINE', { values: { requestedIpAddress: address, serverIdentifier: server } });

  it('puts the address aside for a time, for everybody', () => {
    const bench = new Bench();
    bench.lease(1, 100);
    const silent = bench.silence(decline(1, ip(100)));
    expect(silent.declined).toBe(ip(100));
    expect(silent.leases).toEqual([
      { address: ip(100), mac: macOf(1), state: 'declined', expiresAt: NOW + CONFLICT_HOLD_MS },
    ]);
    expect(
      bench.reply(request(1, 'DHCPDISCOVER', { values: { requestedIpAddress: ip(100) } })).reply.yiaddr,
    ).toBe(ip(101));
    bench.now += CONFLICT_HOLD_MS;
    expect(
      bench.reply(request(2, 'DHCPDISCOVER', { values: { requestedIpAddress: ip(100) } })).reply.yiaddr,
    ).toBe(ip(100));
  });

  it('of an address that is not its own changes nothing: it could empty the pool', () => {
    const bench = new Bench();
    bench.lease(1, 100);
    for (const message of [
      decline(2, ip(100)),
      decline(1, ip(101)),
      decline(1, ip(100), OTHER_SERVER),
      request(1, 'DHCPDECLINE'),
    ]) {
      const silent = bench.silence(message);
      expect(silent.declined).toBeUndefined();
      expect(silent.leases).toEqual([]);
    }
  });
});

describe('DHCPRELEASE', () => {
  it('frees the address and remembers whose it was', () => {
    const bench = new Bench();
    const lease = bench.lease(1, 102);
    const silent = bench.silence(
      request(1, 'DHCPRELEASE', { ciaddr: ip(102), values: { serverIdentifier: OWN } }),
    );
    expect(silent.released).toBe(ip(102));
    expect(silent.leases).toEqual([{ ...lease, expiresAt: NOW }]);
    expect(bench.reply(request(1, 'DHCPDISCOVER')).why).toEqual(['it had 10.77.0.102 before']);
  });

  it('of somebody else’s address, or for another server, changes nothing', () => {
    const bench = new Bench();
    bench.lease(1, 102);
    for (const message of [
      request(2, 'DHCPRELEASE', { ciaddr: ip(102) }),
      request(1, 'DHCPRELEASE', { ciaddr: ip(101) }),
      request(1, 'DHCPRELEASE', { ciaddr: ip(102), values: { serverIdentifier: OTHER_SERVER } }),
    ]) {
      expect(bench.silence(message)).toMatchObject({ leases: [] });
    }
    expect(bench.table.live(NOW)).toHaveLength(1);
  });
});

describe('DHCPINFORM', () => {
  it('gets parameters by unicast: no address, no lease, no lease times', () => {
    const bench = new Bench();
    const ack = bench.reply(request(1, 'DHCPINFORM', { ciaddr: ip(20) }));
    expect(ack).toMatchObject({
      type: 'DHCPACK',
      destination: { to: 'client', address: ip(20) },
      leases: [],
    });
    expect(ack.reply).toMatchObject({ ciaddr: ip(20), yiaddr: UNSPECIFIED });
    expect(
      ack.reply.options.map((option) => option.code).filter((code) => [51, 58, 59].includes(code)),
    ).toEqual([]);
    expect(valueIn(ack, 'subnetMask')).toBe('255.255.255.0');
    expect(bench.table.live(NOW)).toEqual([]);
  });

  it.each([
    ['without an address', UNSPECIFIED, undefined, 'its address 0.0.0.0 is not on this network'],
    [
      'from another network',
      '192.168.1.5' as Ipv4,
      undefined,
      'its address 192.168.1.5 is not on this network',
    ],
    ['of BSDP', ip(20), 'AAPLBSDPC/i386/Macmini6,2', 'it is a BSDP question, not one for DHCP'],
  ])('%s is not answered', (_name, ciaddr, vendorClass, why) => {
    const values = vendorClass === undefined ? {} : { vendorClassIdentifier: vendorClass };
    expect(new Bench().silence(request(1, 'DHCPINFORM', { ciaddr, values })).why).toEqual([why]);
  });
});

describe('what is never answered', () => {
  it.each([
    ['a reply', { op: 2 as const }, 'it is a reply, not a request'],
    [
      'InfiniBand',
      { htype: 32, hlen: 0 },
      'only Ethernet is served, not hardware type 32 with 0-byte addresses',
    ],
    [
      'an odd address length',
      { hlen: 16 },
      'only Ethernet is served, not hardware type 1 with 16-byte addresses',
    ],
    [
      'a relay of another network',
      { giaddr: '10.88.0.1' as Ipv4 },
      'relayed by 10.88.0.1 from another network, for which there are no addresses',
    ],
  ])('%s', (_name, said, why) => {
    expect(new Bench().silence(request(1, 'DHCPDISCOVER', said)).why).toEqual([why]);
  });

  it('BOOTP', () => {
    expect(new Bench().silence(request(1, undefined))).toMatchObject({
      asked: 'BOOTP',
      why: ['it has no DHCP message type: BOOTP is not spoken'],
    });
  });

  it('a group address, or none, as hardware address', () => {
    const group = request(1, 'DHCPDISCOVER');
    group.chaddr[0] = 3;
    const zero = { ...request(1, 'DHCPDISCOVER'), chaddr: new Uint8Array(16) };
    for (const message of [group, zero]) {
      expect(new Bench().silence(message).why).toEqual(['its hardware address is not that of one machine']);
    }
  });

  it.each(['DHCPOFFER', 'DHCPACK', 'DHCPNAK', 'DHCPFORCERENEW', 'DHCPLEASEQUERY'] as const)('%s', (type) => {
    expect(new Bench().silence(request(1, type)).why).toEqual([
      `${type} is not for a server, or not spoken here`,
    ]);
  });

  it.each(['listen', 'beside'] as const)('anybody who wants an address in %s mode', (mode) => {
    const bench = new Bench();
    for (const type of ['DHCPDISCOVER', 'DHCPREQUEST'] as const) {
      expect(
        bench.silence(request(1, type, { values: { requestedIpAddress: ip(100) } }), { mode }).leases,
      ).toEqual([]);
    }
  });

  it('and then nobody is asked what the machine should boot: that question counts as the beginning of a boot', () => {
    const bench = new Bench();
    bench.silence(
      request(1, 'DHCPREQUEST', { values: { serverIdentifier: OTHER_SERVER, requestedIpAddress: ip(100) } }),
    );
    bench.reply(request(1, 'DHCPREQUEST', { values: { requestedIpAddress: '192.168.1.1' as Ipv4 } }));
    expect(bench.bootAsked).toBe(0);
    bench.reply(request(1, 'DHCPDISCOVER'));
    expect(bench.bootAsked).toBe(1);
  });
});

describe('where replies go (RFC 2131 §4.1)', () => {
  it.each([
    ['DHCPDISCOVER', {}, { to: 'broadcast' }],
    ['DHCPDISCOVER', { flags: BROADCAST_FLAG }, { to: 'broadcast' }],
    ['DHCPDISCOVER', { ciaddr: ip(66) }, { to: 'broadcast' }],
    ['DHCPDISCOVER', { giaddr: ip(5) }, { to: 'relay', address: ip(5) }],
    ['DHCPREQUEST', { ciaddr: ip(100), flags: BROADCAST_FLAG }, { to: 'client', address: ip(100) }],
    ['DHCPREQUEST', { ciaddr: ip(100), giaddr: ip(5) }, { to: 'relay', address: ip(5) }],
    ['DHCPINFORM', { ciaddr: ip(66) }, { to: 'client', address: ip(66) }],
  ] as const)('%s with %o: %o', (type, said, destination) => {
    expect(new Bench().reply(request(1, type, said)).destination).toEqual(destination);
  });

  it('a DHCPNAK by relay carries the broadcast flag, for the client’s address is wrong', () => {
    const nak = new Bench().reply(
      request(1, 'DHCPREQUEST', { giaddr: ip(5), values: { requestedIpAddress: '192.168.1.1' as Ipv4 } }),
    );
    expect(nak).toMatchObject({
      type: 'DHCPNAK',
      destination: { to: 'relay', address: ip(5) },
      reply: { flags: BROADCAST_FLAG, giaddr: ip(5) },
    });
  });
});

describe('port 4011', () => {
  const boots = {
    file: 'snponly.efi',
    vendorClass: 'PXEClient' as const,
    pxe: true,
    why: ['x64 UEFI: snponly.efi'],
  };
  const firmware = { vendorClassIdentifier: 'PXEClient:Arch:00007:UNDI:003016' };

  it('answers PXE firmware with its file and no address, back to where it asked from', () => {
    const bench = new Bench();
    bench.boot = boots;
    const ack = bench.reply(request(1, 'DHCPREQUEST', { ciaddr: ip(100), values: firmware }), { port: 4011 });
    expect(ack).toMatchObject({
      type: 'DHCPACK',
      file: 'snponly.efi',
      destination: { to: 'sender' },
      leases: [],
    });
    expect(ack.reply).toMatchObject({
      yiaddr: UNSPECIFIED,
      ciaddr: ip(100),
      siaddr: OWN,
      file: 'snponly.efi',
    });
    expect(valueIn(ack, 'ipAddressLeaseTime')).toBeUndefined();
    expect(ack.why).toEqual(['it asks the boot server for its file', 'x64 UEFI: snponly.efi']);
  });

  it('says nothing to others, to a DHCPDISCOVER, and where there is nothing to boot', () => {
    const bench = new Bench();
    const asking = request(1, 'DHCPREQUEST', { ciaddr: ip(100), values: firmware });
    expect(bench.silence(asking, { port: 4011 }).why).toEqual([
      'it asks the boot server for its file',
      'there is no boot file for it',
    ]);
    bench.boot = boots;
    expect(bench.silence(request(1, 'DHCPREQUEST', { ciaddr: ip(100) }), { port: 4011 }).why).toEqual([
      'only PXE firmware is answered on port 4011',
    ]);
    expect(bench.silence(request(1, 'DHCPDISCOVER', { values: firmware }), { port: 4011 }).leases).toEqual(
      [],
    );
  });
});

describe('beside another DHCP server', () => {
  const ipxe = { values: { userClass: ['iPXE'], clientSystemArchitecture: [7] } } as const;
  const beside = { mode: 'beside', loadedHere: true } as const;

  it('an iPXE that came from us gets its script and no address, as from a proxy', () => {
    const bench = new Bench();
    bench.boot = { url: 'http://10.77.0.1/m/02-00-00-00-00-01/boot.ipxe', why: ['assigned'] };
    const offer = bench.reply(request(1, 'DHCPDISCOVER', ipxe), beside);
    expect(offer).toMatchObject({ type: 'DHCPOFFER', destination: { to: 'broadcast' }, leases: [] });
    expect(offer.reply).toMatchObject({
      yiaddr: UNSPECIFIED,
      siaddr: OWN,
      file: 'http://10.77.0.1/m/02-00-00-00-00-01/boot.ipxe',
    });
    expect(valueIn(offer, 'vendorClassIdentifier')).toBe('PXEClient');
    expect(valueIn(offer, 'serverIdentifier')).toBe(OWN);
    for (const name of ['ipAddressLeaseTime', 'subnetMask', 'router', 'domainNameServer'] as const)
      expect(valueIn(offer, name)).toBeUndefined();
    expect(offer.file).toBe(bench.boot.url);
  });

  it('a name too long for its field goes into the option', () => {
    const bench = new Bench();
    bench.boot = { url: `http://10.77.0.1/${'x'.repeat(150)}`, why: [] };
    const offer = bench.reply(request(1, 'DHCPDISCOVER', ipxe), beside);
    expect(offer.reply.file).toBe('');
    expect(valueIn(offer, 'bootfileName')).toBe(bench.boot.url);
  });

  it('nobody else gets anything, and no address is given', () => {
    const bench = new Bench();
    bench.boot = { url: 'http://10.77.0.1/x', why: [] };
    const silent = 'beside another DHCP server: addresses come from it, not from us';
    const others = [
      [request(1, 'DHCPDISCOVER', ipxe), { ...beside, loadedHere: false }],
      [request(1, 'DHCPDISCOVER'), beside],
      [request(1, 'DHCPREQUEST', ipxe), beside],
      [request(1, 'DHCPINFORM', ipxe), beside],
    ] as const;
    for (const [message, context] of others) expect(bench.silence(message, context).why).toEqual([silent]);
    expect(bench.silence({ ...request(1, 'DHCPDISCOVER', ipxe), op: 2 }, beside).kind).toBe('silence');
  });
});

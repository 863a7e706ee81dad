import { describe, expect, it } from 'vitest';
import { identify } from '../../shared/boot/identify.ts';
import { maximumReplyBytes } from '../../shared/boot/dhcp-reply.ts';
import { chooseLoader } from '../../shared/boot/loader.ts';
import { DEFAULT_CONFIG } from '../../shared/model/config.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { subnetOf } from '../../shared/wire/address.ts';
import { decodeDhcp, encodeDhcp } from '../../shared/wire/dhcp.ts';
import { makeOption, optionCode } from '../../shared/wire/dhcp-options.ts';
import { golden } from '../wire/golden.ts';
import { dhcpText } from '../wire/golden-text.ts';
import { Bench, ip, macOf, OWN, request, valueIn } from './dhcp-samples.ts';

const SETTINGS = {
  ...DEFAULT_CONFIG,
  router: ip(254),
  domain: 'lab.test',
  ntp: [ip(253)],
  names: { [macOf(1)]: 'Rack 3, top', [macOf(2)]: '…' },
};

const codesOf = (decision: ReturnType<Bench['reply']>): number[] =>
  decision.reply.options.map((option) => option.code);

describe('options of a reply', () => {
  it('are all given to a client without a parameter request list', () => {
    const offer = new Bench({}, SETTINGS).reply(request(1, 'DHCPDISCOVER'));
    expect(codesOf(offer)).toEqual([53, 54, 51, 58, 59, 1, 3, 6, 12, 15, 42, 28]);
    expect(valueIn(offer, 'router')).toEqual([ip(254)]);
    expect(valueIn(offer, 'domainNameServer')).toEqual([OWN]);
    expect(valueIn(offer, 'broadcastAddress')).toBe(ip(255));
  });

  it('follow the head in the order asked for, then come the ones nobody asked for', () => {
    const values = { parameterRequestList: [42, 28, 6, 1, 15], clientIdentifier: Uint8Array.of(1, 2) };
    const offer = new Bench({}, SETTINGS).reply(request(1, 'DHCPDISCOVER', { values }));
    expect(codesOf(offer)).toEqual([53, 54, 51, 58, 59, 1, 42, 28, 6, 15, 3, 61]);
  });

  it('are few where little is asked and nothing is configured, but always name a DNS server', () => {
    const offer = new Bench().reply(request(1, 'DHCPDISCOVER', { values: { parameterRequestList: [1] } }));
    expect(codesOf(offer)).toEqual([53, 54, 51, 58, 59, 1, 6]);
    const configured = new Bench({}, { dns: [ip(8), ip(9)] }).reply(request(1, 'DHCPDISCOVER'));
    expect(valueIn(configured, 'domainNameServer')).toEqual([ip(8), ip(9)]);
  });

  it('name the machine as the technician did, where that makes a host name', () => {
    const bench = new Bench({}, SETTINGS);
    expect(valueIn(bench.reply(request(1, 'DHCPDISCOVER')), 'hostName')).toBe('Rack-3-top');
    expect(valueIn(bench.reply(request(2, 'DHCPDISCOVER')), 'hostName')).toBeUndefined();
    expect(valueIn(bench.reply(request(3, 'DHCPDISCOVER')), 'hostName')).toBeUndefined();
  });

  it('repeat what the client and the relay sent, the relay’s last; without a relay it is a client’s invention', () => {
    const relay = makeOption('relayAgentInformation', [{ code: 1, data: Uint8Array.of(7) }]);
    const machine = { code: optionCode('clientMachineIdentifier'), data: Uint8Array.of(0, 1, 2) };
    const values = { clientIdentifier: Uint8Array.of(0, 5), parameterRequestList: [82, 97, 61] };
    const said = { values, extra: [relay, machine] };
    const relayed = new Bench().reply(request(1, 'DHCPDISCOVER', { ...said, giaddr: ip(5) }));
    expect(codesOf(relayed)).toEqual([53, 54, 51, 58, 59, 1, 97, 61, 6, 82]);
    expect(relayed.reply.options.at(-1)).toEqual(relay);
    expect(relayed.reply.options).toContainEqual(machine);
    expect(codesOf(new Bench().reply(request(1, 'DHCPDISCOVER', said)))).not.toContain(82);
    const nak = { ...said, giaddr: ip(5), values: { ...values, requestedIpAddress: '192.168.0.1' as Ipv4 } };
    expect(codesOf(new Bench().reply(request(1, 'DHCPREQUEST', nak)))).toEqual([53, 54, 56, 61, 82]);
  });
});

describe('boot files', () => {
  const firmware = { file: 'undionly.kpxe', vendorClass: 'PXEClient' as const, pxe: true, why: [] };

  it('are named in the file field, and in options for those who ask for options', () => {
    const bench = new Bench();
    bench.boot = firmware;
    const values = { vendorClassIdentifier: 'PXEClient:Arch:00000:UNDI:002001' };
    const old = bench.reply(
      request(1, 'DHCPDISCOVER', { values: { ...values, parameterRequestList: [1, 3, 43] } }),
    );
    expect(old.reply).toMatchObject({ siaddr: OWN, sname: OWN, file: 'undionly.kpxe' });
    expect(codesOf(old)).toEqual([53, 54, 51, 58, 59, 1, 43, 6, 60]);
    expect(valueIn(old, 'vendorSpecificInformation')).toEqual(Uint8Array.of(6, 1, 8, 255));
    const asking = bench.reply(
      request(1, 'DHCPDISCOVER', { values: { ...values, parameterRequestList: [66, 67] } }),
    );
    expect(codesOf(asking)).toEqual([53, 54, 51, 58, 59, 1, 66, 67, 6, 60, 43]);
    // With its NUL: EDK2 would write one over the byte that follows.
    expect(asking.reply.options.find((option) => option.code === 67)?.data.at(-1)).toBe(0);
    expect(valueIn(asking, 'bootfileName')).toBe('undionly.kpxe');
  });

  it('come without PXE tags and NUL for iPXE, which is spared its wait for a ProxyDHCP offer', () => {
    const bench = new Bench();
    const url = 'http://10.77.0.1/boot/02-00-00-00-00-01.ipxe';
    bench.boot = { url, why: [] };
    const values = {
      userClass: ['iPXE'],
      vendorClassIdentifier: 'PXEClient',
      parameterRequestList: [1, 67, 175],
    };
    const offer = bench.reply(request(1, 'DHCPDISCOVER', { values }));
    expect(offer.reply).toMatchObject({ siaddr: OWN, sname: '', file: url });
    expect(offer.reply.options.find((option) => option.code === 67)?.data.length).toBe(url.length);
    expect(codesOf(offer)).toEqual([53, 54, 51, 58, 59, 1, 67, 175, 6]);
    expect(valueIn(offer, 'etherbootEncapsulated')).toEqual([{ code: 176, data: Uint8Array.of(1) }]);
  });

  it('are named by option only where the field is too short', () => {
    const bench = new Bench();
    const url = `http://10.77.0.1/${'x'.repeat(150)}.efi`;
    bench.boot = { url, vendorClass: 'HTTPClient', why: [] };
    const values = { vendorClassIdentifier: 'HTTPClient:Arch:00016:UNDI:003016', parameterRequestList: [1] };
    const offer = bench.reply(request(1, 'DHCPDISCOVER', { values }));
    expect(offer.reply.file).toBe('');
    expect(valueIn(offer, 'bootfileName')).toBe(url);
    expect(valueIn(offer, 'vendorClassIdentifier')).toBe('HTTPClient');
  });

  it('are not named to a machine that is sent to its own disk', () => {
    const bench = new Bench();
    bench.boot = { why: ['its own disk'] };
    const offer = bench.reply(request(1, 'DHCPDISCOVER', { values: { vendorClassIdentifier: 'PXEClient' } }));
    expect(offer.reply).toMatchObject({ siaddr: '0.0.0.0', sname: '', file: '' });
    expect(codesOf(offer)).toEqual([53, 54, 51, 58, 59, 1, 6, 28]);
  });
});

describe('size', () => {
  it.each([
    [undefined, 548],
    [0, 548],
    [576, 548],
    [1260, 1232],
    [1500, 1472],
    [65535, 1472],
  ])('of a reply to a client that announces %s bytes: at most %i', (announced, bytes) => {
    const values = announced === undefined ? {} : { maximumDhcpMessageSize: announced };
    expect(maximumReplyBytes(request(1, 'DHCPDISCOVER', { values }))).toBe(bytes);
  });

  it('is kept by leaving out what matters least; relay information goes last of all', () => {
    const bench = new Bench({}, { ...SETTINGS, domain: 'd'.repeat(100) });
    bench.boot = { file: 'snponly.efi', vendorClass: 'PXEClient', pxe: true, why: [] };
    const values = { clientIdentifier: new Uint8Array(120), vendorClassIdentifier: 'PXEClient:Arch:00007' };
    const asked = (relayBytes: number) =>
      request(1, 'DHCPDISCOVER', {
        giaddr: ip(5),
        values,
        extra: [{ code: 82, data: new Uint8Array(relayBytes) }],
      });
    const fits = (message: ReturnType<typeof request>) => {
      const { reply } = bench.reply(message);
      expect(encodeDhcp(reply, { maximumBytes: 548 }).length).toBeLessThanOrEqual(548);
      return reply.options.map((option) => option.code);
    };
    expect(fits(asked(10))).toEqual([53, 54, 51, 58, 59, 1, 3, 6, 60, 43, 67, 66, 61, 12, 82]);
    expect(fits(asked(100))).toEqual([53, 54, 51, 58, 59, 1, 3, 6, 60, 43, 67, 61, 82]);
    expect(fits(asked(200))).toEqual([53, 54, 51, 58, 59, 1, 3, 60, 43, 67, 82]);
    expect(fits(asked(1000))).toEqual([53, 54, 51, 58, 59, 1, 3, 60, 43]);
  });
});

/** Offers to firmware and clients as recorded; read the diff after `vitest -u`. */
describe('golden replies', () => {
  it.each([
    'ovmf-pxe-discover',
    'ovmf-http-discover',
    'ipxe-bios-discover',
    'ipxe-efi-discover',
    'dhclient-discover',
    'dhclient-request',
    'udhcpc-discover',
    'udhcpc-request',
  ])('%s', async (name) => {
    const message = decodeDhcp(golden('dhcp', name).bytes);
    const own = '10.78.0.1' as Ipv4;
    const subnet = subnetOf(own, 24);
    const pool = { first: '10.78.0.20' as Ipv4, last: '10.78.0.30' as Ipv4 };
    const bench = new Bench({ own, subnet, pool });
    const plan = { action: 'wait' as const, why: ['nobody has chosen'] };
    bench.boot = chooseLoader(identify(message), plan, { http: `http://${own}`, has: () => true });
    const decision = bench.reply(message, { server: { address: own, subnet } });
    const bytes = encodeDhcp(decision.reply, { maximumBytes: maximumReplyBytes(message) });
    const text = `${dhcpText(decodeDhcp(bytes))}${bytes.length} bytes\nwhy ${decision.why.join('; ')}\n`;
    await expect(text).toMatchFileSnapshot(`../fixtures/boot/dhcp-reply-to-${name}.txt`);
  });
});

/** Frames taken apart: every golden packet, every layer inside its frame, and nothing thrown whatever comes. */
import { describe, expect, it } from 'vitest';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { encodeArp } from '../../shared/wire/arp.ts';
import { hexBytes, latin1Bytes, utf8Bytes, Writer } from '../../shared/wire/bytes.ts';
import { dissect } from '../../shared/wire/dissect.ts';
import type { Dissection, Field } from '../../shared/wire/dissection.ts';
import { decodeDhcp, encodeDhcp } from '../../shared/wire/dhcp.ts';
import { optionCode } from '../../shared/wire/dhcp-options.ts';
import { encodeEthernet, ETHER_TYPE } from '../../shared/wire/ethernet.ts';
import { encodeIpv4, IP_PROTOCOL } from '../../shared/wire/ipv4.ts';
import { encodeTftp, TFTP_ERROR } from '../../shared/wire/tftp.ts';
import { encodeUdpFrame } from '../../shared/wire/udp-frame.ts';
import { BSDP_SAMPLES, STARTUP_DISK_INFORM } from './bsdp-samples.ts';
import { damaged, generator, noise } from './damage.ts';
import { golden, goldens } from './golden.ts';

const MAC = '52:54:00:00:00:01' as Mac;
const SERVER_MAC = '02:00:00:00:00:01' as Mac;
const CLIENT = '10.77.0.100' as Ipv4;
const SERVER = '10.77.0.1' as Ipv4;

function udp(payload: Uint8Array, sourcePort: number, destinationPort: number): Uint8Array {
  const ends = { sourceMac: MAC, destinationMac: SERVER_MAC, source: CLIENT, destination: SERVER };
  return encodeUdpFrame({ ...ends, sourcePort, destinationPort, payload });
}

function ip(protocol: number, payload: Uint8Array): Uint8Array {
  const fixed = { typeOfService: 0, identification: 7, dontFragment: true, moreFragments: false };
  const packet = encodeIpv4({
    ...{ ...fixed, fragmentOffset: 0, timeToLive: 64, protocol, source: CLIENT, destination: SERVER },
    payload,
  });
  return encodeEthernet({
    destination: SERVER_MAC,
    source: MAC,
    etherType: ETHER_TYPE.ipv4,
    payload: packet,
  });
}

function tcp(text: string, flags = 0x18): Uint8Array {
  const header = new Writer(20).u16(40_000).u16(80).u32(1).u32(2).u8(0x50).u8(flags).u16(512).u32(0);
  return ip(IP_PROTOCOL.tcp, header.put(latin1Bytes(text)).bytes());
}

/** The Mac's INFORM with another option 43 in it. */
function withVendorOption(data: Uint8Array): Uint8Array {
  const inform = decodeDhcp(STARTUP_DISK_INFORM);
  const code = optionCode('vendorSpecificInformation');
  const options = inform.options.map((option) => (option.code === code ? { code, data } : option));
  return encodeDhcp({ ...inform, options });
}

function field(found: Dissection, layer: string, name: string): Field | undefined {
  return found.layers.find((one) => one.name === layer)?.fields.find((one) => one.name === name);
}

describe('a frame', () => {
  it('of ARP says who asks whom', () => {
    const payload = encodeArp({
      operation: 'request',
      ...{
        senderMac: MAC,
        senderAddress: CLIENT,
        targetMac: '00:00:00:00:00:00' as Mac,
        targetAddress: SERVER,
      },
    });
    const frame = encodeEthernet({
      destination: 'ff:ff:ff:ff:ff:ff' as Mac,
      source: MAC,
      etherType: ETHER_TYPE.arp,
      payload,
    });
    const found = dissect(frame);
    expect(found).toMatchObject({
      protocol: 'arp',
      summary: 'ARP who has 10.77.0.1? Tell 10.77.0.100',
      sourceMac: MAC,
    });
    expect(field(found, 'ARP', 'target address')).toMatchObject({ value: SERVER, offset: 38, length: 4 });
  });

  it('of DHCP is about the client in it, with each option and its bytes', () => {
    const { bytes } = golden('dhcp', 'ovmf-pxe-discover');
    const frame = udp(bytes, 68, 67);
    const found = dissect(frame);
    expect(found.layers.map(({ name }) => name)).toEqual(['Ethernet', 'IPv4', 'UDP', 'DHCP']);
    expect(found.summary).toMatch(/^DHCPDISCOVER, PXEClient:Arch:00007:UNDI:/);
    const type = field(found, 'DHCP', 'Message type');
    expect(type).toMatchObject({ value: 'DHCPDISCOVER', length: 3 });
    expect([...frame.subarray(type?.offset, (type?.offset ?? 0) + 3)]).toEqual([53, 1, 1]);
    expect(field(found, 'DHCP', 'chaddr')?.value).toBe(found.client);
  });

  it('of BSDP is called so, and its options are shown inside option 43', () => {
    const inform = dissect(udp(STARTUP_DISK_INFORM, 993, 67));
    expect(inform).toMatchObject({
      protocol: 'bsdp',
      summary: expect.stringMatching(/^DHCPINFORM\[LIST\], has /),
    });
    const inside = field(inform, 'DHCP with BSDP', 'Vendor specific information')?.fields ?? [];
    expect(inside.map(({ name }) => name)).toContain('Reply port');
    expect(inside.find(({ name }) => name === 'Reply port')?.value).toBe('993');
    expect(inside.find(({ name }) => name === 'BSDP message type')?.value).toBe('LIST');
    const found = goldens('dhcp').map(({ bytes }) => dissect(udp(bytes, 67, 68)));
    expect(found.map(({ malformed }) => malformed)).toEqual(found.map(() => undefined));
    const pxe = dissect(udp(golden('dhcp', 'dnsmasq-proxy-offer').bytes, 67, 68));
    const vendor = field(pxe, 'DHCP', 'Vendor specific information');
    expect(vendor?.fields?.map(({ name }) => name)).toContain('Discovery control');
    expect(vendor?.fields?.[0]?.offset).toBe((vendor?.offset ?? 0) + 2);
  });

  it('of TFTP is known on any port', () => {
    const request = encodeTftp({
      op: 'RRQ',
      filename: 'snponly.efi',
      mode: 'octet',
      options: [['blksize', '1468']],
    });
    expect(dissect(udp(request, 2000, 69))).toMatchObject({
      protocol: 'tftp',
      summary: 'RRQ snponly.efi blksize=1468',
    });
    const data = encodeTftp({ op: 'DATA', block: 7, data: new Uint8Array(100) });
    expect(dissect(udp(data, 40_001, 2000))).toMatchObject({
      protocol: 'tftp',
      summary: 'DATA 7, 100 bytes',
    });
    const error = encodeTftp({ op: 'ERROR', code: TFTP_ERROR.fileNotFound, message: 'no \u0007bell' });
    expect(dissect(udp(error, 40_001, 2000)).summary).toBe('ERROR 1 (File not found): no ·bell');
    expect(dissect(udp(utf8Bytes('hello, this is no TFTP'), 40_001, 2000)).protocol).toBe('udp');
  });

  it('of HTTP shows the first line only', () => {
    const found = dissect(tcp('GET /m/52-54-00-00-00-01/boot.ipxe HTTP/1.1\r\nHost: x\r\n\r\n'));
    expect(found).toMatchObject({ protocol: 'http', summary: 'GET /m/52-54-00-00-00-01/boot.ipxe HTTP/1.1' });
    expect(field(found, 'HTTP', 'request')).toMatchObject({ offset: 54, length: 45 });
    expect(dissect(tcp('HTTP/1.1 404 Not Found\r\n\r\n'))).toMatchObject({
      protocol: 'http',
      summary: 'HTTP/1.1 404 Not Found',
    });
    expect(dissect(tcp('in the middle of a body'))).toMatchObject({
      protocol: 'tcp',
      summary: 'TCP 40000 → 80 PSH ACK, 23 bytes',
    });
    expect(dissect(tcp('', 2)).summary).toBe('TCP 40000 → 80 SYN');
  });

  it('of ICMP names what is unreachable', () => {
    expect(dissect(ip(IP_PROTOCOL.icmp, hexBytes('03 03 00 00 00 00 00 00')))).toMatchObject({
      protocol: 'icmp',
      summary: 'ICMP destination unreachable: port',
    });
    const ping = dissect(ip(IP_PROTOCOL.icmp, hexBytes('08 00 00 00 12 34 00 05')));
    expect(field(ping, 'ICMP', 'sequence')).toMatchObject({ value: '5', length: 2 });
  });

  it('of syslog shows its text without control characters', () => {
    expect(dissect(udp(utf8Bytes('<30>anaconda: über\u001b[1m'), 33_000, 514))).toMatchObject({
      protocol: 'syslog',
      summary: '<30>anaconda: über·[1m',
    });
  });

  it('that is malformed shows what could be read, and where it ended', () => {
    const whole = udp(golden('dhcp', 'ipxe-bios-discover').bytes.subarray(0, 100), 68, 67);
    const found = dissect(whole);
    expect(found.layers.map(({ name }) => name)).toEqual(['Ethernet', 'IPv4', 'UDP']);
    expect(found.malformed?.offset).toBeGreaterThanOrEqual(42);
    expect(found.summary).toMatch(/^malformed DHCP: /);
    expect(dissect(new Uint8Array(3))).toMatchObject({ summary: '3 bytes', malformed: { what: 'Ethernet' } });
  });
});

describe('damage and noise', () => {
  it('throw nothing, and no field leaves its frame', () => {
    const random = generator('dissect');
    const seeds = [
      ...goldens('dhcp').map(({ bytes }) => udp(bytes, 67, 68)),
      udp(STARTUP_DISK_INFORM, 993, 67),
      ...BSDP_SAMPLES.map((sample) => udp(withVendorOption(hexBytes(sample.option43_hex)), 68, 67)),
      ...goldens('tftp').map(({ bytes }) => udp(bytes, 69, 2000)),
      ...goldens('frame').map(({ bytes }) => bytes),
      tcp('GET / HTTP/1.1\r\n\r\n'),
    ];
    for (let time = 0; time < 20_000; time++) {
      const frame = random(8) === 0 ? noise(random) : damaged(random, seeds);
      const { layers } = dissect(frame);
      for (const one of layers) expectInside(one.fields, frame.length);
    }
  });
});

function expectInside(fields: readonly Field[], length: number): void {
  for (const one of fields) {
    if (one.offset < 0 || one.length < 0 || one.offset + one.length > length)
      expect.fail(`${one.name} at ${one.offset}+${one.length} of ${length}`);
    expectInside(one.fields ?? [], length);
  }
}

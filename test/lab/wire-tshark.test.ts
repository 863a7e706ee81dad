/** A second opinion on what our codecs write and read: Wireshark's. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { LIMITED_BROADCAST } from '../../shared/wire/address.ts';
import { hexBytes } from '../../shared/wire/bytes.ts';
import { makeOption, optionValue } from '../../shared/wire/dhcp-options.ts';
import type { DhcpMessage, DhcpOption } from '../../shared/wire/dhcp.ts';
import { BOOTREPLY, decodeDhcp, encodeDhcp } from '../../shared/wire/dhcp.ts';
import { encodePxeOptions, makePxeOption } from '../../shared/wire/pxe.ts';
import { encodeTftp, TFTP_ERROR } from '../../shared/wire/tftp.ts';
import { encodeUdpFrame } from '../../shared/wire/udp-frame.ts';
import { goldens } from '../wire/golden.ts';
import { describeLab } from './requirements.ts';

const SERVER = '10.78.0.1' as Ipv4;

function frame(payload: Uint8Array, sourcePort: number, destinationPort: number): Uint8Array {
  return encodeUdpFrame({
    sourceMac: '02:00:00:00:00:01' as Mac,
    destinationMac: 'ff:ff:ff:ff:ff:ff' as Mac,
    source: SERVER,
    sourcePort,
    destination: LIMITED_BROADCAST,
    destinationPort,
    payload,
  });
}

const REPLY: DhcpMessage = {
  op: BOOTREPLY,
  htype: 1,
  hlen: 6,
  hops: 0,
  xid: 0x12345678,
  secs: 0,
  flags: 0x8000,
  ciaddr: '0.0.0.0' as Ipv4,
  yiaddr: '10.78.0.20' as Ipv4,
  siaddr: SERVER,
  giaddr: '0.0.0.0' as Ipv4,
  chaddr: hexBytes(`020000000004${'00'.repeat(10)}`),
  sname: 'rack',
  file: 'snponly.efi',
  options: [
    makeOption('dhcpMessageType', 'DHCPOFFER'),
    makeOption('serverIdentifier', SERVER),
    makeOption('ipAddressLeaseTime', 3600),
    makeOption('router', [SERVER]),
    makeOption('vendorClassIdentifier', 'PXEClient'),
    makeOption('clientMachineIdentifier', { type: 0, uuid: '00112233-4455-6677-8899-aabbccddeeff' }),
    makeOption(
      'vendorSpecificInformation',
      encodePxeOptions([
        makePxeOption('discoveryControl', 3),
        makePxeOption('bootServers', [{ type: 0x8002, addresses: [SERVER] }]),
        makePxeOption('bootMenu', [{ type: 0x8002, description: 'Install from lab' }]),
        makePxeOption('menuPrompt', { timeoutSeconds: 3, prompt: 'Rack' }),
        makePxeOption('mtftpClientPort', 1758),
      ]),
    ),
    makeOption('domainSearch', ['lab.test', 'test']),
    makeOption('classlessStaticRoute', [
      { destination: '10.229.0.128' as Ipv4, prefixLength: 25, router: SERVER },
    ]),
    makeOption('userClass', ['iPXE', 'lab']),
    makeOption('clientFqdn', { flags: 5, name: 'pc.lab.test.' }),
  ],
};

describeLab('Wireshark reads what we write', ['tshark'], () => {
  it('a DHCPOFFER with PXE options, field by field', () => {
    expectSeen(frame(encodeDhcp(REPLY), 67, 68), {
      'dhcp.type': '2',
      'dhcp.id': '0x12345678',
      'dhcp.flags.bc': '1',
      'dhcp.ip.your': '10.78.0.20',
      'dhcp.ip.server': SERVER,
      'dhcp.hw.mac_addr': '02:00:00:00:00:04',
      'dhcp.server': 'rack',
      'dhcp.file': 'snponly.efi',
      'dhcp.option.type': codesOf(REPLY),
      'dhcp.option.dhcp': '2',
      'dhcp.option.dhcp_server_id': SERVER,
      'dhcp.option.ip_address_lease_time': '3600',
      'dhcp.option.router': SERVER,
      'dhcp.option.vendor_class_id': 'PXEClient',
      'dhcp.client_id.uuid': '00112233-4455-6677-8899-aabbccddeeff',
      'dhcp.option.dhcp_dns_domain_search_list_fqdn': 'lab.test,test',
      'dhcp.option.classless_static_route': '190ae500800a4e0001',
      'dhcp.fqdn.name': 'pc.lab.test',
      'dhcp.option.user_class.data': '69505845,6c6162',
      'dhcp.option.vendor.pxeclient.discovery_control': '0x03',
      'dhcp.option.vendor.pxeclient.boot_servers.type': '32770',
      'dhcp.option.vendor.pxeclient.boot_servers.ip': SERVER,
      'dhcp.option.vendor.pxeclient.boot_menu.desc': 'Install from lab',
      'dhcp.option.vendor.pxeclient.menu_prompt.timeout': '3',
      'dhcp.option.vendor.pxeclient.menu_prompt.prompt': 'Rack',
      'dhcp.option.vendor.pxeclient.mtftp_client_port': '1758',
    });
  });

  it('options that overflow into file and sname', () => {
    const text = (name: 'rootPath' | 'message' | 'domainName', length: number): DhcpOption =>
      makeOption(name, name.charAt(0).repeat(length));
    const options = [
      makeOption('dhcpMessageType', 'DHCPACK'),
      text('rootPath', 100),
      text('message', 50),
      text('domainName', 50),
    ];
    const bytes = encodeDhcp({ ...REPLY, sname: '', file: '', options }, { maximumBytes: 300 });
    expectSeen(frame(bytes, 67, 68), {
      'dhcp.option.option_overload': '3',
      'dhcp.option.root_path': 'r'.repeat(100),
      'dhcp.option.message': 'm'.repeat(50),
      'dhcp.option.domain_name': 'd'.repeat(50),
    });
  });

  it('TFTP requests, acknowledged options and errors', () => {
    const request = encodeTftp({
      op: 'RRQ',
      filename: 'a/b.efi',
      mode: 'octet',
      options: [
        ['blksize', '1428'],
        ['windowsize', '16'],
      ],
    });
    expectSeen(frame(request, 5000, 69), {
      'tftp.opcode': '1',
      'tftp.source_file': 'a/b.efi',
      'tftp.type': 'octet',
      'tftp.option.name': 'blksize,windowsize',
      'tftp.option.value': '1428,16',
    });
    const error = encodeTftp({ op: 'ERROR', code: TFTP_ERROR.fileNotFound, message: 'no such file' });
    expectSeen(frame(error, 69, 5000), {
      'tftp.opcode': '5',
      'tftp.error.code': '1',
      'tftp.error.message': 'no such file',
    });
  });
});

describeLab('Wireshark reads the golden packets as we do', ['tshark'], () => {
  it.each(goldens('dhcp'))('$name', ({ bytes }) => {
    const message = decodeDhcp(bytes);
    expectSeen(frame(bytes, 67, 68), {
      'dhcp.ip.your': message.yiaddr,
      'dhcp.ip.server': message.siaddr,
      'dhcp.file': message.file,
      'dhcp.option.type': codesOf(message),
      'dhcp.option.vendor_class_id': optionValue(message.options, 'vendorClassIdentifier') ?? '',
      'dhcp.client_id.uuid': optionValue(message.options, 'clientMachineIdentifier')?.uuid ?? '',
    });
  });
});

/** As in the field dhcp.option.type, whose last entry is the end: Wireshark 4.0 numbers it 0 there. */
function codesOf(message: DhcpMessage): string {
  return [...message.options.map(({ code }) => code), 0].join();
}

/** What every frame of ours must look like: both checksums good, nothing malformed. */
const GOOD = { 'ip.checksum.status': '1', 'udp.checksum.status': '1', '_ws.malformed': '' } as const;

function expectSeen(bytes: Uint8Array, expected: Readonly<Record<string, string>>): void {
  const whole = { ...GOOD, ...expected };
  expect(dissected(bytes, Object.keys(whole))).toEqual(whole);
}

/** What tshark sees in the frame; a field that comes more than once joined with commas, '' where it sees none. */
function dissected(bytes: Uint8Array, fields: readonly string[]): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'rackboot-tshark-'));
  try {
    const path = join(folder, 'frame.pcap');
    writeFileSync(path, savefile(bytes));
    const preferences = ['-o', 'ip.check_checksum:TRUE', '-o', 'udp.check_checksum:TRUE'];
    const wanted = fields.flatMap((name) => ['-e', name]);
    const run = spawnSync('tshark', ['-r', path, ...preferences, '-T', 'fields', ...wanted], {
      encoding: 'utf8',
    });
    expect(run.status, run.stderr).toBe(0);
    const values = run.stdout.replace(/\n$/, '').split('\t');
    return Object.fromEntries(fields.map((name, i) => [name, values[i] ?? '']));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A pcap savefile of one Ethernet frame, little-endian, time 0. */
function savefile(bytes: Uint8Array): Buffer {
  const header = Buffer.alloc(24 + 16);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(65535, 16);
  header.writeUInt32LE(1, 20);
  header.writeUInt32LE(bytes.length, 24 + 8);
  header.writeUInt32LE(bytes.length, 24 + 12);
  return Buffer.concat([header, bytes]);
}

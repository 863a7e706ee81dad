/** What a technician reads of each event. */
import type { EventBody, EventType } from '../../shared/model/event.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';

const mac = '00:25:90:96:c4:9a' as Mac;
const address = '10.77.0.51' as Ipv4;
const other = '10.77.0.254' as Ipv4;

/** One of each type, and the sentence a technician reads. The compiler demands a new one for a new type. */
export const SENTENCES: { [T in EventType]: [Extract<EventBody, { type: T }>, string] } = {
  'engine.ready': [
    {
      type: 'engine.ready',
      interface: 'lab0',
      address,
      mode: 'own',
      console: 'http://x',
      http: 'http://x',
      pid: 1,
    },
    'Rackboot answers on lab0 as 10.77.0.51.',
  ],
  'engine.stopping': [
    { type: 'engine.stopping', reason: 'asked for by a command' },
    'Rackboot stops: asked for by a command.',
  ],
  'network.ended': [
    { type: 'network.ended', interface: 'lab0', mode: 'own' },
    'Rackboot answers on lab0 no more.',
  ],
  'network.failed': [
    {
      type: 'network.failed',
      interface: 'lab0',
      mode: 'own',
      code: 'OTHER_DHCP_SERVER',
      message: '10.77.0.254 answers DHCP.',
      hint: 'Switch it off.',
    },
    'lab0 could not be used: 10.77.0.254 answers DHCP. Switch it off.',
  ],
  'service.started': [{ type: 'service.started', service: 'dhcp' }, 'DHCP started.'],
  'service.failed': [
    {
      type: 'service.failed',
      service: 'images',
      code: 'DISK_FULL',
      message: 'The disk is full.',
      hint: 'Make room.',
    },
    'Images failed: The disk is full. Make room.',
  ],
  'service.limited': [
    { type: 'service.limited', service: 'dhcp', why: 'no ARP' },
    'DHCP runs with limits: no ARP.',
  ],
  'neighbour.found': [
    { type: 'neighbour.found', kind: 'dhcp', address: other, offered: address },
    'Another DHCP server answers here: 10.77.0.254; it offered 10.77.0.51.',
  ],
  'neighbour.overridden': [
    { type: 'neighbour.overridden', address: other, why: ['--force was given'] },
    'Started although 10.77.0.254 answers here as well: --force was given.',
  ],
  'firmware.found': [
    {
      type: 'firmware.found',
      name: 'snponly.efi',
      path: '/usr/lib/ipxe/snponly.efi',
      source: 'system',
      sizeBytes: 301_056,
    },
    'Boot firmware snponly.efi found: system, 301 kB.',
  ],
  'firmware.missing': [
    { type: 'firmware.missing', name: 'snponly.efi', why: ['not in /usr/lib/ipxe'] },
    'Boot firmware snponly.efi is missing: not in /usr/lib/ipxe.',
  ],
  'image.progress': [
    { type: 'image.progress', name: 'a.iso', bytes: 1_000_000, totalBytes: 4_400_000_000 },
    'Reading a.iso: 1.0 MB of 4.4 GB.',
  ],
  'image.imported': [
    {
      type: 'image.imported',
      image: 'debian',
      title: 'Debian 12.12',
      recipe: 'debian-installer',
      sizeBytes: 659_000_000,
      ms: 42,
    },
    'Debian 12.12 can be booted (659 MB, recognised in 0.04 s).',
  ],
  'image.removed': [
    { type: 'image.removed', image: 'debian' },
    'Debian 12 netinst was removed from the library.',
  ],
  'image.failed': [
    {
      type: 'image.failed',
      name: 'a.mov',
      code: 'NOT_AN_ISO',
      message: 'a.mov is not an ISO image.',
      hint: 'Drop an ISO.',
    },
    'a.mov was not taken: a.mov is not an ISO image. Drop an ISO.',
  ],
  'machine.seen': [
    { type: 'machine.seen', mac, how: 'dhcp', vendor: 'Supermicro', arch: 7 },
    'New: asked for an address (Supermicro, x64 UEFI).',
  ],
  'machine.chose': [
    { type: 'machine.chose', mac, image: 'debian' },
    'Debian 12 netinst was chosen at this Mac.',
  ],
  'bsdp.answered': [
    {
      type: 'bsdp.answered',
      mac,
      xid: 7,
      message: 'DHCPINFORM[LIST]',
      reply: 'DHCPACK[LIST]',
      images: ['Debian 12', 'Memtest86+'],
      to: '10.77.0.51:68',
      why: [],
    },
    'Asked for NetBoot images and was shown 2 images, first Debian 12.',
  ],
  'bsdp.ignored': [
    {
      type: 'bsdp.ignored',
      mac,
      xid: 7,
      message: 'DHCPINFORM[SELECT]',
      why: ['it chose another BSDP server, 10.77.0.254'],
    },
    'DHCPINFORM[SELECT] not answered: it chose another BSDP server, 10.77.0.254.',
  ],
  'bsdp.truncated': [
    { type: 'bsdp.truncated', mac, listed: 5, omitted: ['Memtest86+'], maximumBytes: 520 },
    '1 image did not fit into the list that this Mac takes: Memtest86+.',
  ],
  'machine.stage': [
    { type: 'machine.stage', mac, stage: 'stalled', previous: 'loader', why: 'no request for 60 s' },
    'Stalled after "loads ipxe": no request for 60 s.',
  ],
  'machine.disarmed': [
    { type: 'machine.disarmed', mac, why: ['it reported installed'] },
    'Disarmed: it reported installed.',
  ],
  'machine.assigned': [
    { type: 'machine.assigned', mac, image: 'debian', answer: 'lab.preseed', arm: 'once' },
    'Is to boot Debian 12 netinst with lab.preseed, armed for one install.',
  ],
  'machine.forgotten': [{ type: 'machine.forgotten', mac }, 'Forgotten.'],
  'dhcp.answered': [
    {
      type: 'dhcp.answered',
      mac,
      xid: 0x1234abcd,
      message: 'DHCPDISCOVER',
      reply: 'DHCPOFFER',
      address,
      file: 'http://10.77.0.1/fw/snponly.efi',
      to: '255.255.255.255',
      why: ['x64 UEFI loads snponly.efi', 'free address of the pool'],
      packets: { request: '0101060012345678'.repeat(4) },
    },
    'DHCPDISCOVER answered with DHCPOFFER: 10.77.0.51, load snponly.efi.',
  ],
  'dhcp.ignored': [
    { type: 'dhcp.ignored', mac, xid: 1, message: 'DHCPREQUEST', why: ['it asks 10.77.0.254'] },
    'DHCPREQUEST not answered: it asks 10.77.0.254.',
  ],
  'dhcp.conflict': [
    { type: 'dhcp.conflict', address, mac, by: 'arp' },
    '10.77.0.51 is used by another device already; it is not given out.',
  ],
  'dhcp.released': [{ type: 'dhcp.released', address, mac }, 'Gave 10.77.0.51 back.'],
  'dhcp.dropped': [
    { type: 'dhcp.dropped', count: 1200 },
    '1,200 requests came too fast and were not answered.',
  ],
  'tftp.finished': [
    {
      type: 'tftp.finished',
      mac,
      from: address,
      file: 'snponly.efi',
      bytes: 301_056,
      ms: 210,
      blksize: 1468,
      windowsize: 1,
      resent: 2,
    },
    'Read snponly.efi, 301 kB in 0.21 s, 2 blocks sent again.',
  ],
  'tftp.failed': [
    {
      type: 'tftp.failed',
      from: address,
      file: 'nope',
      bytes: 0,
      ms: 1,
      error: 'File not found',
      why: 'there is no such file',
    },
    'Did not get nope: there is no such file.',
  ],
  'http.served': [
    {
      type: 'http.served',
      mac,
      from: address,
      method: 'GET',
      path: '/i/debian/initrd.gz',
      status: 206,
      bytes: 1000,
      ms: 5,
      range: '0-999',
      aborted: true,
    },
    'Read part of /i/debian/initrd.gz, 1 kB in 0.01 s, broken off by the machine.',
  ],
  'http.failed': [
    {
      type: 'http.failed',
      from: address,
      method: 'GET',
      path: '/i/a/b',
      status: 500,
      code: 'FILE_CHANGED',
      message: 'The image changed.',
    },
    'Could not be given /i/a/b: The image changed.',
  ],
  'answer.served': [
    { type: 'answer.served', mac, answer: 'lab.preseed' },
    'Fetched its answer file lab.preseed.',
  ],
  'home.called': [{ type: 'home.called', mac, stage: 'installed' }, 'Called home: installed.'],
  'answer.refused': [
    { type: 'answer.refused', mac, from: other, why: 'the address belongs to another machine' },
    '10.77.0.254 asked for the answer file of this machine and was refused: the address belongs to another machine.',
  ],
  'hook.finished': [
    {
      type: 'hook.finished',
      hook: 'vcenter',
      does: 'command',
      mac,
      stage: 'installed',
      ok: false,
      tries: 2,
      ms: 1500,
      status: 3,
      output: 'no route to host',
    },
    'Hook vcenter for “installed” failed with exit code 3 (1.5 s, 2 tries).',
  ],
  'syslog.received': [
    {
      type: 'syslog.received',
      mac,
      from: address,
      severity: 'info',
      app: 'anaconda',
      text: 'Configuring storage',
    },
    'anaconda: Configuring storage',
  ],
  'machine.named': [
    { type: 'machine.named', mac, name: 'esx-04', by: 'order' },
    'Named esx-04, the next in power-on order.',
  ],
  'machine.merged': [
    { type: 'machine.merged', mac, from: '00:25:90:96:c4:01' as Mac },
    'Took over what was known of 00:25:90:96:c4:01: its network card was changed.',
  ],
  'machine.woken': [{ type: 'machine.woken', mac }, 'Was sent a wake-up packet.'],
  'machines.imported': [
    { type: 'machines.imported', added: 3, changed: 1 },
    'A table of machines was imported: 3 added, 1 changed.',
  ],
  'config.changed': [{ type: 'config.changed', what: 'unknown' }, 'Settings changed: unknown.'],
  'packet.malformed': [
    { type: 'packet.malformed', what: 'option 82', offset: 240, from: address },
    'A packet from 10.77.0.51 could not be read: option 82 at byte 240.',
  ],
};

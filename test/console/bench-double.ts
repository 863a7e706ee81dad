/** A bench in full use: machines in every stage, a Mac, armed and stalled ones, images, answer files, events and packets. */
import { macModel } from '../../shared/boot/mac-models.ts';
import { netbootInstructions } from '../../shared/boot/netboot-instructions.ts';
import type { Stage } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { LIMITED_BROADCAST, UNSPECIFIED } from '../../shared/wire/address.ts';
import { encodeTftp } from '../../shared/wire/tftp.ts';
import { encodeUdpFrame } from '../../shared/wire/udp-frame.ts';
import { MODELS } from '../boot/mac-samples.ts';
import { golden } from '../wire/golden.ts';
import { EngineDouble } from './engine-double.ts';

export const MACHINE = '00:25:90:96:c4:9a' as Mac;
const APPLE = '3c:07:54:77:af:54' as Mac;
const FROM = '10.77.0.50' as Ipv4;
const SERVER = '10.77.0.1' as Ipv4;

/** A machine stands in each of them. */
const STAGES: readonly Stage[] = [
  ...(['offered', 'addressed', 'loader', 'ipxe', 'script', 'kernel'] as const),
  ...(['installer', 'answer', 'installed', 'local', 'stalled'] as const),
];

export async function benchDouble(): Promise<EngineDouble> {
  const start = Date.now() - 60_000;
  const engine = new EngineDouble(start);
  for (const [file, title] of [
    ['debian.iso', 'Debian 12.12'],
    ['memtest.iso', 'Memtest86+'],
    ['rocky.iso', 'Rocky Linux 9.4'],
  ] as const)
    engine.addImage(file, 659_000_000, title);
  engine.addAnswer('lab.preseed', 'd-i partman-auto/method string lvm\nd-i hostname {{ hostName }}\n');
  engine.addAnswer('rack.ks', 'clearpart --all\nrootpw secret\nnetwork --hostname={{ hostName }}\nreboot\n');
  engine.addAnswer('spare.ks', 'text\nreboot\n');
  engine.addFirmware('snponly.efi', 'system');
  engine.addFirmware('undionly.kpxe', 'dropped');
  engine.configure({
    variables: { ntpServer: '10.77.0.1' },
    groups: { 'rack 3': { variables: { gateway: '10.77.0.254' } } },
    hooks: [{ id: 'a', stage: '*', enabled: true, does: 'webhook', url: 'http://10.77.0.9/hook' }],
  });
  await moreMachines(engine, start);
  packets(engine, start);
  return engine;
}

async function moreMachines(engine: EngineDouble, start: number): Promise<void> {
  engine.machine(MACHINE, { name: 'rack3-u12', vendor: 'Supermicro', arch: 7, address: FROM });
  engine.configure({ machines: { [MACHINE]: { group: 'rack 3', notes: 'Borrowed until May' } } });
  await engine.commands['machines.assign']({
    mac: MACHINE,
    image: 'debian',
    answer: 'lab.preseed',
    arm: 'once',
  });
  boot(engine, start);
  const model = macModel('Macmini6,2', 'i386', MODELS);
  engine.instructions = netbootInstructions({ server: SERVER, model });
  engine.machine(APPLE, {
    kind: 'bsdp',
    how: 'bsdp',
    model: model.title,
    modelId: 'Macmini6,2',
    platform: 'efi',
    address: '10.77.0.51' as Ipv4,
    stage: 'addressed',
  });
  STAGES.forEach((stage, index) => {
    const mac = `52:54:00:00:00:${(index + 16).toString(16)}`;
    engine.machine(mac, { vendor: 'QEMU', arch: index % 2 === 0 ? 0 : 7 });
    engine.stage(mac, stage, {
      ...(stage === 'loader' && { transfer: { file: 'snponly.efi', bytes: 100_000, totalBytes: 301_056 } }),
      ...(stage === 'script' && { plan: engine.plan(mac as Mac) }),
    });
  });
}

/** Asked, loaded iPXE, loaded files, said something, called home, stalled: a mark of every colour. */
function boot(engine: EngineDouble, start: number): void {
  const at = (ms: number, body: Parameters<EngineDouble['append']>[0]): void => {
    engine.goTo(start + ms);
    engine.append(body);
  };
  const asked = { mac: MACHINE, from: FROM };
  at(2000, {
    ...{ type: 'dhcp.answered', mac: MACHINE, xid: 1, message: 'DHCPDISCOVER', reply: 'DHCPOFFER' },
    ...{ address: FROM, to: 'broadcast', why: ['free in the pool'] },
  });
  const file = 'snponly.efi';
  at(9000, {
    ...{ type: 'tftp.finished', ...asked, file, bytes: 301_056, ms: 3000, blksize: 1468 },
    ...{ windowsize: 4, resent: 0 },
  });
  at(30_000, {
    ...{ type: 'http.served', ...asked, method: 'GET', path: '/i/debian/linux', status: 200 },
    ...{ bytes: 90_000_000, ms: 15_000 },
  });
  at(33_000, { type: 'syslog.received', ...asked, severity: 'info', text: 'disk found' });
  at(36_000, { type: 'home.called', mac: MACHINE, stage: 'pre' });
  at(40_000, { type: 'machine.stage', mac: MACHINE, stage: 'stalled', previous: 'answer' });
}

function packets(engine: EngineDouble, start: number): void {
  const add = (bytes: Uint8Array, offsetMs: number): void =>
    void engine.packets.append({ at: (start + offsetMs) * 1000, bytes, wireBytes: bytes.length });
  add(
    encodeUdpFrame({
      ...{ sourceMac: MACHINE, destinationMac: 'ff:ff:ff:ff:ff:ff' as Mac, source: UNSPECIFIED },
      ...{ sourcePort: 68, destination: LIMITED_BROADCAST, destinationPort: 67 },
      payload: golden('dhcp', 'ovmf-pxe-discover').bytes,
    }),
    0,
  );
  add(
    encodeUdpFrame({
      ...{ sourceMac: MACHINE, destinationMac: '02:77:00:00:00:01' as Mac, source: FROM, sourcePort: 2070 },
      ...{ destination: SERVER, destinationPort: 69 },
      payload: encodeTftp({ op: 'RRQ', filename: 'snponly.efi', mode: 'octet', options: [] }),
    }),
    900,
  );
  engine.push({ feed: 'packets', lastId: engine.packets.lastId(), dropped: engine.packets.dropped() });
}

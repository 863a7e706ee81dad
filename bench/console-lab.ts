/** A large lab for the console: machines at every stage, a full packet log, and news at the pace of a rack that boots. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hexBytes } from '../shared/wire/bytes.ts';
import { encodeTftp } from '../shared/wire/tftp.ts';
import { encodeUdpFrame } from '../shared/wire/udp-frame.ts';
import { LIMITED_BROADCAST, UNSPECIFIED, ipv4FromNumber } from '../shared/wire/address.ts';
import type { Ipv4, Mac } from '../shared/wire/address.ts';
import type { Stage } from '../shared/model/machine.ts';
import { EngineDouble } from '../test/console/engine-double.ts';

const SERVER = '10.77.0.1' as Ipv4;
const SERVER_MAC = '02:77:00:00:00:01' as Mac;
/** What OVMF's PXE client sends. */
const DISCOVER = hexBytes(
  readFileSync(join(import.meta.dirname, '../test/fixtures/wire/dhcp/ovmf-pxe-discover.hex'), 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join(''),
);
const STAGES: readonly Stage[] = [
  'seen',
  'addressed',
  'loader',
  'script',
  'kernel',
  'installer',
  'answer',
  'local',
];
/** Every 50 ms; a second of it: 200 changes of machines, 500 events, 1,000 packets. */
const BEAT = { ms: 50, machines: 10, events: 25, packets: 50 } as const;

export class LargeLab {
  readonly engine: EngineDouble;
  readonly packets: number;
  readonly #macs: readonly Mac[];
  readonly #frames: readonly Uint8Array[];
  #beat = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(machines: number, packets: number) {
    this.engine = new EngineDouble(Date.now() - 240_000);
    this.packets = packets;
    const hex = (value: number): string => value.toString(16).padStart(2, '0');
    this.#macs = Array.from(
      { length: machines },
      (_, index) => `02:00:00:00:${hex(index >> 8)}:${hex(index & 255)}` as Mac,
    );
    this.#frames = this.#macs.flatMap((mac, index) => framesOf(mac, ipv4FromNumber(0x0a4d_0100 + index)));
    this.engine.addImage('debian-12.iso', 659_000_000, 'Debian 12');
    const begun = Date.now() - 200_000;
    for (const [index, mac] of this.#macs.entries()) {
      this.engine.goTo(begun + index * 100);
      this.engine.machine(mac, { name: `rack${index >> 5}-u${index & 31}`, vendor: 'QEMU' });
      for (const stage of STAGES.slice(0, 1 + (index % STAGES.length))) this.engine.stage(mac, stage);
    }
    for (let index = 0; index < packets; index++) this.#capture(begun + index);
  }

  /** News begin to come. */
  begin(): void {
    this.#timer = setInterval(() => this.#news(), BEAT.ms);
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #news(): void {
    const { engine } = this;
    const beat = this.#beat++;
    engine.goTo(Date.now());
    const mac = (index: number): Mac => this.#macs[(beat * 7 + index * 13) % this.#macs.length] as Mac;
    for (let index = 0; index < BEAT.machines; index++) {
      const bytes = ((beat * 3) % 100) * 1_000_000;
      engine.machine(mac(index), {
        stage: 'kernel',
        transfer: { file: 'initrd.gz', bytes, totalBytes: 100_000_000 },
      });
    }
    for (let index = 0; index < BEAT.events; index++)
      engine.append({
        type: 'tftp.finished',
        mac: mac(index),
        from: SERVER,
        file: 'snponly.efi',
        bytes: 301_056,
        ms: 210,
        blksize: 1468,
        windowsize: 4,
        resent: 0,
      });
    for (let index = 0; index < BEAT.packets; index++) this.#capture(Date.now());
    engine.push({ feed: 'packets', lastId: engine.packets.lastId(), dropped: 0 });
  }

  #capture(at: number): void {
    const bytes = this.#frames[(this.engine.packets.lastId() + 1) % this.#frames.length] as Uint8Array;
    this.engine.packets.append({ at: at * 1000, bytes, wireBytes: bytes.length });
  }
}

function framesOf(mac: Mac, address: Ipv4): Uint8Array[] {
  const tftp = encodeTftp({
    op: 'RRQ',
    filename: 'snponly.efi',
    mode: 'octet',
    options: [['blksize', '1468']],
  });
  return [
    encodeUdpFrame({
      ...{ sourceMac: mac, destinationMac: 'ff:ff:ff:ff:ff:ff' as Mac, source: UNSPECIFIED, sourcePort: 68 },
      ...{ destination: LIMITED_BROADCAST, destinationPort: 67, payload: DISCOVER },
    }),
    encodeUdpFrame({
      ...{ sourceMac: mac, destinationMac: SERVER_MAC, source: address, sourcePort: 2070 },
      ...{ destination: SERVER, destinationPort: 69, payload: tftp },
    }),
  ];
}

/**
 * Wake-on-LAN on the chosen interface. Each machine is called by UDP broadcast and, where raw frames can be sent, by a frame of
 * type 0x0842 as ether-wake sends it: a card looks for the pattern in whatever reaches it, but some firmware and management
 * controllers look at one of the two only. Both go to everybody, because a switch has long forgotten where a machine is that
 * is off. Frames get lost while links come up, so it is done three times.
 */
import type { Append } from '../../shared/model/event.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { LIMITED_BROADCAST } from '../../shared/wire/address.ts';
import { BROADCAST_MAC, encodeEthernet } from '../../shared/wire/ethernet.ts';
import {
  encodeMagicPacket,
  WAKE_ON_LAN_ETHER_TYPE,
  WAKE_ON_LAN_PORT,
} from '../../shared/wire/wake-on-lan.ts';
import type { ArpPort, InterfacePorts } from '../net/ports.ts';

const TIMES = 3;
const APART_MS = 100;

export interface WakeOptions {
  readonly ports: Pick<InterfacePorts, 'unicastDatagrams' | 'mac'>;
  /** What can send whole frames. */
  readonly frames: () => Promise<Pick<ArpPort, 'sendFrame'> | { readonly unavailable: string }>;
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly append: Append;
}

/** Resolves with those that were called, each once; nobody can know whether they wake. NEEDS_PRIVILEGE, INTERNAL. */
export type Wake = (macs: readonly Mac[]) => Promise<readonly Mac[]>;

export function createWake({ ports, frames, sleep, append }: WakeOptions): Wake {
  return async (asked) => {
    const macs = [...new Set(asked)];
    const raw = await frames();
    // Any port: bound for the moment only, also where nothing else is (listen mode).
    const datagrams = await ports.unicastDatagrams(0);
    try {
      for (let time = 0; time < TIMES; time++) {
        for (const mac of macs) {
          const packet = encodeMagicPacket(mac);
          datagrams.send(packet, { address: LIMITED_BROADCAST, port: WAKE_ON_LAN_PORT });
          if ('sendFrame' in raw) raw.sendFrame(frameOf(packet, ports.mac));
        }
        // After the last as well: what Node has not sent yet is lost when the socket is closed.
        await sleep(APART_MS);
      }
    } finally {
      await datagrams.close();
    }
    for (const mac of macs) append({ type: 'machine.woken', mac });
    return macs;
  };
}

function frameOf(payload: Uint8Array, source: Mac): Uint8Array {
  return encodeEthernet({
    destination: BROADCAST_MAC,
    source,
    etherType: WAKE_ON_LAN_ETHER_TYPE,
    payload,
  });
}

/**
 * Events: facts in the past tense with data, never sentences. The vocabulary of the timeline and of `--events`.
 * `seq` counts from 1 within one data folder's run of the engine, `at` is ms since 1970.
 */
import type { Ipv4, Mac } from '../wire/address.ts';
import type { ErrorCode } from './error.ts';
import type { Mode } from './config.ts';
import type { ServiceName } from './service.ts';
import type { SeenHow, Stage } from './machine.ts';

export type EventBody =
  | {
      /** It answers: at the start, and each time it has gone over to another network. */
      type: 'engine.ready';
      /** Absent where none was chosen yet, as address and http. */
      interface?: string;
      address?: Ipv4;
      mode: Mode;
      console: string;
      http?: string;
      pid: number;
    }
  | { type: 'engine.stopping'; reason: string }
  /** It serves or listens there no more, because it goes over to another network or mode. */
  | { type: 'network.ended'; interface: string; mode: Mode }
  /** It could not go over to this network. */
  | { type: 'network.failed'; interface: string; mode: Mode; code: ErrorCode; message: string; hint: string }
  | { type: 'service.started'; service: ServiceName; detail?: string }
  | { type: 'service.failed'; service: ServiceName; code: ErrorCode; message: string; hint: string }
  /** It runs, but without something it would like to have. */
  | { type: 'service.limited'; service: ServiceName; why: string }
  | { type: 'neighbour.found'; kind: 'dhcp' | 'proxy' | 'bsdp'; address: Ipv4; mac?: Mac; offered?: Ipv4 }
  | { type: 'neighbour.overridden'; address: Ipv4; why: readonly string[] }
  | { type: 'firmware.found'; name: string; path: string; source: string; sizeBytes: number }
  | { type: 'firmware.missing'; name: string; why: readonly string[] }
  | { type: 'image.progress'; name: string; bytes: number; totalBytes: number }
  | { type: 'image.imported'; image: string; title: string; recipe: string; sizeBytes: number; ms: number }
  | { type: 'image.removed'; image: string }
  | { type: 'image.failed'; name: string; code: ErrorCode; message: string; hint: string }
  | {
      type: 'machine.seen';
      mac: Mac;
      how: SeenHow;
      model?: string;
      modelId?: string;
      arch?: number;
      vendor?: string;
      cannotNetboot?: string;
    }
  | { type: 'machine.stage'; mac: Mac; stage: Stage; previous: Stage; why?: string }
  | { type: 'machine.disarmed'; mac: Mac; why: readonly string[] }
  | { type: 'machine.assigned'; mac: Mac; image: string | null; answer?: string; arm: string }
  | { type: 'machine.forgotten'; mac: Mac }
  | {
      type: 'dhcp.answered';
      mac: Mac;
      xid: number;
      message: string;
      reply: string;
      address?: Ipv4;
      file?: string;
      to: string;
      why: readonly string[];
      packets?: PacketPair;
    }
  | {
      type: 'dhcp.ignored';
      mac: Mac;
      xid: number;
      message: string;
      why: readonly string[];
      packets?: PacketPair;
    }
  | {
      type: 'bsdp.answered';
      mac: Mac;
      xid: number;
      message: string;
      reply: string;
      /** Names of the images in the list, in its order; of SELECT and OFFER the one it boots. */
      images: readonly string[];
      file?: string;
      rootPath?: string;
      to: string;
      /** The firmware did what no specification says. */
      quirk?: string;
      why: readonly string[];
      packets?: PacketPair;
    }
  | {
      type: 'bsdp.ignored';
      mac: Mac;
      xid: number;
      message: string;
      why: readonly string[];
      packets?: PacketPair;
    }
  /** A list had more images than fit into the message that this Mac takes. */
  | { type: 'bsdp.truncated'; mac: Mac; listed: number; omitted: readonly string[]; maximumBytes: number }
  /** Somebody chose an image at the Mac itself; null: the choice is void. */
  | { type: 'machine.chose'; mac: Mac; image: string | null }
  /** `mac`: who answered ARP for the address, or who declined it. */
  | { type: 'dhcp.conflict'; address: Ipv4; mac: Mac; by: 'arp' | 'decline' }
  | { type: 'dhcp.released'; address: Ipv4; mac: Mac }
  /** Requests that came faster than they could be answered and were thrown away, since the last such event. */
  | { type: 'dhcp.dropped'; count: number }
  | {
      type: 'tftp.finished';
      mac?: Mac;
      from: Ipv4;
      file: string;
      bytes: number;
      ms: number;
      blksize: number;
      windowsize: number;
      resent: number;
    }
  | {
      type: 'tftp.failed';
      mac?: Mac;
      from: Ipv4;
      file: string;
      bytes: number;
      ms: number;
      error: string;
      why: string;
    }
  | {
      type: 'http.served';
      mac?: Mac;
      from: Ipv4;
      method: string;
      path: string;
      status: number;
      bytes: number;
      ms: number;
      range?: string;
      aborted?: boolean;
    }
  | {
      type: 'http.failed';
      mac?: Mac;
      from: Ipv4;
      method: string;
      path: string;
      status: number;
      code: ErrorCode;
      message: string;
    }
  | { type: 'answer.served'; mac: Mac; answer: string }
  /** Somebody asked for the answer file of `mac` who is not it. */
  | { type: 'answer.refused'; mac: Mac; from: Ipv4; by?: Mac; why: string }
  /** `ms`: since the machine's firmware asked first in this boot, where that was heard. */
  | { type: 'home.called'; mac: Mac; stage: string; ms?: number }
  | {
      type: 'hook.finished';
      hook: string;
      does: 'webhook' | 'command';
      mac: Mac;
      stage: string;
      ok: boolean;
      tries: number;
      ms: number;
      /** HTTP status, or exit code; absent when it came to neither. */
      status?: number;
      /** End of what the program printed, or why the request failed. */
      output: string;
    }
  | { type: 'syslog.received'; mac?: Mac; from: Ipv4; severity: string; app?: string; text: string }
  | { type: 'machine.named'; mac: Mac; name: string; by: 'order' | 'import' }
  | { type: 'machine.merged'; mac: Mac; from: Mac }
  | { type: 'machine.woken'; mac: Mac }
  | { type: 'machines.imported'; added: number; changed: number }
  | { type: 'config.changed'; what: string }
  | { type: 'packet.malformed'; what: string; offset: number; from?: Ipv4; bytes?: string };

/** Raw bytes as hex, dissected where they are shown by the codec that served them. */
export interface PacketPair {
  readonly request: string;
  readonly reply?: string;
}

export type Event = EventBody & { readonly seq: number; readonly at: number };
export type EventType = EventBody['type'];

/** How services write: the log adds `seq` and `at`. Synchronous, cheap, never throws. */
export type Append = (body: EventBody) => void;

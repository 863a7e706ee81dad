/** Where Rackboot stands: the computer's interfaces, the network it serves, and what it can hand out. */
import type { Mode } from './config.ts';
import type { ErrorReport } from './error.ts';
import type { Ipv4, Mac } from '../wire/address.ts';

export interface InterfaceInfo {
  readonly name: string;
  readonly mac?: Mac;
  readonly addresses: readonly { readonly address: Ipv4; readonly prefixLength: number }[];
  /** Switched on. */
  readonly up: boolean;
  readonly loopback: boolean;
  /** The system's number of it: another one was made anew, under whatever name. Where the system tells. */
  readonly index?: number;
  /** A cable with something at its other end. Where the system tells, of one that is switched on. */
  readonly link?: boolean;
  /** Mb/s where the system tells. */
  readonly speed?: number;
  readonly wireless?: boolean;
  /** Its way to the internet goes here: a network that is not the rack's. Where the system tells. */
  readonly defaultRoute?: boolean;
  readonly mtu?: number;
}

/** A boot loader or tool we can hand out, and where it came from. */
export interface FirmwareFile {
  /** Name under /fw/, for example `snponly.efi`. */
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  /** In the order they are looked for. */
  readonly source: 'built' | 'dropped' | 'shipped' | 'system' | 'downloaded';
  /** "iPXE 1.21.1" when the file says so. */
  readonly version?: string;
}

export interface EngineStatus {
  readonly state: 'starting' | 'running' | 'stopping' | 'failed';
  readonly version: string;
  /** `listen` where no interface was chosen. */
  readonly mode: Mode;
  /** Absent until one is chosen: the console is there, and nothing is heard. */
  readonly interface?: InterfaceInfo;
  readonly address?: Ipv4;
  /** Base URL machines use: `http://10.77.0.1`. */
  readonly http?: string;
  /** It goes over to this network right now. */
  readonly changing?: { readonly interface: string; readonly mode: Mode };
  readonly startedAt: number;
  /** Other servers heard on this network. */
  readonly neighbours: readonly { readonly kind: string; readonly address: Ipv4; readonly mac?: Mac }[];
  readonly pool?: { readonly first: Ipv4; readonly last: Ipv4; readonly size: number; readonly used: number };
  readonly services: readonly {
    readonly name: string;
    readonly state: 'running' | 'failed';
    readonly error?: ErrorReport;
  }[];
  /** Files being imported right now. */
  readonly imports: readonly { readonly name: string; readonly bytes: number; readonly totalBytes: number }[];
}

/** What a look at a network before serving there found. */
export interface NetworkProbe {
  readonly servers: readonly {
    readonly kind: 'dhcp' | 'proxy';
    readonly address: Ipv4;
    readonly offered?: Ipv4;
  }[];
  /** `beside` where another server gives addresses, else `own`. */
  readonly proposed: Mode;
}

/** Machine (who is asking) and BootPlan (what it gets now, with reasons). Functions on them live in shared/boot. */
import type { Ipv4, Mac } from '../wire/address.ts';

/** Where a machine is in its boot. `stalled` is reached from any of them when nothing more was heard in time. */
export type Stage =
  | 'seen'
  | 'offered'
  | 'addressed'
  | 'loader'
  | 'ipxe'
  | 'script'
  | 'kernel'
  | 'installer'
  | 'answer'
  | 'installed'
  | 'local'
  | 'stalled';

/** What we noticed the machine by. */
export type SeenHow = 'dhcp' | 'bsdp' | 'tftp' | 'http' | 'capture' | 'config';

/** What kind of program is asking at this moment: it decides loader, script or plain lease. */
export type ClientKind =
  /** PXE firmware that loads by TFTP (option 60 "PXEClient…"). */
  | 'pxe'
  /** UEFI HTTP boot (option 60 "HTTPClient…"). */
  | 'http'
  /** iPXE, by user class or option 175. */
  | 'ipxe'
  /** An operating system's installer, by its vendor class (d-i, anaconda-…, VMware…). */
  | 'installer'
  /** Apple firmware (option 60 "AAPLBSDPC…"). */
  | 'bsdp'
  /** Any other DHCP client. */
  | 'plain';

export type Platform = 'bios' | 'efi';
export type Cpu = 'i386' | 'x86_64' | 'arm32' | 'arm64' | 'riscv64' | 'loongarch64' | 'other';

export interface Transfer {
  readonly file: string;
  readonly bytes: number;
  readonly totalBytes: number;
}

/** How far a machine is in loading the files of its image. */
export interface LoadProgress {
  /** Name of the file that is loading. */
  readonly file: string;
  /** Its place among them, from 1. */
  readonly number: number;
  readonly count: number;
  /** Of all files. */
  readonly bytes: number;
  readonly totalBytes: number;
  /** 0 while that is not known yet. */
  readonly bytesPerSecond: number;
  readonly msLeft?: number;
}

export interface Machine {
  readonly mac: Mac;
  /** Given by the technician. */
  readonly name?: string;
  /** Marketing name ("Mac mini (Late 2012)"), when one was heard. */
  readonly model?: string;
  /** Apple's model identifier, "Macmini6,2". Only Macs have one: they said it by BSDP. */
  readonly modelId?: string;
  /** Why its firmware can never boot from a network (T2 chip, Apple silicon), as a sentence. */
  readonly cannotNetboot?: string;
  /** Id of the image that somebody chose at this Mac, with the Option key or in Startup Disk. It counts until it is assigned one. */
  readonly chosen?: string;
  /** Interface vendor by OUI. */
  readonly vendor?: string;
  /** Client system architecture (option 93) as last sent by firmware; IANA registry number. */
  readonly arch?: number;
  readonly platform?: Platform;
  readonly cpu?: Cpu;
  /** Whether its iPXE starts COM32 modules, where it said so. */
  readonly comboot?: boolean;
  /** Option 97, lower-case canonical form. */
  readonly uuid?: string;
  /** Serial number of the machine, as a client of its sent it. */
  readonly serial?: string;
  readonly address?: Ipv4;
  /** Option 12 as sent by the client. */
  readonly hostName?: string;
  readonly kind: ClientKind;
  readonly how: SeenHow;
  readonly stage: Stage;
  /** ms since 1970. */
  readonly stageAt: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** What is being downloaded right now. */
  readonly transfer?: Transfer;
  /** Of its image, while it loads several files whose sizes are known before. */
  readonly load?: LoadProgress;
  /** What it was last told to do, and why. */
  readonly plan?: BootPlan;
  /** The unattended install it began, kept on disk so that nothing is ever armed again by a restart. */
  readonly install?: Install;
  /** Earlier ones, of other images or answer files: what they used up stays used up. The newest last. */
  readonly pastInstalls?: readonly Install[];
  /** Its last boots, oldest first. */
  readonly boots?: readonly Boot[];
  /** The last line it sent by syslog, for its lane. */
  readonly log?: { readonly text: string; readonly at: number };
}

/** One boot, from the first question of its firmware on. Times in ms since 1970. */
export interface Boot {
  readonly startedAt: number;
  /** Who asked first: firmware of some kind, or an iPXE in the card. */
  readonly by?: ClientKind;
  /** What it was given. */
  readonly image?: string;
  readonly answer?: string;
  /** The furthest it came. */
  readonly reached: Stage;
  readonly reachedAt: number;
  /** When its installer and its new system called home. */
  readonly calls: readonly { readonly stage: string; readonly at: number }[];
}

/** One armed install of one image with one answer file. Times in ms since 1970. */
export interface Install {
  readonly image: string;
  /** Absent where the image installs without one (an Apple NetInstall image). */
  readonly answer?: string;
  /** The installer fetched its answer file, or its disk image: from here on the disk may have been written. */
  readonly answeredAt: number;
  /** It reported `installed`, or asked to boot again: used up, the machine gets its own disk. */
  readonly spentAt?: number;
  /** It called home and said that it is done. */
  readonly reported?: true;
}

export type BootPlan = BootPlanWait | BootPlanLocal | BootPlanImage;

/** Held in an iPXE loop that asks again. */
export interface BootPlanWait {
  readonly action: 'wait';
  readonly why: readonly string[];
}
/** Its own disk. */
export interface BootPlanLocal {
  readonly action: 'local';
  readonly why: readonly string[];
}
/** An image, unattended when an answer file comes with it. */
export interface BootPlanImage {
  readonly action: 'image';
  readonly image: string;
  /** Id of the answer file. Present only when the assignment is armed. */
  readonly answer?: string;
  /** Added to the kernel's command line. */
  readonly kernelArgs?: string;
  readonly why: readonly string[];
}

/** An address given to a client; `expiresAt` in ms since 1970. */
export interface Lease {
  readonly address: Ipv4;
  readonly mac: Mac;
  /** Option 61 as hex, when the client sent one. Leases are kept by MAC all the same; shared/boot/lease.ts says why. */
  readonly clientId?: string;
  readonly hostName?: string;
  readonly state: 'offered' | 'bound' | 'declined' | 'conflict';
  readonly expiresAt: number;
}

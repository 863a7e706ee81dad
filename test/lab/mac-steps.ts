/** What the BSDP client of the lab is told to do, and what it tells: one JSON object per line for each step. */

/** How a Mac that is powered on with N held down behaves, and what this one does otherwise. */
export interface FirmwareOptions {
  /** Default: `AAPLBSDPC/i386/<model>`. */
  readonly vendorClass?: string;
  /** False where the interface has an address already, as behind a router: it begins with INFORM[LIST] then. */
  readonly dhcp?: boolean;
  /** Sets DHCP's BROADCAST flag: the lab's kernel takes no unicast to an address that it does not have yet. */
  readonly broadcast?: boolean;
  /** In BSDP's option of that name, as hex; '' leaves it out. */
  readonly version?: string;
  /** DHCP option 57. */
  readonly maximumMessageSize?: number;
  /** BSDP option 12 of the INFORM[LIST]. */
  readonly bsdpMessageSize?: number;
  /** As with the Option key: the image of this name instead of the one a Mac takes by itself. */
  readonly pick?: string;
  /** What the INFORM[SELECT] names instead of what was chosen: `zeros` is what firmware of 2011 does. */
  readonly select?: 'zeros' | { readonly server?: string; readonly image?: string };
  /** Of the fixtures select-req-firmware-orderA and B. */
  readonly order?: 'A' | 'B';
  /** Sends INFORMs as a relay agent forwards them: to the server's address, with its own in giaddr. */
  readonly relay?: { readonly server: string; readonly giaddr: string };
  /** Where it stops. Default: with the loader downloaded. */
  readonly until?: 'lease' | 'list' | 'select';
  /** Asked for in the read request; absent: no options at all. */
  readonly blksize?: number;
  /** Replies are gathered for so long after the first one. */
  readonly gatherMs?: number;
  /** How long a first reply is waited for. */
  readonly patienceMs?: number;
}

/** System Preferences, in a running macOS that has its address. */
export interface StartupDiskOptions {
  /** Source port, and reply port in BSDP's option 5. */
  readonly port?: number;
  /** Name of the image that is chosen; absent: the list is only looked at. */
  readonly choose?: string;
  readonly gatherMs?: number;
  readonly patienceMs?: number;
}

export interface TftpOptions {
  readonly server: string;
  readonly file: string;
  readonly blksize?: number;
}

export interface Sender {
  readonly address: string;
  readonly port: number;
}

export interface OfferStep {
  readonly step: 'offer';
  readonly from: Sender;
  /** By the specification: an address, an image, or both in one. */
  readonly kind: 'plain' | 'bsdp' | 'combined';
  readonly ciaddr: string;
  readonly yiaddr: string;
  readonly siaddr: string;
  readonly sname: string;
  readonly file: string;
  /** Option 54. */
  readonly server: string;
  readonly vendorClass?: string;
  /** Option 43 as it came, as hex. */
  readonly vendor?: string;
  readonly image?: string;
  readonly rootPath?: string;
}

export interface LeaseStep {
  readonly step: 'lease';
  readonly address: string;
  readonly mask: string;
  readonly router?: string;
  readonly server: string;
}

/** Ids as eight hex digits. */
export interface ListedImage {
  readonly id: string;
  readonly name: string;
}

export interface ListStep {
  readonly step: 'list';
  readonly from: Sender;
  readonly server: string;
  readonly siaddr: string;
  readonly priority?: number;
  readonly default?: string;
  readonly selected?: string;
  readonly images: readonly ListedImage[];
  /** How many times option 43 came. */
  readonly instances: number;
  /** Of the UDP payload. */
  readonly bytes: number;
}

export interface ChosenStep {
  readonly step: 'chosen';
  readonly server: string;
  readonly image: string;
  readonly why: string;
}

export interface SelectStep {
  readonly step: 'select';
  readonly from: Sender;
  readonly server: string;
  readonly result: 'SELECT' | 'FAILED';
  readonly image?: string;
  readonly machineName?: string;
  readonly siaddr: string;
  readonly sname: string;
  readonly file: string;
  readonly rootPath?: string;
  /** Options 66 and 67. */
  readonly tftpServerName?: string;
  readonly bootfileName?: string;
}

export interface TftpStep {
  readonly step: 'tftp';
  readonly server: string;
  readonly file: string;
  /** What an OACK said; absent: none came, so blocks have 512 bytes. */
  readonly blksize?: number;
  readonly bytes?: number;
  readonly sha256?: string;
  /** Where it is now. */
  readonly path?: string;
  readonly error?: { readonly code: number; readonly text: string };
}

/** A reply that a Mac does not take. */
export interface IgnoredStep {
  readonly step: 'ignored';
  readonly from: Sender;
  readonly why: string;
}

export interface FailedStep {
  readonly step: 'failed';
  readonly waitedFor: string;
}

export type Step =
  OfferStep | LeaseStep | ListStep | ChosenStep | SelectStep | TftpStep | IgnoredStep | FailedStep;

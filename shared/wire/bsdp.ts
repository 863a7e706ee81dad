/**
 * Apple's Boot Service Discovery Protocol (BSDP, "NetBoot 2.0", Apple's specification 1.0.8): the vendor class by which
 * Macs and BSDP servers know each other, and the protocol's fixed numbers. BSDP is DHCP with options of its own inside
 * vendorSpecificInformation (bsdp-options.ts): an Intel Mac that has an address sends DHCPINFORM[LIST], shows the images
 * of all servers that answer, and sends DHCPINFORM[SELECT] with the one it boots.
 */

const CLASS_WORD = 'AAPLBSDPC';

/** What a server sends as its vendor class. Exactly this: macOS compares it byte by byte and drops `AAPLBSDPC/i386`. */
export const BSDP_SERVER_CLASS = CLASS_WORD;

/** Who sends a message of vendor class `AAPLBSDPC/<arch>/<systemId>` (BSDP §3.4.3). */
export interface BsdpClass {
  /** `i386` for every Intel Mac, those with 64-bit firmware too; `ppc`; `arm` for macOS on Apple silicon. '' for a server. */
  readonly arch: string;
  /** Apple's model identifier, `Macmini6,2`. '' for a server. */
  readonly systemId: string;
}

/**
 * By the rule of Apple's server: the word, then either the end (a server speaks) or `/arch/systemId`, of which neither
 * holds a line feed or NUL; the second slash is mandatory, later ones belong to systemId.
 * Undefined for anything else, also for `AAPLBSDPC:…`, which no Apple program sends.
 */
export function parseBsdpClass(vendorClass: string): BsdpClass | undefined {
  const match = /^AAPLBSDPC(?:\/([^/\n\0]*)\/([^\n\0]*))?$/.exec(vendorClass);
  return match === null ? undefined : { arch: match[1] ?? '', systemId: match[2] ?? '' };
}

/** The inverse of parseBsdpClass. */
export function formatBsdpClass({ arch, systemId }: BsdpClass): string {
  return arch === '' && systemId === '' ? CLASS_WORD : `${CLASS_WORD}/${arch}/${systemId}`;
}

/** Values of version: to 1.0 no image list is sent, the client takes the default image. */
export const BSDP_VERSION_1_0 = 0x0100;
export const BSDP_VERSION_1_1 = 0x0101;

/** What Apple's server takes; 0 comes from user-space clients that never set it. */
export const BSDP_VERSIONS: readonly number[] = [0x0000, BSDP_VERSION_1_0, BSDP_VERSION_1_1];

/** Apple's serverPriority without clients, of 65535; a Mac that nobody told which image to boot takes the highest. */
export const BSDP_PRIORITY_BASE = 32768;

/** A replyPort at or above this is none: whoever may bind a port below it is the system itself (BSDP §3.4.9). */
export const FIRST_UNPRIVILEGED_PORT = 1024;

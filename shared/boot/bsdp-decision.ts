/** The answer to one message of a Mac as a value. */
import type { Mode } from '../model/config.ts';
import type { Ipv4, Mac } from '../wire/address.ts';
import type { DhcpMessage } from '../wire/dhcp.ts';
import type { MacImages } from './bsdp-images.ts';
import type { ReplyServer } from './dhcp-fixed-options.ts';

export interface BsdpContext {
  readonly mode: Mode;
  readonly server: ReplyServer;
  /** 0 to 65535: among several servers a Mac without a binding takes the highest. */
  readonly priority: number;
  readonly mac: Mac;
  /** From macImages. Asked at most once, and only for a message that is to be answered. */
  readonly images: () => MacImages;
  /** Key of the image that was chosen at this Mac, from the binding kept on disk. */
  readonly binding?: string;
  /**
   * What a Mac gets for its DHCPDISCOVER in own mode. `plain`: an ordinary OFFER, and a second one of BSDP if it is bound.
   * `combined`: one OFFER with the image's id in it (offerWithImage), as ISC dhcpd is set up for Macs.
   */
  readonly offer: 'plain' | 'combined';
  /** Host name for the system that boots; absent: made from the MAC. */
  readonly machineName?: string;
}

export type BsdpAsked = 'DHCPDISCOVER' | 'DHCPINFORM' | 'DHCPINFORM[LIST]' | 'DHCPINFORM[SELECT]';
export type BsdpReplyType = 'DHCPOFFER' | 'DHCPACK[LIST]' | 'DHCPACK[SELECT]' | 'DHCPACK[FAILED]';

export type BsdpDestination =
  /** Unicast, across routers where a relay brought the request: such a relay takes no part in the answer. */
  | { readonly to: 'client'; readonly address: Ipv4; readonly port: number }
  /** The BOOTP relay agent at `address`, server port (67). */
  | { readonly to: 'relay'; readonly address: Ipv4 }
  /** 255.255.255.255, client port (68). */
  | { readonly to: 'broadcast' };

/** To be kept on disk: from now on this Mac boots this image; undefined: nothing is chosen any more. */
export interface BindingChange {
  readonly mac: Mac;
  readonly image: string | undefined;
}

export interface BsdpReplyDecision {
  readonly kind: 'reply';
  readonly asked: BsdpAsked;
  readonly type: BsdpReplyType;
  readonly reply: DhcpMessage;
  /** For encodeDhcp: what this Mac takes, without IP and UDP headers. */
  readonly maximumBytes: number;
  /** Sent from the server port (67). */
  readonly destination: BsdpDestination;
  readonly binding?: BindingChange;
  /** LIST: names of the images in the reply, in its order, and of those that did not fit. */
  readonly listed?: readonly string[];
  readonly omitted?: readonly string[];
  /** SELECT and OFFER: what it boots. */
  readonly image?: string;
  readonly imageName?: string;
  readonly file?: string;
  /** The firmware did what no specification says; `why` tells what. */
  readonly quirk?: 'select-zero' | 'reply-port';
  readonly why: readonly string[];
}

export interface BsdpSilence {
  readonly kind: 'silence';
  readonly asked: BsdpAsked;
  readonly binding?: BindingChange;
  /** Another BSDP server on this network, which this Mac chose. */
  readonly otherServer?: Ipv4;
  /** Option vendorSpecificInformation does not parse; the offset is inside of its data. */
  readonly damage?: { readonly what: string; readonly offset: number };
  readonly why: readonly string[];
}

/** Not a matter for BSDP: ordinary DHCP alone answers, and nothing is worth an event. */
export interface BsdpPass {
  readonly kind: 'pass';
  readonly why: readonly string[];
}

export type BsdpDecision = BsdpReplyDecision | BsdpSilence | BsdpPass;

export function silence(asked: BsdpAsked, ...why: readonly string[]): BsdpSilence {
  return { kind: 'silence', asked, why };
}

export function pass(...why: readonly string[]): BsdpPass {
  return { kind: 'pass', why };
}

/** Puts BSDP replies together: fields and order of options as Apple's server writes them, never larger than a Mac takes. */
import type { Ipv4, Mac } from '../wire/address.ts';
import { UNSPECIFIED } from '../wire/address.ts';
import type { BootImageId } from '../wire/bsdp-image.ts';
import { layOutBootImages } from '../wire/bsdp-image-list.ts';
import { bsdpOptionValue, encodeBsdpOptions, makeBsdpOption } from '../wire/bsdp-options.ts';
import { BSDP_SERVER_CLASS } from '../wire/bsdp.ts';
import type { DhcpMessage, DhcpOption } from '../wire/dhcp.ts';
import { hasOption, makeOption, optionCode, optionValue } from '../wire/dhcp-options.ts';
import type { BsdpImage } from './bsdp-images.ts';
import { emptyReply, LONGEST_FILE_FIELD } from './dhcp-reply.ts';

export interface BsdpReplyContext {
  readonly server: { readonly address: Ipv4 };
  readonly mac: Mac;
  readonly machineName?: string;
}

const IP_AND_UDP_BYTES = 28;
/** Fixed fields, magic cookie and END. */
const FRAME_BYTES = 241;
const OPTION_HEAD_BYTES = 2;
const OPTION_BYTES = 255;
/** Apple's DHCP_PACKET_MIN. */
const MINIMUM_DATAGRAM_BYTES = 548;
const ETHERNET_DATAGRAM_BYTES = 1500;
/** Of an INFORM; what macOS asks for, and the buffer of Apple's server. */
const LARGEST_DATAGRAM_BYTES = 8192;

/**
 * Largest DHCP message this Mac takes in answer to an INFORM, without IP and UDP headers: by BSDP's own option, else by
 * DHCP's, else 548. Both count the whole datagram. More than one Ethernet frame only where BSDP's option asks for it:
 * macOS says 1500 and 8192 in one message, and means that fragments are fine for BSDP.
 */
export function maximumBsdpBytes(request: DhcpMessage, bsdp: readonly DhcpOption[]): number {
  const own = bsdpOptionValue(bsdp, 'maximumMessageSize');
  const announced =
    own === undefined
      ? Math.min(
          optionValue(request.options, 'maximumDhcpMessageSize') ?? MINIMUM_DATAGRAM_BYTES,
          ETHERNET_DATAGRAM_BYTES,
        )
      : Math.min(own, LARGEST_DATAGRAM_BYTES);
  return Math.max(announced, MINIMUM_DATAGRAM_BYTES) - IP_AND_UDP_BYTES;
}

/** Of an OFFER, which firmware without an address must take in one frame. */
export const LARGEST_OFFER_BYTES = ETHERNET_DATAGRAM_BYTES - IP_AND_UDP_BYTES;

export interface ImageList {
  /** Not empty; the selected one first, if there is one, else the default. */
  readonly images: readonly BsdpImage[];
  readonly defaultId: BootImageId;
  readonly selectedId?: BootImageId;
  readonly priority: number;
  /** False for a client of BSDP 1.0, which takes the default. */
  readonly withNames: boolean;
}

/** An ACK[LIST], and how many of the images are in it. */
export function listReply(
  request: DhcpMessage,
  list: ImageList,
  { server }: BsdpReplyContext,
  maximumBytes: number,
): { readonly reply: DhcpMessage; readonly listed: number } {
  const { images, selectedId, priority, withNames } = list;
  const head = headOptions('DHCPACK', server);
  const room = maximumBytes - FRAME_BYTES - lengthOf(head);
  const options = (defaultId: BootImageId): readonly DhcpOption[] => [
    makeBsdpOption('messageType', 'LIST'),
    makeBsdpOption('serverPriority', priority),
    makeBsdpOption('defaultBootImageId', defaultId),
    ...(selectedId === undefined ? [] : [makeBsdpOption('selectedBootImageId', selectedId)]),
  ];
  let layout = layOutBootImages(options(list.defaultId), withNames ? images : [], room);
  const listed = images.slice(0, layout.listed);
  // The default must be in the list: firmware of 2011 and later selects image 0 where it is not.
  if (listed[0] && !listed.some(({ id }) => id === list.defaultId))
    layout = layOutBootImages(options(listed[0].id), listed, room);
  const reply = {
    ...bsdpReply(request, server),
    options: [...head, ...layout.instances.map((data) => makeOption('vendorSpecificInformation', data))],
  };
  return { reply, listed: layout.listed };
}

/** An ACK[SELECT]; undefined when the image's path and root path are too long for this Mac. */
export function selectReply(
  request: DhcpMessage,
  image: BsdpImage,
  context: BsdpReplyContext,
  maximumBytes: number,
): DhcpMessage | undefined {
  const told = [
    makeBsdpOption('messageType', 'SELECT'),
    makeBsdpOption('selectedBootImageId', image.id),
    makeBsdpOption('machineName', machineName(context)),
  ];
  return bootingReply(request, image, told, 'DHCPACK', context, maximumBytes);
}

/** What a bound Mac gets beside its ordinary OFFER: it asks for no list then, and loads `file` once it has its address. */
export function offerReply(
  request: DhcpMessage,
  image: BsdpImage,
  context: BsdpReplyContext,
  maximumBytes: number,
): DhcpMessage | undefined {
  const told = [
    makeBsdpOption('selectedBootImageId', image.id),
    makeBsdpOption('machineName', machineName(context)),
  ];
  const reply = bootingReply(request, image, told, 'DHCPOFFER', context, maximumBytes);
  return reply && { ...reply, ciaddr: UNSPECIFIED };
}

/** ACK[FAILED]: the image is not there, or not for this Mac. */
export function failedReply(request: DhcpMessage, { server }: BsdpReplyContext): DhcpMessage {
  const told = encodeBsdpOptions([makeBsdpOption('messageType', 'FAILED')]);
  return {
    ...bsdpReply(request, server),
    options: [...headOptions('DHCPACK', server), makeOption('vendorSpecificInformation', told)],
  };
}

/**
 * An ordinary OFFER with BSDP's class and the image's id added, by which the public ISC dhcpd recipes boot Macs. The
 * specification dropped it in version 1.0.4. Unchanged where there is no room, or another vendor's options are in it.
 */
export function offerWithImage(offer: DhcpMessage, image: BsdpImage, maximumBytes: number): DhcpMessage {
  const told = encodeBsdpOptions([makeBsdpOption('selectedBootImageId', image.id)]);
  const options = [
    ...offer.options,
    makeOption('vendorClassIdentifier', BSDP_SERVER_CLASS),
    makeOption('vendorSpecificInformation', told),
  ];
  const taken =
    hasOption(offer.options, 'vendorClassIdentifier') ||
    hasOption(offer.options, 'vendorSpecificInformation');
  return taken || !fits(options, maximumBytes) ? offer : { ...offer, options };
}

/** As Apple's server: the request's ciaddr, flags and giaddr come back, yiaddr stays 0, siaddr is the server. */
function bsdpReply(request: DhcpMessage, server: BsdpReplyContext['server']): Omit<DhcpMessage, 'options'> {
  return { ...emptyReply(request), ciaddr: request.ciaddr, siaddr: server.address };
}

/** In Apple's order. */
function headOptions(
  type: 'DHCPACK' | 'DHCPOFFER',
  server: BsdpReplyContext['server'],
): readonly DhcpOption[] {
  return [
    makeOption('dhcpMessageType', type),
    makeOption('serverIdentifier', server.address),
    makeOption('vendorClassIdentifier', BSDP_SERVER_CLASS),
  ];
}

function bootingReply(
  request: DhcpMessage,
  { file, rootPath }: BsdpImage,
  told: readonly DhcpOption[],
  type: 'DHCPACK' | 'DHCPOFFER',
  { server }: BsdpReplyContext,
  maximumBytes: number,
): DhcpMessage | undefined {
  const inField = file.length <= LONGEST_FILE_FIELD;
  // Intel firmware asks for option 67 and reads either form; deployed servers that fill only one of them exist for both.
  const asked =
    optionValue(request.options, 'parameterRequestList')?.includes(optionCode('bootfileName')) ?? false;
  const name = makeOption('bootfileName', file);
  const must = [
    ...headOptions(type, server),
    ...(rootPath === undefined ? [] : [makeOption('rootPath', rootPath)]),
    ...(inField ? [] : [name]),
    makeOption('vendorSpecificInformation', encodeBsdpOptions(told)),
  ];
  const spare = asked ? [makeOption('tftpServerName', server.address), ...(inField ? [name] : [])] : [];
  // Before the vendor options, which Apple writes last.
  const all = [...must.slice(0, -1), ...spare, ...must.slice(-1)];
  const options = [all, must].find((some) => fits(some, maximumBytes));
  return (
    options && {
      ...bsdpReply(request, server),
      // Dotted quad: Apple's firmware does no DNS.
      sname: server.address,
      file: inField ? file : '',
      options,
    }
  );
}

/** Option overload and options in pieces are never used: firmware reads neither. */
function fits(options: readonly DhcpOption[], maximumBytes: number): boolean {
  return (
    FRAME_BYTES + lengthOf(options) <= maximumBytes &&
    options.every(({ data }) => data.length <= OPTION_BYTES)
  );
}

function lengthOf(options: readonly DhcpOption[]): number {
  return options.reduce((sum, { data }) => sum + OPTION_HEAD_BYTES + data.length, 0);
}

const LONGEST_HOST_LABEL = 63;

/** Apple's server numbers its clients, "NetBoot001"; here the end of the MAC tells them apart without a count to keep. */
function machineName({ machineName: given, mac }: BsdpReplyContext): string {
  return (given || `NetBoot-${mac.slice(9).replaceAll(':', '')}`).slice(0, LONGEST_HOST_LABEL);
}

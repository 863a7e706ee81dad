/**
 * BSDP inside DHCP: the sub-options of vendorSpecificInformation where the vendor class begins with "AAPLBSDPC"
 * (BSDP §3.4; 128 to 130 are from Apple's code, bsdp.h). Their numbers appear nowhere else in the project.
 *
 * A list of images may need several instances of option 43. Apple reads each instance as options of its own and joins the
 * values of one code afterwards; decodeDhcp joins the instances first (RFC 3396). For instances of whole options without an
 * end, which is what Apple's server writes and what bsdp-image-list.ts writes, both ways lead to the same options.
 */
import { DecodeError, Writer } from './bytes.ts';
import type { BootImage } from './bsdp-image.ts';
import { bootImages, imageId } from './bsdp-image.ts';
import type { OptionCodec } from './dhcp-option-codecs.ts';
import { empty, encapsulatedOptions, exactly, ipv4, text, u16, u16List } from './dhcp-option-codecs.ts';
import type { DhcpOption } from './dhcp.ts';
import type { DissectedOption, NameIn, ValueIn } from './option-table.ts';
import { optionTable } from './option-table.ts';

/** The index is the number; 0 is Apple's "none" and is never sent. */
const MESSAGE_TYPES = [undefined, 'LIST', 'SELECT', 'FAILED'] as const;

export type BsdpMessageType = NonNullable<(typeof MESSAGE_TYPES)[number]>;

const messageType: OptionCodec<BsdpMessageType> = {
  decode: exactly((reader) => {
    const name = MESSAGE_TYPES[reader.u8('message type')];
    return name ?? reader.fail('unknown message type');
  }),
  encode: (name) => Uint8Array.of(MESSAGE_TYPES.indexOf(name)),
};

const BSDP_OPTIONS = [
  { code: 1, name: 'messageType', label: 'BSDP message type', codec: messageType },
  { code: 2, name: 'version', label: 'BSDP version', codec: u16 },
  { code: 3, name: 'serverIdentifier', label: 'BSDP server', codec: ipv4 },
  { code: 4, name: 'serverPriority', label: 'Server priority', codec: u16 },
  { code: 5, name: 'replyPort', label: 'Reply port', codec: u16 },
  /** TFTP path of icons, which nobody uses. */
  { code: 6, name: 'bootImageListPath', label: 'Boot image list path', codec: text },
  { code: 7, name: 'defaultBootImageId', label: 'Default boot image', codec: imageId },
  { code: 8, name: 'selectedBootImageId', label: 'Selected boot image', codec: imageId },
  { code: 9, name: 'bootImageList', label: 'Boot images', codec: bootImages },
  /** Its presence is its meaning. Some tables of the specification give it a byte, so ask whether it is there. */
  { code: 10, name: 'netBoot1Firmware', label: 'NetBoot 1.0 firmware', codec: empty },
  /** Upper halves of image ids; only images with one of them are wanted. */
  { code: 11, name: 'imageAttributesFilter', label: 'Image attributes wanted', codec: u16List },
  /** With IP and UDP headers, as DHCP's own. */
  { code: 12, name: 'maximumMessageSize', label: 'Maximum BSDP message size', codec: u16 },
  /** `afp://user:password@address/volume`. */
  { code: 128, name: 'shadowMountPath', label: 'Shadow mount path', codec: text },
  { code: 129, name: 'shadowFilePath', label: 'Shadow file path', codec: text },
  { code: 130, name: 'machineName', label: 'Machine name', codec: text },
] as const;

const TABLE = optionTable(BSDP_OPTIONS);

export type BsdpOptionName = NameIn<typeof BSDP_OPTIONS>;
export type BsdpOptionValue<N extends BsdpOptionName> = ValueIn<typeof BSDP_OPTIONS, N>;

/**
 * Unknown sub-options are kept; pads are skipped and an end ends, as in Apple's parser.
 * @throws DecodeError when truncated, with the offset inside of the option's data
 */
export function decodeBsdpOptions(data: Uint8Array): readonly DhcpOption[] {
  return encapsulatedOptions.decode(data);
}

/** Without an end, as Apple's server writes. @throws RangeError for data over 255 bytes, or a code that pads or ends */
export function encodeBsdpOptions(options: readonly DhcpOption[]): Uint8Array {
  return encapsulatedOptions.encode(options);
}

/** Undefined when absent or malformed; of a code that came several times the first. */
export function bsdpOptionValue<N extends BsdpOptionName>(
  options: readonly DhcpOption[],
  name: N,
): BsdpOptionValue<N> | undefined {
  return TABLE.value(options, name);
}

export function hasBsdpOption(options: readonly DhcpOption[], name: BsdpOptionName): boolean {
  return TABLE.has(options, name);
}

/** For a person: "Boot images". */
export function bsdpOptionLabel(name: BsdpOptionName): string {
  return TABLE.label(TABLE.code(name));
}

/** @throws RangeError for a value its bytes cannot hold: a defect of the caller */
export function makeBsdpOption<N extends BsdpOptionName>(name: N, value: BsdpOptionValue<N>): DhcpOption {
  return TABLE.make(name, value);
}

/** For showing any sub-option as it comes. Undefined for a code outside the table; `value` is undefined when malformed. */
export function dissectBsdpOption(option: DhcpOption): DissectedOption<BsdpOptionName> | undefined {
  return TABLE.dissect(option);
}

/** All images of a list, which may come as several bootImageList options. Undefined when there is none, or one is malformed. */
export function bootImagesIn(options: readonly DhcpOption[]): readonly BootImage[] | undefined {
  const joined = new Writer();
  for (const { code, data } of options) if (code === TABLE.code('bootImageList')) joined.put(data);
  try {
    return bootImages.decode(joined.bytes());
  } catch (thrown) {
    if (thrown instanceof DecodeError) return undefined;
    throw thrown;
  }
}

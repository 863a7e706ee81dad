/** DHCP, PXE and BSDP for a person: every field and option with its bytes, options inside options too. */
import type { Mac } from './address.ts';
import { ipv4FromNumber, macFromBytes } from './address.ts';
import { BSDP_SERVER_CLASS, parseBsdpClass } from './bsdp.ts';
import { bsdpOptionValue, decodeBsdpOptions, dissectBsdpOption } from './bsdp-options.ts';
import { latin1Text, Reader } from './bytes.ts';
import { BOOTREQUEST, BROADCAST_FLAG, decodeDhcp } from './dhcp.ts';
import type { DhcpMessage, DhcpOption } from './dhcp.ts';
import { FILE_BYTES, SNAME_BYTES } from './dhcp-option-layout.ts';
import { dissectOption, optionCode, optionLabel, optionValue } from './dhcp-options.ts';
import { etherbootSubOption, relaySubOption } from './dhcp-sub-options.ts';
import type { Field, Layer, Protocol } from './dissection.ts';
import { Fields, hexNumber, printable, readable, valueText } from './dissection.ts';
import { decodePxeOptions, dissectPxeOption } from './pxe.ts';

const ETHERNET = 1;
const SNAME_AT = 44;
const FILE_AT = SNAME_AT + SNAME_BYTES;
const COOKIE_AT = FILE_AT + FILE_BYTES;
const OPTIONS_AT = COOKIE_AT + 4;

export interface DissectedDhcp {
  readonly layer: Layer;
  readonly protocol: Protocol;
  readonly summary: string;
  readonly client?: Mac;
}

/** @param base offset of the message in the frame @throws DecodeError */
export function dissectDhcp(bytes: Uint8Array, base: number): DissectedDhcp {
  const message = decodeDhcp(bytes);
  const vendorClass = optionValue(message.options, 'vendorClassIdentifier') ?? '';
  const fields = headerFields(bytes, base, message);
  for (const area of areasOf(bytes, message)) {
    const reader = new Reader(bytes.subarray(area.at, area.at + area.length), area.at);
    optionFields(reader, (option, at, length) =>
      fields.add(
        optionLabel(option.code),
        optionText(option),
        at,
        length,
        inside(option, base + at + 2, vendorClass),
      ),
    );
  }
  const client = clientOf(message);
  return {
    layer: fields.layer(isBsdp(vendorClass) ? 'DHCP with BSDP' : 'DHCP', bytes.length),
    protocol: isBsdp(vendorClass) ? 'bsdp' : 'dhcp',
    summary: summaryOf(message, vendorClass),
    ...(client !== undefined && { client }),
  };
}

function isBsdp(vendorClass: string): boolean {
  return vendorClass === BSDP_SERVER_CLASS || parseBsdpClass(vendorClass) !== undefined;
}

function clientOf({ htype, hlen, chaddr }: DhcpMessage): Mac | undefined {
  return htype === ETHERNET && hlen === 6 ? macFromBytes(chaddr.subarray(0, 6)) : undefined;
}

function headerFields(bytes: Uint8Array, base: number, message: DhcpMessage): Fields {
  const address = (at: number): string =>
    ipv4FromNumber(new Reader(bytes.subarray(at, at + 4)).u32('address'));
  const text = (at: number, length: number): string => {
    const field = latin1Text(bytes.subarray(at, at + length));
    const end = field.indexOf('\0');
    return printable(end < 0 ? field : field.slice(0, end));
  };
  return new Fields(base)
    .add('op', message.op === BOOTREQUEST ? 'BOOTREQUEST' : 'BOOTREPLY', 0, 1)
    .add('htype', message.htype === ETHERNET ? 'Ethernet' : message.htype, 1, 1)
    .add('hlen', message.hlen, 2, 1)
    .add('hops', message.hops, 3, 1)
    .add('xid', hexNumber(message.xid, 4), 4, 4)
    .add('secs', message.secs, 8, 2)
    .add('flags', (message.flags & BROADCAST_FLAG) === 0 ? 'unicast' : 'broadcast', 10, 2)
    .add('ciaddr', address(12), 12, 4)
    .add('yiaddr', address(16), 16, 4)
    .add('siaddr', address(20), 20, 4)
    .add('giaddr', address(24), 24, 4)
    .add('chaddr', clientOf(message) ?? valueText(message.chaddr), 28, 16)
    .add('sname', text(SNAME_AT, SNAME_BYTES), SNAME_AT, SNAME_BYTES)
    .add('file', text(FILE_AT, FILE_BYTES), FILE_AT, FILE_BYTES)
    .add('magic cookie', hexNumber(new Reader(bytes.subarray(COOKIE_AT)).u32('cookie'), 4), COOKIE_AT, 4);
}

/** Where options lie: the options field, and by overload (RFC 2132 §9.3) file and sname. */
function areasOf(
  bytes: Uint8Array,
  message: DhcpMessage,
): { readonly at: number; readonly length: number }[] {
  let overload = 0;
  optionFields(new Reader(bytes.subarray(OPTIONS_AT), OPTIONS_AT), ({ code, data }) => {
    if (code === optionCode('optionOverload')) overload = data[0] ?? 0;
  });
  const legal = overload <= 3 && message.options.length > 0;
  return [
    { at: OPTIONS_AT, length: bytes.length - OPTIONS_AT },
    ...(legal && (overload & 1) !== 0 ? [{ at: FILE_AT, length: FILE_BYTES }] : []),
    ...(legal && (overload & 2) !== 0 ? [{ at: SNAME_AT, length: SNAME_BYTES }] : []),
  ];
}

/** Instances as they lie there, those of one long option each on its own. `at` is the place of the code. */
function optionFields(reader: Reader, each: (option: DhcpOption, at: number, length: number) => void): void {
  readable(() => {
    while (reader.left > 0) {
      const at = reader.offset;
      const code = reader.u8('option code');
      if (code === optionCode('pad')) continue;
      if (code === optionCode('end')) return;
      const data = reader.slice('option data', reader.u8('option length'));
      each({ code, data }, at, data.length + 2);
    }
  });
}

function optionText(option: DhcpOption): string {
  const known = dissectOption(option);
  const value = known === undefined ? option.data : known.value;
  if (known?.name === 'parameterRequestList' && Array.isArray(value))
    return value.map((code) => optionLabel(Number(code))).join(', ');
  // The pieces of a list that was split, or bytes of a kind of their own.
  if (value === undefined) return valueText(option.data);
  return Array.isArray(value) && value.some((one) => typeof one === 'object' && one !== null && 'code' in one)
    ? `${value.length} options`
    : printable(valueText(value));
}

type Named = { readonly label: string; readonly value: unknown } | undefined;

/** Options inside this option. `at`: place of its data in the frame. */
function inside(option: DhcpOption, at: number, vendorClass: string): readonly Field[] {
  switch (option.code) {
    case optionCode('vendorSpecificInformation'):
      if (isBsdp(vendorClass)) return subFields(option.data, at, dissectBsdpOption);
      return vendorClass.startsWith('PXEClient') ? subFields(option.data, at, dissectPxeOption) : [];
    case optionCode('etherbootEncapsulated'):
      return subFields(option.data, at, etherbootSubOption.dissect);
    case optionCode('relayAgentInformation'):
      return subFields(option.data, at, relaySubOption.dissect);
    default:
      return [];
  }
}

function subFields(data: Uint8Array, base: number, dissect: (option: DhcpOption) => Named): readonly Field[] {
  const fields = new Fields(base);
  optionFields(new Reader(data), (option, at, length) => {
    const known = dissect(option);
    const text = known === undefined || known.value === undefined ? option.data : known.value;
    fields.add(known?.label ?? `Option ${option.code}`, printable(valueText(text)), at, length);
  });
  return fields.list();
}

/** "DHCPOFFER 10.77.0.100, boot snponly.efi". */
function summaryOf(message: DhcpMessage, vendorClass: string): string {
  const { options } = message;
  const type =
    optionValue(options, 'dhcpMessageType') ?? (message.op === BOOTREQUEST ? 'BOOTP request' : 'BOOTP reply');
  const words: string[] = [type];
  const vendor = optionValue(options, 'vendorSpecificInformation');
  if (isBsdp(vendorClass) && vendor !== undefined) {
    const bsdp = readable(() => bsdpOptionValue(decodeBsdpOptions(vendor), 'messageType'));
    if (bsdp !== undefined) words[0] = `${type}[${bsdp}]`;
  } else if (
    vendor !== undefined &&
    vendorClass.startsWith('PXEClient') &&
    readable(() => decodePxeOptions(vendor))
  )
    words[0] = `${type} (PXE)`;
  const wanted = optionValue(options, 'requestedIpAddress');
  if (message.op === BOOTREQUEST) {
    if (wanted !== undefined) words.push(`wants ${wanted}`);
    else if (message.ciaddr !== '0.0.0.0') words.push(`has ${message.ciaddr}`);
    const says = [vendorClass, ...(optionValue(options, 'userClass') ?? []).map(valueText)].filter(Boolean);
    if (says.length > 0) words.push(printable(says.join(' ')));
    return words.join(', ');
  }
  if (message.yiaddr !== '0.0.0.0') words[0] = `${words[0]} ${message.yiaddr}`;
  const file = optionValue(options, 'bootfileName') ?? message.file;
  if (file !== '') words.push(`boot ${printable(file)}`);
  const server = optionValue(options, 'serverIdentifier');
  if (server !== undefined) words.push(`from ${server}`);
  return words.join(', ');
}

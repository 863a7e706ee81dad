/** Packets as text for the golden files: every field, one option per line. */
import { hexText } from '../../shared/wire/bytes.ts';
import { dissectOption, optionValue } from '../../shared/wire/dhcp-options.ts';
import { etherbootSubOption, relaySubOption } from '../../shared/wire/dhcp-sub-options.ts';
import type { DhcpMessage, DhcpOption } from '../../shared/wire/dhcp.ts';
import { BOOTREPLY } from '../../shared/wire/dhcp.ts';
import type { DissectedOption } from '../../shared/wire/option-table.ts';
import { decodePxeOptions, dissectPxeOption } from '../../shared/wire/pxe.ts';
import type { TftpPacket } from '../../shared/wire/tftp.ts';

export function dhcpText(message: DhcpMessage): string {
  const { op, htype, hlen, hops, xid, secs, flags, ciaddr, yiaddr, siaddr, giaddr, chaddr } = message;
  return lines(
    `op ${op === BOOTREPLY ? 'BOOTREPLY' : 'BOOTREQUEST'} htype ${htype} hlen ${hlen} hops ${hops}`,
    `xid ${hex(xid, 8)} secs ${secs} flags ${hex(flags, 4)}`,
    `ciaddr ${ciaddr} yiaddr ${yiaddr} siaddr ${siaddr} giaddr ${giaddr}`,
    `chaddr ${hexText(chaddr)}`,
    `sname ${JSON.stringify(message.sname)}`,
    `file ${JSON.stringify(message.file)}`,
    ...message.options.flatMap((option) => [
      optionLine(option, dissectOption(option)),
      ...insideLines(message, option).map((line) => `  ${line}`),
    ]),
  );
}

function insideLines(message: DhcpMessage, option: DhcpOption): string[] {
  const name = dissectOption(option)?.name;
  if (name === 'vendorSpecificInformation') {
    if (!optionValue(message.options, 'vendorClassIdentifier')?.startsWith('PXEClient')) return [];
    return decodePxeOptions(option.data).map((inner) => optionLine(inner, dissectPxeOption(inner)));
  }
  if (name !== 'etherbootEncapsulated' && name !== 'relayAgentInformation') return [];
  const table = name === 'etherbootEncapsulated' ? etherbootSubOption : relaySubOption;
  return (optionValue(message.options, name) ?? []).map((inner) => optionLine(inner, table.dissect(inner)));
}

function optionLine(option: DhcpOption, known: DissectedOption<string> | undefined): string {
  const start = `${String(option.code).padStart(3)} `;
  if (known === undefined) return `${start}unknown ${hexText(option.data)}`;
  if (known.value === undefined) return `${start}${known.name} malformed ${hexText(option.data)}`;
  return `${start}${known.name} ${plain(known.value)}`;
}

export function tftpText(packet: TftpPacket): string {
  return `${plain(packet)}\n`;
}

/** JSON with bytes in hex. */
export function plain(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (part instanceof Uint8Array ? hexText(part) : part));
}

export function lines(...parts: readonly string[]): string {
  return `${parts.join('\n')}\n`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

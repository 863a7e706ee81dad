/**
 * MAC and IPv4 addresses as branded strings in one spelling: `aa:bb:cc:dd:ee:ff` lower case, and dotted quad.
 * Other spellings exist only at the edge (parse functions, `macDashes`).
 */
import { DecodeError } from './bytes.ts';

export type Mac = string & { readonly __brand: 'Mac' };
export type Ipv4 = string & { readonly __brand: 'Ipv4' };

export const UNSPECIFIED = '0.0.0.0' as Ipv4;
export const LIMITED_BROADCAST = '255.255.255.255' as Ipv4;

const HEX: readonly string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

/** Colons, dashes, dots (Cisco `aabb.ccdd.eeff`) or no separator; `01-` hardware-type prefix of PXELINUX accepted. */
export function parseMac(text: string): Mac | undefined {
  let digits = text.trim().toLowerCase();
  if (/^01([-:][0-9a-f]{2}){6}$/.test(digits)) digits = digits.slice(3);
  const spelled =
    /^[0-9a-f]{2}([:-]?[0-9a-f]{2}){5}$/.test(digits) ||
    /^[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}$/.test(digits);
  if (!spelled) return undefined;
  const bare = digits.replace(/[^0-9a-f]/g, '');
  return (bare.match(/../g) as string[]).join(':') as Mac;
}

/** First six bytes of `bytes` (RFC 2131 chaddr with hlen 6). */
export function macFromBytes(bytes: Uint8Array): Mac {
  if (bytes.length < 6) throw new DecodeError('MAC address', 0, 6, bytes.length);
  let text = HEX[bytes[0] as number] as string;
  for (let i = 1; i < 6; i++) text += `:${HEX[bytes[i] as number]}`;
  return text as Mac;
}

export function macBytes(mac: Mac): Uint8Array {
  const bytes = new Uint8Array(6);
  for (let i = 0; i < 6; i++) bytes[i] = Number.parseInt(mac.slice(i * 3, i * 3 + 2), 16);
  return bytes;
}

/** `aa-bb-cc-dd-ee-ff`, as iPXE's `${mac:hexhyp}` and PXELINUX spell it. */
export function macDashes(mac: Mac): string {
  return mac.replaceAll(':', '-');
}

export function parseIpv4(text: string): Ipv4 | undefined {
  const parts = text.trim().split('.');
  if (parts.length !== 4) return undefined;
  for (const part of parts) if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
  return parts.map(Number).join('.') as Ipv4;
}

export function ipv4FromNumber(value: number): Ipv4 {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}` as Ipv4;
}

/** Unsigned 32-bit value, most significant octet first. */
export function ipv4Number(address: Ipv4): number {
  let value = 0;
  let octet = 0;
  for (let i = 0; i < address.length; i++) {
    const code = address.charCodeAt(i);
    if (code === 46) {
      value = (value << 8) | octet;
      octet = 0;
    } else octet = octet * 10 + (code - 48);
  }
  return ((value << 8) | octet) >>> 0;
}

export function ipv4FromBytes(bytes: Uint8Array): Ipv4 {
  if (bytes.length < 4) throw new DecodeError('IPv4 address', 0, 4, bytes.length);
  return `${bytes[0]}.${bytes[1]}.${bytes[2]}.${bytes[3]}` as Ipv4;
}

export function ipv4Bytes(address: Ipv4): Uint8Array {
  const value = ipv4Number(address);
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

export interface Subnet {
  /** Network address. */
  readonly network: Ipv4;
  readonly netmask: Ipv4;
  readonly broadcast: Ipv4;
  readonly prefixLength: number;
}

export function subnetOf(address: Ipv4, prefixLength: number): Subnet {
  const mask = prefixLength === 0 ? 0 : (0xffffffff << (32 - prefixLength)) >>> 0;
  const network = (ipv4Number(address) & mask) >>> 0;
  return {
    network: ipv4FromNumber(network),
    netmask: ipv4FromNumber(mask),
    broadcast: ipv4FromNumber((network | ~mask) >>> 0),
    prefixLength,
  };
}

export function inSubnet(address: Ipv4, subnet: Subnet): boolean {
  return (ipv4Number(address) & ipv4Number(subnet.netmask)) >>> 0 === ipv4Number(subnet.network);
}

/** Undefined unless the mask is a run of ones followed by zeros. */
export function prefixLengthOf(netmask: Ipv4): number | undefined {
  const inverted = ~ipv4Number(netmask) >>> 0;
  return (inverted & (inverted + 1)) === 0 ? 32 - Math.round(Math.log2(inverted + 1)) : undefined;
}

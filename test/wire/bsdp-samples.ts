/** Option 43 as real Macs and deployed servers sent it; `evidence` in the file says how sure that is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hexBytes } from '../../shared/wire/bytes.ts';
import type { DhcpOption } from '../../shared/wire/dhcp.ts';
import { encodeDhcp } from '../../shared/wire/dhcp.ts';
import type { DhcpMessage } from '../../shared/wire/dhcp.ts';
import { optionCode } from '../../shared/wire/dhcp-options.ts';

const ROOT = join(import.meta.dirname, '../fixtures/bsdp');

interface ParsedOption {
  readonly code: number;
  readonly len: number;
  readonly hex: string;
  readonly text?: string;
  readonly images?: readonly { readonly id: string; readonly name: string }[];
}
export interface BsdpSample {
  readonly id: string;
  readonly direction: 'client->server' | 'server->client';
  readonly option43_hex: string;
  /** null: does not parse, or only the beginning is known. */
  readonly parsed: readonly ParsedOption[] | null;
}

export const BSDP_SAMPLES = (
  JSON.parse(readFileSync(join(ROOT, 'option43.json'), 'utf8')) as { fixtures: BsdpSample[] }
).fixtures;

export function bsdpSample(id: string): Uint8Array {
  const sample = BSDP_SAMPLES.find((one) => one.id === id);
  if (sample === undefined) throw new Error(`there is no BSDP sample ${id}`);
  return hexBytes(sample.option43_hex);
}

/** A whole INFORM[LIST] of Startup Disk from UDP port 993, padded to 300 bytes. */
export const STARTUP_DISK_INFORM = hexBytes(
  (
    JSON.parse(readFileSync(join(ROOT, 'inform-list-startupdisk-full.json'), 'utf8')) as {
      bootp_payload_hex: string;
    }
  ).bootp_payload_hex,
);

/**
 * Each instance of option 43 in an encoded message, as Apple's client sees them: decodeDhcp has joined them already.
 * Knows nothing but code and length, and no overload.
 */
export function vendorInstances(message: Uint8Array): readonly Uint8Array[] {
  const code = optionCode('vendorSpecificInformation');
  return walk(message.subarray(240)).flatMap((option) => (option.code === code ? [option.data] : []));
}

/** Options one after another up to END; throws where they do not come out even. */
export function walk(bytes: Uint8Array): readonly DhcpOption[] {
  const options: DhcpOption[] = [];
  for (let at = 0; at < bytes.length;) {
    const code = bytes[at] as number;
    if (code === 255) break;
    if (code === 0) {
      at++;
      continue;
    }
    const end = at + 2 + (bytes[at + 1] ?? Number.POSITIVE_INFINITY);
    if (end > bytes.length) throw new Error(`option ${code} at ${at} is cut`);
    options.push({ code, data: bytes.subarray(at + 2, end) });
    at = end;
  }
  return options;
}

export function instancesOf(reply: DhcpMessage, maximumBytes: number): readonly Uint8Array[] {
  return vendorInstances(encodeDhcp(reply, { maximumBytes }));
}

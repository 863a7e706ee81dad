/** Imagined Macs, what they ask, and the BSDP server they meet. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  BsdpContext,
  BsdpDecision,
  BsdpReplyDecision,
  BsdpSilence,
} from '../../shared/boot/bsdp-decision.ts';
import type { BsdpImage, MacClient, MacImages } from '../../shared/boot/bsdp-images.ts';
import { chainedImageId } from '../../shared/boot/bsdp-images.ts';
import { answerBsdp } from '../../shared/boot/bsdp-server.ts';
import type { MacModelTable } from '../../shared/boot/mac-models.ts';
import { macModel } from '../../shared/boot/mac-models.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { macBytes, subnetOf, UNSPECIFIED } from '../../shared/wire/address.ts';
import { bootImageId, IMAGE_KIND } from '../../shared/wire/bsdp-image.ts';
import type { BsdpOptionName, BsdpOptionValue } from '../../shared/wire/bsdp-options.ts';
import {
  bsdpOptionValue,
  decodeBsdpOptions,
  encodeBsdpOptions,
  makeBsdpOption,
} from '../../shared/wire/bsdp-options.ts';
import type { DhcpMessageType } from '../../shared/wire/dhcp-client-codecs.ts';
import type { DhcpMessage, DhcpOption } from '../../shared/wire/dhcp.ts';
import { BOOTREQUEST, decodeDhcp, encodeDhcp } from '../../shared/wire/dhcp.ts';
import { makeOption, optionValue } from '../../shared/wire/dhcp-options.ts';

export const SERVER = '10.0.1.11' as Ipv4;
export const SUBNET = subnetOf(SERVER, 24);
export const MAC = '3c:07:54:77:af:54' as Mac;
export const MAC_ADDRESS = '10.0.1.32' as Ipv4;

export const MODELS = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../resources/mac-models.json'), 'utf8'),
) as MacModelTable;

export function macClient(identifier = 'Macmini6,2', arch = 'i386'): MacClient {
  return { mac: MAC, arch, model: macModel(identifier, arch, MODELS) };
}

export const DEBIAN: BsdpImage = {
  key: 'debian',
  id: chainedImageId(137),
  name: 'Debian 12 installer',
  file: 'snponly.efi',
};
export const MEMTEST: BsdpImage = {
  key: 'memtest',
  id: chainedImageId(138),
  name: 'memtest86+',
  file: 'snponly.efi',
};
export const NETINSTALL: BsdpImage = {
  key: 'sierra',
  id: bootImageId({ install: true, kind: IMAGE_KIND.macOsX, index: 0x929 }),
  name: 'NetInstall of macOS Sierra',
  file: '/i/sierra/i386/booter',
  rootPath: 'http://10.0.1.11/i/sierra/NetInstall.dmg',
};
export const DIAGNOSTICS: BsdpImage = {
  key: 'diagnostics',
  id: bootImageId({ install: false, kind: IMAGE_KIND.hardwareDiagnostics, index: 7 }),
  name: 'Apple Hardware Test',
  file: '/i/diagnostics/i386/diags.efi',
  filterOnly: true,
};

export type BsdpValues = { readonly [N in BsdpOptionName]?: BsdpOptionValue<N> };

/** What the Mac puts into its message beside the usual. */
export interface MacSaid extends Partial<Omit<DhcpMessage, 'options'>> {
  readonly vendorClass?: string | null;
  /** Instead of what `bsdp` would give; null leaves option 43 out. */
  readonly option43?: Uint8Array | null;
  readonly extra?: readonly DhcpOption[];
}

export function macMessage(type: DhcpMessageType, bsdp: BsdpValues, said: MacSaid = {}): DhcpMessage {
  const { vendorClass = 'AAPLBSDPC/i386/Macmini6,2', option43, extra = [], ...fields } = said;
  const chaddr = new Uint8Array(16);
  chaddr.set(macBytes(MAC));
  const names = Object.keys(bsdp) as BsdpOptionName[];
  const own = encodeBsdpOptions(
    names.map((name) => makeBsdpOption(name, bsdp[name] as BsdpOptionValue<typeof name>)),
  );
  return {
    op: BOOTREQUEST,
    htype: 1,
    hlen: 6,
    hops: 0,
    xid: 0x9214,
    secs: 3,
    flags: 0,
    ciaddr: type === 'DHCPDISCOVER' ? UNSPECIFIED : MAC_ADDRESS,
    yiaddr: UNSPECIFIED,
    siaddr: UNSPECIFIED,
    giaddr: UNSPECIFIED,
    chaddr,
    sname: '',
    file: '',
    ...fields,
    options: [
      makeOption('dhcpMessageType', type),
      makeOption('parameterRequestList', [1, 3, 67, 43, 60]),
      ...(vendorClass === null ? [] : [makeOption('vendorClassIdentifier', vendorClass)]),
      ...(option43 === null ? [] : [makeOption('vendorSpecificInformation', option43 ?? own)]),
      ...extra,
    ],
  };
}

/** As firmware asks. */
export function list(bsdp: BsdpValues = {}, said: MacSaid = {}): DhcpMessage {
  return macMessage('DHCPINFORM', { messageType: 'LIST', version: 0x0101, ...bsdp }, said);
}

export function select(bsdp: BsdpValues = {}, said: MacSaid = {}): DhcpMessage {
  return macMessage(
    'DHCPINFORM',
    { messageType: 'SELECT', version: 0x0101, serverIdentifier: SERVER, ...bsdp },
    said,
  );
}

export function discover(said: MacSaid = {}): DhcpMessage {
  return macMessage('DHCPDISCOVER', { version: 0x0101 }, said);
}

export function shown(...images: readonly BsdpImage[]): MacImages {
  return { images, hidden: [], why: ['because'] };
}

export interface MacBench extends Omit<BsdpContext, 'images'> {
  readonly images: MacImages;
}

export const BENCH: MacBench = {
  mode: 'own',
  server: { address: SERVER, subnet: SUBNET },
  priority: 32768,
  mac: MAC,
  images: shown(DEBIAN, MEMTEST, NETINSTALL),
  offer: 'plain',
};

export function ask(message: DhcpMessage, bench: Partial<MacBench> = {}): BsdpDecision {
  const { images, ...context } = { ...BENCH, ...bench };
  return answerBsdp(message, { ...context, images: () => images });
}

export function answered(message: DhcpMessage, bench: Partial<MacBench> = {}): BsdpReplyDecision {
  const decision = ask(message, bench);
  if (decision.kind !== 'reply') throw new Error(`${decision.kind}: ${decision.why.join('; ')}`);
  return decision;
}

export function silent(message: DhcpMessage, bench: Partial<MacBench> = {}): BsdpSilence {
  const decision = ask(message, bench);
  if (decision.kind !== 'silence') throw new Error(`${decision.kind}: ${decision.why.join('; ')}`);
  return decision;
}

/** What goes on the wire. */
export function encoded({ reply, maximumBytes }: BsdpReplyDecision): Uint8Array {
  return encodeDhcp(reply, { maximumBytes });
}

/** The BSDP options of a reply, from the wire and back. */
export function bsdpOf(decision: BsdpReplyDecision): readonly DhcpOption[] {
  const { options } = decodeDhcp(encoded(decision));
  return decodeBsdpOptions(optionValue(options, 'vendorSpecificInformation') ?? new Uint8Array(0));
}

export function told<N extends BsdpOptionName>(
  decision: BsdpReplyDecision,
  name: N,
): BsdpOptionValue<N> | undefined {
  return bsdpOptionValue(bsdpOf(decision), name);
}

/** How ESXi starts on one machine: which loader, by which way to it, with which words; or what is missing for that. */
import type { BootEntry, Image } from '../../model/image.ts';
import type { Platform } from '../../model/machine.ts';
import type { Mac } from '../../wire/address.ts';
import { imagePath, machinePath } from '../boot-path.ts';
import type { BiosChain } from './bios-chain.ts';
import { biosChain, COMBOOT_NAME } from './bios-chain.ts';
import { BOOT_CFG_NAME } from './boot-places.ts';
import { words } from './kernel-options.ts';
import type { LoaderChoice, LoaderOffer } from './loader-choice.ts';
import { chooseEsxiLoader } from './loader-choice.ts';
import { biosLines, efiLines, mbootArgs, multibootArgs, pxelinuxConfig } from './script-lines.ts';
import { parseEsxiVersion } from './version.ts';

export type EsxiEntry = Extract<BootEntry, { how: 'mboot' | 'multiboot' }>;

export interface EsxiStartContext {
  readonly mac: Mac;
  /** `http://10.77.0.1`, without a slash at the end. */
  readonly http: string;
  /** The whole library: the newest loader in it starts all versions. */
  readonly images: readonly Image[];
  /** Is this boot firmware at hand? */
  readonly has: (name: string) => boolean;
  /** What the iPXE that asks said of COMBOOT; undefined: it said nothing of its features. */
  readonly comboot?: boolean;
  /** It was sent to comboot.kpxe just now, and here it is again. */
  readonly sentToComboot?: boolean;
  /** URL of this machine's kickstart; absent: a person answers. */
  readonly ks?: string;
  /** Kernel options of the person. */
  readonly extra?: string;
}

export type EsxiStart =
  | { readonly lines: readonly string[]; readonly why: readonly string[]; readonly toComboot?: boolean }
  | { readonly missing: string; readonly hint: string };

/** What people and recipes call ESXi's loader for UEFI; on its ISO it is efi/boot/bootx64.efi. */
export const MBOOT_NAME = 'mboot.efi';
export const PXELINUX_CONFIG_NAME = 'pxelinux.cfg';

/** iPXE script lines; each that can fail goes to the label `failed`. */
export function esxiStart(entry: EsxiEntry, image: Image, context: EsxiStartContext): EsxiStart {
  return entry.how === 'mboot' && entry.platform === 'efi'
    ? startOnEfi(entry, image, context)
    : startOnBios(entry, image, context);
}

function startOnEfi(
  entry: Extract<EsxiEntry, { how: 'mboot' }>,
  image: Image,
  context: EsxiStartContext,
): EsxiStart {
  const choice = efiLoader(image, context.images);
  if (choice === undefined || 'missing' in choice)
    return choice ?? { missing: `${image.title} has no loader for UEFI.`, hint: 'Use another image.' };
  const start = { mac: context.mac, loader: urlOf(context, choice.image, choice.loader) };
  return { lines: efiLines({ ...start, bootCfg: bootCfgUrl(context) }), why: [entry.title, choice.why] };
}

function startOnBios(entry: EsxiEntry, image: Image, context: EsxiStartContext): EsxiStart {
  const started = biosLoader(entry, image, context);
  if ('missing' in started) return started;
  const chain = biosChain({
    has: context.has,
    ...(context.comboot !== undefined && { comboot: context.comboot }),
  });
  if ('missing' in chain) return chain;
  if (context.sentToComboot === true && chain.chain === 'ipxe-comboot' && chain.file !== undefined)
    return {
      missing: `${COMBOOT_NAME} was started and does not say that it can start COM32 modules.`,
      hint: 'Build it anew with IMAGE_COMBOOT, or drop pxelinux.0 of SYSLINUX 3.86.',
    };
  const lines = biosLines({
    chain,
    ...started,
    firmware: (name) => `${context.http}/fw/${name}`,
    pxelinuxConfig: `${context.http}${machinePath(context.mac, PXELINUX_CONFIG_NAME)}`,
  });
  const toComboot = chain.chain === 'ipxe-comboot' && chain.file !== undefined;
  return { lines, why: [entry.title, chainWhy(chain)], ...(toComboot && { toComboot }) };
}

function chainWhy(chain: Exclude<BiosChain, { missing: string }>): string {
  if (chain.chain === 'pxelinux') return 'on BIOS through pxelinux.0 of SYSLINUX 3.86';
  return chain.file === undefined
    ? 'on BIOS by this iPXE, which starts COM32 modules'
    : `on BIOS through ${chain.file}`;
}

/** What this machine's PXELINUX reads; undefined for an image that starts in another way, or lacks its loader. */
export function esxiPxelinuxConfig(
  entry: BootEntry,
  image: Image,
  context: EsxiStartContext,
): string | undefined {
  if (entry.how !== 'mboot' && entry.how !== 'multiboot') return undefined;
  const started = biosLoader(entry, image, context);
  return 'missing' in started ? undefined : pxelinuxConfig(started.loader, started.args);
}

/** URL of mboot.c32 and its words. */
function biosLoader(
  entry: EsxiEntry,
  image: Image,
  context: EsxiStartContext,
): { readonly loader: string; readonly args: string } | { readonly missing: string; readonly hint: string } {
  if (entry.loader === undefined)
    return {
      missing: `mboot.c32 is not on ${image.title}.`,
      hint: 'Add the one of the ESXi image these files come from, and drop it again.',
    };
  const loader = urlOf(context, image.id, entry.loader);
  const { mac, ks, extra } = context;
  if (entry.how === 'mboot') return { loader, args: mbootArgs({ mac, bootCfg: bootCfgUrl(context) }) };
  const args = [...words(entry.args), ...(ks === undefined ? [] : [`ks=${ks}`]), ...words(extra ?? '')];
  const { kernel, modules } = entry;
  return { loader, args: multibootArgs({ mac, kernel, args: args.join(' '), modules }) };
}

/** The loader that starts this image on UEFI; undefined when the image is none that has one. */
export function efiLoader(image: Image, images: readonly Image[]): LoaderChoice | undefined {
  const wanted = offerOf(image);
  return (
    wanted &&
    chooseEsxiLoader(
      wanted,
      images.flatMap((one) => offerOf(one) ?? []),
    )
  );
}

/** The newest loader for UEFI there is, for who asks by its name alone. */
export function newestEfiLoader(images: readonly Image[]): LoaderChoice | undefined {
  const [first, ...others] = images.flatMap((one) => offerOf(one) ?? []);
  return first && chooseEsxiLoader(first, [first, ...others]);
}

function offerOf(image: Image): LoaderOffer | undefined {
  const entry = image.recipe.entries.find((one) => one.how === 'mboot' && one.platform === 'efi');
  if (entry?.how !== 'mboot') return undefined;
  const version = parseEsxiVersion(image.recipe.version ?? '');
  const { cpu, loader } = entry;
  return { image: image.id, title: image.title, cpu, loader, ...(version && { version }) };
}

/** The entry by which this image boots ESXi on such a machine. */
export function esxiEntry(image: Image, platform: Platform | undefined): EsxiEntry | undefined {
  return image.recipe.entries.find(
    (one): one is EsxiEntry =>
      (one.how === 'mboot' || one.how === 'multiboot') &&
      (platform === undefined || one.platform === platform),
  );
}

function bootCfgUrl({ http, mac }: EsxiStartContext): string {
  return `${http}${machinePath(mac, BOOT_CFG_NAME)}`;
}

function urlOf({ http }: EsxiStartContext, image: string, path: string): string {
  return `${http}${imagePath(image, path)}`;
}

/**
 * The iPXE script for a BootPlan. Lines end in LF; no prompt, menu or timeout: a rack has no keyboard.
 * What in a value would be expanded, or would end the command, is taken out of everything that comes from people or images.
 */
import type { BootEntry, Image } from '../model/image.ts';
import type { BootPlan, Cpu, Platform } from '../model/machine.ts';
import type { Mac } from '../wire/address.ts';
import { answerUrl } from './answers/answer-place.ts';
import { imagePath, scriptPath, wholeImagePath } from './boot-path.ts';
import { esxiStart } from './esxi/start.ts';
import { factsLines } from './ipxe-facts.ts';
import { ipxeText } from './ipxe-text.ts';
import type { ImageFile, LinuxEntry } from './linux-start.ts';
import { linuxStart } from './linux-start.ts';

export interface ScriptContext {
  readonly mac: Mac;
  /** This machine's, of purpose `answer`; absent in a script for somebody else who only looks at it. */
  readonly token?: string;
  readonly http: string;
  readonly platform?: Platform;
  readonly cpu?: Cpu;
  /** The image of an image plan. */
  readonly image?: Image;
  readonly hostName?: string;
  readonly domain?: string;
  /** The whole library: the newest of ESXi's loaders in it starts all versions. */
  readonly images?: readonly Image[];
  /** Is this boot firmware at hand? */
  readonly hasFirmware?: (name: string) => boolean;
  /** Whether the iPXE that asks starts COM32 modules, where it said so. */
  readonly comboot?: boolean;
  /** It was sent to another iPXE for that just now. */
  readonly sentToComboot?: boolean;
}

export interface Script {
  readonly text: string;
  /** What the script really does: an image that has no entry for this machine makes it wait. */
  readonly does: 'wait' | 'local' | 'image';
  readonly why: readonly string[];
  /** Files that it loads, in this order. */
  readonly loads?: readonly ImageFile[];
  /** It goes on to another iPXE, which asks for its script anew. */
  readonly toComboot?: boolean;
}

/** Seconds between two questions of a machine that waits. */
export const WAIT_SECONDS = 5;

export function bootScript(plan: BootPlan, context: ScriptContext): Script {
  switch (plan.action) {
    case 'wait':
      return waitScript(plan.why, context);
    case 'local':
      return localScript(plan.why, context);
    case 'image': {
      if (context.image?.kind === 'url') return chainScript(plan.why, context.image, context);
      const entry = context.image && chooseEntry(context.image, context.platform, context.cpu);
      if (!context.image || !entry) {
        const machine = [context.platform, context.cpu].filter(Boolean).join(' ') || 'this machine';
        const title = context.image?.title ?? plan.image;
        const because =
          context.image?.kind === 'nbi'
            ? `${title} is an Apple NetBoot image, which only Apple's firmware boots: start the Mac with N held`
            : `${title} has nothing that boots on ${machine}`;
        return waitScript([...plan.why, because], context);
      }
      const start = startOf(entry, context.image, plan, context);
      if ('missing' in start)
        return waitScript([...plan.why, start.hint, start.missing], context, start.hint);
      const text = script([
        `echo Rackboot: ${ipxeText(context.image.title)} for ${context.mac}`,
        ...factsLines(context),
        ...start.lines,
        ...failed(context),
      ]);
      const { toComboot = false } = start;
      return {
        text,
        does: 'image',
        why: [...plan.why, ...start.why],
        loads: start.loads,
        ...(toComboot && { toComboot }),
      };
    }
  }
}

/** First entry that fits, the machine's own platform before entries that fit any. Undefined: none does. */
export function chooseEntry(
  image: Image,
  platform: Platform | undefined,
  cpu: Cpu | undefined,
): BootEntry | undefined {
  return image.recipe.entries.find(
    (entry) =>
      (entry.platform === undefined || platform === undefined || entry.platform === platform) &&
      cpuFits(entry.cpu, cpu, platform),
  );
}

/**
 * A BIOS client says "x86" (option 93 = 0) whatever its processor: 64-bit images fit until proven otherwise.
 * Under EFI the firmware's word size must match the program.
 */
function cpuFits(entry: Cpu, machine: Cpu | undefined, platform: Platform | undefined): boolean {
  if (machine === undefined || entry === machine) return true;
  const x86 = (cpu: Cpu): boolean => cpu === 'i386' || cpu === 'x86_64';
  return platform !== 'efi' && x86(entry) && x86(machine);
}

/** On to another server, by its own script; `${…}` in the address is the technician's, for iPXE to fill in. */
function chainScript(why: readonly string[], { path, title }: Image, context: ScriptContext): Script {
  const text = script([
    `echo Rackboot: ${ipxeText(title)} for ${context.mac}`,
    ...factsLines(context),
    `chain ${path} || goto failed`,
    ...failed(context),
  ]);
  return { text, does: 'image', why: [...why, `on to ${path}`] };
}

/** Has this image something that starts on such a machine? */
export function bootsOn(image: Image, platform: Platform | undefined, cpu: Cpu | undefined): boolean {
  return image.kind === 'url' || chooseEntry(image, platform, cpu) !== undefined;
}

function filesOf(entry: Exclude<BootEntry, LinuxEntry>): readonly string[] {
  switch (entry.how) {
    case 'efi':
      return [entry.file];
    case 'sanboot':
      return [];
    // Told when its boot.cfg leaves: some loaders ask for that without any script.
    case 'mboot':
      return [];
    case 'multiboot':
      return [entry.kernel, ...entry.modules];
  }
}

interface Start {
  readonly lines: readonly string[];
  readonly why: readonly string[];
  readonly loads: readonly ImageFile[];
  readonly toComboot?: boolean;
}

function startOf(
  entry: BootEntry,
  image: Image,
  plan: Extract<BootPlan, { action: 'image' }>,
  context: ScriptContext,
): Start | { readonly missing: string; readonly hint: string } {
  if (entry.how === 'linux') {
    const start = linuxStart(entry, image, plan, context);
    if ('missing' in start) return start;
    const { kernel, initrds, words, why } = start;
    const lines = linuxLines(kernel, initrds, words, context);
    return { lines, why, loads: [kernel, ...initrds] };
  }
  const loads = filesOf(entry).map((path) => ({ image: image.id, path }));
  if (entry.how !== 'mboot' && entry.how !== 'multiboot')
    return { lines: entryLines(entry, image, plan, context), why: [entry.title], loads };
  const { images = [image], hasFirmware = () => false, comboot, sentToComboot } = context;
  const esxi = esxiStart(entry, image, {
    mac: context.mac,
    http: context.http,
    images,
    has: hasFirmware,
    ...(comboot !== undefined && { comboot }),
    ...(sentToComboot !== undefined && { sentToComboot }),
    ...esxiWords(image, plan, context),
  });
  return 'missing' in esxi ? esxi : { ...esxi, loads };
}

/** Kickstart and kernel options of one machine. */
export function esxiWords(
  image: Image,
  plan: Extract<BootPlan, { action: 'image' }>,
  context: Pick<ScriptContext, 'http' | 'mac' | 'token'>,
): { readonly ks?: string; readonly extra?: string } {
  const ks = answerUrl(image, plan, context);
  return {
    ...(ks !== undefined && { ks }),
    ...(plan.kernelArgs !== undefined && { extra: ipxeText(plan.kernelArgs) }),
  };
}

function linuxLines(
  kernel: ImageFile,
  initrds: readonly ImageFile[],
  words: readonly string[],
  { http }: ScriptContext,
): string[] {
  const url = ({ image, path }: ImageFile): string => `${http}${imagePath(image, path)}`;
  const paths = initrds.map((one) => one.path);
  const names = paths.map((path, index) => initrdName(path, index, paths));
  // The EFI stub of a kernel finds its initrd by the first words; BIOS kernels ignore them.
  const commandLine = [...names.map((name) => `initrd=${name}`), ...words.map(ipxeText)];
  return [
    `kernel ${[url(kernel), ...commandLine].join(' ')} || goto failed`,
    ...initrds.map((one, index) => `initrd --name ${names[index]} ${url(one)} || goto failed`),
    'boot || goto failed',
  ];
}

function entryLines(
  entry: Exclude<BootEntry, { how: 'linux' | 'mboot' | 'multiboot' }>,
  image: Image,
  plan: Extract<BootPlan, { action: 'image' }>,
  context: ScriptContext,
): string[] {
  const url = (path: string): string => `${context.http}${imagePath(image.id, path)}`;
  switch (entry.how) {
    case 'efi':
      return [
        `chain ${[url(entry.file), ipxeText(entry.args), ipxeText(plan.kernelArgs ?? '')].filter(Boolean).join(' ')} || goto failed`,
      ];
    case 'sanboot':
      return [`sanboot --no-describe ${context.http}${wholeImagePath(image.id)} || goto failed`];
  }
}

function initrdName(path: string, index: number, all: readonly string[]): string {
  const base = (path.split('/').pop() ?? 'initrd').replace(/[^\w.-]/g, '_');
  return all.findIndex((one) => one.split('/').pop() === path.split('/').pop()) === index
    ? base
    : `${index}-${base}`;
}

/** @param hint what to do about it, beside the last reason */
function waitScript(why: readonly string[], context: ScriptContext, hint?: string): Script {
  const text = script([
    `echo Rackboot: ${context.mac} waits: ${ipxeText(why.at(-1) ?? '')}`,
    ...factsLines(context),
    ...(hint === undefined ? [] : [`echo ${ipxeText(hint)}`]),
    ':again',
    `sleep ${WAIT_SECONDS}`,
    // --replace: without it every round would nest one script deeper until memory is gone.
    `chain --replace ${context.http}${scriptPath(context.mac)} || goto again`,
  ]);
  return { text, does: 'wait', why };
}

/**
 * EFI: the exit status becomes the boot option's; with success the boot manager opens its menu (UEFI 2.10, 3.1.1), with
 * an error it tries the next option. BIOS: the disk directly, because several ROMs start the network again on exit.
 */
function localScript(why: readonly string[], context: ScriptContext): Script {
  const bios = ['sanboot --no-describe --drive 0x80 || exit 1'];
  const text = script([
    // With the reason: somebody who expects an installer here may have armed it for one install, which it had.
    `echo Rackboot: ${context.mac} boots its own disk: ${ipxeText(why.at(-1) ?? '')}`,
    ...factsLines(context),
    ...(context.platform === 'bios'
      ? bios
      : context.platform === 'efi'
        ? ['exit 1']
        : ['iseq ${platform} pcbios || exit 1', ...bios]),
  ]);
  return { text, does: 'local', why };
}

function failed(context: ScriptContext): string[] {
  return [
    ':failed',
    'echo Rackboot: a file could not be loaded, trying again',
    ':again',
    `sleep ${WAIT_SECONDS}`,
    `chain --replace ${context.http}${scriptPath(context.mac)} || goto again`,
  ];
}

/**
 * autoexec.ipxe: iPXE 2 asks for it next to where it was loaded from, before it does DHCP of its own, and some builds
 * stop when TFTP says it is not there (tinkerbell#424, netboot.xyz#1833). It does what the normal way would do.
 */
export function autoexecScript(http: string): string {
  return script([
    ':again',
    'dhcp || goto pause',
    `chain --replace ${http}/m/\${netX/mac:hexhyp}/boot.ipxe || goto pause`,
    ':pause',
    `sleep ${WAIT_SECONDS}`,
    'goto again',
  ]);
}

function script(lines: readonly string[]): string {
  return `#!ipxe\n${lines.join('\n')}\n`;
}

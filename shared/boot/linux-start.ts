/**
 * What starts a Linux image on one machine: kernel, initrds and command line. iPXE's script and GRUB's configuration are
 * both made of it, so that a machine gets the same whichever loader works on it.
 */
import type { BootEntry, Image } from '../model/image.ts';
import type { BootPlanImage } from '../model/machine.ts';
import type { AnswerUrlContext } from './answers/answer-place.ts';
import { answerUrl } from './answers/answer-place.ts';
import { builtinVariable, valueProblem } from './answers/variables.ts';
import { imagePath, wholeImagePath } from './boot-path.ts';
import { chooseNetboot } from './debian-netboot.ts';
import type { LinuxArgsInput } from './linux-args/input.ts';
import { machineArgs } from './linux-args.ts';

export type LinuxEntry = Extract<BootEntry, { how: 'linux' }>;

/** A file in an image of the library. */
export interface ImageFile {
  /** Id of the image. */
  readonly image: string;
  readonly path: string;
}

export interface LinuxStart {
  readonly kernel: ImageFile;
  /** In the order they are loaded. */
  readonly initrds: readonly ImageFile[];
  /**
   * The command line, without `initrd=` (which only iPXE needs, and writes itself). No word contains a blank unless it stands in
   * double quotes, as the kernel reads them; a word may contain `;` and `&`, which GRUB wants quoted.
   */
  readonly words: readonly string[];
  readonly why: readonly string[];
}

export interface LinuxStartContext extends AnswerUrlContext {
  /** The whole library: an image may start with the kernel of another. */
  readonly images?: readonly Image[];
  readonly hostName?: string;
  readonly domain?: string;
}

/** Or what is missing for that, and what to do about it. */
export function linuxStart(
  entry: LinuxEntry,
  image: Image,
  plan: BootPlanImage,
  context: LinuxStartContext,
): LinuxStart | { readonly missing: string; readonly hint: string } {
  const started = startedFrom(entry, image, context.images ?? [image]);
  if ('missing' in started) return started;
  // Of the kernel that starts, for its menu knows it (a serial console); what is added points to the image itself.
  const own = commandLineWords(started.entry.args);
  // Debian's and Ubuntu's installers copy what stands after "---" to the installed system: ours must not end there.
  const dashes = own.indexOf('---');
  const [before, after] = dashes < 0 ? [own, []] : [own.slice(0, dashes), own.slice(dashes)];
  const file = (path: string): ImageFile => ({ image: started.image.id, path });
  return {
    kernel: file(started.entry.kernel),
    initrds: started.entry.initrds.map(file),
    words: [...before, ...machineArgs(argsInput(entry, image, plan, context)), ...after],
    why: [entry.title, ...started.why],
  };
}

/** Whose kernel and initrd it starts with. */
function startedFrom(
  entry: LinuxEntry,
  image: Image,
  images: readonly Image[],
):
  | { readonly image: Image; readonly entry: LinuxEntry; readonly why: readonly string[] }
  | { readonly missing: string; readonly hint: string } {
  if (entry.rest?.from !== 'drive') return { image, entry, why: [] };
  const netboot = chooseNetboot(image, entry, images);
  return 'missing' in netboot ? netboot : { ...netboot, why: [netboot.why] };
}

function argsInput(
  entry: LinuxEntry,
  image: Image,
  plan: BootPlanImage,
  context: LinuxStartContext,
): LinuxArgsInput {
  const { http, mac, hostName, domain } = context;
  const treePath = imagePath(image.id, '').replace(/\/$/, '');
  const httpHost = http.replace(/^\w+:\/\//, '');
  const url = answerUrl(image, plan, context);
  const { family, version } = image.recipe;
  return {
    ...{ family, mac, httpHost, treePath, tree: `${http}${treePath}` },
    server: httpHost.replace(/:\d+$/, ''),
    iso: `${http}${wholeImagePath(image.id)}`,
    isoBytes: image.sizeBytes,
    ...(version !== undefined && { version }),
    ...(entry.rest && { rest: entry.rest }),
    ...(url !== undefined && { answerUrl: url }),
    ...(isHostName(hostName) && { hostName }),
    ...(isHostName(domain) && { domain }),
    ...(plan.kernelArgs && { extra: commandLineWords(plan.kernelArgs) }),
  };
}

/** Names of machines are for people and may have blanks, behind which another word of the kernel's would begin. */
function isHostName(name: string | undefined): name is string {
  const variable = builtinVariable('hostName');
  return name !== undefined && variable !== undefined && valueProblem(variable, name) === undefined;
}

/** `a "b c" d="e f"` → three words, quotes kept. A line break is a blank. */
export function commandLineWords(text: string): string[] {
  return text.match(/(?:"[^"\r\n]*"|[^\s"]|")+/g) ?? [];
}

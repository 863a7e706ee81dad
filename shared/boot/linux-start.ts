/**
 * What starts a Linux image on one machine: kernel, initrds and command line. iPXE's script and GRUB's configuration are
 * both made of it, so that a machine gets the same whichever loader works on it.
 */
import type { BootEntry, Image } from '../model/image.ts';
import type { BootPlanImage } from '../model/machine.ts';
import type { AnswerUrlContext } from './answers/answer-place.ts';
import { answerUrl } from './answers/answer-place.ts';
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
  const own = commandLineWords(entry.args);
  // Debian's and Ubuntu's installers copy what stands after "---" to the installed system: ours must not end there.
  const dashes = own.indexOf('---');
  const [before, after] = dashes < 0 ? [own, []] : [own.slice(0, dashes), own.slice(dashes)];
  const url = answerUrl(image, plan, context);
  const words = [
    ...before,
    ...machineArgs({
      family: image.recipe.family,
      mac: context.mac,
      ...(image.recipe.answer && { answerFormat: image.recipe.answer }),
      ...(url !== undefined && { answerUrl: url }),
      ...(context.hostName && { hostName: context.hostName }),
      ...(context.domain && { domain: context.domain }),
      ...(plan.kernelArgs && { extra: commandLineWords(plan.kernelArgs) }),
    }),
    ...after,
  ];
  const file = (path: string): ImageFile => ({ image: image.id, path });
  return {
    kernel: file(entry.kernel),
    initrds: entry.initrds.map(file),
    words,
    why: [entry.title],
  };
}

/** `a "b c" d="e f"` → three words, quotes kept. A line break is a blank. */
export function commandLineWords(text: string): string[] {
  return text.match(/(?:"[^"\r\n]*"|[^\s"]|")+/g) ?? [];
}

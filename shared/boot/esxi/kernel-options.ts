/** `kernelopt` for one machine: what the image says, without its medium, with this machine's kickstart and the person's words. */

export interface KernelOptionChanges {
  /** URL of this machine's kickstart. Absent: a person answers. */
  readonly ks?: string;
  /** `01-aa-bb-cc-dd-ee-ff`, the card the installer takes; where the loader does not add it by itself. */
  readonly bootif?: string;
  /** Words of the person. They replace the image's word of the same name. */
  readonly extra?: string;
}

/**
 * `cdromBoot` sends the installer to a CD that is not there. A `ks=` of the image's own goes in any case: it would begin
 * an unattended install that nobody armed. `runweasel` starts the installer; with the image's only word gone, nothing would.
 */
export function mergeKernelOptions(existing: string, changes: KernelOptionChanges): string {
  const own = words(existing).filter((word) => !/^cdromBoot$/i.test(word));
  const kept = withoutKickstart(own);
  const orphaned = kept.length < own.length && changes.ks === undefined && !kept.some(isRunWeasel);
  const added = [
    ...(orphaned ? ['runweasel'] : []),
    ...words(changes.ks ?? '').map((url) => `ks=${url}`),
    ...words(changes.bootif ?? '').map((name) => `BOOTIF=${name}`),
  ];
  const extra = words(changes.extra ?? '');
  // A kickstart is assigned, and armed, or there is none.
  const persons = withoutKickstart(extra);
  return [...without(kept, [...added, ...persons]), ...without(added, persons), ...persons].join(' ');
}

/** Early ESXi 5 took `ks=` from a module's arguments as well. */
export function withoutKickstart(options: readonly string[]): string[] {
  return options.filter((word) => !/^ks(=|$)/i.test(word));
}

export function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}

function isRunWeasel(word: string): boolean {
  return /^runweasel$/i.test(word);
}

/** Those that none of the later words says anew. */
function without(options: readonly string[], later: readonly string[]): string[] {
  const name = (word: string): string => word.split('=', 1)[0] as string;
  return options.filter((word) => !later.some((one) => name(one) === name(word)));
}

/**
 * What an Apple model identifier says about a Mac: its name in the shops, the word size of its firmware, and whether that
 * firmware boots from a network at all. The table itself is data: resources/mac-models.json.
 */
import type { Cpu } from '../model/machine.ts';

export interface MacModelRow {
  /** Marketing names, one identifier often has several: "iMac (21.5-inch, Late 2009)", "iMac (27-inch, Late 2009)". */
  readonly names: readonly string[];
  /** Has Apple's T2 chip, whose firmware does not netboot. */
  readonly t2?: boolean;
  /** 32-bit EFI: Macs of 2006 to early 2008. */
  readonly efi32?: boolean;
}

/** Every Intel Mac by model identifier. */
export interface MacModelTable {
  readonly models: Readonly<Record<string, MacModelRow>>;
}

export interface MacModel {
  /** `Macmini6,2`; '' when the Mac did not say. */
  readonly identifier: string;
  /** "Mac mini (Late 2012)", or the identifier where the table does not know it. */
  readonly title: string;
  readonly known: boolean;
  /**
   * What an EFI program must be built for. Apple's vendor class says `i386` on 64-bit firmware too, so only the model
   * tells; a model we do not know is newer than those with 32-bit firmware. `other` where there is no EFI (PowerPC).
   */
  readonly cpu: Cpu;
  /** One sentence; absent where the firmware can boot from a network. */
  readonly cannotNetboot?: string;
}

/** @param arch as in the vendor class: `i386`, `ppc`, `arm`; '' when unknown */
export function macModel(identifier: string, arch: string, table: MacModelTable): MacModel {
  // The identifier comes from the wire: `constructor` must not find anything.
  const row = Object.hasOwn(table.models, identifier) ? table.models[identifier] : undefined;
  const title = row ? titleOf(row.names) : identifier || 'Mac';
  const known = row !== undefined;
  if (arch.startsWith('arm') || (!row && isAppleSilicon(identifier, table))) {
    const cannotNetboot = `${title} has Apple silicon, which cannot boot from a network.`;
    return { identifier, title, known, cpu: 'arm64', cannotNetboot };
  }
  if (arch === 'ppc') return { identifier, title, known, cpu: 'other' };
  if (row?.t2) {
    const cannotNetboot = `${title} has the T2 chip, whose firmware cannot boot from a network.`;
    return { identifier, title, known, cpu: 'x86_64', cannotNetboot };
  }
  return { identifier, title, known, cpu: row?.efi32 ? 'i386' : 'x86_64' };
}

/**
 * Apple went on counting: the first Mac mini with Apple silicon is Macmini9,1, after the last Intel one, Macmini8,1. Since
 * 2022 all are `Mac13,1` and up; `VirtualMac2,1` is a virtual machine on one.
 */
function isAppleSilicon(identifier: string, { models }: MacModelTable): boolean {
  const asked = familyOf(identifier);
  if (!asked) return false;
  if (asked.family === 'Mac' || asked.family === 'VirtualMac') return true;
  const generations = Object.keys(models).flatMap((one) => {
    const intel = familyOf(one);
    return intel?.family === asked.family ? [intel.generation] : [];
  });
  return generations.length > 0 && asked.generation > Math.max(...generations);
}

function familyOf(identifier: string): { family: string; generation: number } | undefined {
  const match = /^([A-Za-z]+)(\d{1,4}),\d+$/.exec(identifier);
  return match ? { family: match[1] as string, generation: Number(match[2]) } : undefined;
}

/** Names that differ only inside of their brackets share one: "iMac (20-inch or 24-inch, Mid 2007)". */
function titleOf(names: readonly string[]): string {
  const details = new Map<string, string[]>();
  for (const name of names) {
    const [, family = name, detail] = /^(.*?) \((.*)\)$/.exec(name) ?? [];
    const known = details.get(family) ?? [];
    details.set(family, detail === undefined ? known : [...known, detail]);
  }
  return Array.from(details, ([family, some]) =>
    some.length > 0 ? `${family} (${joinedDetails(some)})` : family,
  ).join(' or ');
}

function joinedDetails(details: readonly string[]): string {
  const lists = details.map((detail) => detail.split(', '));
  const shortest = Math.min(...lists.map((list) => list.length));
  const sameAt = (at: number): boolean => new Set(lists.map((list) => list.at(at))).size === 1;
  let before = 0;
  while (before < shortest - 1 && sameAt(before)) before++;
  let after = 0;
  while (after < shortest - 1 - before && sameAt(-1 - after)) after++;
  const first = lists[0] as string[];
  const middles = lists.map((list) => list.slice(before, list.length - after).join(', '));
  return [
    ...first.slice(0, before),
    [...new Set(middles)].join(' or '),
    ...first.slice(first.length - after),
  ].join(', ');
}

/**
 * The built-in kickstarts, one a generation (resources/answer-templates/esxi-*.cfg), filled in for one machine:
 * `{{name}}` and nothing else. Values go into the installer's own command lines and into shell scripts, so a value that
 * could end a word or begin a command is refused, not quoted.
 *
 * What the generations do differently: 4.1 names its partition with `autopart`, fetches its disk image from `install url`
 * and runs scripts only with `--unsupported`; `install --firstdisk` came with 5.0, and with it a firewall that lets no HTTP
 * out; 6.5 brought Secure Boot, under which %firstboot is left out, and Python 3.
 */
import type { EsxiVersion } from './version.ts';

/** What each variable may be. */
const VALUES = {
  /** crypt(3): MD5, SHA-256 or SHA-512. */
  rootPasswordCrypted: /^\$(1|5|6)\$(rounds=\d+\$)?[A-Za-z0-9./]{1,16}\$[A-Za-z0-9./]{22,86}$/,
  /** `vmnic0`, or the MAC of the card. */
  networkDevice: /^(vmnic\d{1,3}|[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5})$/,
  /** Where the machine calls home; `?stage=…` is put behind it. */
  homeUrl: /^https?:\/\/[A-Za-z0-9.:[\]-]+(\/[A-Za-z0-9._~%-]+)+$/,
  /** The files of the image; 4.1 only. */
  imageUrl: /^https?:\/\/[A-Za-z0-9.:[\]-]+(\/[A-Za-z0-9._~%-]+)+$/,
} as const;

export type KickstartVariable = keyof typeof VALUES;
export type KickstartValues = Readonly<Partial<Record<KickstartVariable, string>>>;

export interface TemplateProblem {
  /** From 1. */
  readonly line: number;
  readonly variable: string;
  readonly sentence: string;
}

/** File name in resources/answer-templates. */
export function kickstartTemplateName({ major }: EsxiVersion): string {
  return `esxi-${Math.min(Math.max(major, 4), 7)}.cfg`;
}

/** The blanks inside are taken off afterwards: in the pattern they would cost cubic time in a file of nothing but blanks. */
const PLACE = /\{\{([^{}]*)\}\}/g;

/** Names of the variables in a text, each once, whether they are known or not. */
export function kickstartVariables(text: string): readonly string[] {
  return [...new Set([...text.matchAll(PLACE)].map(([, name = '']) => name.trim()))];
}

/** All problems at once, or the text. @param kept variables that stay as they stand, to be filled in later */
export function expandKickstart(
  template: string,
  values: KickstartValues,
  kept: readonly string[] = [],
): { readonly text: string } | { readonly problems: readonly TemplateProblem[] } {
  const problems: TemplateProblem[] = [];
  const lines = template.split(/\r?\n/).map((text, index) =>
    text.replace(PLACE, (place, said: string) => {
      const variable = said.trim();
      if (kept.includes(variable)) return place;
      const found = valueOf(variable, values);
      if ('value' in found) return found.value;
      problems.push({ line: index + 1, variable, sentence: found.sentence });
      return '';
    }),
  );
  return problems.length > 0 ? { problems } : { text: lines.join('\n') };
}

function valueOf(
  variable: string,
  values: KickstartValues,
): { readonly value: string } | { readonly sentence: string } {
  if (!isVariable(variable)) return { sentence: `{{${variable}}} is no variable of an ESXi kickstart.` };
  const value = values[variable];
  if (value === undefined) return { sentence: `{{${variable}}} has no value for this machine.` };
  return VALUES[variable].test(value)
    ? { value }
    : { sentence: `The value for {{${variable}}} cannot stand in an ESXi kickstart.` };
}

function isVariable(name: string): name is KickstartVariable {
  return Object.hasOwn(VALUES, name);
}

/** Which installer an answer file is for. */
import type { AnswerFormat } from '../../model/image.ts';

/** By what only that format has, the name second. */
export function formatOf(name: string, text: string): AnswerFormat {
  return formatByText(text) ?? BY_NAME.find(([, is]) => is.test(name))?.[0] ?? 'kickstart';
}

/** Undefined where it has nothing that only one format has; a kickstart of Anaconda has not. */
export function formatByText(text: string): AnswerFormat | undefined {
  return BY_TEXT.find(([, has]) => has(text))?.[0];
}

const BY_TEXT: readonly (readonly [AnswerFormat, (text: string) => boolean])[] = [
  ['autoinstall', (text) => /^#cloud-config\b|^autoinstall:/m.test(text)],
  // A JSON object, perhaps behind comments (Agama takes Jsonnet too).
  [
    'agama',
    (text) =>
      /^\s*(?:\/\/[^\n]*\n\s*)*\{(?!\{)/.test(text) && /"?(product|storage|root|user)"?\s*:/.test(text),
  ],
  ['autoyast', (text) => /<profile[\s>]/.test(text)],
  ['unattend', (text) => /<unattend[\s>]/.test(text)],
  ['preseed', (text) => /^[ \t]*(d-i|debconf|ubiquity)[ \t]/m.test(text)],
  ['esxi-kickstart', (text) => /^[ \t]*(vmaccepteula|accepteula)\b/m.test(text)],
  // Kickstarts have no tables and no assignments.
  [
    'toml',
    (text) => /^\[(global|network|disk-setup|first-boot|post-installation-webhook)\][ \t]*$/m.test(text),
  ],
];

const BY_NAME: readonly (readonly [AnswerFormat, RegExp])[] = [
  ['preseed', /preseed/i],
  ['toml', /\.toml$/i],
  ['autoinstall', /user-data|\.ya?ml$/i],
  ['agama', /\.json(net)?$/i],
  ['unattend', /unattend/i],
  ['autoyast', /\.xml$/i],
];

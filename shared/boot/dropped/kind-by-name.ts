/** What a name alone promises: of a path nobody here can look into. */
import type { NotOurs } from './not-ours.ts';
import { byEnding } from './not-ours.ts';

export type ByName =
  | { readonly as: 'image' | 'answer' | 'firmware' | 'table' | 'capture' }
  | { readonly as: 'nothing'; readonly seems: NotOurs };

export const IMAGE_NAME = /\.(iso|img)$/i;
export const FIRMWARE_NAME = /\.(efi|kpxe|kkpxe|kkkpxe|pxe|lkrn|0)$/i;
/** Only answer files are called so. */
export const ANSWER_NAME =
  /\.(cfg|ks|preseed|seed)$|^(user-data|(auto)?unattend\.xml|autoinst\.xml|answer\.toml)$/i;
/** Answer files are, and other texts too. */
const TEXT_NAME = /\.(ya?ml|xml|toml|json|txt)$/i;
export const TABLE_NAME = /\.(csv|tsv)$/i;
const CAPTURE_NAME = /\.(pcap|pcapng|cap)$/i;

/** What is nothing else is taken for an image, and the engine says what it thinks of it. */
export function kindByName(name: string): ByName {
  if (IMAGE_NAME.test(name) || /\.nbi$/i.test(name)) return { as: 'image' };
  if (FIRMWARE_NAME.test(name)) return { as: 'firmware' };
  if (TABLE_NAME.test(name)) return { as: 'table' };
  if (CAPTURE_NAME.test(name)) return { as: 'capture' };
  if (ANSWER_NAME.test(name) || TEXT_NAME.test(name)) return { as: 'answer' };
  const seems = byEnding(name);
  return seems === undefined ? { as: 'image' } : { as: 'nothing', seems };
}

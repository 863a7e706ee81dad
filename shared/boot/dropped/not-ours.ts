/** Files that Rackboot does not take, by kinds that each deserve a hint of their own. */
import type { ImageFormat } from '../../wire/image-format.ts';

export type NotOurs =
  | 'picture'
  | 'film'
  | 'sound'
  | 'document'
  | 'spreadsheet'
  | 'archive'
  | 'appliance'
  | 'virtual-disk'
  | 'apple-disk'
  | 'raw-disk'
  | 'raw-cd'
  | 'windows-image'
  | 'windows-program'
  | 'program'
  | 'package'
  | 'property-list'
  | 'web-page'
  | 'ipxe-script'
  | 'unfinished'
  | 'checksum'
  | 'utf-16'
  | 'text'
  | 'zeros'
  | 'empty'
  | 'folder'
  | 'unknown';

export const OF_FORMAT: Readonly<Record<Exclude<ImageFormat, 'iso9660' | 'udf'>, NotOurs>> = {
  'cd-sectors': 'raw-cd',
  gzip: 'archive',
  xz: 'archive',
  bzip2: 'archive',
  zstd: 'archive',
  zip: 'archive',
  '7z': 'archive',
  rar: 'archive',
  tar: 'archive',
  qcow2: 'virtual-disk',
  vmdk: 'virtual-disk',
  vdi: 'virtual-disk',
  vhdx: 'virtual-disk',
  vhd: 'virtual-disk',
  wim: 'windows-image',
  'gpt-disk': 'raw-disk',
  'mbr-disk': 'raw-disk',
  exe: 'windows-program',
  elf: 'program',
  html: 'web-page',
  zeros: 'zeros',
  empty: 'empty',
};

const ENDINGS: readonly (readonly [NotOurs, RegExp])[] = [
  ['unfinished', /\.(crdownload|part|partial|download|aria2)$/i],
  [
    'checksum',
    /\.(sha(1|224|256|384|512)(sums?)?|md5(sums?)?|asc|sig|torrent|metalink)$|^(sha\d+|md5)sums?$/i,
  ],
  ['appliance', /\.(ova|ovf)$/i],
  ['apple-disk', /\.(dmg|sparseimage|sparsebundle|cdr)$/i],
  ['virtual-disk', /\.(vmdk|qcow2?|vdi|vhdx?|vma)$/i],
  ['raw-cd', /\.(cue|nrg|mdf|mds|bin)$/i],
  ['windows-image', /\.(wim|esd|swm)$/i],
  ['windows-program', /\.(exe|msi|msix|appx|dll)$/i],
  ['spreadsheet', /\.(xlsx?|xlsm|ods|numbers)$/i],
  ['document', /\.(docx?|odt|rtf|pages|pptx?|odp|key|pdf)$/i],
  ['package', /\.(deb|rpm|pkg|apk|snap|flatpak|vib)$/i],
  ['picture', /\.(jpe?g|png|gif|webp|heic|heif|avif|tiff?|bmp|svg|raw|dng)$/i],
  ['film', /\.(mov|mp4|m4v|mkv|avi|webm|wmv)$/i],
  ['sound', /\.(mp3|m4a|wav|flac|ogg|aac|aiff?)$/i],
  ['archive', /\.(zip|gz|tgz|xz|txz|bz2|tbz2?|zst|7z|rar|tar|lz4|lzma|jar|cab)$/i],
  ['ipxe-script', /\.ipxe$/i],
  ['web-page', /\.(html?|mhtml)$/i],
];

/** What the ending of a name promises, where that is none of ours. */
export function byEnding(name: string): NotOurs | undefined {
  return ENDINGS.find(([, is]) => is.test(name))?.[0];
}

/** What is wrong with a dropped file, for the person who dropped it. */
import { AppError } from '../../shared/model/error.ts';
import { DecodeError } from '../../shared/wire/bytes.ts';
import type { ImageFormat } from '../../shared/wire/image-format.ts';
import { NotAnIso, TruncatedIso } from '../../shared/wire/iso9660-errors.ts';

const UNPACK = (what: string): readonly [string, string] => [
  what,
  'Unpack it and drop the .iso that is inside.',
];
const DISK = (what: string): readonly [string, string] => [
  what,
  'A disk of a virtual machine cannot be netbooted; drop the installer’s ISO.',
];

/** "it is …" and what to do. */
const FORMATS: Readonly<Record<Exclude<ImageFormat, 'iso9660'>, readonly [string, string]>> = {
  udf: [
    'an image with a UDF file system only',
    'UDF is not read yet; where the vendor has an ISO 9660 image, drop that.',
  ],
  'cd-sectors': [
    'a raw CD dump (.bin or .img with 2352-byte sectors)',
    'Convert it to an ISO first, for example with bchunk or ccd2iso.',
  ],
  gzip: UNPACK('a gzip file'),
  xz: UNPACK('an xz file'),
  bzip2: UNPACK('a bzip2 file'),
  zstd: UNPACK('a zstd file'),
  zip: UNPACK('a zip file'),
  '7z': UNPACK('a 7z archive'),
  rar: UNPACK('a rar archive'),
  tar: ['a tar archive', 'Unpack it; drop the ISO that is inside, or pack the files as an ISO.'],
  qcow2: DISK('a qcow2 disk (QEMU)'),
  vmdk: DISK('a VMDK disk (VMware)'),
  vdi: DISK('a VDI disk (VirtualBox)'),
  vhdx: DISK('a VHDX disk (Hyper-V)'),
  vhd: DISK('a VHD disk (Hyper-V)'),
  wim: ['a Windows image (WIM)', 'Drop the Windows ISO it came from.'],
  'gpt-disk': [
    'a raw disk with a GPT partition table',
    'Disk and USB-stick images cannot be netbooted; drop the ISO of the same release.',
  ],
  'mbr-disk': [
    'a raw disk with an MBR partition table',
    'Disk and USB-stick images cannot be netbooted; drop the ISO of the same release.',
  ],
  exe: ['a Windows or EFI program', 'Boot loaders are dropped as firmware; images must be ISOs.'],
  elf: ['a Linux program', 'Drop the ISO.'],
  html: ['a web page', 'The download saved a page instead of the file: download it again.'],
  zeros: ['nothing but zeros', 'Download or copy it again.'],
  empty: ['empty', 'Download or copy it again.'],
};

export function notAnIso(name: string, format: ImageFormat | undefined): AppError {
  const known = format === undefined || format === 'iso9660' ? undefined : FORMATS[format];
  if (!known)
    return new AppError('NOT_AN_ISO', `${name} is not an ISO image.`, 'Drop an ISO 9660 image (.iso).');
  return new AppError('NOT_AN_ISO', `${name} is not an ISO image: it is ${known[0]}.`, known[1]);
}

/** An Apple NetBoot image is a folder, and comes as one. */
export function folderAsFile(name: string): AppError {
  return new AppError(
    'NOT_SUPPORTED',
    `${name} is a folder; a file of this name is no NetBoot image.`,
    'Drop the folder on the console, or give its path under “Use a file on Rackboot’s own disk…”.',
  );
}

export function truncated(name: string, missingBytes: number, sizeBytes: number): AppError {
  return new AppError(
    'TRUNCATED_IMAGE',
    `${name} is cut off: ${formatBytes(missingBytes)} of ${formatBytes(missingBytes + sizeBytes)} are missing.`,
    'The download or copy broke off: get it again and compare its checksum.',
  );
}

/** AppErrors pass; damage found while decoding becomes one. Anything else is a defect of ours and passes too. */
export function explainImageError(error: unknown, name: string, sizeBytes: number): unknown {
  if (error instanceof NotAnIso) return notAnIso(name, error.format);
  if (error instanceof TruncatedIso) return truncated(name, error.missingBytes, sizeBytes);
  if (!(error instanceof DecodeError)) return error;
  return new AppError(
    'MALFORMED_IMAGE',
    `${name} is damaged: ${error.message}.`,
    'Get it again and compare its checksum.',
    { cause: error },
  );
}

/** Decimal units, as file managers and download pages show them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value >= 9.95 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

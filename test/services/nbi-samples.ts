/** Folders of Apple NetBoot images, around a property list that AutoCasperNBI wrote (and that list in binary, by plistlib). */
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../engine/temporary.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/bsdp');

export const BINARY_PLIST = readFileSync(join(FIXTURES, 'NBImageInfo-10.11-sample-binary.plist'));

/** The list with other words in it, each of which must be there. */
export function plist(...changes: readonly (readonly [from: string, to: string])[]): string {
  let text = readFileSync(join(FIXTURES, 'NBImageInfo-10.11-sample.plist'), 'utf8');
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`the sample holds no ${from}`);
    text = text.replace(from, to);
  }
  return text;
}

/** Bytes of each file: whole, as System Image Utility lays it out. */
export const WHOLE: Readonly<Record<string, number>> = {
  'i386/booter': 1000,
  'i386/PlatformSupport.plist': 200,
  'i386/x86_64/kernelcache': 3000,
  'System.dmg': 300_000,
};

/** What is at `position` of every file here. */
export function byteAt(position: number): number {
  return (position * 7 + (position >> 8)) % 251;
}

export interface NbiSample {
  readonly name?: string;
  readonly plist?: string | Uint8Array;
  /** Bytes by path; 32 MiB and more are a hole without content. */
  readonly files?: Readonly<Record<string, number>>;
}

export function nbiFolder(sample: NbiSample = {}): string {
  const folder = join(temporaryFolder(), sample.name ?? 'Sierra.nbi');
  mkdirSync(folder);
  writeFileSync(join(folder, 'NBImageInfo.plist'), sample.plist ?? plist());
  for (const [path, sizeBytes] of Object.entries(sample.files ?? WHOLE))
    writeNbiFile(folder, path, sizeBytes);
  return folder;
}

export function writeNbiFile(folder: string, path: string, sizeBytes: number): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  const isHole = sizeBytes >= 1024 * 1024;
  writeFileSync(
    file,
    Uint8Array.from({ length: isHole ? 0 : sizeBytes }, (_, position) => byteAt(position)),
  );
  if (isHole) truncateSync(file, sizeBytes);
}

export function without(...paths: readonly string[]): Record<string, number> {
  return Object.fromEntries(Object.entries(WHOLE).filter(([path]) => !paths.includes(path)));
}

/**
 * Pretend ISOs of Linux installers: layout, texts and names as on the real media (test/boot), what they would load made large
 * enough to be read in parts, of noise.
 */
import { randomBytes } from 'node:crypto';
import type { Files } from './make-iso.ts';
import { makeIso } from './make-iso.ts';

export interface LinuxIso {
  readonly path: string;
  /** What lies at these paths of the image. */
  readonly files: ReadonlyMap<string, Buffer>;
}

export interface LinuxIsoOptions {
  readonly volumeId: string;
  /** Paths → bytes of noise in place of the sample's text. */
  readonly sizes?: Readonly<Record<string, number>>;
}

/** Makes `<directory>/<file>`. @param sample paths with a leading slash */
export function makeLinuxIso(
  directory: string,
  file: string,
  sample: Readonly<Record<string, string | Uint8Array>>,
  { volumeId, sizes = {} }: LinuxIsoOptions,
): LinuxIso {
  const all = { ...sample, ...Object.fromEntries(Object.entries(sizes).map(noise)) };
  const files = new Map(Object.entries(all).map(([path, content]) => [path, Buffer.from(content as Buffer)]));
  const layout: Files = Object.fromEntries([...files].map(([path, bytes]) => [path.slice(1), bytes]));
  const path = makeIso(directory, file, 'rock-ridge-and-joliet', layout, volumeId);
  return { path, files };
}

function noise([path, bytes]: readonly [string, number]): [string, Buffer] {
  return [path, randomBytes(bytes)];
}

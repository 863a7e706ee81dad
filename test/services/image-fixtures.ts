/** Small images on disk, and a library that remembers what it told. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Images } from '../../main/services/images.ts';
import { createImages } from '../../main/services/images.ts';
import type { EventBody } from '../../shared/model/event.ts';
import type { Image } from '../../shared/model/image.ts';
import { kernelBytes } from '../boot/recipes/memory-tree.ts';
import { temporaryFolder } from '../engine/temporary.ts';
import { SECTOR, directory, simpleImage } from '../wire/iso-builder.ts';

export const INITRD = Uint8Array.from({ length: 5000 }, (_, i) => (i * 11) % 253);

/** `/linux`, `/initrd.gz` in two pieces and a directory `/boot`: 200 KiB, recognised as a Debian installer. */
export async function installerIso(kernelVersion = '6.1.0-1-amd64 Debian 6.1'): Promise<Uint8Array> {
  const kernel = kernelBytes(kernelVersion);
  const image = simpleImage(
    [
      { name: 'LINUX.;1', block: 30, sizeBytes: kernel.length },
      { name: 'INITRD.GZ;1', block: 40, sizeBytes: SECTOR, multiExtent: true },
      { name: 'INITRD.GZ;1', block: 50, sizeBytes: INITRD.length - SECTOR },
      { name: 'BOOT', block: 25, sizeBytes: SECTOR, directory: true },
    ],
    {
      more: {
        25: directory(25, 20, []),
        30: kernel,
        40: INITRD.subarray(0, SECTOR),
        50: INITRD.subarray(SECTOR),
      },
    },
  );
  return image.readAt(0, image.sizeBytes);
}

export async function installerFile(name = 'Debian 12.iso', bytes?: Uint8Array): Promise<string> {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes ?? (await installerIso()));
  return path;
}

export interface Library {
  readonly images: Images;
  readonly events: EventBody[];
  readonly dataDir: string;
  /** What was saved last. */
  readonly saved: () => readonly Image[];
  /** Another library on what this one saved. */
  readonly again: () => Library;
  failSaving(error: Error | undefined): void;
  /** Moves the clock. */
  pass(ms: number): void;
}

export function library(options: { dataDir?: string; images?: readonly Image[] } = {}): Library {
  const dataDir = options.dataDir ?? temporaryFolder();
  const events: EventBody[] = [];
  let saved: readonly Image[] = options.images ?? [];
  let failure: Error | undefined;
  let time = 1_000_000;
  const images = createImages({
    append: (body) => void events.push(body),
    now: () => time,
    dataDir,
    images: saved,
    save: async (list) => {
      if (failure) throw failure;
      saved = list;
    },
  });
  onTestFinished(() => images.close());
  return {
    images,
    events,
    dataDir,
    saved: () => saved,
    again: () => library({ dataDir, images: JSON.parse(JSON.stringify(saved)) as Image[] }),
    failSaving: (error) => (failure = error),
    pass: (ms) => void (time += ms),
  };
}

/** Bytes in chunks, as they come from a browser. */
export async function* chunked(bytes: Uint8Array, size = 10_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

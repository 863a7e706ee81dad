/** images.json: the library's list. The images themselves stay where they were dropped from. */
import { join } from 'node:path';
import { AppError } from '../../shared/model/error.ts';
import type { Image } from '../../shared/model/image.ts';
import { readIfThere, writeAtomically } from './json-file.ts';

export async function loadImageList(dataDir: string): Promise<Image[]> {
  const path = join(dataDir, 'images.json');
  const text = await readIfThere(path);
  if (text === undefined) return [];
  try {
    return JSON.parse(text) as Image[];
  } catch (error) {
    throw new AppError(
      'BAD_CONFIG',
      `${path} is not valid JSON.`,
      'Move it away and drop the images again; it was not changed.',
      { cause: error },
    );
  }
}

export async function saveImageList(dataDir: string, images: readonly Image[]): Promise<void> {
  await writeAtomically(join(dataDir, 'images.json'), `${JSON.stringify(images, null, 2)}\n`);
}

/** Titles for people. */
import type { Cpu } from '../../model/machine.ts';
import type { ImageTree } from './image-tree.ts';

/** "Debian 12 installer (x86_64)" */
export function cpuTitle(title: string, cpu: Cpu, ...details: readonly string[]): string {
  return `${title} (${[cpu, ...details].join(', ')})`;
}

/** What mastering tools call a volume when nobody gave it a name: worse than the file's name. */
const NO_NAME = /^(cdrom|cd_?rom|isoimage|iso_?image|new(_volume)?|untitled|no[ _]name|volume)?$/i;

export function volumeName(tree: ImageTree): string | undefined {
  const name = tree.volumeId.replaceAll('_', ' ').trim();
  return NO_NAME.test(tree.volumeId) ? undefined : name;
}

/** The title of a recipe that knows no better one. */
export function titleOf(tree: ImageTree): { title?: string } {
  const title = volumeName(tree);
  return title === undefined ? {} : { title };
}

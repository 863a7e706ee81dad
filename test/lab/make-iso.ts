/** ISO images of files that stand in a test, made by xorriso. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configure } from './namespaces.ts';

/** Which names the ISO carries: only plain ones, as ISO 9660 level 1 spells them, or the longer ones beside. */
export type Names =
  | 'rock-ridge-and-joliet'
  | 'joliet'
  | 'plain'
  /** As VMware's: plain and in upper case, but up to 31 letters, and with dashes. */
  | 'plain-long';

export type Content = string | Uint8Array | { readonly copy: string };
export type Files = Readonly<Record<string, Content>>;

const NAMING: Readonly<Record<Names, readonly string[]>> = {
  'rock-ridge-and-joliet': ['-R', '-J'],
  joliet: ['--norock', '-J'],
  plain: ['--norock', '-iso-level', '1'],
  'plain-long': ['--norock', '-iso-level', '3', '-full-iso9660-filenames', '-relaxed-filenames'],
};

/** Makes `<directory>/<file>` and returns its path. */
export function makeIso(
  directory: string,
  file: string,
  names: Names,
  files: Files,
  volumeId = 'RACKBOOT_LAB',
): string {
  const tree = mkdtempSync(join(directory, 'tree-'));
  for (const [path, content] of Object.entries(files)) {
    const target = join(tree, path);
    mkdirSync(dirname(target), { recursive: true });
    if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(target, content);
    else copyFileSync(content.copy, target);
  }
  const iso = join(directory, file);
  const options = ['-quiet', ...NAMING[names], '-V', volumeId, '-o', iso, tree];
  configure('xorriso', '-report_about', 'WARNING', '-as', 'mkisofs', ...options);
  rmSync(tree, { recursive: true });
  return iso;
}

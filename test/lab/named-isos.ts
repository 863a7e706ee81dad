/** As many small images as a test wants, told apart by nothing but their names: these become their titles. */
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { efiProgram } from './local-disk.ts';
import { configure } from './namespaces.ts';

const RETURN = Buffer.from([0xc3]);
/** What mastering tools write when nobody gave a name: a file's name is better. */
const NO_VOLUME_NAME = 'ISOIMAGE';

/** Makes `<directory>/<name>` for each name, all of them one file, and returns their paths. */
export function makeNamedIsos(directory: string, names: readonly string[]): readonly string[] {
  const tree = mkdtempSync(join(directory, 'tree-'));
  mkdirSync(join(tree, 'EFI', 'BOOT'), { recursive: true });
  writeFileSync(join(tree, 'EFI', 'BOOT', 'BOOTX64.EFI'), efiProgram(RETURN));
  const first = `${tree}.iso`;
  const options = ['-quiet', '-R', '-J', '-V', NO_VOLUME_NAME, '-o', first, tree];
  configure('xorriso', '-report_about', 'WARNING', '-as', 'mkisofs', ...options);
  rmSync(tree, { recursive: true });
  return names.map((name) => {
    const path = join(directory, name);
    linkSync(first, path);
    return path;
  });
}

/** For Rackboot's command line. */
export function imageOptions(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => ['--image', path]);
}

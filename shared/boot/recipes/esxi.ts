/**
 * ESXi: from 5.0 on everything stands in the image's boot.cfg; what is older has its own file. Layouts: facts,
 * peers-and-recipes.md 4.1, and boot.cfg of each generation in test/fixtures/esxi.
 */
import type { BootEntry, Recipe } from '../../model/image.ts';
import type { BootCfgLine } from '../esxi/boot-cfg.ts';
import { bootCfgFiles, bootCfgValue, parseBootCfg, relativeName } from '../esxi/boot-cfg.ts';
import type { BootCfgCode } from '../esxi/boot-cfg-lint.ts';
import { lintBootCfg } from '../esxi/boot-cfg-lint.ts';
import { formatEsxiVersion } from '../esxi/version.ts';
import { releaseTitle } from '../esxi/release.ts';
import { cpuTitle } from './entry-title.ts';
import { esxi4 } from './esxi-4.ts';
import type { FoundRelease } from './esxi-release.ts';
import { readEsxiRelease } from './esxi-release.ts';
import type { ImageTree } from './image-tree.ts';
import { ownSpelling } from './own-spelling.ts';

export async function esxi(tree: ImageTree): Promise<Recipe | undefined> {
  return (await esxi5(tree)) ?? (await esxi4(tree));
}

const MAX_BOOT_CFG_BYTES = 64 * 1024;
/** The kernel's first part: with tboot in front of it up to 6.5, alone from 6.7 on. */
const KERNELS = /^(tboot|b)\.b00$/i;
const EFI_LOADERS = [
  ['/efi/boot/bootx64.efi', 'x86_64'],
  ['/efi/boot/bootaa64.efi', 'arm64'],
] as const;

interface BootCfg {
  readonly path: string;
  readonly text: string;
  readonly lines: readonly BootCfgLine[];
  /** As boot.cfg names it, without slashes in front. */
  readonly kernel: string;
}

async function esxi5(tree: ImageTree): Promise<Recipe | undefined> {
  const bootCfg = await readBootCfg(tree);
  if (!bootCfg) return undefined;
  const release = await readEsxiRelease(tree, bootCfg.lines);
  const title = titleOf(release, bootCfg);
  const entries = await entriesOf(tree, title, bootCfg);
  return {
    family: 'esxi',
    ...(release.version && { version: formatEsxiVersion(release.version) }),
    ...(release.build !== undefined && { build: release.build }),
    title,
    entries,
    answer: 'esxi-kickstart',
    notes: await notesOf(tree, title, bootCfg, release, entries),
    why: [`${bootCfg.path} starts /${bootCfg.kernel}`, release.why],
  };
}

/** A boot.cfg whose kernel is an ESXi kernel that lies on the image. */
async function readBootCfg(tree: ImageTree): Promise<BootCfg | undefined> {
  for (const place of ['/boot.cfg', '/efi/boot/boot.cfg']) {
    const path = await ownSpelling(tree, place);
    const text = path === undefined ? undefined : await tree.readText(path, MAX_BOOT_CFG_BYTES);
    if (path === undefined || text === undefined) continue;
    const lines = parseBootCfg(text);
    const kernel = relativeName(bootCfgValue(lines, 'kernel') ?? '');
    if (!KERNELS.test(kernel.slice(kernel.lastIndexOf('/') + 1))) continue;
    if (await tree.stat(`/${kernel}`)) return { path, text, lines, kernel };
  }
  return undefined;
}

/** Makers of servers write their own title; VMware's says "Loading ESXi installer" on every version. */
function titleOf(release: FoundRelease, { lines }: BootCfg): string {
  const own = (bootCfgValue(lines, 'title') ?? '').replace(/^loading\s+/i, '');
  return release.version === undefined && /\d/.test(own) ? own : releaseTitle(release);
}

async function entriesOf(tree: ImageTree, title: string, bootCfg: BootCfg): Promise<BootEntry[]> {
  const entries: BootEntry[] = [];
  const files = filesOf(bootCfg.text).map((name) => `/${name}`);
  for (const [place, cpu] of EFI_LOADERS) {
    const loader = await ownSpelling(tree, place);
    if (loader !== undefined)
      entries.push({
        how: 'mboot',
        platform: 'efi',
        cpu,
        title: cpuTitle(title, cpu, 'UEFI'),
        loader,
        bootCfg: bootCfg.path,
        files,
      });
  }
  const loader = await ownSpelling(tree, '/mboot.c32');
  if (loader !== undefined)
    entries.push({
      how: 'mboot',
      platform: 'bios',
      cpu: 'x86_64',
      title: cpuTitle(title, 'x86_64', 'BIOS'),
      loader,
      bootCfg: bootCfg.path,
      files,
    });
  return entries;
}

async function notesOf(
  tree: ImageTree,
  title: string,
  bootCfg: BootCfg,
  release: FoundRelease,
  entries: readonly BootEntry[],
): Promise<string[]> {
  const notes: string[] = [];
  if (entries.length === 0)
    notes.push(
      `There is no loader on this image (efi/boot/bootx64.efi for UEFI, mboot.c32 for BIOS): ${title} cannot be booted from it.`,
    );
  if (release.version && release.version.major < 6 && entries.some((one) => one.platform === 'efi'))
    notes.push(
      'On UEFI this version boots over the network only with the loader of ESXi 6.0 or newer: one is taken from any newer ESXi image here.',
    );
  const missing = await missingFiles(tree, bootCfg.text);
  if (missing.length > 0)
    notes.push(
      `Its boot.cfg names ${missing.length === 1 ? 'a file that is' : `${missing.length} files that are`} not on the image, and the loader will stop there: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ', …' : ''}.`,
    );
  for (const { line, code, sentence } of lintBootCfg(bootCfg.text, release.version))
    if (!SET_RIGHT.includes(code)) notes.push(`${bootCfg.path}, line ${line}: ${sentence}`);
  return notes;
}

/** What every boot.cfg of VMware's has and the machine's own has no more, or what does no harm. */
const SET_RIGHT: readonly BootCfgCode[] = ['leading-slash', 'not-for-mboot'];

/** Those that lie on the image. */
function filesOf(text: string): string[] {
  return bootCfgFiles(text)
    .map(relativeName)
    .filter((name) => !name.includes('://'));
}

async function missingFiles(tree: ImageTree, text: string): Promise<string[]> {
  const root = new Set(
    (await tree.list('/')).filter((one) => !one.directory).map((one) => one.name.toLowerCase()),
  );
  const missing: string[] = [];
  for (const name of filesOf(text)) {
    if (root.has(name.toLowerCase())) continue;
    if (!name.includes('/') || !(await tree.stat(`/${name}`))) missing.push(name);
  }
  return missing;
}

/**
 * Which distribution and version an image of the RHEL family is. None of the places says it all: .treeinfo of CentOS 7 says 7,
 * its .discinfo 7.9, that of 8 "CentOS Linux 8", and the minor version only the name of the release package.
 */
import type { Cpu } from '../../model/machine.ts';
import type { ImageTree } from './image-tree.ts';
import { cpuOfPath } from './kernel.ts';
import { releasePackage, rhelDistribution } from './rhel-distributions.ts';
import { parseTreeinfo, treeinfoValue } from './treeinfo.ts';

export interface RhelRelease {
  readonly distribution: string;
  /** "7.9", "41" */
  readonly version?: string;
  /** "Server", where the maker has several. */
  readonly variant?: string;
  readonly cpu?: Cpu;
  readonly why: readonly string[];
}

/** What one place says. */
interface Said {
  readonly written: string;
  readonly version?: string;
  readonly arch?: string;
  readonly why: string;
}

const MAX_BYTES = 64 * 1024;
/** Where packages lie; below some of them in folders by their first letter. */
const PACKAGES = ['/Packages', '/BaseOS/Packages', '/Minimal/Packages', '/Server', '/CentOS', '/SL'];

/** Undefined: nothing on the image says that it is one. */
export async function readRhelRelease(tree: ImageTree): Promise<RhelRelease | undefined> {
  const general = await readTreeinfo(tree);
  const said = [
    general,
    await readDiscinfo(tree),
    await readMediaRepo(tree),
    await readReleasePackage(tree),
    readVolumeId(tree.volumeId),
  ].filter((one) => one !== undefined);
  const named = said.find((one) => rhelDistribution(one.written)) ?? general;
  if (!named) return undefined;
  const known = rhelDistribution(named.written);
  const version = versionOf(said, known?.majorOnly === true);
  const variant = known?.name === 'Fedora' ? (general?.variant ?? fedoraVariant(tree.volumeId)) : undefined;
  const arch = said.find((one) => one.arch !== undefined)?.arch;
  const cpu = arch === undefined ? undefined : cpuOfPath(arch);
  return {
    distribution: known?.name ?? named.written,
    ...(version !== undefined && { version }),
    ...(variant !== undefined && { variant }),
    ...(cpu !== undefined && { cpu }),
    why: said.map((one) => one.why),
  };
}

/** The first that has a minor version, of the major version that was said first. */
function versionOf(said: readonly Said[], majorOnly: boolean): string | undefined {
  const versions = said.flatMap((one) => /^\d+(\.\d+)?/.exec(one.version ?? '')?.[0] ?? []);
  const [first] = versions;
  const [major] = first?.split('.') ?? [];
  if (majorOnly || major === undefined) return major;
  return versions.find((one) => one.startsWith(`${major}.`)) ?? first;
}

async function readTreeinfo(tree: ImageTree): Promise<(Said & { readonly variant?: string }) | undefined> {
  const text = await tree.readText('/.treeinfo', MAX_BYTES);
  if (text === undefined) return undefined;
  const general = (key: string): string | undefined => treeinfoValue(parseTreeinfo(text), 'general', key);
  const written = general('family');
  if (written === undefined) return undefined;
  const [version, arch, variant] = [general('version'), general('arch'), general('variant')];
  return {
    written,
    ...(version !== undefined && { version }),
    ...(arch !== undefined && { arch }),
    ...(variant !== undefined && { variant }),
    why: `/.treeinfo: ${[written, version, arch].filter(Boolean).join(' ')}`,
  };
}

/** Time, release, architecture, discs: a line each. */
async function readDiscinfo(tree: ImageTree): Promise<Said | undefined> {
  const text = await tree.readText('/.discinfo', MAX_BYTES);
  const [, release, arch] = (text ?? '').split('\n').map((line) => line.trim());
  return release ? { ...split(release), ...(arch && { arch }), why: `/.discinfo: ${release}` } : undefined;
}

async function readMediaRepo(tree: ImageTree): Promise<Said | undefined> {
  const text = await tree.readText('/media.repo', MAX_BYTES);
  const name = /^\s*name\s*=\s*(.+?)\s*$/m.exec(text ?? '')?.[1];
  return name === undefined ? undefined : { ...split(name), why: `/media.repo: ${name}` };
}

async function readReleasePackage(tree: ImageTree): Promise<Said | undefined> {
  for (const directory of PACKAGES) {
    for (const folder of [directory, ...['a', 'c', 'f', 'o', 'r', 's'].map((one) => `${directory}/${one}`)]) {
      for (const { name } of await tree.list(folder)) {
        const found = releasePackage(name);
        if (found)
          return { written: found.distribution.name, version: found.version, why: `${folder}/${name}` };
      }
    }
  }
  return undefined;
}

/** `Rocky-9-4-x86_64-dvd`, `CentOS 7 x86_64`, `CentOS_6.9_Final`, `RHEL-9-4-0-BaseOS-x86_64`, `Fedora-S-dvd-x86_64-41` */
function readVolumeId(volumeId: string): Said | undefined {
  if (!rhelDistribution(volumeId)) return undefined;
  const arch = /x86_64|aarch64|i[36]86/i.exec(volumeId)?.[0];
  const [, major, minor] =
    /[-_ ](\d{1,2})(?:[-.](\d{1,2}))?(?=[-_ .]|$)/.exec(volumeId.replace(arch ?? '', '')) ?? [];
  return {
    written: volumeId,
    ...(major !== undefined && { version: minor === undefined ? major : `${major}.${minor}` }),
    ...(arch !== undefined && { arch }),
    why: `volume name "${volumeId}"`,
  };
}

/** "Rocky Linux 9.4" → its words and its number. */
function split(text: string): { written: string; version?: string } {
  const version = /\d+(\.\d+)*/.exec(text)?.[0];
  return { written: text, ...(version !== undefined && { version }) };
}

function fedoraVariant(volumeId: string): string | undefined {
  const letters = /^Fedora-([A-Za-z]+)-/i.exec(volumeId)?.[1]?.toUpperCase() ?? '';
  return { S: 'Server', E: 'Everything', WS: 'Workstation' }[letters];
}

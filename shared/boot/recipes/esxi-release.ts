/** Version and build of an ESXi image: the texts on it that tell them, the most exact first. */
import type { BootCfgLine } from '../esxi/boot-cfg.ts';
import type { EsxiRelease } from '../esxi/release.ts';
import {
  mergeReleases,
  releaseOfBuild,
  releaseOfLicences,
  releaseOfProfile,
  releaseOfUpgradeFiles,
} from '../esxi/release.ts';
import type { ImageTree } from './image-tree.ts';

export interface FoundRelease extends EsxiRelease {
  /** Which text told it. */
  readonly why: string;
}

/** The list of packages of an image is some 100 kB. */
const MAX_UPGRADE_BYTES = 512 * 1024;
const MAX_TEXT_BYTES = 8 * 1024;

/** @param bootCfg its lines; none before 5.0 */
export async function readEsxiRelease(
  tree: ImageTree,
  bootCfg: readonly BootCfgLine[] = [],
): Promise<FoundRelease> {
  const textOf = async (path: string, maxBytes: number): Promise<string> =>
    (await tree.readText(path, maxBytes)) ?? '';
  // `build` is no key of this loader: its line is there all the same.
  const build = bootCfg.findLast(({ spelled }) => spelled?.toLowerCase() === 'build')?.text ?? '';
  const sources: readonly (readonly [string, EsxiRelease])[] = [
    ['build= in boot.cfg', releaseOfBuild(build)],
    ['/upgrade/profile.xml', releaseOfUpgradeFiles(await textOf('/upgrade/profile.xml', MAX_UPGRADE_BYTES))],
    [
      '/upgrade/metadata.xml',
      releaseOfUpgradeFiles(await textOf('/upgrade/metadata.xml', MAX_UPGRADE_BYTES)),
    ],
    ['the menu in /isolinux.cfg', releaseOfProfile(await textOf('/isolinux.cfg', MAX_TEXT_BYTES))],
    [`volume name "${tree.volumeId}"`, releaseOfProfile(tree.volumeId)],
    ['/vmware-esx-base-osl.txt', releaseOfLicences(await textOf('/vmware-esx-base-osl.txt', MAX_TEXT_BYTES))],
    ['/README.txt', releaseOfProfile(await textOf('/README.txt', MAX_TEXT_BYTES))],
  ];
  const first = sources.find(([, release]) => release.version);
  return {
    ...mergeReleases(sources.map(([, release]) => release)),
    why: first ? `version from ${first[0]}` : 'no text on it tells its version',
  };
}

/**
 * Which ESXi an image is, from the texts that lie on it: none of them tells it on every generation. `build=` of boot.cfg
 * is empty before 7.0, the profile's name has a date instead of a build number on patched 5.x and 6.x, and the licence
 * text has the version alone.
 */
import type { EsxiVersion } from './version.ts';
import { formatEsxiVersion, parseEsxiVersion } from './version.ts';

export interface EsxiRelease {
  readonly version?: EsxiVersion;
  /** Digits; people look patches up by it. */
  readonly build?: string;
}

/**
 * `build=` of boot.cfg and the version of the package esx-base: "7.0.3-0.20.19193900", "6.7.0-3.73.14320388". Before 7.0
 * the update stands behind the dash.
 */
export function releaseOfBuild(text: string): EsxiRelease {
  const match = /(\d{1,2})\.(\d)\.(\d+)(?:\.\d+)?-(\d+)(?:\.\d+)*\.(\d{5,9})(?!\d)/.exec(text);
  if (!match) return {};
  const [major, minor, third, fourth] = match.slice(1, 5).map(Number) as [number, number, number, number];
  const update = major >= 7 ? third : fourth;
  return { version: { major, minor, update }, build: match[5] as string };
}

/**
 * The name of an image profile, as the boot menu and the volume have it: "ESXi-6.5.0-4564106-standard",
 * "ESXi-7.0U3g-20328353-standard", "ESXi-6.7.0-20190802001-standard" (no build but a date).
 */
export function releaseOfProfile(text: string): EsxiRelease {
  const name = /ESXi?[-_ ]v?\d[^\s"<]*/i.exec(text)?.[0];
  const version = name === undefined ? undefined : parseEsxiVersion(name.replace(/^ESXi?[-_ ]v?/i, ''));
  const build = /[-_.](\d{6,8})(?=[-_.]|$)/.exec(name ?? '')?.[1];
  return { ...(version && { version }), ...(version && build !== undefined && { build }) };
}

/** First lines of vmware-esx-base-osl.txt: "VMware ESXi 6.5", "ESXi70U1", "VMware ESX 9.0". */
export function releaseOfLicences(text: string): EsxiRelease {
  for (const line of text.split(/\r?\n/).slice(0, 12)) {
    const [, major, minor, rest = ''] = /^\s*(?:VMware )?ESXi? ?v?(\d)\.?(\d)(\S*)/i.exec(line) ?? [];
    const version = major === undefined ? undefined : parseEsxiVersion(`${major}.${minor}${rest}`);
    if (version) return { version };
  }
  return {};
}

/** upgrade/metadata.xml and upgrade/profile.xml, which the update manager reads. */
export function releaseOfUpgradeFiles(text: string): EsxiRelease {
  const base = releaseOfBuild(/(?:^|[_:\s>])esx-base[_:]\S{0,40}/.exec(text)?.[0] ?? '');
  if (base.version) return base;
  const version = parseEsxiVersion(/<esxVersion>\s*([\d.]+)/.exec(text)?.[1] ?? '');
  const build = /<build>\s*(\d{5,9})\s*</.exec(text)?.[1];
  return { ...(version && { version }), ...(version && build !== undefined && { build }) };
}

/** The first that tells the version is believed; the others may add what it leaves out, if they speak of the same one. */
export function mergeReleases(releases: readonly EsxiRelease[]): EsxiRelease {
  const version = releases.find((one) => one.version)?.version;
  if (!version) return {};
  const same = releases.filter(
    (one) => one.version?.major === version.major && one.version.minor === version.minor,
  );
  const update = same.find((one) => one.version && one.version.update > 0)?.version?.update ?? 0;
  const build = same.find((one) => one.build !== undefined)?.build;
  return { version: { ...version, update }, ...(build !== undefined && { build }) };
}

/** "VMware ESXi 7.0 U3, build 19193900" */
export function releaseTitle({ version, build }: EsxiRelease): string {
  const name = ['VMware ESXi', version && formatEsxiVersion(version)].filter(Boolean).join(' ');
  return build === undefined ? name : `${name}, build ${build}`;
}

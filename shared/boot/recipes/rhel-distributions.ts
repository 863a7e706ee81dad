/** RHEL, what is built from it, and Fedora: how each writes its name. A new one is a row. */

export interface RhelDistribution {
  readonly name: string;
  /** At the beginning of `family` in .treeinfo, of .discinfo's second line, of the name in media.repo, or of the volume's name. */
  readonly written: RegExp;
  /** Its release package is `<this>-release-…rpm`. */
  readonly release: string;
  /** It has no minor versions. */
  readonly majorOnly?: boolean;
}

/** The first that fits; what is a longer form of another's name stands before it. */
export const RHEL_DISTRIBUTIONS: readonly RhelDistribution[] = [
  { name: 'CentOS Stream', written: /^centos[ -]stream/i, release: 'centos-stream', majorOnly: true },
  { name: 'CentOS', written: /^centos/i, release: 'centos(?:-linux)?' },
  { name: 'RHEL', written: /^(red hat enterprise linux|rhel\b)/i, release: 'redhat' },
  { name: 'Rocky Linux', written: /^rocky\b/i, release: 'rocky' },
  { name: 'AlmaLinux', written: /^alma ?linux/i, release: 'almalinux' },
  { name: 'Oracle Linux', written: /^(oracle linux|ol-\d)/i, release: 'oraclelinux' },
  { name: 'Scientific Linux', written: /^(scientific linux|sl[ -]\d)/i, release: 'sl' },
  { name: 'Fedora', written: /^fedora/i, release: 'fedora', majorOnly: true },
];

export function rhelDistribution(written: string): RhelDistribution | undefined {
  return RHEL_DISTRIBUTIONS.find((one) => one.written.test(written.replaceAll('_', ' ').trim()));
}

/** `centos-release-7-9.2009.0.el7.centos.x86_64.rpm` → CentOS 7.9 */
export function releasePackage(
  file: string,
): { readonly distribution: RhelDistribution; readonly version: string } | undefined {
  for (const distribution of RHEL_DISTRIBUTIONS) {
    const [, rest] =
      new RegExp(`^${distribution.release}-release-(?:server-|common-)?(\\d.*)\\.rpm$`).exec(file) ?? [];
    if (rest === undefined) continue;
    // RHEL 5 and 6: `6Server-6.10.0.3`; Oracle's: `6Server-10.0.2`. All others: `7-9.2009`, `9.4-1.7`.
    const [, major, minor] =
      /^(\d+)[A-Z][a-zA-Z]+-(?:\1\.)?(\d+)/.exec(rest) ??
      /^(\d+)[.-](\d+)/.exec(rest) ??
      /^(\d+)/.exec(rest) ??
      [];
    if (major === undefined) continue;
    const version = distribution.majorOnly || minor === undefined ? major : `${major}.${minor}`;
    return { distribution, version };
  }
  return undefined;
}

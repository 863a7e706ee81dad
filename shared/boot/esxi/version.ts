/** ESXi versions as people say them ("7.0 U3"), as files write them ("7.0.3"), and their order. */

export interface EsxiVersion {
  readonly major: number;
  readonly minor: number;
  /** Update 3 is 3; 0 for the first release of a version. */
  readonly update: number;
}

/**
 * "7.0 U3", "7.0U3g", "7.0.3", "6.7.0 Update 2". The third number is the update from 7.0 on; before that it is always 0,
 * and the update is said in words.
 */
export function parseEsxiVersion(text: string): EsxiVersion | undefined {
  const [, major, minor, third, update] =
    /(?:^|[^\d.])(\d{1,2})\.(\d)(?:\.(\d+))?(?:\.\d+)*(?:[-_. ]?U(?:pdate[-_. ]?)?0*(\d+))?/i.exec(text) ??
    [];
  if (major === undefined || minor === undefined) return undefined;
  return { major: Number(major), minor: Number(minor), update: Number(update ?? third ?? 0) };
}

/** "7.0 U3"; from 9 on the maker itself writes "9.0.1". */
export function formatEsxiVersion({ major, minor, update }: EsxiVersion): string {
  if (update === 0) return `${major}.${minor}`;
  return major >= 9 ? `${major}.${minor}.${update}` : `${major}.${minor} U${update}`;
}

/** Negative where `a` is older. */
export function compareEsxiVersions(a: EsxiVersion, b: EsxiVersion): number {
  return a.major - b.major || a.minor - b.minor || a.update - b.update;
}

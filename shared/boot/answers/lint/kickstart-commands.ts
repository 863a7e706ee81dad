/**
 * Commands of a Red Hat kickstart by generation, as pykickstart 3.74 has them in its handlers for RHEL 5 to 10 and Fedora 38
 * to 45: the library with which Anaconda reads kickstarts, so what it does not know stops the installer.
 */

/** RHEL and what is made from it by its major version; Fedora by its own. */
export type KickstartGeneration =
  | { readonly of: 'rhel'; readonly major: 5 | 6 | 7 | 8 | 9 | 10 }
  | { readonly of: 'fedora'; readonly major: number };

export type CommandStanding =
  | 'known'
  /** Read, with a warning in the log, and does nothing or will be taken away. */
  | 'deprecated'
  /** The installer stops and says that it was taken away. */
  | 'removed'
  | 'unknown';

interface Row {
  /** One letter each for RHEL 5, 6, 7, 8, 9, 10: known, deprecated, removed, - unknown. */
  readonly rhel: string;
  /** First Fedora versions from which it is deprecated, removed, or known; absent: as in RHEL 10. */
  readonly fedora?:
    { readonly known?: number; readonly deprecated?: number; readonly removed?: number } | 'unknown';
}

const everywhere: Row = { rhel: 'kkkkkk' };
const since6: Row = { rhel: '-kkkkk' };
const since7: Row = { rhel: '--kkkk' };
const since8: Row = { rhel: '---kkk' };

const COMMANDS: ReadonlyMap<string, Row> = new Map<string, Row>([
  ...[
    'autopart',
    'bootloader',
    'cdrom',
    'clearpart',
    'cmdline',
    'driverdisk',
    'firewall',
    'firstboot',
    'graphical',
    'halt',
    'harddrive',
    'ignoredisk',
    'iscsi',
    'iscsiname',
    'keyboard',
    'lang',
    'logging',
    'logvol',
    'mediacheck',
    'network',
    'nfs',
    'part',
    'partition',
    'poweroff',
    'raid',
    'reboot',
    'repo',
    'rootpw',
    'selinux',
    'services',
    'shutdown',
    'skipx',
    'text',
    'timezone',
    'url',
    'user',
    'volgroup',
    'xconfig',
    'zerombr',
    'zfcp',
  ].map((name): [string, Row] => [name, everywhere]),
  ...['fcoe', 'group', 'rescue', 'sshpw', 'updates'].map((name): [string, Row] => [name, since6]),
  ...['eula', 'hmc', 'liveimg', 'ostreesetup', 'realm', 'reqpart', 'snapshot'].map((name): [string, Row] => [
    name,
    since7,
  ]),
  ...['authselect', 'mount', 'sshkey', 'zipl'].map((name): [string, Row] => [name, since8]),
  ['rhsm', { rhel: '---kkk', fedora: 'unknown' }],
  ['syspurpose', { rhel: '---kkk', fedora: 'unknown' }],
  ['timesource', { rhel: '----kk' }],
  ['ostreecontainer', { rhel: '----kk' }],
  ['bootc', { rhel: '-----k', fedora: { known: 43 } }],
  ['rdp', { rhel: '-----k', fedora: { known: 43 } }],
  ['auth', { rhel: 'kkkkkr' }],
  ['authconfig', { rhel: 'kkkkkr' }],
  ['autostep', { rhel: 'kkkkdr', fedora: { deprecated: 34, removed: 40 } }],
  ['btrfs', { rhel: '--kddr', fedora: {} }],
  ['device', { rhel: 'kkkdrr' }],
  ['deviceprobe', { rhel: 'kkkdrr' }],
  ['dmraid', { rhel: 'kkkdrr' }],
  ['install', { rhel: 'kkkdrr' }],
  ['interactive', { rhel: 'kk----' }],
  ['key', { rhel: 'kk----' }],
  ['langsupport', { rhel: 'd-----' }],
  ['method', { rhel: 'kkkkdr', fedora: { deprecated: 34, removed: 40 } }],
  ['module', { rhel: '---kkd', fedora: { deprecated: 41, removed: 45 } }],
  ['monitor', { rhel: 'kd----' }],
  ['mouse', { rhel: 'd-----' }],
  ['multipath', { rhel: 'kkkdrr' }],
  ['nvdimm', { rhel: '--kkkr', fedora: { deprecated: 40, removed: 45 } }],
  ['unsupported_hardware', { rhel: '-kk---' }],
  ['upgrade', { rhel: 'kkd---' }],
  ['vnc', { rhel: 'kkkkkd', fedora: { deprecated: 43, removed: 45 } }],
]);

const RHEL = [5, 6, 7, 8, 9, 10] as const;
const STANDINGS: Readonly<Record<string, CommandStanding>> = { k: 'known', d: 'deprecated', r: 'removed' };

/** What takes its place. Sources: Red Hat's installation guides and pykickstart's documentation. */
const INSTEAD: Readonly<Record<string, string>> = {
  auth: 'authselect',
  authconfig: 'authselect',
  install: 'url, cdrom, nfs or harddrive alone',
  method: 'url, cdrom, nfs or harddrive',
  vnc: 'rdp',
  nvdimm: 'nothing: such devices are disks like others',
};

/** Options that were taken away: command → option → the first RHEL that stops at it. */
const REMOVED_OPTIONS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  bootloader: { '--lba32': 7, '--upgrade': 9 },
  firewall: { '--telnet': 7 },
  harddrive: { '--biospart': 9 },
  ignoredisk: { '--interactive': 9 },
  logging: { '--level': 10 },
  logvol: { '--bytes-per-inode': 7 },
  part: { '--bytes-per-inode': 7, '--start': 7, '--end': 7, '--active': 9 },
  partition: { '--bytes-per-inode': 7, '--start': 7, '--end': 7, '--active': 9 },
  raid: { '--bytes-per-inode': 7 },
  repo: { '--ignoregroups': 10 },
  timezone: { '--isUtc': 10, '--nontp': 10, '--ntpservers': 10 },
  xconfig: { '--driver': 7, '--depth': 7, '--resolution': 7, '--videoram': 7 },
  zfcp: { '--scsiid': 7, '--scsilun': 7 },
};

/** Sections → the first RHEL that has them. */
const SECTIONS: ReadonlyMap<string, number> = new Map([
  ['%packages', 5],
  ['%pre', 5],
  ['%post', 5],
  ['%traceback', 5],
  ['%addon', 7],
  ['%anaconda', 7],
  ['%pre-install', 7],
  ['%onerror', 8],
  ['%certificate', 10],
]);

/** Of an image: "7.9" is RHEL 7, "41" Fedora 41; undefined where that is not said. */
export function kickstartGeneration(version: string | undefined): KickstartGeneration | undefined {
  const major = Number(/^\D{0,40}(\d{1,3})/.exec(version ?? '')?.[1]);
  if (Number.isNaN(major)) return undefined;
  if (major >= 20) return { of: 'fedora', major };
  const known = RHEL.find((one) => one === major);
  return known === undefined ? undefined : { of: 'rhel', major: known };
}

export function generationName({ of, major }: KickstartGeneration): string {
  return `${of === 'rhel' ? 'RHEL' : 'Fedora'} ${major}`;
}

/** Without a generation: known where any has it. */
export function commandStanding(
  command: string,
  generation: KickstartGeneration | undefined,
): CommandStanding {
  const row = COMMANDS.get(command);
  if (row === undefined) return 'unknown';
  if (generation === undefined) return 'known';
  const newest = STANDINGS[row.rhel.at(-1) ?? ''] ?? 'unknown';
  if (generation.of === 'rhel') return STANDINGS[row.rhel[RHEL.indexOf(generation.major)] ?? ''] ?? 'unknown';
  if (row.fedora === undefined) return newest;
  if (row.fedora === 'unknown') return 'unknown';
  const { known = 0, deprecated = Infinity, removed = Infinity } = row.fedora;
  if (generation.major < known) return 'unknown';
  if (generation.major >= removed) return 'removed';
  return generation.major >= deprecated ? 'deprecated' : 'known';
}

export function insteadOf(command: string): string | undefined {
  return INSTEAD[command];
}

/** The options among `words` at which this generation stops. */
export function removedOptions(
  command: string,
  words: readonly string[],
  generation: KickstartGeneration | undefined,
): readonly string[] {
  const gone = Object.hasOwn(REMOVED_OPTIONS, command) ? REMOVED_OPTIONS[command] : undefined;
  if (gone === undefined || generation === undefined) return [];
  const level = rhelLevel(generation);
  return words
    .map((word) => word.split('=', 1)[0] as string)
    .filter((option) => Object.hasOwn(gone, option) && (gone[option] as number) <= level);
}

/** `old`: no version has it before that one. */
export function sectionStanding(
  section: string,
  generation: KickstartGeneration | undefined,
): 'known' | 'newer' | 'unknown' {
  const since = SECTIONS.get(section);
  if (since === undefined) return 'unknown';
  return generation !== undefined && rhelLevel(generation) < since ? 'newer' : 'known';
}

export function isSection(word: string): boolean {
  return SECTIONS.has(word);
}

/** The RHEL a Fedora is near to: 19 became 7, 28 became 8, 34 became 9, 40 became 10. */
export function rhelLevel({ of, major }: KickstartGeneration): number {
  if (of === 'rhel') return major;
  if (major >= 40) return 10;
  if (major >= 34) return 9;
  return major >= 28 ? 8 : 7;
}

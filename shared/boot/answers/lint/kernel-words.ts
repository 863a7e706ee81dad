/**
 * Words of kernel command lines that installers read. Sources: Anaconda's boot-options.rst, Red Hat's installation guides 6 to 9,
 * Debian's installation guide 5.3, Ubuntu's casper, linuxrc's documentation.
 */

const KNOWN: readonly string[] = [
  'inst.ks',
  'inst.ks.sendmac',
  'inst.ks.sendsn',
  'inst.ks.device',
  'inst.repo',
  'inst.stage2',
  'inst.text',
  'inst.graphical',
  'inst.cmdline',
  'inst.syslog',
  'inst.sshd',
  'inst.vnc',
  'inst.vncconnect',
  'inst.rdp',
  'inst.noverifyssl',
  'inst.updates',
  'inst.addrepo',
  'inst.proxy',
  'inst.lang',
  'inst.keymap',
  'inst.loglevel',
  'inst.rescue',
  'inst.gpt',
  'inst.nokill',
  'inst.debug',
  'inst.dd',
  'inst.auto',
  'inst.install',
  'inst.install_url',
  'inst.finish',
  'inst.self_update',
  'inst.register_url',
  'ksdevice',
  'kssendmac',
  'kssendsn',
  'method',
  'autoinstall',
  'autoyast',
  'autoyast2',
  'netsetup',
  'preseed/url',
  'preseed/file',
  'priority',
  'interface',
  'hostname',
  'domain',
  'netcfg/choose_interface',
  'netcfg/dhcp_timeout',
  'netcfg/get_hostname',
  'debian-installer/locale',
  'keyboard-configuration/xkb-keymap',
  'mirror/suite',
  'cloud-config-url',
  'iso-url',
  'fsck.mode',
  'console',
  'nomodeset',
  'BOOTIF',
  'rd.neednet',
  'rd.live.image',
];
const LOWER = new Map(KNOWN.map((word) => [word.toLowerCase(), word]));
/** Kernel parameters and others' words that lie within one letter of a known one. */
const OTHERS: ReadonlySet<string> = new Set(['method', 'consoles', 'domains', 'console_']);

/** The known word that `name` misses by one letter (left out, added, changed, or two in the wrong order), or by case. */
export function meantWord(name: string): string | undefined {
  if (name.length < 5 || name.length > 40 || KNOWN.includes(name) || OTHERS.has(name)) return undefined;
  const same = LOWER.get(name.toLowerCase());
  return same ?? KNOWN.find((known) => known.length >= 6 && oneLetterApart(name, known));
}

function oneLetterApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  const rest = (word: string, from: number): string => word.slice(from);
  if (a.length === b.length)
    return (
      rest(a, at + 1) === rest(b, at + 1) ||
      (a[at] === b[at + 1] && a[at + 1] === b[at] && rest(a, at + 2) === rest(b, at + 2))
    );
  return a.length > b.length ? rest(a, at + 1) === rest(b, at) : rest(a, at) === rest(b, at + 1);
}

/** Anaconda's words that were spelled without `inst.`; RHEL 7 and 8 read both spellings, 9 only the new one. */
const WITHOUT_INST: ReadonlySet<string> = new Set([
  'ks',
  'repo',
  'stage2',
  'text',
  'graphical',
  'cmdline',
  'syslog',
  'sshd',
  'vnc',
  'vncconnect',
  'vncpassword',
  'noverifyssl',
  'updates',
  'lang',
  'keymap',
  'loglevel',
  'proxy',
  'gpt',
]);
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['kssendmac', 'inst.ks.sendmac'],
  ['kssendsn', 'inst.ks.sendsn'],
  ['ksdevice', 'ip= and BOOTIF='],
  ['method', 'inst.repo'],
  ['asknetwork', 'ip='],
  ['noipv6', 'ipv6.disable=1'],
]);

/** Why this word is not read. @param level RHEL's major version; undefined: not known */
export function formerWord(name: string, level: number | undefined): string | undefined {
  if (level === undefined) return undefined;
  if (level <= 6 && name.startsWith('inst.'))
    return `RHEL ${level} does not read ${name}; it reads ${OLD_NAMES.get(name) ?? name.slice('inst.'.length)}.`;
  if (level >= 9 && WITHOUT_INST.has(name))
    return `RHEL ${level} does not read ${name}; it reads inst.${name}.`;
  const renamed = RENAMED.get(name);
  if (level >= 9 && renamed !== undefined)
    return `RHEL ${level} does not read ${name}; in its place: ${renamed}.`;
  return undefined;
}

const OLD_NAMES: ReadonlyMap<string, string> = new Map([
  ['inst.repo', 'method'],
  ['inst.ks.sendmac', 'kssendmac'],
  ['inst.ks.sendsn', 'kssendsn'],
]);

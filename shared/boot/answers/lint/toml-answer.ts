/**
 * Proxmox's answer.toml before it is used. Source: Proxmox's wiki, "Automated Installation"; names with an underscore are the
 * spelling of versions before 8.4, which newer ones still read.
 */
import { parse, TomlError } from 'smol-toml';
import { isCryptHash } from './crypt-hash.ts';
import type { Collector, Findings, LintContext } from './finding.ts';
import { createCollector, quoted } from './finding.ts';
import { hostProblem, urlsIn } from './hosts.ts';
import { findRawWipes } from './raw-wipes.ts';
import { textLines } from './text-lines.ts';
import { tomlKeyLines } from './toml-lines.ts';

type Table = Readonly<Record<string, unknown>>;
type LineOf = (...path: readonly string[]) => number;

const SECTIONS = ['global', 'network', 'disk-setup'];
const ALL_SECTIONS: ReadonlySet<string> = new Set([
  ...SECTIONS,
  'post-installation-webhook',
  'first-boot',
  'post-install',
]);
const GLOBAL = ['keyboard', 'country', 'fqdn', 'mailto', 'timezone'];
const FILE_SYSTEMS = ['ext4', 'xfs', 'zfs', 'btrfs'];

export function lintTomlAnswer(text: string, context: LintContext): Findings {
  const found = createCollector();
  let answer: Table;
  try {
    answer = withDashes(parse(text, { maxDepth: 100 }));
  } catch (error) {
    const line = error instanceof TomlError ? error.line : 1;
    const reason = error instanceof TomlError ? (error.message.split('\n', 1)[0] ?? '') : 'it cannot be read';
    found.warn(
      line,
      `This is no TOML: ${reason.replace(/^Invalid TOML document: /, '').replace(/\.$/, '')}.`,
    );
    findRawWipes('toml', text, found);
    return found;
  }
  const lineOf = tomlKeyLines(text);
  for (const name of SECTIONS)
    if (tableOf(answer, name) === undefined)
      found.warn(1, `[${name}] is missing: the installer does not take the file.`);
  for (const name of Object.keys(answer))
    if (!ALL_SECTIONS.has(name)) found.warn(lineOf(name), `The installer knows no section ${quoted(name)}.`);
  const global = tableOf(answer, 'global');
  if (global) lintGlobal(global, lineOf, found);
  const network = tableOf(answer, 'network');
  if (network) lintNetwork(network, lineOf, found);
  const disks = tableOf(answer, 'disk-setup');
  if (disks) lintDisks(disks, lineOf, textLines(text), found);
  for (const { line, text: raw } of textLines(text)) {
    if (raw.trimStart().startsWith('#')) continue;
    for (const url of urlsIn(raw)) {
      const problem = hostProblem(url, 'This line', context);
      if (problem !== undefined) found.warn(line, problem);
    }
  }
  return found;
}

function tableOf(table: Table, name: string): Table | undefined {
  const value = Object.hasOwn(table, name) ? table[name] : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : undefined;
}

/** Names of tables and keys in the newer spelling, down to the second level. */
function withDashes(table: Table, depth = 0): Table {
  return Object.fromEntries(
    Object.entries(table).map(([key, value]) => [
      key.replaceAll('_', '-'),
      depth === 0 && tableOf(table, key) !== undefined ? withDashes(value as Table, 1) : value,
    ]),
  );
}

function lintGlobal(global: Table, lineOf: LineOf, found: Collector): void {
  for (const key of GLOBAL)
    if (global[key] === undefined || global[key] === '')
      found.warn(lineOf('global'), `${key} is missing in [global]: the installer does not take the file.`);
  const plain = global['root-password'];
  const hash = global['root-password-hashed'];
  if (plain === undefined && hash === undefined)
    found.warn(
      lineOf('global'),
      'root-password-hashed is missing in [global]: the installer does not take the file.',
    );
  if (plain !== undefined && hash !== undefined)
    found.warn(
      lineOf('global', 'root-password'),
      'root-password and root-password-hashed are both there: the installer takes only one.',
    );
  if (plain !== undefined)
    found.warn(
      lineOf('global', 'root-password'),
      isCryptHash(String(plain))
        ? 'root-password takes plain text: the hash itself would be the password; its key is root-password-hashed.'
        : 'root-password is readable for everybody on this network: give its hash with root-password-hashed.',
    );
  if (hash !== undefined && !isCryptHash(String(hash)))
    found.warn(
      lineOf('global', 'root-password-hashed'),
      'root-password-hashed takes a hash ($6$…), and this is none: nobody could log in.',
    );
}

function lintNetwork(network: Table, lineOf: LineOf, found: Collector): void {
  const source = network['source'];
  if (source !== 'from-dhcp' && source !== 'from-answer')
    found.warn(lineOf('network', 'source'), 'source in [network] is "from-dhcp" or "from-answer".');
  if (source !== 'from-answer') return;
  for (const key of ['cidr', 'dns', 'gateway', 'filter'])
    if (network[key] === undefined)
      found.warn(
        lineOf('network', 'source'),
        `${key} is missing in [network], which source = "from-answer" needs.`,
      );
}

function lintDisks(
  disks: Table,
  lineOf: LineOf,
  lines: readonly { readonly text: string }[],
  found: Collector,
): void {
  const wipe = (key: string): void => {
    const line = lineOf('disk-setup', key);
    found.wipe(line, lines[line - 1]?.text ?? '', key);
  };
  const { filesystem } = disks;
  if (typeof filesystem !== 'string' || !FILE_SYSTEMS.includes(filesystem))
    found.warn(
      lineOf('disk-setup', 'filesystem'),
      `filesystem in [disk-setup] is one of ${FILE_SYSTEMS.join(', ')}.`,
    );
  const list = disks['disk-list'];
  const filter = disks['filter'];
  if (list === undefined && filter === undefined)
    found.warn(
      lineOf('disk-setup'),
      'disk-list or filter is missing in [disk-setup]: the installer does not take the file.',
    );
  if (list !== undefined && filter !== undefined)
    found.warn(
      lineOf('disk-setup', 'filter'),
      'disk-list and filter are both there: the installer takes only one.',
    );
  if (list !== undefined && (!Array.isArray(list) || list.length === 0))
    found.warn(lineOf('disk-setup', 'disk-list'), 'disk-list is a list of names that is not empty: ["sda"].');
  if (Array.isArray(list) && list.length > 1 && (filesystem === 'ext4' || filesystem === 'xfs'))
    found.warn(
      lineOf('disk-setup', 'disk-list'),
      `${filesystem} goes onto one disk, and disk-list names ${list.length}.`,
    );
  for (const name of ['zfs', 'btrfs'])
    if (filesystem === name && tableOf(disks, name)?.['raid'] === undefined)
      found.warn(
        lineOf('disk-setup', 'filesystem'),
        `${name}.raid is missing in [disk-setup], which ${name} needs.`,
      );
  if (list !== undefined) wipe('disk-list');
  if (filter !== undefined) wipe('filter');
  if (list === undefined && filter === undefined) wipe('filesystem');
}

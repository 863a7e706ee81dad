/** An ESXi kickstart before it is used: what the installer will not understand, and what in it wipes a disk. */
import { commandStanding } from './kickstart-commands.ts';
import type { EsxiVersion } from './version.ts';
import { compareEsxiVersions, formatEsxiVersion } from './version.ts';

export type KickstartCode =
  | 'unknown-command'
  | 'ignored-command'
  | 'missing-accepteula'
  | 'missing-rootpw'
  | 'missing-disk'
  | 'missing-reboot'
  | 'missing-unsupported'
  | 'plain-password'
  | 'secure-boot'
  | 'not-a-kickstart';

export interface KickstartWarning {
  /** From 1. */
  readonly line: number;
  readonly code: KickstartCode;
  readonly sentence: string;
}

/** Shown beside the arming. */
export interface WipingLine {
  readonly line: number;
  /** As written, without a comment. */
  readonly text: string;
  /** The words in it that wipe. */
  readonly words: readonly string[];
}

export interface KickstartReport {
  readonly warnings: readonly KickstartWarning[];
  readonly wipes: readonly WipingLine[];
}

interface Statement {
  readonly line: number;
  readonly words: readonly string[];
  /** Within the script of %pre, %post or %firstboot. */
  readonly script: boolean;
}

const SCRIPTS = ['%pre', '%post', '%firstboot'];
/** Commands that write a partition table or a file system, and the options that let them do so to what is in use. */
const WIPING_COMMANDS = [
  'install',
  'installorupgrade',
  'autopart',
  'clearpart',
  'part',
  'partition',
  'partitionembed',
];
const WIPING_OPTIONS = ['--overwritevmfs', '--overwritevsan', '--alldrives', '--all'];
const WIPING_IN_SCRIPTS =
  /(?:^|[\s;&|(])(partedUtil\s+(?:mklabel|mkpart|setptbl|delete|set)|vmkfstools\s+-C|dd\s[^;&|]*of=\/(?:dev|vmfs\/devices))/;
const SECURE_BOOT: EsxiVersion = { major: 6, minor: 5, update: 0 };

export function lintKickstart(text: string, version: EsxiVersion): KickstartReport {
  const statements = readStatements(text);
  const commands = statements.filter((one) => !one.script);
  return {
    warnings: [
      ...commands.flatMap((one) => lintCommand(one, version)),
      ...lintWhole(commands, version),
    ].toSorted((a, b) => a.line - b.line),
    wipes: statements.flatMap(wiping),
  };
}

/** A script lasts until the next line that begins with one of the words of `SCRIPTS`, or includes a file. */
function readStatements(text: string): Statement[] {
  const statements: Statement[] = [];
  let script = false;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const words = raw
      .replace(/(^|\s)#.*$/, '')
      .split(/\s+/)
      .filter(Boolean);
    const [command] = words;
    if (command === undefined) continue;
    const section = SCRIPTS.includes(command) || command === '%include';
    statements.push({ line: index + 1, words, script: script && !section });
    if (section) script = SCRIPTS.includes(command);
  }
  return statements;
}

function lintCommand({ line, words }: Statement, version: EsxiVersion): KickstartWarning[] {
  const [command = '', ...args] = words;
  const esxi = `ESXi ${formatEsxiVersion(version)}`;
  const standing = commandStanding(command, version);
  if (standing === 'unknown')
    return [
      {
        line,
        code: 'unknown-command',
        sentence: `${esxi} does not know "${command}"; commands of its shell belong behind %firstboot or %post.`,
      },
    ];
  if (standing === 'ignored')
    return [{ line, code: 'ignored-command', sentence: `${esxi} passes over "${command}".` }];
  if (command === 'rootpw' && !args.includes('--iscrypted'))
    return [
      {
        line,
        code: 'plain-password',
        sentence:
          'The root password is readable for everybody on this network: give its hash behind rootpw --iscrypted.',
      },
    ];
  if (SCRIPTS.includes(command) && version.major < 5 && !args.includes('--unsupported'))
    return [
      {
        line,
        code: 'missing-unsupported',
        sentence: `${esxi} runs ${command} only with --unsupported.`,
      },
    ];
  if (command === '%firstboot' && compareEsxiVersions(version, SECURE_BOOT) >= 0)
    return [
      {
        line,
        code: 'secure-boot',
        sentence: `${esxi} leaves %firstboot out on machines with Secure Boot: what must happen there belongs behind %post.`,
      },
    ];
  return [];
}

/** What must be somewhere in the file; said of its first line. */
function lintWhole(commands: readonly Statement[], { major }: EsxiVersion): KickstartWarning[] {
  const has = (...names: string[]): boolean => commands.some(({ words }) => names.includes(words[0] ?? ''));
  const missing = (code: KickstartCode, sentence: string): KickstartWarning => ({ line: 1, code, sentence });
  if (commands.length === 0) return [missing('not-a-kickstart', 'There is no command in this file.')];
  // A file fetched at install time may have what is missing here.
  if (has('%include', 'include')) return [];
  const upgrade = has('upgrade');
  const warnings: KickstartWarning[] = [];
  if (!has('accepteula', 'vmaccepteula') && !upgrade)
    warnings.push(
      missing('missing-accepteula', 'vmaccepteula is missing: the installer stops with an error.'),
    );
  if (!has('rootpw') && !upgrade)
    warnings.push(missing('missing-rootpw', 'rootpw is missing: the installer stops with an error.'));
  if (major >= 5 ? !has('install', 'installorupgrade', 'upgrade') : !has('autopart'))
    warnings.push(
      missing(
        'missing-disk',
        `${major >= 5 ? 'install (or upgrade)' : 'autopart'} is missing: the installer does not know which disk to take.`,
      ),
    );
  if (!has('reboot'))
    warnings.push(
      missing('missing-reboot', 'reboot is missing: the installer waits for a key when it is done.'),
    );
  return warnings;
}

function wiping({ line, words, script }: Statement): WipingLine[] {
  const text = words.join(' ');
  if (script) {
    const found = WIPING_IN_SCRIPTS.exec(text)?.[1]?.trim();
    return found === undefined ? [] : [{ line, text, words: [found] }];
  }
  const [command = '', ...args] = words;
  // ESX 4's "install url …" says where the files are; its autopart wipes.
  const source = command === 'install' && ['cdrom', 'url', 'nfs', 'usb'].includes(args[0] ?? '');
  if (!WIPING_COMMANDS.includes(command) || source) return [];
  const options = args.filter((word) => WIPING_OPTIONS.includes(word.split('=', 1)[0] ?? ''));
  return [{ line, text, words: [command, ...options] }];
}

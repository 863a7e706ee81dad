/** A Red Hat kickstart before it is used. */
import { isCryptHash, isLocked } from './crypt-hash.ts';
import type { Collector, Findings, LintContext } from './finding.ts';
import { createCollector, quoted } from './finding.ts';
import { hostProblem } from './hosts.ts';
import type { KickstartGeneration } from './kickstart-commands.ts';
import {
  commandStanding,
  generationName,
  insteadOf,
  kickstartGeneration,
  removedOptions,
  rhelLevel,
  sectionStanding,
} from './kickstart-commands.ts';
import { missingInKickstart } from './kickstart-missing.ts';
import type { KickstartLines, KickstartStatement } from './kickstart-statements.ts';
import { readKickstart } from './kickstart-statements.ts';
import { wipingWords } from './script-wipes.ts';

const SCRIPTS = ['%pre', '%pre-install', '%post', '%onerror', '%traceback'];

/** Commands that write a partition table or a file system; ignoredisk is shown because it says which disks are spared. */
const WIPING: ReadonlySet<string> = new Set([
  'autopart',
  'btrfs',
  'clearpart',
  'ignoredisk',
  'logvol',
  'part',
  'partition',
  'raid',
  'reqpart',
  'volgroup',
  'zerombr',
]);
const WIPING_OPTIONS =
  /^--(?:all|linux|none|initlabel|drives|list|disklabel|ondisk|ondrive|onpart|usepart|noformat|useexisting|only-use|asprimary|type|format|reformat)(?:=|$)/;

export function lintKickstartFile(text: string, context: LintContext): Findings {
  const found = createCollector();
  const generation = kickstartGeneration(context.image?.version);
  const lines = readKickstart(text);
  lintSections(lines, generation, found);
  for (const statement of lines.statements) {
    if (statement.section === undefined) lintStatement(statement, generation, context, found);
    else if (SCRIPTS.includes(statement.section)) {
      const words = wipingWords(statement.text);
      if (words.length > 0) found.wipe(statement.line, statement.text, ...words);
    }
  }
  for (const { line, sentence } of missingInKickstart(lines, generation, context)) found.warn(line, sentence);
  return found;
}

function lintSections(
  { sections, strayEnds }: KickstartLines,
  generation: KickstartGeneration | undefined,
  found: Collector,
): void {
  for (const line of strayEnds) found.warn(line, '%end ends nothing: no section is open here.');
  for (const { name, line, end } of sections) {
    const standing = sectionStanding(name, generation);
    if (standing === 'unknown') found.warn(line, `${quoted(name)} is no section of a kickstart.`);
    if (standing === 'newer' && generation)
      found.warn(line, `${generationName(generation)} has no section ${name} yet.`);
    // Until RHEL 5 the next section ended the one before.
    if (generation !== undefined && rhelLevel(generation) < 6) continue;
    if (end === undefined)
      found.warn(line, `${name} is not closed: %end is missing until the end of the file.`);
    else if ('opened' in end)
      found.warn(line, `${name} is not closed: %end is missing before ${end.opened} in line ${end.line}.`);
  }
}

function lintStatement(
  { line, text, words, open, cut }: KickstartStatement,
  generation: KickstartGeneration | undefined,
  context: LintContext,
  found: Collector,
): void {
  const [command = '', ...args] = words;
  if (open !== undefined) found.warn(line, `The quotation mark ${open} is not closed.`);
  if (cut)
    found.warn(
      line,
      'What stands behind # is a comment, also within a word: put the word into quotation marks.',
    );
  if (command === '%include' || command === '%ksappend') {
    const problem = hostProblem(args[0] ?? '', command, context);
    if (problem !== undefined) found.warn(line, problem);
    return;
  }
  if (command.startsWith('%')) return;
  lintCommand(line, command, args, generation, found);
  lintPassword(line, command, args, found);
  lintHosts(line, command, args, context, found);
  if (WIPING.has(command)) {
    const options = args
      .filter((arg) => WIPING_OPTIONS.test(arg))
      .map((arg) => arg.split('=', 1)[0] as string);
    found.wipe(line, text, command, ...options);
  }
}

function lintCommand(
  line: number,
  command: string,
  args: readonly string[],
  generation: KickstartGeneration | undefined,
  found: Collector,
): void {
  const name = generation ? generationName(generation) : 'No version of the installer';
  const verb = generation ? 'does not know' : 'knows';
  const instead = insteadOf(command);
  const hint = instead === undefined ? '' : `; in its place: ${instead}`;
  switch (commandStanding(command, generation)) {
    case 'unknown':
      found.warn(
        line,
        `${name} ${verb} ${quoted(command)}, and stops at it; commands of a shell belong into %pre or %post.`,
      );
      break;
    case 'removed':
      found.warn(line, `${name} has ${quoted(command)} no more, and stops at it${hint}.`);
      break;
    case 'deprecated':
      found.warn(
        line,
        `${name} still reads ${quoted(command)}, but it does nothing or will be taken away${hint}.`,
      );
      break;
    case 'known':
  }
  for (const option of removedOptions(command, args, generation))
    found.warn(line, `${name} has ${command} ${option} no more, and stops at it.`);
}

/** `--name=value` or `--name value`. */
function optionOf(args: readonly string[], name: string): string | undefined {
  for (const [index, arg] of args.entries()) {
    if (arg === name) return args[index + 1] ?? '';
    if (arg.startsWith(`${name}=`)) return arg.slice(name.length + 1);
  }
  return undefined;
}

function lintPassword(line: number, command: string, args: readonly string[], found: Collector): void {
  const password =
    command === 'rootpw' || command === 'sshpw'
      ? args.findLast((arg) => !arg.startsWith('--'))
      : command === 'user' || command === 'bootloader'
        ? optionOf(args, '--password')
        : undefined;
  if (password === undefined || args.includes('--lock')) return;
  const hash = isCryptHash(password) || (command === 'bootloader' && password.startsWith('grub.pbkdf2.'));
  const crypted = args.includes('--iscrypted');
  if (hash && !crypted)
    found.warn(line, `--iscrypted is missing: the hash itself would be the password of ${command}.`);
  if (!hash && crypted && !isLocked(password))
    found.warn(line, `--iscrypted takes a hash ($6$…), and this is none: nobody could log in.`);
  if (!hash && !crypted)
    found.warn(
      line,
      `The password of ${command} is readable for everybody on this network: give its hash with --iscrypted.`,
    );
}

/** command → options that are URLs. */
const URL_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  url: ['--url', '--mirrorlist', '--metalink'],
  repo: ['--baseurl', '--mirrorlist', '--metalink'],
  liveimg: ['--url'],
  ostreesetup: ['--url'],
};

function lintHosts(
  line: number,
  command: string,
  args: readonly string[],
  context: LintContext,
  found: Collector,
): void {
  const places: (readonly [string, string | undefined])[] = (
    Object.hasOwn(URL_OPTIONS, command) ? (URL_OPTIONS[command] ?? []) : []
  ).map((option) => [`${command} ${option}`, optionOf(args, option)]);
  if (command === 'nfs') places.push(['nfs --server', `nfs://${optionOf(args, '--server') ?? ''}/`]);
  for (const [where, url] of places) {
    const problem = url === undefined ? undefined : hostProblem(url, where, context);
    if (problem !== undefined) found.warn(line, problem);
  }
}

/**
 * What must be somewhere in a Red Hat kickstart, or the installer asks. Said of line 1. Sources: the chapters "Kickstart
 * commands" and "required" marks of Red Hat's installation guides 6 to 10.
 */
import type { LintContext, Warning } from './finding.ts';
import type { KickstartGeneration } from './kickstart-commands.ts';
import { generationName, rhelLevel } from './kickstart-commands.ts';
import type { KickstartLines } from './kickstart-statements.ts';

const SOURCES = [
  'url',
  'cdrom',
  'repo',
  'nfs',
  'harddrive',
  'liveimg',
  'ostreesetup',
  'ostreecontainer',
  'bootc',
];
const LAYOUTS = ['autopart', 'part', 'partition', 'logvol', 'raid', 'btrfs', 'mount'];

export function missingInKickstart(
  { statements }: KickstartLines,
  generation: KickstartGeneration | undefined,
  { image }: LintContext,
): readonly Warning[] {
  const commands = statements.filter((one) => one.section === undefined);
  const has = (...names: string[]): boolean => commands.some(({ words }) => names.includes(words[0] ?? ''));
  const missing = (sentence: string): Warning => ({ line: 1, sentence });
  if (!commands.some(({ words }) => !(words[0] ?? '%').startsWith('%')) && !has('%include', '%ksappend'))
    return [missing('There is no command in this file.')];
  // What is fetched or made at install time may have what is missing here.
  if (has('%include', '%ksappend')) return [];
  const found: Warning[] = [];
  if (!has('rootpw', 'user', 'sshkey'))
    found.push(missing('rootpw is missing (and user, and sshkey): the installer asks for a password.'));
  for (const name of ['lang', 'keyboard', 'timezone'])
    if (!has(name)) found.push(missing(`${name} is missing: the installer may stop and ask for it.`));
  if (!has(...LAYOUTS))
    found.push(missing('autopart or part is missing: the installer asks how to divide the disk.'));
  else if (!has('clearpart') && !reuses(statements))
    found.push(
      missing('clearpart is missing: only free space is used, and the installer stops where there is none.'),
    );
  const level = generation && rhelLevel(generation);
  if (generation && level !== undefined && level <= 7 && !has('bootloader') && has(...LAYOUTS))
    found.push(missing(`bootloader is missing: ${generationName(generation)} requires it.`));
  if (level !== undefined && level <= 6 && has('clearpart') && !has('zerombr'))
    found.push(
      missing('zerombr is missing: the installer asks before it writes to a disk without a partition table.'),
    );
  if (image === undefined && !has(...SOURCES))
    found.push(
      missing(
        'url, cdrom or repo is missing: where the packages come from must then be said by the image (inst.repo).',
      ),
    );
  if (!has('reboot', 'poweroff', 'shutdown', 'halt'))
    found.push(missing('reboot is missing: the installer waits for a key when it is done.'));
  for (const { line, words } of commands)
    if (words[0] === 'interactive' || words[0] === 'autostep')
      found.push({ line, sentence: `${words[0]} shows every screen: somebody has to be there.` });
  return found;
}

/** Partitions that are there are taken as they are. */
function reuses(statements: KickstartLines['statements']): boolean {
  return statements.some(
    ({ section, words: [command = '', ...args] }) =>
      section === undefined &&
      (command === 'mount' ||
        args.some((arg) => /^--(?:onpart|usepart|useexisting|noformat)(?:=|$)/.test(arg))),
  );
}

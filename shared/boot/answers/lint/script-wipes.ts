/** Commands in a script (shell, or Windows' own) that destroy what a disk holds. */

type Rule = (args: readonly string[]) => readonly string[];

const always: Rule = () => [];
const NOT: readonly string[] = ['\0'];
/** The words given, when one of them is among the arguments. */
const withWord =
  (...words: readonly string[]): Rule =>
  (args) => {
    const found = args.filter((arg) => words.some((word) => arg === word || arg.startsWith(`${word}=`)));
    return found.length > 0 ? found : NOT;
  };
/** A device, or a variable, which is one more often than not. */
const withDevice: Rule = (args) => (args.some((arg) => /^(?:\$|\/dev\/(?!null\b|tty))/.test(arg)) ? [] : NOT);
const withDeviceUnless =
  (harmless: RegExp): Rule =>
  (args) =>
    args.some((arg) => harmless.test(arg)) ? NOT : withDevice(args);

/** Program → what besides its name makes it one that wipes. */
const PROGRAMS: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  [
    'dd',
    (args) => {
      const found = args.filter((arg) => /^of=(?:\$|\/(?:dev|vmfs\/devices)\/(?!null\b|tty|std))/.test(arg));
      return found.length > 0 ? found : NOT;
    },
  ],
  ['wipefs', (args) => (args.some((arg) => /^(--all|-[a-z]*[ao][a-z]*|--offset)/.test(arg)) ? [] : NOT)],
  ['blkdiscard', withDevice],
  ['shred', withDevice],
  ['badblocks', (args) => (args.some((arg) => /^-[a-z]*[wn]/.test(arg)) ? [] : NOT)],
  ['mke2fs', withDevice],
  ['mkswap', withDevice],
  ['mkdosfs', withDevice],
  [
    'sgdisk',
    (args) => {
      const found = args.filter((arg) =>
        /^(?:-[Zzodnt]|--(?:zap|zap-all|mbrtogpt|clear|delete|new|replicate|load-backup)\b)/.test(arg),
      );
      return found.length > 0 ? found : NOT;
    },
  ],
  ['sfdisk', withDeviceUnless(/^(?:-[ldsJV]|--(?:list|dump|json|show|verify))/)],
  ['fdisk', withDeviceUnless(/^(?:-[lx]|--list)/)],
  ['gdisk', withDeviceUnless(/^-l/)],
  ['cfdisk', withDevice],
  ['parted', withWord('mklabel', 'mktable', 'mkpart', 'mkpartfs', 'rm', 'resizepart')],
  ['partedUtil', withWord('mklabel', 'mkpart', 'setptbl', 'delete', 'set')],
  ['vmkfstools', withWord('-C', '--createfs')],
  ['pvcreate', withDevice],
  ['pvremove', withDevice],
  ['vgcreate', always],
  ['vgremove', always],
  ['lvremove', always],
  ['mdadm', withWord('--zero-superblock', '--create', '-C')],
  ['cryptsetup', withWord('luksFormat', 'luksErase', 'erase', 'reencrypt')],
  ['zpool', withWord('create', 'destroy', 'labelclear')],
  ['nvme', withWord('format', 'sanitize')],
  ['hdparm', withWord('--security-erase', '--security-erase-enhanced', '--trim-sector-ranges')],
  ['sg_format', always],
  // Windows.
  ['diskpart', always],
  ['clear-disk', always],
  ['initialize-disk', always],
  ['format-volume', always],
  ['format', (args) => (args.some((arg) => /^[a-z]:$/i.test(arg)) ? [] : NOT)],
]);

/**
 * The words of a command line that wipe, none where it does not: `['sgdisk', '--zap-all']`. Every word is looked at, because
 * what stands before a program (`sudo`, `chroot /target`, `if !`, `xargs`) has no end; a program that is only printed is shown as
 * well, which is the lesser harm. One program a command is judged, so that time stays in proportion to length.
 */
export function wipingWords(line: string): readonly string[] {
  if (/^\s*(?:#|rem\b|::)/i.test(line)) return [];
  const found: string[] = [];
  for (const command of line.replace(/["']/g, '').split(/[;|&(){}`\n]+/)) {
    const words = command.split(/[\s,[\]]+/).filter(Boolean);
    for (const [index, word] of words.entries()) {
      // "apt-get install parted" and "command -v wipefs" only speak of it.
      if (/^(?:install|-v|which)$/.test(word)) break;
      const name = programName(word);
      const rule = ruleOf(name);
      if (rule === undefined) continue;
      const why = rule(words.slice(index + 1));
      if (why !== NOT) found.push(name, ...why);
      break;
    }
  }
  return found;
}

/** Without folder and `.exe`. */
function programName(word: string): string {
  return word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1).replace(/\.exe$/i, '');
}

function ruleOf(name: string): Rule | undefined {
  if (/^mkfs(?:\.\w+)?$/.test(name)) return withDevice;
  return PROGRAMS.get(name) ?? PROGRAMS.get(name.toLowerCase());
}

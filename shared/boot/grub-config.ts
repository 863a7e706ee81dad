/**
 * grub.cfg for a BootPlan, for machines on which iPXE fails: the same plan by another loader. Everything that comes from people
 * or images stands in single quotes, in which GRUB expands nothing and `;` ends no command.
 *
 * What GRUB 2.06 does (source, and run here with Debian's): `linux` joins its arguments, puts those with a blank into double
 * quotes and a backslash before quotes; file names are sent to HTTP servers as they are written; ports other than 80 are
 * understood from 2.12 on. Whatever of it fails (no http.mod in the loader, an older version), the same is tried by TFTP.
 */
import type { BootEntry, Image } from '../model/image.ts';
import type { BootPlan } from '../model/machine.ts';
import { imagePath, machinePath } from './boot-path.ts';
import type { Script, ScriptContext } from './ipxe-script.ts';
import { chooseEntry, WAIT_SECONDS } from './ipxe-script.ts';
import type { ImageFile } from './linux-start.ts';
import { linuxStart } from './linux-start.ts';

export const GRUB_CONFIG_NAME = 'grub.cfg';

export function grubConfig(plan: BootPlan, context: ScriptContext): Script {
  switch (plan.action) {
    case 'wait':
      return waits(plan.why, context);
    case 'local':
      return boots(plan.why, context, {
        says: `boots its own disk: ${plan.why.at(-1) ?? ''}`,
        does: 'local',
        lines: LOCAL,
        loads: [],
      });
    case 'image': {
      const { image } = context;
      const entry = image && chooseEntry(image, context.platform, context.cpu);
      if (!image || !entry)
        return waits(
          [...plan.why, `${image?.title ?? plan.image} has nothing that boots on this machine`],
          context,
        );
      const start = startOf(entry, image, plan, context);
      if ('missing' in start) return waits([...plan.why, start.hint, start.missing], context);
      return boots([...plan.why, ...start.why], context, { says: image.title, does: 'image', ...start });
    }
  }
}

/** Where systems put their loader on the EFI partition, and last the name for disks that move from machine to machine. */
const EFI_LOADERS = [
  ...[
    'debian',
    'ubuntu',
    'redhat',
    'centos',
    'rocky',
    'almalinux',
    'fedora',
    'opensuse',
    'sles',
    'proxmox',
  ].flatMap((system) => [`/EFI/${system}/shim$rackboot_arch.efi`, `/EFI/${system}/grub$rackboot_arch.efi`]),
  '/EFI/Microsoft/Boot/bootmgfw.efi',
  '/EFI/BOOT/BOOT$rackboot_arch.efi',
];

/**
 * Under EFI `exit` is no way to the next boot option: GRUB 2.06 ends with success, also by `exit 1`, and EDK2 opens its setup
 * then (seen with Debian's under OVMF). So GRUB starts the loader on the disk itself.
 */
const LOCAL = [
  'if [ "$grub_platform" = efi ]; then',
  'set rackboot_arch=x64',
  'if [ "$grub_cpu" = arm64 ]; then set rackboot_arch=aa64; fi',
  'if [ "$grub_cpu" = i386 ]; then set rackboot_arch=ia32; fi',
  `for rackboot_loader in ${EFI_LOADERS.join(' ')}; do`,
  'if search --no-floppy --file --set=rackboot_disk "$rackboot_loader"; then',
  'if chainloader "($rackboot_disk)$rackboot_loader"; then boot; fi',
  'fi',
  'done',
  'exit 1',
  'fi',
  'if chainloader (hd0)+1; then boot; fi',
];

type Start =
  | {
      readonly lines: readonly string[];
      readonly loads: readonly ImageFile[];
      readonly why: readonly string[];
    }
  | { readonly missing: string; readonly hint: string };

function startOf(
  entry: BootEntry,
  image: Image,
  plan: Extract<BootPlan, { action: 'image' }>,
  context: ScriptContext,
): Start {
  switch (entry.how) {
    case 'linux': {
      const start = linuxStart(entry, image, plan, context);
      if ('missing' in start) return start;
      const { kernel, initrds, words, why } = start;
      const load = (name: (file: ImageFile) => string): string[] =>
        nested([
          ['linux', name(kernel), ...words.map(grubWord)].join(' '),
          ...(initrds.length > 0 ? [['initrd', ...initrds.map(name)].join(' ')] : []),
        ]);
      const byHttp = load((file) => httpName(context, imagePath(file.image, file.path)));
      const byTftp = load((file) => tftpName(context, `/i/${file.image}${file.path}`));
      return { lines: [...byHttp, ...byTftp], loads: [kernel, ...initrds], why };
    }
    case 'efi': {
      const words = [entry.args, plan.kernelArgs ?? ''].flatMap((text) => text.split(/\s+/)).filter(Boolean);
      const load = (name: string): string[] =>
        nested([['chainloader', name, ...words.map(grubWord)].join(' ')]);
      const lines = [
        ...load(httpName(context, imagePath(image.id, entry.file))),
        ...load(tftpName(context, `/i/${image.id}${entry.file}`)),
      ];
      return { lines, loads: [{ image: image.id, path: entry.file }], why: [entry.title] };
    }
    case 'sanboot':
    case 'mboot':
    case 'multiboot':
      return {
        missing: `${image.title} starts by iPXE only, and this machine was given GRUB`,
        hint: 'Give this machine an iPXE loader again, or another image.',
      };
  }
}

/** Each command only where the one before it succeeded, and then boot. */
function nested(commands: readonly string[]): string[] {
  return [...commands.map((command) => `if ${command}; then`), 'boot', ...commands.map(() => 'fi')];
}

interface Config {
  readonly says: string;
  readonly does: Script['does'];
  readonly lines: readonly string[];
  readonly loads: readonly ImageFile[];
}

function boots(why: readonly string[], context: ScriptContext, { says, does, lines, loads }: Config): Script {
  const text = config(context, says, [...lines, echo(context, 'could not be started, trying again')]);
  return { text, does, why, loads };
}

function waits(why: readonly string[], context: ScriptContext): Script {
  return { text: config(context, `waits: ${why.at(-1) ?? ''}`, []), does: 'wait', why };
}

/**
 * Who is asked again and again reads the new configuration inside the loop of the first one, which a variable tells: a
 * `configfile` in each would nest one deeper every time. A GRUB without `sleep` leaves the loop instead of asking without pause.
 */
function config(context: ScriptContext, says: string, lines: readonly string[]): string {
  const again = tftpName(context, machinePath(context.mac, GRUB_CONFIG_NAME));
  return [
    echo(context, says),
    ...lines,
    'if [ -z "$rackboot_loop" ]; then',
    'set rackboot_loop=1',
    `while sleep ${WAIT_SECONDS}; do`,
    `source ${again}`,
    'done',
    'fi',
    '',
  ].join('\n');
}

function echo({ mac }: ScriptContext, says: string): string {
  return `echo ${quoted(`Rackboot: ${mac} ${says}`)}`;
}

function httpName({ http }: ScriptContext, path: string): string {
  const host = http.replace(/^http:\/\//, '');
  return quoted(`(http,${host})${path}`);
}

/** TFTP names are not percent-encoded. */
function tftpName({ http }: ScriptContext, path: string): string {
  const host = http.replace(/^http:\/\//, '').replace(/:\d+$/, '');
  return quoted(`(tftp,${host})${path}`);
}

/** Of the kernel's command line: its double quotes go, because GRUB writes them itself where there is a blank. */
function grubWord(word: string): string {
  return quoted(word.replaceAll('"', ''));
}

function quoted(text: string): string {
  const plain = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  return `'${plain.replaceAll("'", "'\\''")}'`;
}

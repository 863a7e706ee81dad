/** An EFI program where firmware looks for one on removable media (UEFI 2.10, section 3.5.1.1): /EFI/BOOT/BOOT<arch>.EFI. */
import type { BootEntry, Recipe } from '../../model/image.ts';
import type { Cpu } from '../../model/machine.ts';
import { cpuTitle, titleOf, volumeName } from './entry-title.ts';
import type { ImageTree } from './image-tree.ts';
import { sanbootEntries } from './sanboot.ts';

const REMOVABLE_NAMES: readonly (readonly [string, Cpu])[] = [
  ['bootx64.efi', 'x86_64'],
  ['bootia32.efi', 'i386'],
  ['bootaa64.efi', 'arm64'],
  ['bootarm.efi', 'arm32'],
  ['bootriscv64.efi', 'riscv64'],
  ['bootloongarch64.efi', 'loongarch64'],
];

/** Loaders: they go on to read a menu and kernels from the disk they came from. */
const LOADER_FILES = /^(grub\w*|mm\w*|shim\w*|fb\w*|refind\w*|systemd-boot\w*|bootmgfw)\.efi$/i;

export async function efiProgram(tree: ImageTree): Promise<Recipe | undefined> {
  const files = await tree.list('/EFI/BOOT');
  const programs = REMOVABLE_NAMES.flatMap(([name, cpu]) => {
    const entry = files.find((one) => !one.directory && one.name.toLowerCase() === name);
    return entry ? [{ path: entry.path, cpu }] : [];
  });
  if (programs.length === 0) return undefined;
  const loader = files.find((one) => LOADER_FILES.test(one.name));
  const title = volumeName(tree) ?? 'EFI program';
  const chained: BootEntry[] = programs.map(({ path, cpu }) => ({
    how: 'efi',
    platform: 'efi',
    cpu,
    title: cpuTitle(title, cpu),
    file: path,
    args: '',
  }));
  const whole = sanbootEntries(
    tree,
    programs.map(({ cpu }) => cpu),
  );
  return {
    family: 'efi',
    ...titleOf(tree),
    // A loader on its own finds no menu; the whole image as a drive has what it looks for.
    entries: loader
      ? [...whole, ...chained]
      : [...chained, ...whole.filter((one) => one.platform === 'bios')],
    notes: [
      loader
        ? 'The EFI program on this image is a boot loader: the whole image is given to the machine as a drive, which works until its system takes the network card over from the firmware.'
        : 'The EFI program is loaded alone: if it reads other files of this image, it will not find them.',
    ],
    why: programs.map(({ path }) => `EFI program at ${path}`),
  };
}

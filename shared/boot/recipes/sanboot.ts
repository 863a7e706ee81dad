/** Last resort: the whole image as a drive over HTTP (iPXE sanboot), where its El Torito boot images fit the machine. */
import type { BootEntry, Recipe } from '../../model/image.ts';
import type { Cpu } from '../../model/machine.ts';
import { titleOf, volumeName } from './entry-title.ts';
import type { ImageTree } from './image-tree.ts';

/** @param efiCpus which processors its EFI boot image is for; the catalogue does not say */
export function sanbootEntries(
  tree: ImageTree,
  efiCpus: readonly Cpu[],
): Extract<BootEntry, { how: 'sanboot' }>[] {
  const has = (platform: string): boolean =>
    tree.bootImages.some((image) => image.platform === platform && image.bootable);
  const title = `${volumeName(tree) ?? 'The image'} as a drive`;
  const efi = efiCpus.map((cpu) => ({
    how: 'sanboot' as const,
    platform: 'efi' as const,
    cpu,
    title: `${title} (${cpu}, UEFI)`,
  }));
  return [
    ...(has('bios')
      ? [
          {
            how: 'sanboot' as const,
            platform: 'bios' as const,
            cpu: 'i386' as const,
            title: `${title} (BIOS)`,
          },
        ]
      : []),
    ...(has('efi') ? efi : []),
  ];
}

export async function sanboot(tree: ImageTree): Promise<Recipe | undefined> {
  const entries = sanbootEntries(tree, ['x86_64']);
  if (entries.length === 0) return undefined;
  return {
    family: 'sanboot',
    ...titleOf(tree),
    entries,
    notes: [
      'What this image boots is not known to Rackboot: the whole image is given to the machine as a drive, which works until its system takes the network card over from the firmware.',
    ],
    why: [`El Torito boot images for ${[...new Set(entries.map((one) => one.platform))].join(' and ')}`],
  };
}

/**
 * Which netboot image starts a Debian CD or DVD: one of the same release, whose kernel is the one that the packages on the CD
 * are for. The installer takes its kernel modules from the mirror, here the CD, and asks at critical priority where there are
 * none for the kernel that runs (anna: "no packages matching running kernel"), unattended or not.
 */
import type { BootEntry, Image } from '../model/image.ts';
import type { Cpu } from '../model/machine.ts';

type LinuxEntry = Extract<BootEntry, { how: 'linux' }>;

export type NetbootChoice =
  | { readonly image: Image; readonly entry: LinuxEntry; readonly why: string }
  | { readonly missing: string; readonly hint: string };

/** Debian's names of processors, in the names of its files. */
const ARCHITECTURES: Readonly<Partial<Record<Cpu, string>>> = { x86_64: 'amd64', arm32: 'armhf' };

/** @param wanted the entry of the CD; @param images the whole library */
export function chooseNetboot(cd: Image, wanted: LinuxEntry, images: readonly Image[]): NetbootChoice {
  const { kernelRelease } = wanted;
  const ofRelease = images.filter((one) => isSameRelease(one, cd));
  const offers = ofRelease.flatMap((image) =>
    image.recipe.entries.flatMap((entry) =>
      entry.how === 'linux' && entry.cpu === wanted.cpu && entry.rest?.from !== 'drive'
        ? [{ image, entry }]
        : [],
    ),
  );
  const sameKernel = offers.find(
    ({ entry }) => kernelRelease !== undefined && entry.kernelRelease === kernelRelease,
  );
  const found =
    sameKernel ??
    offers.find(({ entry }) => kernelRelease === undefined || entry.kernelRelease === undefined);
  if (found)
    return {
      ...found,
      why: `kernel and initrd of ${found.image.title} (${found.image.name}), packages of its own`,
    };
  const architecture = ARCHITECTURES[wanted.cpu] ?? wanted.cpu;
  const [other] = offers;
  return {
    missing:
      other === undefined
        ? `${cd.title} looks for a drive with this image in it, so it starts with kernel and initrd of the ${releaseOf(cd)} netboot image, and none for ${architecture} is here.`
        : `${cd.title} has packages for kernel ${kernelRelease}, and ${other.image.title} (${other.image.name}) starts kernel ${other.entry.kernelRelease}: the installer would find no modules.`,
    hint: `Drop mini.iso, or the netboot files packed as an ISO, of ${[cd.recipe.distribution, cd.recipe.version].filter(Boolean).join(' ')} ${architecture}${kernelRelease === undefined ? '' : ` (kernel ${kernelRelease})`}.`,
  };
}

function isSameRelease({ recipe }: Image, cd: Image): boolean {
  return (
    recipe.family === cd.recipe.family &&
    recipe.distribution === cd.recipe.distribution &&
    majorOf(recipe.version) === majorOf(cd.recipe.version)
  );
}

function releaseOf({ recipe }: Image): string {
  return [recipe.distribution ?? 'Debian', majorOf(recipe.version)].filter(Boolean).join(' ');
}

/** "12.5" → "12"; Ubuntu counts "18.04.6" → "18.04". */
function majorOf(version: string | undefined): string | undefined {
  return /^\d+\.04|^\d+\.10|^\d+/.exec(version ?? '')?.[0];
}

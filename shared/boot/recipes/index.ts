/** What is this image, and how would it boot? The first family that knows it decides. */
import type { BootEntry, Recipe } from '../../model/image.ts';
import { debianInstaller } from './debian-installer.ts';
import { efiProgram } from './efi-program.ts';
import { esxi } from './esxi.ts';
import type { Family } from './family.ts';
import { titleOf } from './entry-title.ts';
import type { ImageTree } from './image-tree.ts';
import { linux } from './linux.ts';
import { memtest } from './memtest.ts';
import { rhel } from './rhel.ts';
import { sanboot, sanbootEntries } from './sanboot.ts';
import { ubuntuLive } from './ubuntu-live.ts';

/**
 * Installers before what any system has; Ubuntu's live systems before the Debian installer, which some bring along; memtest
 * behind Linux, because many systems bring that along.
 */
const FAMILIES: readonly Family[] = [
  ubuntuLive,
  debianInstaller,
  esxi,
  rhel,
  linux,
  memtest,
  efiProgram,
  sanboot,
];

/** Never undefined: what nobody knows is `unknown`, with no entries and a note that says so. */
export async function recognise(tree: ImageTree): Promise<Recipe> {
  for (const family of FAMILIES) {
    const recipe = await family(tree);
    if (recipe) return withUdfNote(tree, withFallbacks(tree, recipe));
  }
  return withUdfNote(tree, {
    family: 'unknown',
    ...titleOf(tree),
    entries: [],
    notes: ['Nothing on this image can be booted: no kernel, no EFI program and no boot record was found.'],
    why: ['no family knows it'],
  });
}

/** A platform no entry is for may still boot the image as a drive. */
function withFallbacks(tree: ImageTree, recipe: Recipe): Recipe {
  // As a drive an installer would read its own configuration: with answers in that, nobody would have armed the install.
  if (recipe.answer !== undefined) return recipe;
  const covers = (entry: BootEntry, platform: string): boolean =>
    entry.platform === undefined || entry.platform === platform;
  const missing = sanbootEntries(tree, ['x86_64']).filter(
    (fallback) => !recipe.entries.some((entry) => covers(entry, fallback.platform)),
  );
  return missing.length === 0 ? recipe : { ...recipe, entries: [...recipe.entries, ...missing] };
}

function withUdfNote(tree: ImageTree, recipe: Recipe): Recipe {
  if (!tree.udf) return recipe;
  const note = 'This image has a UDF volume as well; files that are only there cannot be read yet.';
  return { ...recipe, notes: [...recipe.notes, note] };
}

/** Paths as the image writes them: plain ISO 9660 has /EFI/BOOT/BOOTX64.EFI where everybody asks for /efi/boot/bootx64.efi. */
import type { ImageTree } from './image-tree.ts';

/** Undefined when there is no such file. */
export async function ownSpelling(tree: ImageTree, path: string): Promise<string | undefined> {
  let at = '';
  const names = path.split('/').filter(Boolean);
  for (const [index, name] of names.entries()) {
    const directory = index < names.length - 1;
    const entry = (await tree.list(at || '/')).find(
      (one) => one.directory === directory && one.name.toLowerCase() === name.toLowerCase(),
    );
    if (!entry) return undefined;
    at = `${at}/${entry.name}`;
  }
  return at === '' ? undefined : at;
}

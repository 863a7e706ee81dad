/** Images of Linux systems as the library would hold them: each recognised from what its medium has on it. */
import { recognise } from '../../shared/boot/recipes/index.ts';
import type { Image } from '../../shared/model/image.ts';
import type { MemoryTreeOptions } from './recipes/memory-tree.ts';
import { kernelBytes, memoryTree } from './recipes/memory-tree.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

export async function imageOf(id: string, files: Files, options: MemoryTreeOptions = {}): Promise<Image> {
  const recipe = await recognise(memoryTree(files, options));
  return {
    id,
    kind: 'iso',
    title: recipe.title ?? id,
    name: `${id}.iso`,
    path: `/isos/${id}.iso`,
    owned: false,
    sizeBytes: 2_773_874_688,
    modifiedAt: 1,
    addedAt: 1,
    recipe,
  };
}

const debianKernel = (release: string): Uint8Array =>
  kernelBytes(`${release} (debian-kernel@lists.debian.org) #1 SMP Debian`, { pe: 0x8664 });

/** debian-12.5.0-amd64-DVD-1.iso; a netinst with `kind: 'not_complete'` */
export function debianDvd(release = '6.1.0-18-amd64', kind = 'dvd'): Files {
  return {
    '/.disk/info':
      'Debian GNU/Linux 12.5.0 "Bookworm" - Official amd64 DVD Binary-1 with firmware 20240210-11:28',
    '/.disk/cd_type': kind,
    '/dists/bookworm/Release': 'Codename: bookworm\n',
    '/install.amd/vmlinuz': debianKernel(release),
    '/install.amd/initrd.gz': 'gz',
    '/pool/main/a/a.deb': 'deb',
  };
}

/** mini.iso */
export function debianMini(release = '6.1.0-18-amd64', args = '--- quiet'): Files {
  return {
    '/linux': debianKernel(release),
    '/initrd.gz': 'gz',
    '/grub/grub.cfg': `menuentry 'Install' {\n linux /linux ${args}\n initrd /initrd.gz\n}\n`,
  };
}

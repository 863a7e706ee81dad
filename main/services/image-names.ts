/** Ids of images. */

/** Words that stand for something else wherever an image's id may be written. */
const RESERVED = new Set(['local', 'wait']);
const MAX_ID = 60;

/** `Debian-12.5.0-amd64-netinst.ISO` → `debian-12-5-0-amd64-netinst`; numbered when `taken`. */
export function imageId(fileName: string, taken: (id: string) => boolean): string {
  const slug = fileName
    .replace(/\.(iso|img|nbi)$/i, '')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_ID)
    .replace(/^-+|-+$/g, '');
  const base = slug === '' ? 'image' : RESERVED.has(slug) ? `image-${slug}` : slug;
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken(id)) return id;
  }
}

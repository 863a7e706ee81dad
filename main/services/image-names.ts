/** Ids and file names of images. */

/** Words that stand for something else wherever an image's id may be written. */
const RESERVED = new Set(['local', 'wait']);
const MAX_ID = 60;
const MAX_NAME_BYTES = 200;
/** Endings by which we know our own files that may be erased (image-upload.ts), and the former of a folder. */
const OURS = /\.(part|removed|former)$/i;

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

/**
 * A name that is a plain file in any folder on any system: no path, no control characters, no leading dot, none of the
 * characters and device names Windows forbids, none of our own endings, at most 200 bytes with its ending kept.
 */
export function safeFileName(name: string): string {
  const safe = cut(plainName(name));
  return OURS.test(safe) ? `${safe}_` : safe;
}

function plainName(name: string): string {
  const plain = name
    .slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
    .normalize('NFC')
    .replace(/[\p{Cc}<>:"|?*]/gu, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  return plain === '' || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain)
    ? `image-${plain || 'upload.iso'}`
    : plain;
}

/** To one byte less than the most, which is for what may have to stand behind. */
function cut(named: string): string {
  if (Buffer.byteLength(named) < MAX_NAME_BYTES) return named;
  const dot = named.lastIndexOf('.');
  const ending = dot > 0 && named.length - dot <= 10 ? named.slice(dot) : '';
  let stem = named.slice(0, named.length - ending.length);
  while (Buffer.byteLength(stem + ending) >= MAX_NAME_BYTES) stem = stem.slice(0, -1);
  return stem + ending;
}

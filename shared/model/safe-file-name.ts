/** File names of what is sent: the engine keeps it under them, and the page knows it again by them. */
import { utf8Bytes } from '../wire/bytes.ts';

const MAX_NAME_BYTES = 200;
/** Endings by which we know our own files that may be erased (main/services/image-upload.ts), and the former of a folder. */
const OURS = /\.(part|removed|former)$/i;

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
  if (utf8Bytes(named).length < MAX_NAME_BYTES) return named;
  const dot = named.lastIndexOf('.');
  const ending = dot > 0 && named.length - dot <= 10 ? named.slice(dot) : '';
  let stem = named.slice(0, named.length - ending.length);
  while (utf8Bytes(stem + ending).length >= MAX_NAME_BYTES) stem = stem.slice(0, -1);
  return stem + ending;
}

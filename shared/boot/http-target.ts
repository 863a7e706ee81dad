/** The request target of RFC 9112 §3.2, as firmware and installers spell it, made into a clean absolute path. */
import { latin1Bytes, sameBytes, utf8Bytes, utf8Text } from '../wire/bytes.ts';

export type HttpTarget =
  /** `path` is absolute, decoded once, has no `.` or `..` segments, no NUL, no back-slash, no doubled slash. `query` is raw, without `?`. */
  | { readonly kind: 'path'; readonly path: string; readonly query: string }
  | { readonly kind: 'bad'; readonly status: 400 | 414; readonly why: string };

/** @param maxLength in characters, as sent */
export function parseHttpTarget(target: string, maxLength: number): HttpTarget {
  if (target.length > maxLength) return bad(414, `The URL is longer than ${maxLength} characters.`);
  // Absolute form (§3.2.2): proxies send it, and a server must take it. Whose host it names does not matter to us.
  const origin = target.replace(/^https?:\/\/[^/?#]*/i, '');
  const [, rawPath = '', query = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(origin === '' ? '/' : origin) ?? [];
  if (rawPath !== '' && !rawPath.startsWith('/')) return bad(400, 'The URL does not begin with a slash.');
  const decoded = percentDecode(rawPath);
  if (decoded === undefined) return bad(400, 'The URL is not percent-encoded UTF-8.');
  if (decoded.includes('\0')) return bad(400, 'The URL has a NUL in it.');
  return { kind: 'path', path: cleanPath(decoded), query };
}

/**
 * Once: `%252e` is the text `%2e`. `text` has one character per byte sent, and bytes above 0x7f may come unescaped (some
 * loaders do that). Undefined for a broken escape or bytes that are not UTF-8.
 */
function percentDecode(text: string): string | undefined {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return undefined;
  const octets = text.replace(/%(..)/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  const bytes = latin1Bytes(octets);
  const decoded = utf8Text(bytes);
  return sameBytes(utf8Bytes(decoded), bytes) ? decoded : undefined;
}

/**
 * Dot segments are resolved (RFC 3986 §5.2.4): `..` stops at the root. A back-slash is a slash: Windows and Apple loaders
 * write paths with it, and taken literally it would be a second way to spell `..`.
 */
function cleanPath(decoded: string): string {
  const segments: string[] = [];
  const asked = decoded.replaceAll('\\', '/').split('/');
  for (const segment of asked) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const last = asked.at(-1);
  const folder = segments.length > 0 && (last === '' || last === '.' || last === '..');
  return `/${segments.join('/')}${folder ? '/' : ''}`;
}

function bad(status: 400 | 414, why: string): HttpTarget {
  return { kind: 'bad', status, why };
}

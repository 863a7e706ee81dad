/** What a pasted or dragged text names: paths on the engine's computer and addresses, one a line. */
import type { NotOurs } from '../../shared/boot/dropped/not-ours.ts';
import type { ErrorReport } from '../../shared/model/error.ts';
import { kindByName } from '../../shared/boot/dropped/kind-by-name.ts';
import { texts } from '../texts/texts.ts';

export type PastedAs = 'image' | 'answer' | 'firmware' | 'chain';

export type Pasted =
  | { readonly as: PastedAs; readonly path: string }
  | { readonly as: 'nothing'; readonly text: string; readonly why: PasteRefusal };

export type PasteRefusal =
  /** An address of a kind that nothing is loaded from. */
  | 'scheme'
  /** A file of another computer. */
  | 'other-host'
  /** From where it counts is not said. */
  | 'relative'
  /** Read in the page, which cannot read a path. */
  | 'by-drop'
  | 'text'
  | NotOurs;

/** More lines are some text that has nothing to do with us. */
const MOST_LINES = 100;

/** Of each only the first is kept. Lines that begin with # are comments (text/uri-list, RFC 2483). */
export function readPasted(text: string): readonly Pasted[] {
  const lines = text
    .split(/\r\n|\n|\r/)
    .map((line) => unquoted(line.trim()))
    .filter((line) => line !== '' && !line.startsWith('#'));
  return [...new Set(lines)].slice(0, MOST_LINES).map(readLine);
}

export function isUnderstood(pasted: Pasted): pasted is Extract<Pasted, { path: string }> {
  return pasted.as !== 'nothing';
}

/** Neither surely a path nor surely something else: where a path is asked for, it is meant as one. */
export function isVague(pasted: Pasted): pasted is Extract<Pasted, { text: string }> {
  return pasted.as === 'nothing' && (pasted.why === 'text' || pasted.why === 'relative');
}

export function pasteError({ text, why }: Extract<Pasted, { text: string }>): ErrorReport {
  return { code: 'NOT_SUPPORTED', message: text, hint: texts().drops.pasteRefused(why) };
}

/** As shells and file managers copy paths with blanks. */
function unquoted(line: string): string {
  return /^(["']).*\1$/.test(line) ? line.slice(1, -1) : line;
}

function readLine(line: string): Pasted {
  const refused = (why: PasteRefusal): Pasted => ({ as: 'nothing', text: line, why });
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(line)?.[1]?.toLowerCase();
  if (scheme === 'http' || scheme === 'https' || scheme === 'tftp') return { as: 'chain', path: line };
  if (scheme !== undefined && scheme !== 'file') return refused('scheme');
  const path = scheme === 'file' ? pathOfUrl(line) : line;
  if (path === undefined) return refused('other-host');
  if (!isAbsolute(path)) return refused(/[\\/]/.test(path) ? 'relative' : 'text');
  const kind = kindByName(
    path
      .replace(/[\\/]+$/, '')
      .split(/[\\/]/)
      .at(-1) ?? '',
  );
  if (kind.as === 'nothing') return refused(kind.seems);
  return kind.as === 'table' || kind.as === 'capture' ? refused('by-drop') : { as: kind.as, path };
}

/** Of POSIX, of Windows with a drive, of a Windows share. */
function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[a-z]:[\\/]/i.test(path) || path.startsWith('\\\\');
}

/** file:///srv/x.iso, file:///C:/x.iso; undefined for a file of another computer. */
function pathOfUrl(text: string): string | undefined {
  const [, host = '', rest = ''] = /^file:\/\/([^/]*)(\/.*)$/i.exec(text) ?? [];
  if (rest === '' || (host !== '' && host.toLowerCase() !== 'localhost')) return undefined;
  try {
    const path = decodeURIComponent(rest);
    return /^\/[a-z]:\//i.test(path) ? path.slice(1).replaceAll('/', '\\') : path;
  } catch {
    return undefined;
  }
}

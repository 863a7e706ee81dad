/**
 * Where values stand in XML: AutoYaST profiles and Windows' unattend. Text, attributes and CDATA can hold every character that
 * XML 1.0 has; the scripts of AutoYaST are shell (or what their interpreter says) inside of that, and the command lines of
 * Windows, whose quoting every program does for itself, take harmless values only.
 */
import type { Place } from './place.ts';
import { HOLE, countHoles, harmlessOnly, nested, nothing, refuse, write } from './place.ts';
import { scriptPlaces, shebang } from './script-places.ts';

export function xmlPlaces(text: string): readonly Place[] {
  const places: Place[] = [];
  /** Names of the elements that are open. */
  const open: string[] = [];
  let script: ScriptText | undefined;
  let at = 0;
  while (at < text.length) {
    const markup = text[at] === '<' ? markupAt(text, at) : undefined;
    const end = markup?.end ?? endOfText(text, at);
    const raw = text.slice(at, end);
    if (!markup || markup.kind === 'cdata') {
      const outer = markup ? IN_CDATA : IN_TEXT;
      script ??= isScript(open)
        ? { from: places.length, content: '', interpreter: interpreterAt(text, at) }
        : undefined;
      if (script) script.content += markup ? raw.slice(CDATA.length, -CDATA_END.length) : decoded(raw);
      const place = COMMAND_LINES.has(open.at(-1) ?? '') ? IN_COMMAND_LINE : outer;
      places.push(...holes(raw, place));
    } else {
      // What belongs to one script may be text and CDATA by turns.
      if (script && markup.kind !== 'comment') {
        nestScript(places, script);
        script = undefined;
      }
      places.push(...(markup.kind === 'tag' ? tagPlaces(raw) : holes(raw, OUTSIDE)));
      if (markup.kind === 'tag') follow(open, raw);
    }
    at = end;
  }
  return places;
}

interface ScriptText {
  /** Index of its first place. */
  readonly from: number;
  content: string;
  readonly interpreter: string;
}

const CDATA = '<![CDATA[';
const CDATA_END = ']]>';
const OUTSIDE = nothing('it is neither text nor in an attribute');
const IN_TAG = harmlessOnly('it is in a tag: put quotes around it');
const IN_COMMAND_LINE = harmlessOnly('every Windows program quotes in its own way');
/** Elements of unattend that are run (Microsoft-Windows-Setup, -Deployment, -Shell-Setup). */
const COMMAND_LINES = new Set(['CommandLine', 'Path', 'Arguments']);

const holes = (text: string, place: Place): Place[] => Array.from({ length: countHoles(text) }, () => place);

function markupAt(
  text: string,
  at: number,
): { readonly kind: 'cdata' | 'comment' | 'other' | 'tag'; readonly end: number } {
  const upTo = (mark: string): number => {
    const found = text.indexOf(mark, at);
    return found === -1 ? text.length : found + mark.length;
  };
  if (text.startsWith(CDATA, at)) return { kind: 'cdata', end: upTo(CDATA_END) };
  if (text.startsWith('<!--', at)) return { kind: 'comment', end: upTo('-->') };
  if (text.startsWith('<?', at)) return { kind: 'other', end: upTo('?>') };
  if (text.startsWith('<!', at)) return { kind: 'other', end: upTo('>') };
  const tag = /<(?:[^"'>]+|"[^"]*"|'[^']*')*>?/y;
  tag.lastIndex = at;
  return { kind: 'tag', end: at + (tag.exec(text)?.[0].length ?? 1) };
}

function endOfText(text: string, at: number): number {
  const end = text.indexOf('<', at + 1);
  return end === -1 ? text.length : end;
}

function follow(open: string[], tag: string): void {
  const [, closes, name = ''] = /^<(\/?)(?:[^\s:>/]+:)?([^\s>/]*)/.exec(tag) ?? [];
  if (closes === '/') open.pop();
  else if (!tag.endsWith('/>')) open.push(name);
}

function tagPlaces(tag: string): Place[] {
  return [...tag.matchAll(/"([^"]*)"|'([^']*)'|\0/g)].flatMap(([all, double, single]) =>
    all === HOLE ? [IN_TAG] : holes(double ?? single ?? '', IN_ATTRIBUTE),
  );
}

/** `<source>` of a script in an AutoYaST profile. */
function isScript(open: readonly string[]): boolean {
  return open.at(-1) === 'source' && open.at(-2) !== 'listentry' && open.includes('scripts');
}

/** It may stand before or behind the source. */
function interpreterAt(text: string, at: number): string {
  const start = text.lastIndexOf('<script', at);
  const end = text.indexOf('</script>', at);
  const own = text.slice(start, end === -1 ? text.length : end);
  const said = /<interpreter[^>]*>\s*([^<]*?)\s*<\/interpreter>/.exec(own)?.[1];
  return said ?? 'shell';
}

function nestScript(places: Place[], { from, content, interpreter }: ScriptText): void {
  const inner = scriptPlaces(shebang(content.trimStart()) ?? interpreter, content);
  inner.forEach((script, index) => {
    const outer = places[from + index];
    if (outer) places[from + index] = nested(script, outer);
  });
}

function decoded(text: string): string {
  return text
    .replace(
      /&#(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}));/g,
      (all, hex: string | undefined, decimal: string | undefined) => {
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
      },
    )
    .replace(/&(lt|gt|quot|apos|amp);/g, (_all, name: string) => ENTITIES[name] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** XML 1.0, production 2: everything else cannot even be written as &#…;. */
const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const NO_CONTROLS = 'XML 1.0 has no way to write the control characters in it';

function escaped(text: string, more: RegExp): string {
  return text
    .replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char] ?? char)
    .replace(more, (char) => `&#${char.charCodeAt(0)};`);
}

const IN_TEXT: Place = ({ text }) =>
  NOT_IN_XML.test(text) ? refuse(NO_CONTROLS) : write(escaped(text, /\r/g));

const IN_ATTRIBUTE: Place = ({ text }) =>
  NOT_IN_XML.test(text) ? refuse(NO_CONTROLS) : write(escaped(text, /["'\t\n\r]/g));

/** A new section begins wherever `]]>` could come together, also with what stands beside it. */
const IN_CDATA: Place = ({ text }) => {
  if (NOT_IN_XML.test(text)) return refuse(NO_CONTROLS);
  if (text.includes('\r')) return refuse('CDATA has no way to write a carriage return');
  const split = `${CDATA_END}${CDATA}`;
  return write(text.replaceAll(']', `]${split}`).replace(/^>/, `${split}>`));
};

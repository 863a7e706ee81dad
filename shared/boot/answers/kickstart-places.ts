/**
 * Where values stand in a kickstart, RHEL's and ESXi's. Its parser (pykickstart; weasel on ESXi) goes line by line: commands
 * are split into words by Python's shlex in POSIX mode, and what is between a `%pre` or `%post` and the next line that begins
 * with `%` is a script.
 */
import type { Place } from './place.ts';
import { HOLE, harmlessOnly, inComment, isOneLine, refuse, write } from './place.ts';
import { scriptPlaces } from './script-places.ts';

const SCRIPTS = new Set([
  'pre',
  'pre-install',
  'post',
  'preinstall',
  'postinstall',
  'firstboot',
  'onerror',
  'traceback',
]);
/** Sections that are no script. */
const OTHERS = new Set(['packages', 'addon', 'anaconda', 'certificate']);

/** What runs scripts that name nothing. */
const DEFAULT_INTERPRETER = '/bin/sh';

export function kickstartPlaces(text: string): readonly Place[] {
  const places: Place[] = [];
  /** Of a script: who reads it, and its lines. */
  let script: { readonly interpreter: string; readonly lines: string[] } | undefined;
  let section: string | undefined;
  const endScript = (): void => {
    if (script)
      places.push(...scriptPlaces(script.interpreter, `${script.lines.join('\n')}\n`, IN_KICKSTART));
    script = undefined;
  };
  for (const line of text.split('\n')) {
    const [, name = '', rest = ''] = /^\s*%([A-Za-z-]+)(.*)$/.exec(line) ?? [];
    if (name === 'end' || SCRIPTS.has(name) || OTHERS.has(name)) {
      endScript();
      section = name === 'end' ? undefined : name;
      if (SCRIPTS.has(name))
        script = {
          interpreter: /--interpreter(?:=|\s+)(\S+)/.exec(rest)?.[1] ?? DEFAULT_INTERPRETER,
          lines: [],
        };
      places.push(...wordPlaces(line));
    } else if (script) script.lines.push(line);
    else if (section === 'packages' || section === 'certificate')
      places.push(...Array.from(line.matchAll(HOLES), () => IN_PACKAGES));
    else places.push(...wordPlaces(line));
  }
  endScript();
  const begins = [...text.matchAll(HOLES)].map(({ index }) => beginsLine(text, index));
  return places.map((place, index) => (begins[index] === true ? noSection(place) : place));
}

/** Nothing stands before it in its line but blanks, or values that may be empty. */
function beginsLine(text: string, at: number): boolean {
  return (
    text
      .slice(text.lastIndexOf('\n', at - 1) + 1, at)
      .replaceAll(HOLE, '')
      .trim() === ''
  );
}

function noSection(place: Place): Place {
  return (value) => {
    const written = place(value);
    return 'text' in written && /^\s*%/.test(written.text)
      ? refuse('it would begin a line, and one that begins with % begins or ends a section')
      : written;
  };
}

const IN_KICKSTART = { inKickstart: true };
const HOLES = new RegExp(HOLE, 'g');
const IN_PACKAGES = harmlessOnly('it is in a list of names');
const BEHIND_HASH = harmlessOnly('it is behind a #');
const ESCAPED = harmlessOnly('a backslash stands before it');

/** Of one line of commands. */
function wordPlaces(line: string): Place[] {
  if (/^\s*#/.test(line)) return Array.from(line.matchAll(HOLES), () => inComment);
  const places: Place[] = [];
  let quote: '"' | "'" | undefined;
  // shlex with comments ends a line there, without it goes on.
  let behindHash = false;
  for (let at = 0; at < line.length; at++) {
    const char = line[at];
    if (char === HOLE) {
      const startsWord = at === 0 || /\s/.test(line[at - 1] ?? '');
      places.push(behindHash ? BEHIND_HASH : quote === undefined ? bareWord(startsWord) : inQuotes(quote));
    } else if (char === '\\' && quote !== "'") {
      at++;
      if (line[at] === HOLE) places.push(ESCAPED);
    } else if (quote !== undefined) {
      if (char === quote) quote = undefined;
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '#') behindHash = true;
  }
  return places;
}

/** `$` as in password hashes; no `#`, which shlex takes for a comment even inside a word. */
const BARE = /^[A-Za-z0-9_@%+=:,./$-]+$/;
const ONE_LINE = 'a kickstart is read line by line, and the value has a line break or a control character';

function bareWord(startsWord: boolean): Place {
  return ({ text }) => {
    if (!isOneLine(text)) return refuse(ONE_LINE);
    if (startsWord && text.startsWith('-'))
      return refuse('it begins with a dash and would be taken for an option: write --option={{ … }}');
    if (BARE.test(text)) return write(text);
    return write(text.includes("'") ? `"${text.replace(/[\\"]/g, '\\$&')}"` : `'${text}'`);
  };
}

function inQuotes(quote: '"' | "'"): Place {
  return ({ text }) => {
    if (!isOneLine(text)) return refuse(ONE_LINE);
    if (quote === '"') return write(text.replace(/[\\"]/g, '\\$&'));
    return write(text.replaceAll("'", `'"'"'`));
  };
}

/**
 * Where values stand in a preseed file: `owner question type value`, the value to the end of the line. As debian-installer's
 * own debconf-set-selections reads it (a shell script, Debian 12): lines whose first character is `#` are gone before anything
 * else, also between joined lines; a backslash at the end of a line joins it with the next by one blank. Values of questions
 * named `…_command` are run by a shell.
 */
import type { Place } from './place.ts';
import { HOLE, countHoles, harmlessOnly, inComment, isOneLine, nested, refuse, write } from './place.ts';
import { shellPlaces } from './shell-places.ts';

export function preseedPlaces(text: string): readonly Place[] {
  const lines = text.split('\n');
  /** By line, for comments may stand between lines that are joined. */
  const places: Place[][] = lines.map(() => []);
  let joined: { readonly parts: string[]; readonly from: number[] } = { parts: [], from: [] };
  const end = (): void => {
    const found = [...placesOfLine(joined.parts.join(' '))];
    for (const index of joined.from) {
      const line = lines[index] ?? '';
      const inLine = found.splice(0, countHoles(line));
      places[index] = inLine.map((place, number) => nested(place, atEdges(line, number)));
    }
    joined = { parts: [], from: [] };
  };
  lines.forEach((line, index) => {
    if (line.startsWith('#')) places[index] = Array.from({ length: countHoles(line) }, () => inComment);
    else if (line.trim() !== '') {
      joined.from.push(index);
      joined.parts.push(line.trimStart().replace(/\s*\\$/, ''));
      if (!line.endsWith('\\')) end();
    }
  });
  end();
  return places.flat();
}

const IN_NAMES = harmlessOnly('it is before the value of the line');
/** A list of files or URLs, each of which is run. */
const IN_RUN = harmlessOnly('it is in a list of scripts');

function placesOfLine(line: string): readonly Place[] {
  const [head, question = '', type = ''] = /^\S+\s+(\S+)\s+(\S+)\s*/.exec(line) ?? [line];
  const before = Array.from({ length: countHoles(head) }, () => IN_NAMES);
  return [...before, ...placesOfValue(question, type, line.slice(head.length))];
}

function placesOfValue(question: string, type: string, value: string): readonly Place[] {
  if (question.endsWith('_command')) return shellPlaces(value);
  const isList = type === 'multiselect' || type === 'select';
  const isRun = question === 'preseed/run' || question === 'preseed/include';
  return [...value.matchAll(new RegExp(HOLE, 'g'))].map(({ index }) => {
    if (isRun) return IN_RUN;
    const isFirst = isBlank(value.slice(0, index));
    return ({ text }) => {
      if (isFirst && /^\s/.test(text)) return refuse(BEGINNING);
      return isList && text.includes(',') ? refuse('a comma separates the choices of a list') : write(text);
    };
  });
}

const BEGINNING = 'blanks at the beginning of a preseed value are lost';

/** What is at the ends of a line is lost, and a backslash there joins it with the next. */
function atEdges(line: string, number: number): Place {
  const at = line.split(HOLE, number + 1).join(HOLE).length;
  const isFirst = isBlank(line.slice(0, at));
  const isAtMargin = line.slice(0, at).replaceAll(HOLE, '') === '';
  const isLast = isBlank(line.slice(at).replace(/\\$/, ''));
  return ({ text }) => {
    if (text === '' && isBlank(line))
      return refuse('its line would be empty, and the next one a part of this value');
    if (!isOneLine(text)) return refuse('a preseed value ends with its line, and this one has a line break');
    if (isFirst && /^\s/.test(text)) return refuse(BEGINNING);
    if (isAtMargin && text.startsWith('#')) return refuse('with a # first its line would be a comment');
    if (isLast && /\s$/.test(text)) return refuse('blanks at the end of a preseed value are lost');
    if (isLast && text.endsWith('\\'))
      return refuse('a backslash at the end joins the line with the next one');
    return write(text);
  };
}

function isBlank(text: string): boolean {
  return text.replaceAll(HOLE, '').trim() === '';
}

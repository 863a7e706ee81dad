/** XML as a tree that knows its lines. Entities of a document type are not read, so nothing unfolds. */
import { SaxesParser } from 'saxes';

export interface XmlElement {
  /** Of the start tag's end. */
  readonly line: number;
  /** Without prefix. */
  readonly name: string;
  /** Namespace; empty: none. */
  readonly uri: string;
  /** By name without prefix. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, CDATA included. */
  readonly text: string;
  /** The line its text begins in. */
  readonly textLine: number;
}

export interface XmlTree {
  readonly root?: XmlElement;
  readonly problems: readonly { readonly line: number; readonly sentence: string }[];
}

/** No answer file is half as deep; and the parser looks for each prefix in all elements that are open, which takes quadratic time. */
const MAX_DEPTH = 100;
const TOO_DEEP = new Error('too deep');

interface Growing {
  readonly line: number;
  readonly name: string;
  readonly uri: string;
  readonly attributes: Map<string, string>;
  readonly children: XmlElement[];
  readonly text: string[];
  textLine: number;
}

/** Never throws. */
export function readXml(text: string): XmlTree {
  const problems: { line: number; sentence: string }[] = [];
  const open: Growing[] = [];
  let root: XmlElement | undefined;
  const parser = new SaxesParser({ xmlns: true, position: true });
  parser.on('error', (error) => {
    // What comes behind the first follows from it more often than not.
    if (problems.length === 0)
      problems.push({ line: parser.line, sentence: `This is no XML: ${plainReason(error.message)}.` });
  });
  parser.on('opentagstart', () => {
    if (open.length > MAX_DEPTH) throw TOO_DEEP;
  });
  parser.on('opentag', (tag) => {
    const attributes = new Map<string, string>();
    for (const { local, value } of Object.values(tag.attributes)) attributes.set(local, value);
    const { local: name, uri } = tag;
    open.push({ line: parser.line, name, uri, attributes, children: [], text: [], textLine: parser.line });
  });
  const addText = (more: string): void => {
    const element = open.at(-1);
    if (element === undefined || more === '') return;
    // Told at its end.
    if (element.text.length === 0) element.textLine = parser.line - lineBreaks(more);
    element.text.push(more);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const ended = open.pop();
    if (ended === undefined) return;
    const element: XmlElement = { ...ended, text: ended.text.join('') };
    const parent = open.at(-1);
    if (parent === undefined) root ??= element;
    else parent.children.push(element);
  });
  try {
    // XML ends lines at a CR alone as well; editors and the other formats do not.
    parser.write(text.replace(/^\uFEFF/, '').replace(/\r(?!\n)/g, ' ')).close();
  } catch (error) {
    if (error !== TOO_DEEP) throw error;
    return { problems: [{ line: parser.line, sentence: 'This file is nested too deeply to be read.' }] };
  }
  return { problems, ...(root && { root }) };
}

/** saxes begins with `line:column: `. */
function plainReason(message: string): string {
  return message
    .replace(/^(?:undefined:)?\d+:\d+: /, '')
    .replace(/\.$/, '')
    .replace(/\s+/g, ' ')
    .slice(0, 160);
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

export function child(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let at = element;
  for (const name of path) at = at?.children.find((one) => one.name === name);
  return at;
}

export function childText(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  return child(element, ...path)?.text.trim();
}

/** Every element, parents first, each with the elements around it, nearest first. */
export function* elements(
  element: XmlElement,
  around: readonly XmlElement[] = [],
): Generator<{ readonly element: XmlElement; readonly around: readonly XmlElement[] }> {
  yield { element, around };
  for (const one of element.children) yield* elements(one, [element, ...around]);
}

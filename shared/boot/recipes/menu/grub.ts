/**
 * GRUB configuration (GRUB manual, chapter 6): a small shell. Commands are collected, not run: every branch of an `if`
 * counts, as which one a machine would take cannot be known here; the last `set` of a variable wins.
 */
import type { MenuItem } from './menu-item.ts';

const LINUX = new Set(['linux', 'linux16', 'linuxefi', 'kernel']);
const INITRD = new Set(['initrd', 'initrd16', 'initrdefi']);
/** Words of the language that may stand before a command on its line. */
const KEYWORDS = new Set(['then', 'else', 'do']);
/** Options of menuentry and submenu that take the next word. */
const WITH_VALUE = new Set(['--class', '--users', '--hotkey', '--id', '--source']);
const MAX_DEPTH = 16;

interface Statement {
  readonly words: readonly string[];
  readonly block?: readonly Statement[];
}

interface Placed extends MenuItem {
  readonly id?: string;
  /** Position in its menu, from the top menu down: `1>0`. */
  readonly position: string;
  /** The same way in titles. */
  readonly titles: string;
}

/** @param prefix what `$prefix` stands for: the directory of the file, without a slash at the end */
export function parseGrub(text: string, prefix: string): MenuItem[] {
  const variables = new Map([['prefix', prefix]]);
  const found: Placed[] = [];
  collect(statements(tokens(text), 0), variables, { position: '', titles: '' }, found);
  const wanted = variables.get('default') || '0';
  const chosen =
    found.find(
      (one) => one.position === wanted || one.id === wanted || one.titles === wanted || one.title === wanted,
    ) ?? found.find((one) => one.position.startsWith(`${wanted}>`));
  return found.map(({ title, kernel, initrds, args, ...place }) => ({
    title,
    kernel,
    initrds,
    args,
    default: place.position === chosen?.position,
  }));
}

/** The file a line includes, or undefined. `$prefix` is known; of other variables the device part is cut off anyway. */
export function grubInclude(line: string, prefix: string): string | undefined {
  const match = /^\s*(?:source|configfile|\.)\s+(["']?)(\S+)\1\s*$/.exec(line);
  return match?.[2]?.replace(/\$\{?prefix\}?/g, prefix).replace(/^\([^)]*\)/, '');
}

/** Reads until the `}` that closes the block. */
function statements(words: Iterator<Token, undefined>, depth: number): Statement[] {
  const all: Statement[] = [];
  let line: string[] = [];
  const end = (block?: readonly Statement[]): void => {
    if (line.length > 0) all.push({ words: line, ...(block && { block }) });
    line = [];
  };
  for (let token = words.next().value; token; token = words.next().value) {
    if (token.kind === 'word') line.push(token.text);
    else if (token.kind === 'end') end();
    else if (token.kind === 'close' && depth > 0) break;
    else if (token.kind === 'open' && depth < MAX_DEPTH) end(statements(words, depth + 1));
  }
  end();
  return all;
}

function collect(
  block: readonly Statement[],
  variables: Map<string, string>,
  menu: { position: string; titles: string },
  found: Placed[],
): void {
  let index = 0;
  for (const statement of block) {
    const words = statement.words.map((word) => expand(word, variables)).filter((word) => word !== '');
    while (words[0] !== undefined && KEYWORDS.has(words[0])) words.shift();
    const [command, ...rest] = words;
    if (command === 'set' || command?.includes('=')) {
      const [name = '', ...value] = (command === 'set' ? (rest[0] ?? '') : command).split('=');
      if (name !== '') variables.set(name, value.join('='));
    } else if ((command === 'menuentry' || command === 'submenu') && statement.block) {
      const { title, id } = heading(rest);
      const place = { position: below(menu.position, String(index)), titles: below(menu.titles, title) };
      const item = command === 'menuentry' && kernelOf(statement.block, variables);
      if (item) found.push({ title, ...(id && { id }), ...item, default: false, ...place });
      else collect(statement.block, variables, place, found);
      index++;
    } else if (statement.block && command !== 'function') collect(statement.block, variables, menu, found);
  }
}

function below(path: string, step: string): string {
  return path === '' ? step : `${path}>${step}`;
}

function heading(words: readonly string[]): { title: string; id?: string } {
  let title: string | undefined;
  let id: string | undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (word.startsWith('--id=')) id = word.slice('--id='.length);
    else if (word === '--id') id = words[++i];
    else if (WITH_VALUE.has(word)) i++;
    else if (!word.startsWith('--')) title ??= word;
  }
  return { title: title ?? '', ...(id !== undefined && { id }) };
}

/** The kernel an entry starts, also where the commands stand in an `if` inside it. */
function kernelOf(
  block: readonly Statement[],
  variables: Map<string, string>,
): Pick<MenuItem, 'kernel' | 'initrds' | 'args'> | undefined {
  let kernel: string | undefined;
  let args = '';
  let initrds: string[] = [];
  for (const statement of block) {
    const [command, first, ...rest] = statement.words
      .map((word) => expand(word, variables))
      .filter((word) => word !== '' && !KEYWORDS.has(word));
    if (command === 'set' && first)
      variables.set(first.split('=')[0] as string, first.split('=').slice(1).join('='));
    if (command === undefined || first === undefined) continue;
    if (LINUX.has(command) && kernel === undefined) {
      kernel = withoutDevice(first);
      args = rest.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ');
    } else if (INITRD.has(command) && initrds.length === 0) initrds = [first, ...rest].map(withoutDevice);
  }
  return kernel === undefined ? undefined : { kernel, initrds, args };
}

/** `(cd0)/boot/vmlinuz` → `/boot/vmlinuz` */
function withoutDevice(path: string): string {
  return path.replace(/^\([^)]*\)/, '');
}

/** Unknown variables are empty, as in GRUB. A `$` that must stay is marked by the tokenizer. */
function expand(word: string, variables: ReadonlyMap<string, string>): string {
  return word
    .replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced: string | undefined, bare: string | undefined) => {
      return variables.get(braced ?? bare ?? '') ?? '';
    })
    .replaceAll(LITERAL_DOLLAR, '$');
}

const LITERAL_DOLLAR = '\u0001';

type Token = { readonly kind: 'word'; readonly text: string } | { readonly kind: 'end' | 'open' | 'close' };

/** blank │ comment │ end of a command │ word with its quotes │ a quote that is never closed */
const TOKEN =
  /([^\S\n]+)|(#[^\n]*)|([\n;])|((?:\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|[^\s;'"\\])+)|[\s\S]/g;

/** Words as a shell sees them; `{` and `}` count only on their own. */
function* tokens(text: string): Generator<Token, undefined> {
  const source = text.replace(/\r\n?/g, '\n').replaceAll('\\\n', ' ');
  for (const [, , , separator, word] of source.matchAll(TOKEN)) {
    if (separator !== undefined) yield { kind: 'end' };
    else if (word === '{') yield { kind: 'open' };
    else if (word === '}') yield { kind: 'close' };
    else if (word !== undefined) yield { kind: 'word', text: unquoted(word) };
  }
}

function unquoted(word: string): string {
  return word.replace(
    /\\([\s\S])|'([^']*)'|"((?:\\[\s\S]|[^"\\])*)"/g,
    (_, escaped?: string, single?: string, double?: string) => {
      if (escaped !== undefined) return literal(escaped);
      if (single !== undefined) return literal(single);
      return (double ?? '').replace(/\\([$"\\])/g, (__, one: string) => literal(one));
    },
  );
}

/** Text in which `$` is only a dollar. */
function literal(text: string): string {
  return text.replaceAll('$', LITERAL_DOLLAR);
}

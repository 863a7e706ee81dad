/**
 * A template rendered up to its values: conditions are decided and loops are run, and where a value goes there is a hole. The
 * format's lexer then reads what the installer's parser will read, whatever way the template took to it.
 *
 * The language is Liquid (LiquidJS) without files, clocks and anything else from outside; `{{ … }}` never writes by itself.
 */
import type { Template, TopLevelToken } from 'liquidjs';
import {
  Context,
  Liquid,
  LiquidError,
  Token,
  TokenKind,
  Tokenizer,
  UndefinedVariableError,
  toValue,
} from 'liquidjs';
import type { HoleValue } from './place.ts';
import { HOLE } from './place.ts';
import { ShellWord } from './shell-word.ts';
import type { AnswerValue } from './variables.ts';

export interface TemplateProblem {
  /** In the template, from 1. */
  readonly line: number;
  readonly variable?: string;
  readonly sentence: string;
}

export interface Hole {
  readonly value: HoleValue | { readonly problem: string };
  readonly line: number;
  /** As it stands between the braces. */
  readonly source: string;
}

export interface Skeleton {
  /** With HOLE for each of `holes`. */
  readonly text: string;
  readonly holes: readonly Hole[];
  /** Where pieces of the text come from, in its order: index in the text, line in the template. */
  readonly origins: readonly { readonly at: number; readonly line: number }[];
}

export interface CompiledTemplate {
  readonly templates: Template[];
  readonly text: string;
  /** Texts and outputs, as the marks number them. */
  readonly pieces: readonly { readonly line: number; readonly source: string }[];
}

/** An answer file is at most 1 MiB; these are far from what one needs, and end what would never end. */
const LIMITS = { parseLimit: 2_000_000, renderLimit: 1000, memoryLimit: 20_000_000 };
/** Written down or made by loops. Reading a template takes time by the square of them, and machines wait meanwhile. */
const MOST_PLACES = 2000;
const TOO_MANY = `There are more than ${MOST_PLACES} places in it for conditions and values.`;
/** What LiquidJS says at the end of `renderLimit`, which is ms of the clock. */
const OUT_OF_TIME = 'template render limit exceeded';

const TAGS = ['if', 'unless', 'case', 'for', 'break', 'continue', 'assign', 'comment', 'raw', '#'];
const FILTERS = [
  ...[
    'append',
    'prepend',
    'upcase',
    'downcase',
    'capitalize',
    'replace',
    'replace_first',
    'replace_last',
    'remove',
  ],
  ...[
    'remove_first',
    'remove_last',
    'split',
    'join',
    'first',
    'last',
    'size',
    'slice',
    'strip',
    'lstrip',
    'rstrip',
  ],
  ...[
    'strip_newlines',
    'truncate',
    'default',
    'plus',
    'minus',
    'times',
    'divided_by',
    'modulo',
    'abs',
    'ceil',
    'floor',
  ],
  ...[
    'round',
    'at_least',
    'at_most',
    'sort',
    'uniq',
    'reverse',
    'compact',
    'concat',
    'url_encode',
    'base64_encode',
  ],
];

const REGISTER = 'holes';
/** Before and behind the number of a piece or of a value. Texts have no NUL. */
const MARK = '\0';

const liquid = createLanguage();

function createLanguage(): Liquid {
  const language = new Liquid({
    ...LIMITS,
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    lenientIf: true,
    catchAllErrors: true,
    // In memory, and there is nothing: no template reads a file.
    templates: {},
    outputEscape(this: { readonly context: Context }, value: unknown): string {
      const values = this.context.getRegister(REGISTER) as unknown[];
      return `${MARK}v${values.push(toValue(value)) - 1}${MARK}`;
    },
  });
  for (const name of Object.keys(language.tags)) if (!TAGS.includes(name)) delete language.tags[name];
  for (const name of Object.keys(language.filters))
    if (!FILTERS.includes(name)) language.unregisterFilter(name);
  language.registerFilter('shell', (value: unknown) => new ShellWord(textOf(value) ?? ''));
  return language;
}

/** Before each piece of text and each output: which it is. */
class Mark extends Token {
  trimLeft = 0;
  trimRight = 0;
  readonly #index: number;

  constructor(token: Token, index: number) {
    super(TokenKind.HTML, token.input, token.begin, token.begin);
    this.#index = index;
  }

  getContent(): string {
    return `${MARK}p${this.#index}${MARK}`;
  }

  /** What `{% raw %}` takes. */
  override getText(): string {
    return this.getContent();
  }
}

export function hasTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}

/** Only the first problem: what follows it is often no more than its consequence. */
export function compileTemplate(
  text: string,
): CompiledTemplate | { readonly problems: readonly TemplateProblem[] } {
  if (text.includes(MARK)) {
    const line = text.slice(0, text.indexOf(MARK)).split('\n').length;
    return { problems: [{ line, sentence: 'There is a NUL character in it: this is no text.' }] };
  }
  try {
    const tokens = new Tokenizer(text, liquid.options.operators).readTopLevelTokens(liquid.options);
    const places = tokens.filter(({ kind }) => kind === TokenKind.Tag || kind === TokenKind.Output);
    if (places.length > MOST_PLACES) return { problems: [{ line: 1, sentence: TOO_MANY }] };
    const pieces = tokens.filter(({ kind }) => kind !== TokenKind.Tag).map((token) => pieceOf(token));
    const strange = pieces.findIndex(({ source }) => /^[.$]/.test(source));
    if (strange !== -1) {
      const { line = 1, source = '' } = withLines(pieces, text)[strange] ?? {};
      return { problems: [{ line, sentence: `{{ ${source} }} is no variable; ${RAW}.` }] };
    }
    let index = 0;
    const marked = tokens.flatMap((token): TopLevelToken[] =>
      token.kind === TokenKind.Tag ? [token] : [new Mark(token, index++), token],
    );
    return { text, templates: liquid.parser.parseTokens(marked), pieces: withLines(pieces, text) };
  } catch (error) {
    return { problems: problemsOf(error).slice(0, 1) };
  }
}

interface Piece {
  readonly begin: number;
  /** What stands between the braces; '' for text. */
  readonly source: string;
}

function pieceOf(token: TopLevelToken): Piece {
  if (token.kind === TokenKind.Output)
    return { begin: token.begin, source: token.getText().replace(/^\{\{-?\s*|\s*-?\}\}$/g, '') };
  return { begin: token.begin + ('getContent' in token ? Number(token.trimLeft) : 0), source: '' };
}

function withLines(
  pieces: readonly Piece[],
  text: string,
): readonly { readonly line: number; readonly source: string }[] {
  let [line, at] = [1, 0];
  return pieces.map(({ begin, source }) => {
    for (; at < begin; at++) if (text[at] === '\n') line++;
    return { line, source };
  });
}

/** Every value that is missing is a problem of its own. */
export function renderSkeleton(
  template: CompiledTemplate,
  values: Readonly<Record<string, AnswerValue>>,
): Skeleton | { readonly problems: readonly TemplateProblem[] } {
  // Once more where time ran out: a computer that stood still for a moment must not keep a machine from its install.
  const first = renderOnce(template, values);
  const outOfTime =
    'problems' in first && first.problems.some(({ sentence }) => sentence.includes(OUT_OF_TIME));
  return outOfTime ? renderOnce(template, values) : first;
}

function renderOnce(
  template: CompiledTemplate,
  values: Readonly<Record<string, AnswerValue>>,
): ReturnType<typeof renderSkeleton> {
  const context = new Context(values, liquid.options, { sync: true });
  const found: unknown[] = [];
  context.setRegister(REGISTER, found);
  try {
    const rendered: unknown = liquid.renderSync(template.templates, context as object);
    if (found.length > MOST_PLACES) return { problems: [{ line: 1, sentence: TOO_MANY }] };
    return assemble(String(rendered), found, template);
  } catch (error) {
    return { problems: problemsOf(error) };
  }
}

function assemble(rendered: string, found: readonly unknown[], { pieces }: CompiledTemplate): Skeleton {
  const holes: Hole[] = [];
  const origins: { at: number; line: number }[] = [];
  let text = '';
  let piece: { readonly line: number; readonly source: string } = { line: 1, source: '' };
  rendered.split(MARK).forEach((part, index) => {
    if (index % 2 === 0) text += part;
    else if (part.startsWith('p')) {
      piece = pieces[Number(part.slice(1))] ?? piece;
      origins.push({ at: text.length, line: piece.line });
    } else {
      holes.push({ ...piece, value: holeValue(found[Number(part.slice(1))]) });
      text += HOLE;
    }
  });
  return { text, holes, origins };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : value instanceof ShellWord
      ? value.value
      : undefined;
}

function holeValue(value: unknown): Hole['value'] {
  if (value instanceof ShellWord) return { kind: 'shell', text: String(value), value: value.value };
  if (value === undefined || value === null) return { problem: 'has no value' };
  if (Array.isArray(value)) return { problem: 'is a list: write {% for one in … %} around it, or join it' };
  if (typeof value === 'number' && !Number.isFinite(value)) return { problem: 'is no number' };
  const text = textOf(value);
  if (text === undefined) return { problem: 'is no text' };
  if (/[\0\p{Cs}]/u.test(text)) return { problem: 'has characters that no text file can hold' };
  return { kind: typeof value === 'string' ? 'text' : 'number', text };
}

/** Where somebody else's braces were taken for ours. */
const RAW = 'braces that mean something else go between {% raw %} and {% endraw %}';

function problemsOf(error: unknown): readonly TemplateProblem[] {
  if (!LiquidError.is(error)) {
    // LiquidJS looks at the clock outside of any line.
    const reason = error instanceof Error && error.message === OUT_OF_TIME ? ` (${OUT_OF_TIME})` : '';
    return [{ line: 1, sentence: `The template cannot be read${reason}.` }];
  }
  if (isMany(error)) return error.errors.flatMap(problemsOf);
  const [line = 1] = error.token.getPosition();
  const original = error.originalError;
  if (error instanceof UndefinedVariableError && original && 'variableName' in original) {
    const variable = String(original.variableName).split('.')[0] ?? '';
    return [{ line, variable, sentence: '' }];
  }
  const reason = (original ?? error).message.replace(/, (file:.*, )?line:\d+, col:\d+(?![^])/, '');
  const filter = /^undefined filter: (.*)/.exec(reason)?.[1];
  if (filter !== undefined) return [{ line, sentence: `There is no filter "${filter}".` }];
  const tag = /^tag "(.*)" not found/.exec(reason)?.[1];
  if (tag !== undefined) return [{ line, sentence: `There is no tag {% ${tag} %}; ${RAW}.` }];
  if (reason.startsWith('invalid value expression'))
    return [{ line, sentence: `The name of a variable is missing between the braces; ${RAW}.` }];
  const said = error.token.getText().slice(0, 60).split('\n')[0] ?? '';
  return [{ line, sentence: `"${said}" cannot be read as a template (${reason}); ${RAW}.` }];
}

function isMany(error: LiquidError): error is LiquidError & { readonly errors: readonly unknown[] } {
  return 'errors' in error && Array.isArray(error.errors);
}

/** Names that the template takes from outside, each once, in the order in which they stand. Never throws. */
export function templateVariables(template: CompiledTemplate): readonly string[] {
  try {
    return liquid.globalVariablesSync(template.templates);
  } catch {
    return [];
  }
}

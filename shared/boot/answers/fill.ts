/**
 * Answer files filled in for one machine. Text without `{{` and `{%` passes byte for byte; everything else is a Liquid template
 * whose values are checked by their types and written for the place where they stand.
 */
import type { AnswerFormat } from '../../model/image.ts';
import { jsonPlaces } from './json-places.ts';
import { kickstartPlaces } from './kickstart-places.ts';
import type { Places } from './place.ts';
import { HOLE } from './place.ts';
import { preseedPlaces } from './preseed-places.ts';
import type { CompiledTemplate, Skeleton, TemplateProblem } from './skeleton.ts';
import { compileTemplate, hasTemplate, renderSkeleton, templateVariables } from './skeleton.ts';
import { tomlPlaces } from './toml-places.ts';
import type { AnswerValue, AnswerValues, Variable } from './variables.ts';
import { builtinVariable, customValueProblem, valueProblem } from './variables.ts';
import { xmlPlaces } from './xml-places.ts';
import { yamlPlaces } from './yaml-places.ts';

export type { TemplateProblem } from './skeleton.ts';

const PLACES: Readonly<Record<AnswerFormat, Places>> = {
  kickstart: kickstartPlaces,
  'esxi-kickstart': kickstartPlaces,
  preseed: preseedPlaces,
  autoinstall: yamlPlaces,
  autoyast: xmlPlaces,
  unattend: xmlPlaces,
  agama: jsonPlaces,
  toml: tomlPlaces,
};

export type Filled = { readonly text: string } | { readonly problems: readonly TemplateProblem[] };

/** All problems at once, or the text. @param values by name; what is not in it has no value */
export function fillAnswer(format: AnswerFormat, template: string, values: AnswerValues): Filled {
  if (!hasTemplate(template)) return { text: template };
  const compiled = compileTemplate(template);
  if ('problems' in compiled) return compiled;
  const skeleton = renderSkeleton(compiled, values);
  const wrong = wrongValues(compiled, values);
  const filled =
    'problems' in skeleton ? { problems: skeleton.problems.map(explained) } : writeHoles(format, skeleton);
  if (wrong.length === 0 && !('problems' in filled)) return { text: filled.text };
  return { problems: distinct([...wrong, ...('problems' in filled ? filled.problems : [])]) };
}

/** Names of the variables in a text, each once, whether they are known or not. Never throws. */
export function answerVariables(template: string): readonly string[] {
  if (!hasTemplate(template)) return [];
  const compiled = compileTemplate(template);
  return 'problems' in compiled ? [] : templateVariables(compiled);
}

/**
 * Filled in with harmless values, for checks without a machine. Lines of the text have the numbers of the template's lines:
 * where a condition or a loop left lines out, empty ones stand. What cannot be filled in at all comes back as it is.
 */
export function fillSample(
  format: AnswerFormat,
  template: string,
): { readonly text: string; readonly problems: readonly TemplateProblem[] } {
  if (!hasTemplate(template)) return { text: template, problems: [] };
  const compiled = compileTemplate(template);
  if ('problems' in compiled) return { text: template, problems: compiled.problems };
  const samples = Object.fromEntries(templateVariables(compiled).map((name) => [name, sampleOf(name)]));
  const skeleton = renderSkeleton(compiled, samples);
  if ('problems' in skeleton) return { text: template, problems: distinct(skeleton.problems.map(explained)) };
  const filled = writeHoles(format, skeleton);
  if ('problems' in filled) return { text: template, problems: distinct(filled.problems) };
  return { text: withLinesOfTemplate(filled), problems: [] };
}

function sampleOf(name: string): AnswerValue {
  const variable = builtinVariable(name);
  if (!variable) return 'sample';
  if (variable.list) return [variable.sample];
  return variable.type === 'number' ? Number(variable.sample) : variable.sample;
}

function wrongValues(compiled: CompiledTemplate, values: AnswerValues): TemplateProblem[] {
  return templateVariables(compiled).flatMap((name) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return [];
    const variable = builtinVariable(name);
    const sentence = variable ? valueProblem(variable, value) : customValueProblem(name, value);
    return sentence === undefined ? [] : [{ line: lineOf(compiled, name), variable: name, sentence }];
  });
}

function lineOf({ text, pieces }: CompiledTemplate, name: string): number {
  const output = pieces.find(({ source }) => source.includes(name));
  return output?.line ?? text.slice(0, Math.max(0, text.indexOf(name))).split('\n').length;
}

function explained({ line, variable, sentence }: TemplateProblem): TemplateProblem {
  if (variable === undefined) return { line, sentence };
  const known = builtinVariable(variable);
  return {
    line,
    variable,
    sentence: known
      ? `{{ ${variable} }} has no value for this machine${remedy(known)}.`
      : `{{ ${variable} }} has no value: give it one for the machine, its group or all, or write {{ ${variable} | default: "…" }}.`,
  };
}

/** What there is to do about it, where a person can do anything. */
function remedy({ type, settable }: Variable): string {
  if (type === 'crypt hash') return ': set a root password for it, its group or all';
  return settable === true ? ': give it one, or its group, or all' : '';
}

interface Written {
  readonly text: string;
  /** As in the skeleton, for this text. */
  readonly origins: Skeleton['origins'];
}

function writeHoles(
  format: AnswerFormat,
  { text, holes, origins }: Skeleton,
): Written | { readonly problems: readonly TemplateProblem[] } {
  const places = PLACES[format](text);
  // What is no file of its kind (a YAML block of which even the header is none: `|#{{ a }}`) has fewer places than values.
  if (places.length !== holes.length)
    return { problems: holes.map((hole) => problemAt(hole, 'stands where this kind of file has no value')) };
  const problems: TemplateProblem[] = [];
  const moved: { at: number; line: number }[] = [];
  let written = '';
  let read = 0;
  let next = 0;
  const pieces = text.split(HOLE);
  pieces.forEach((piece, index) => {
    for (; next < origins.length && (origins[next]?.at ?? 0) <= read + piece.length; next++) {
      const { at, line } = origins[next] ?? { at: 0, line: 1 };
      if (at >= read) moved.push({ at: written.length + at - read, line });
    }
    written += piece;
    read += piece.length + HOLE.length;
    const hole = holes[index];
    if (!hole) return;
    const result = 'problem' in hole.value ? hole.value : places[index]?.(hole.value);
    if (result && 'text' in result) written += result.text;
    else
      problems.push(
        problemAt(
          hole,
          result && 'refused' in result ? `cannot be written: ${result.refused}` : result?.problem,
        ),
      );
  });
  return problems.length > 0 ? { problems } : { text: written, origins: moved };
}

function problemAt({ line, source }: Skeleton['holes'][number], why = 'has no value'): TemplateProblem {
  const variable = /^[A-Za-z_]\w*/.exec(source)?.[0];
  const what = source === '' ? 'Nothing between braces' : `{{ ${source} }}`;
  return { line, ...(variable !== undefined && { variable }), sentence: `${what} ${why}.` };
}

function withLinesOfTemplate({ text, origins }: Written): string {
  const lines: string[] = [];
  let next = 0;
  let at = 0;
  let origin = { at: 0, line: 1 };
  for (const line of text.split('\n')) {
    for (; next < origins.length && (origins[next]?.at ?? 0) <= at; next++) origin = origins[next] ?? origin;
    const number = origin.line + text.slice(origin.at, at).split('\n').length - 1;
    // Not between lines that a backslash joins.
    const empty = lines.at(-1)?.endsWith('\\') === true ? '\\' : '';
    while (lines.length < number - 1) lines.push(empty);
    lines.push(line);
    at += line.length + 1;
  }
  return lines.join('\n');
}

function distinct(problems: readonly TemplateProblem[]): readonly TemplateProblem[] {
  const seen = new Set<string>();
  return problems
    .filter(({ line, sentence }) => !seen.has(`${line} ${sentence}`) && seen.add(`${line} ${sentence}`))
    .sort((a, b) => a.line - b.line);
}

/** Answer files as one machine gets them, previews of that, and new ones from the built-in templates. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerVariables, fillAnswer } from '../../shared/boot/answers/fill.ts';
import type { Filled } from '../../shared/boot/answers/fill.ts';
import { ANSWER_TEMPLATES, templateFor } from '../../shared/boot/answers/templates.ts';
import type { AnswerValues } from '../../shared/boot/answers/variables.ts';
import { builtinVariable } from '../../shared/boot/answers/variables.ts';
import { withoutSecrets } from '../../shared/boot/secrets-in-text.ts';
import type { AnswerPreview, AnswerTemplate } from '../../shared/model/api.ts';
import { AppError } from '../../shared/model/error.ts';
import type { AnswerFile, Image } from '../../shared/model/image.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { AnswerValuesOf, KnownValues } from './answer-values.ts';

export interface AnswerTexts {
  /** ANSWER_INCOMPLETE where something in it has no value or cannot be written where it stands. */
  fill(mac: Mac, image: Image, answer: AnswerFile, text: string): string;
  /** Why this file cannot be given to this machine; undefined when it can. Asked at every boot, so it remembers. */
  problem(mac: Mac, image: Image, answer: AnswerFile): string | undefined;
  preview(mac: Mac, image: Image | undefined, answer: AnswerFile, text: string): AnswerPreview;
  templates(): readonly AnswerTemplate[];
  /** By id. @param rootPasswordCrypted stands in it from then on. UNKNOWN_ANSWER */
  template(
    id: string,
    rootPasswordCrypted?: string,
  ): Promise<{ readonly name: string; readonly text: string }>;
  /** The one for this image's installer. NOT_SUPPORTED where there is none. */
  templateFor(image: Image): AnswerTemplate;
}

export interface AnswerTextsOptions {
  readonly values: AnswerValuesOf;
  /** The text of an answer file on the shelf. */
  readonly text: (id: string) => string | undefined;
  /** Folder of the templates. */
  readonly folder: string;
}

/** Where a template takes the password of the machine. */
const PASSWORD = /\{\{ *rootPasswordCrypted *\}\}/g;

export function createAnswerTexts({ values, text: textOf, folder }: AnswerTextsOptions): AnswerTexts {
  const remembered = new Map<
    Mac,
    { readonly key: string; readonly text: string; readonly problem?: string }
  >();

  const filled = (known: KnownValues, answer: AnswerFile, text: string): Filled =>
    fillAnswer(answer.format, text, plainValues(known));

  return {
    fill(mac, image, answer, text) {
      const result = filled(values(mac, image), answer, text);
      if ('text' in result) return result.text;
      throw new AppError(
        'ANSWER_INCOMPLETE',
        `${answer.name}, ${firstOf(result.problems)}`,
        'Give the machine, its group or all machines what is missing, or write it into the file.',
      );
    },
    problem(mac, image, answer) {
      const text = textOf(answer.id);
      if (text === undefined) return undefined;
      const known = new Map(values(mac, image));
      // It has one by the time its installer asks: the answer is sent there.
      if (!known.has('address')) known.set('address', { value: '0.0.0.0', from: 'builtin' });
      const key = JSON.stringify([answer.id, answer.format, ...known]);
      const last = remembered.get(mac);
      if (last?.key === key && last.text === text) return last.problem;
      const result = filled(known, answer, text);
      const problem =
        'problems' in result ? `${answer.name}, ${firstOf(result.problems).replace(/\.$/, '')}` : undefined;
      remembered.delete(mac);
      remembered.set(mac, { key, text, ...(problem !== undefined && { problem }) });
      for (const [oldest] of remembered) {
        if (remembered.size <= REMEMBERED) break;
        remembered.delete(oldest);
      }
      return problem;
    },
    preview(mac, image, answer, template) {
      const known = values(mac, image);
      const result = filled(known, answer, template);
      return {
        template,
        ...('text' in result && { text: result.text }),
        problems:
          'problems' in result ? result.problems.map(({ line, sentence }) => ({ line, sentence })) : [],
        values: answerVariables(template).flatMap((name) => {
          const found = known.get(name);
          if (!found) return [];
          const { value, from } = found;
          return [{ name, value: typeof value === 'object' ? value.join('\n') : String(value), from }];
        }),
      };
    },
    templates: () => ANSWER_TEMPLATES.map(({ id, title, format }) => ({ id, title, format })),
    async template(id, rootPasswordCrypted) {
      const template = ANSWER_TEMPLATES.find((one) => one.id === id);
      if (!template)
        throw new AppError(
          'UNKNOWN_ANSWER',
          `There is no built-in answer file "${id}".`,
          `Known: ${ANSWER_TEMPLATES.map((one) => one.id).join(', ')}.`,
        );
      const text = await readFile(join(folder, id), 'utf8');
      if (rootPasswordCrypted === undefined) return { name: id, text };
      // Whatever stands there is harmless in every format that has the place in quotes; the templates' test holds them to it.
      const hash = builtinVariable('rootPasswordCrypted');
      const isHash =
        hash && 'text' in fillAnswer('kickstart', '{{ rootPasswordCrypted }}', { rootPasswordCrypted });
      if (!isHash)
        throw new AppError(
          'BAD_ARGUMENT',
          'This is no hash of a password.',
          'Give one that begins with $6$, as openssl passwd -6 makes it.',
        );
      return { name: id, text: text.replace(PASSWORD, () => rootPasswordCrypted) };
    },
    templateFor(image) {
      const found = templateFor(image.recipe);
      if (found) return found;
      throw new AppError(
        'NOT_SUPPORTED',
        `There is no built-in answer file for ${image.title}.`,
        'Drop one of your own, or take a template by its id.',
      );
    },
  };
}

/** Machines of a few racks; each keeps one text by reference. */
const REMEMBERED = 2000;

function plainValues(known: KnownValues): AnswerValues {
  return Object.fromEntries([...known].map(([name, { value }]) => [name, value]));
}

/** "line 3: {{ gateway }} has no value for this machine." It is told in events, and may quote the file. */
function firstOf(problems: readonly { readonly line: number; readonly sentence: string }[]): string {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return withoutSecrets(`line ${first?.line ?? 1}: ${(first?.sentence ?? '').replace(/\.$/, '')}${more}.`);
}

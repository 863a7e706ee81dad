/** The commands of answer files: the shelf, templates, previews and checks. */
import { lintKickstart } from '../../shared/boot/esxi/kickstart-lint.ts';
import { parseEsxiVersion } from '../../shared/boot/esxi/version.ts';
import type { AnswerCheck, Commands } from '../../shared/model/api.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Image } from '../../shared/model/image.ts';
import type { CommandsOptions } from './commands.ts';
import { createLookups } from './lookups.ts';
import { hashPassword } from './password-hash.ts';

type AnswerCommands = Pick<
  Commands,
  | 'answers.list'
  | 'answers.import'
  | 'answers.save'
  | 'answers.read'
  | 'answers.templates'
  | 'answers.fromTemplate'
  | 'answers.preview'
  | 'answers.check'
  | 'answers.remove'
  | 'passwords.set'
>;

export function createAnswerCommands(options: CommandsOptions): AnswerCommands {
  const { answers } = options;
  const { image, answer } = createLookups(options);

  return {
    'answers.list': async () => answers.list(),
    'answers.import': async ({ path }) => answers.importFile(path),
    'answers.save': async ({ name, text }) => answers.save(name, text),
    'answers.read': async ({ id }) => answers.read(id),
    'answers.fromTemplate': async ({ image: wanted = '', rootPassword = '', name }) => {
      const template = await options.kickstarts.template(image(wanted), hashPassword(rootPassword));
      return answers.save(name ?? freeName(template.name, answers.has), template.text);
    },
    'answers.check': async ({ id, image: wanted }) => {
      const { format, name } = answer(id);
      const { text } = await answers.read(id);
      const problem = options.kickstarts.problem(answer(id));
      const report =
        format === 'esxi-kickstart'
          ? checkKickstart(text, wanted === undefined ? undefined : image(wanted))
          : NOTHING_FOUND;
      return {
        ...report,
        warnings: [
          ...(problem === undefined ? [] : [{ line: 1, sentence: `${problem.replace(name, 'It')}.` }]),
          ...report.warnings,
        ],
      };
    },
    'answers.remove': async ({ id }) => {
      await answers.remove(id);
      return { removed: id };
    },
    'answers.templates': async () => notBuiltYet(),
    'answers.preview': async () => notBuiltYet(),
    'passwords.set': async () => notBuiltYet(),
  };
}

function notBuiltYet(): never {
  throw new AppError('NOT_SUPPORTED', 'Not built yet.', 'Wait.');
}

const NOTHING_FOUND: AnswerCheck = { warnings: [], wipes: [] };

/** Without an image that tells its version, as the newest generation reads it. */
function checkKickstart(text: string, image: Image | undefined): AnswerCheck {
  return lintKickstart(
    text,
    parseEsxiVersion(image?.recipe.version ?? '') ?? { major: 8, minor: 0, update: 0 },
  );
}

/** `esxi-7.cfg`, `esxi-7-2.cfg` …: a template never replaces what somebody has written into an earlier one. */
function freeName(name: string, taken: (id: string) => boolean): string {
  const [stem, ending] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.'))];
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${stem}-${number}${ending}`;
    if (!taken(free)) return free;
  }
}

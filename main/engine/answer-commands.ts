/** The commands of answer files: the shelf, templates, previews and checks. */
import { checkAnswer, checkedImage } from '../../shared/boot/answers/check.ts';
import { VARIABLES } from '../../shared/boot/answers/variables.ts';
import type { Commands } from '../../shared/model/api.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Image } from '../../shared/model/image.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { subnetOf, UNSPECIFIED } from '../../shared/wire/address.ts';
import type { CommandsOptions } from './commands.ts';
import { disarmRemoved } from './disarm-removed.ts';
import { createLookups } from './lookups.ts';
import { hashOf } from './password-store.ts';

type AnswerCommands = Pick<
  Commands,
  | 'answers.list'
  | 'answers.import'
  | 'answers.save'
  | 'answers.read'
  | 'answers.templates'
  | 'answers.variables'
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
    'answers.templates': async () => options.texts.templates(),
    'answers.variables': async () => VARIABLES,
    'answers.fromTemplate': async ({ image: wanted, template: id, rootPassword, name }) => {
      if (id === undefined && wanted === undefined)
        throw new AppError(
          'BAD_ARGUMENT',
          'Neither a template nor an image was named.',
          'Give one of both; answers.templates lists the templates.',
        );
      const hash = rootPassword === undefined ? undefined : hashOf(rootPassword);
      const made = await options.texts.template(
        id ?? options.texts.templateFor(image(wanted ?? '')).id,
        hash,
      );
      return answers.save(name ?? freeName(made.name, answers.has), made.text);
    },
    'answers.preview': async ({ mac, id, text, image: wanted }) => {
      const file = answer(id);
      const boots = wanted === undefined ? bootsImage(mac) : image(wanted);
      return options.texts.preview(mac, boots, file, text ?? (await answers.read(id)).text);
    },
    'answers.check': async ({ id, image: wanted, text, kernelArgs }) => {
      const { format } = answer(id);
      // As it would be saved.
      const template = text?.replaceAll('\r\n', '\n') ?? (await answers.read(id)).text;
      return checkAnswer(format, template, {
        // Where no network was chosen yet, no address is a wrong one.
        subnet: options.network?.subnet ?? subnetOf(UNSPECIFIED, 0),
        http: options.engine().http ?? `http://${UNSPECIFIED}`,
        ...(wanted !== undefined && { image: checkedImage(image(wanted)) }),
        ...(kernelArgs !== undefined && { kernelArgs }),
      });
    },
    'answers.remove': async ({ id }) => {
      const { id: gone } = answer(id);
      await disarmRemoved(options, (wanted) => wanted.answer === gone, 'its answer file was removed');
      await answers.remove(id);
      return { removed: id };
    },
    'passwords.set': async ({ mac, group, password }) => {
      const scope = { ...(mac !== undefined && { mac }), ...(group !== undefined && { group }) };
      const passwords = await options.passwords.set(scope, password);
      options.append({ type: 'config.changed', what: 'passwords' });
      return passwords;
    },
  };

  /** What it is set to boot. */
  function bootsImage(mac: Mac): Image | undefined {
    const wanted = options.decisions.wanted(mac)?.image;
    return wanted === undefined || wanted === 'local' ? undefined : options.images.get(wanted);
  }
}

/** `esxi-7.cfg`, `esxi-7-2.cfg` …: a template never replaces what somebody has written into an earlier one. */
function freeName(name: string, taken: (id: string) => boolean): string {
  const [stem, ending] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.'))];
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${stem}-${number}${ending}`;
    if (!taken(free)) return free;
  }
}

/** Answer files of the engine double: variables are `{{ name }}`, filled in as the contract says whose word counts. */
import { VARIABLES } from '../../shared/boot/answers/variables.ts';
import type { AnswerCheck, AnswerPreview, AnswerTemplate, Commands } from '../../shared/model/api.ts';
import { AppError } from '../../shared/model/error.ts';
import type { AnswerFormat } from '../../shared/model/image.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { EngineDouble } from './engine-double.ts';

const PLACE = /\{\{\s*([A-Za-z][A-Za-z0-9_]*)\s*\}\}/g;
const WIPES = ['clearpart', 'partman-auto/method', '--overwritevmfs', 'zerombr'];

const TEMPLATES: readonly (AnswerTemplate & { readonly text: string })[] = [
  {
    id: 'debian.preseed',
    title: 'Debian 11 and newer',
    format: 'preseed',
    text: [
      'd-i netcfg/get_hostname string {{ hostName }}',
      'd-i partman-auto/method string regular',
      'd-i passwd/root-password-crypted password {{ rootPasswordCrypted }}',
      'd-i preseed/late_command string wget -qO- {{ homeUrl }}?stage=installed',
      '',
    ].join('\n'),
  },
  {
    id: 'esxi-7.cfg',
    title: 'ESXi 7 and newer',
    format: 'esxi-kickstart',
    text: 'vmaccepteula\nrootpw --iscrypted {{ rootPasswordCrypted }}\ninstall --firstdisk --overwritevmfs\nreboot\n',
  },
  {
    id: 'rhel-8.ks',
    title: 'RHEL family 8 and newer, Fedora',
    format: 'kickstart',
    text: 'clearpart --all --initlabel\nautopart\nrootpw --iscrypted {{ rootPasswordCrypted }}\nreboot\n',
  },
];

export function formatByName(name: string): AnswerFormat {
  if (/\.cfg$/.test(name)) return 'esxi-kickstart';
  if (/\.ks$/.test(name)) return 'kickstart';
  if (/\.(ya?ml)$|^user-data/.test(name)) return 'autoinstall';
  if (/\.xml$/.test(name)) return 'autoyast';
  return /\.toml$/.test(name) ? 'toml' : 'preseed';
}

export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACE)].map(([, name = '']) => name))];
}

type Value = AnswerPreview['values'][number];

/** The values of one machine, the strongest word for each name. */
function valuesFor(engine: EngineDouble, mac: Mac): ReadonlyMap<string, Value> {
  const { config } = engine;
  const machine = engine.machines.get(mac);
  const notes = config.machines[mac];
  const own = (variables: Record<string, string> | undefined, from: Value['from']): [string, Value][] =>
    Object.entries(variables ?? {}).map(([name, value]) => [name, { name, value, from }]);
  const hasPassword =
    engine.passwordsSet.has(mac) ||
    engine.passwordsSet.has(`group:${notes?.group ?? ''}`) ||
    engine.passwordsSet.has('all');
  return new Map([
    ...own(
      {
        mac,
        homeUrl: `${engine.engine.http}/home/0123456789`,
        ...(machine?.name !== undefined && { hostName: machine.name }),
        ...(machine?.address !== undefined && { address: machine.address }),
        ...(hasPassword && { rootPasswordCrypted: '$6$salt$hash' }),
      },
      'builtin',
    ),
    ...own(config.variables, 'all'),
    ...own(config.groups[notes?.group ?? '']?.variables, 'group'),
    ...own(notes?.variables, 'machine'),
  ]);
}

function preview(engine: EngineDouble, mac: Mac, template: string): AnswerPreview {
  const values = valuesFor(engine, mac);
  const problems: { line: number; sentence: string }[] = [];
  const lines = template.split('\n').map((line, index) =>
    line.replace(PLACE, (_place, name: string) => {
      const found = values.get(name);
      if (found) return found.value;
      problems.push({ line: index + 1, sentence: `{{ ${name} }} has no value for this machine.` });
      return '';
    }),
  );
  return {
    ...(problems.length === 0 && { text: lines.join('\n') }),
    template,
    problems,
    values: variablesIn(template).flatMap((name) => values.get(name) ?? []),
  };
}

function check(text: string, kernelArgs: string): AnswerCheck {
  const lines = text.split('\n').map((line, index) => ({ line: index + 1, text: line }));
  return {
    warnings: [
      ...(/\binst\.ks=/.test(kernelArgs)
        ? [{ line: 0, sentence: 'inst.ks in the kernel arguments names another file.' }]
        : []),
      ...lines
        .filter(({ text: one }) => /\brootpw (?!--iscrypted)/.test(one))
        .map(({ line }) => ({ line, sentence: 'The root password can be read by everybody.' })),
    ],
    wipes: lines.flatMap(({ line, text: one }) => {
      const words = WIPES.filter((word) => one.includes(word));
      return words.length > 0 ? [{ line, text: one, words }] : [];
    }),
  };
}

type AnswerCommands = Pick<Commands, Extract<keyof Commands, `answers.${string}` | 'passwords.set'>>;

export function answerCommands(engine: EngineDouble): AnswerCommands {
  const known = (id: string) => {
    const answer = engine.answers.get(id);
    if (answer) return answer;
    throw new AppError('UNKNOWN_ANSWER', `There is no answer file "${id}".`, 'See answers.list.');
  };
  return {
    'answers.list': async () => engine.answerList(),
    'answers.import': async () => {
      throw new AppError('NOT_SUPPORTED', 'The double reads no files.', 'Upload it.');
    },
    'answers.save': async ({ name, text }) => {
      if (!/^[\w.+-]+$/.test(name) || name.startsWith('.'))
        throw new AppError('BAD_ARGUMENT', `"${name}" cannot be the name of an answer file.`, 'Use letters.');
      return engine.addAnswer(name, text);
    },
    'answers.read': async ({ id }) => ({ id, name: known(id).name, text: known(id).text }),
    'answers.variables': async () => VARIABLES,
    'answers.templates': async () => TEMPLATES.map(({ text: _text, ...template }) => template),
    'answers.fromTemplate': async ({ template, image, rootPassword, name }) => {
      const wanted = image === undefined ? undefined : engine.images.get(image)?.recipe.answer;
      const found = TEMPLATES.find((one) => one.id === template || one.format === wanted);
      if (!found) throw new AppError('BAD_ARGUMENT', 'There is no such template.', 'See answers.templates.');
      const hash = rootPassword === undefined ? '{{ rootPasswordCrypted }}' : '$6$salt$hashed';
      return engine.addAnswer(name ?? found.id, found.text.replace('{{ rootPasswordCrypted }}', hash));
    },
    'answers.preview': async ({ mac, id, text }) => preview(engine, mac, text ?? known(id).text),
    'answers.check': async ({ id, text, kernelArgs = '' }) =>
      engine.check ?? check(text ?? known(id).text, kernelArgs),
    'answers.remove': async ({ id }) => {
      engine.answers.delete(known(id).id);
      engine.disarmAll((wanted) => wanted.answer === id);
      engine.push({ feed: 'answers', answers: engine.answerList() });
      return { removed: id };
    },
    'passwords.set': async ({ mac, group, password }) => {
      const whose = mac ?? (group === undefined ? 'all' : `group:${group}`);
      if (password === null) engine.passwordsSet.delete(whose);
      else engine.passwordsSet.add(whose);
      const passwords = engine.passwords();
      engine.push({ feed: 'passwords', passwords });
      return passwords;
    },
  };
}

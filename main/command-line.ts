/** Arguments → what is meant, or BAD_ARGUMENT, BAD_MAC, BAD_RANGE with the option's name. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isChainUrl } from '../shared/boot/chain-url.ts';
import type { Arm, Mode } from '../shared/model/config.ts';
import { armSchema, modeSchema } from '../shared/model/config.ts';
import { AppError } from '../shared/model/error.ts';
import type { Mac } from '../shared/wire/address.ts';
import { parseIpv4, parseMac } from '../shared/wire/address.ts';
import { defaultDataDir } from './engine/data-dir.ts';
import type { RunOptions } from './engine/run-options.ts';

export const USAGE = `Rackboot: netboot a rack from one machine.

rackboot serve --interface NAME [--mode listen|beside|own] [--range A-B] [--image FILE]... [--data DIR]
               [--console HOST:PORT] [--http-port N] [--no-open]
               [--unknown wait|local|IMAGE [--answer FILE] [--arm once|always]]
               [--assign MAC=IMAGE[,FILE]]... [--events] [--force]
rackboot serve --choose [the same without --interface, --mode and --force]
rackboot call COMMAND [JSON] [--data DIR]
rackboot inspect FILE [--json]
rackboot interfaces [--json]

--interface  the one interface to answer on             --mode    own: full DHCP (default with --interface); beside: next to another DHCP server; listen: answer nobody
--choose     no interface yet: goes on where it was left, and the console chooses (rackboot call network.use does, too)
--unknown    what a machine without an assignment gets; IMAGE is an id or a file's name
--arm        lets an image with an answer file, which may wipe a disk, boot: once per machine, or always
--events     one JSON event per line on stdout          --force   own mode although another DHCP server answers
Exit codes: 0 fine, 1 failed, 2 bad arguments.
`;

export interface ServeCommand {
  readonly name: 'serve';
  readonly run: Omit<RunOptions, 'onEvent'>;
  readonly events: boolean;
  readonly open: boolean;
}
export interface CallCommand {
  readonly name: 'call';
  readonly command: string;
  readonly input: unknown;
  readonly dataDir: string;
}
export type Command =
  | { readonly name: 'help' }
  | ServeCommand
  | CallCommand
  | { readonly name: 'inspect'; readonly file: string; readonly json: boolean }
  | { readonly name: 'interfaces'; readonly json: boolean };

export const SERVE_OPTIONS = {
  interface: { type: 'string', short: 'i' },
  choose: { type: 'boolean' },
  mode: { type: 'string' },
  range: { type: 'string' },
  image: { type: 'string', multiple: true },
  data: { type: 'string' },
  console: { type: 'string' },
  'http-port': { type: 'string' },
  'no-open': { type: 'boolean' },
  unknown: { type: 'string' },
  answer: { type: 'string' },
  arm: { type: 'string' },
  assign: { type: 'string', multiple: true },
  events: { type: 'boolean' },
  force: { type: 'boolean' },
} as const;

export function parseCommandLine(args: readonly string[]): Command {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || rest.includes('--help') || name === '--help' || name === '-h')
    return { name: 'help' };
  switch (name) {
    case 'serve':
      return parseServe(rest);
    case 'call': {
      const { values, positionals } = parse(rest, { data: { type: 'string' } }, 2);
      const command = needed(positionals[0], 'the name of a command, for example machines.list');
      return { name, command, input: parseJson(positionals[1] ?? '{}'), dataDir: dataDir(values.data) };
    }
    case 'inspect': {
      const { values, positionals } = parse(rest, { json: { type: 'boolean' } }, 1);
      return { name, file: resolve(needed(positionals[0], 'a file')), json: values.json ?? false };
    }
    case 'interfaces':
      return { name, json: parse(rest, { json: { type: 'boolean' } }, 0).values.json ?? false };
    default:
      throw bad(`There is no command "${name}".`, 'See rackboot --help.');
  }
}

function parseServe(args: readonly string[]): ServeCommand {
  const { values } = parse(args, SERVE_OPTIONS, 0);
  const arm = values.arm === undefined ? 'off' : choice<Arm>('--arm', values.arm, armSchema.options);
  if (
    values.answer !== undefined &&
    (values.unknown === undefined || ['wait', 'local'].includes(values.unknown))
  ) {
    throw bad('--answer belongs to --unknown IMAGE.', 'For one machine use --assign MAC=IMAGE,FILE.');
  }
  const choose = values.choose ?? false;
  if (choose && (values.interface !== undefined || values.mode !== undefined || values.force === true))
    throw bad(
      '--choose leaves interface and mode to the console.',
      'Give either --choose, or --interface NAME with --mode and --force.',
    );
  const mode =
    values.mode === undefined ? undefined : choice<Mode>('--mode', values.mode, modeSchema.options);
  if (values.interface === undefined && mode !== undefined && mode !== 'listen') {
    throw bad(
      `--mode ${mode} needs --interface NAME.`,
      'Which network is answered is never guessed. See rackboot interfaces.',
    );
  }
  return {
    name: 'serve',
    events: values.events ?? false,
    open: !(values['no-open'] ?? false),
    run: {
      ...(values.interface !== undefined && { interface: values.interface }),
      ...(choose && { choose }),
      // Nobody is answered on an interface that was not chosen: without a choice Rackboot only listens.
      mode: mode ?? (values.interface === undefined ? 'listen' : 'own'),
      ...(values.range !== undefined && { pool: parseRange(values.range) }),
      images: (values.image ?? []).map((file) => (isChainUrl(file) ? file : resolve(file))),
      dataDir: dataDir(values.data),
      console: parseConsole(values.console ?? '127.0.0.1:0'),
      httpPort: parsePort('--http-port', values['http-port'] ?? '80'),
      ...(values.unknown !== undefined && {
        unknown: {
          target: values.unknown,
          ...(values.answer !== undefined && { answer: resolve(values.answer) }),
        },
      }),
      assign: (values.assign ?? []).map(parseAssign),
      arm,
      force: values.force ?? false,
    },
  };
}

function parse<T extends NonNullable<Parameters<typeof parseArgs>[0]>['options'] & object>(
  args: readonly string[],
  options: T,
  positionals: number,
) {
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: positionals > 0, strict: true });
    if (parsed.positionals.length > positionals)
      throw new Error(`"${parsed.positionals[positionals]}" is one argument too many`);
    return parsed;
  } catch (error) {
    throw bad(
      `${(error as Error).message.replace(/\.? To specify.*$/s, '').replace(/\.$/, '')}.`,
      'See rackboot --help.',
    );
  }
}

/** `MAC=IMAGE[,FILE]`. A file name may hold commas; an image id never does. */
function parseAssign(text: string): { mac: Mac; target: string; answer?: string } {
  const match = /^([^=]*)=([^,]+)(?:,(.+))?$/.exec(text);
  if (!match)
    throw bad(
      `--assign "${text}" is not MAC=IMAGE or MAC=IMAGE,FILE.`,
      'For example --assign 52:54:00:12:34:56=debian.iso,lab.preseed',
    );
  const mac = parseMac(match[1] ?? '');
  if (!mac) {
    throw new AppError(
      'BAD_MAC',
      `"${match[1]}" in --assign is not a MAC address.`,
      'Write it like 52:54:00:12:34:56.',
    );
  }
  return { mac, target: match[2] as string, ...(match[3] !== undefined && { answer: resolve(match[3]) }) };
}

function parseRange(text: string): NonNullable<RunOptions['pool']> {
  const [first, last, more] = text.split('-').map((part) => parseIpv4(part));
  if (!first || !last || more !== undefined) {
    throw new AppError(
      'BAD_RANGE',
      `--range "${text}" is not two IPv4 addresses.`,
      'For example --range 10.77.0.100-10.77.0.200',
    );
  }
  return { first, last };
}

function parseConsole(text: string): { host: string; port: number } {
  const match = /^(.+):(\d+)$/.exec(text);
  if (!match) throw bad(`--console "${text}" is not HOST:PORT.`, 'For example --console 127.0.0.1:8600');
  return { host: match[1] as string, port: parsePort('--console', match[2] as string) };
}

function parsePort(option: string, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65_535)
    throw bad(`${option} "${text}" is not a port number.`, 'Ports go from 1 to 65535.');
  return port;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw bad(
      `The input is not JSON: ${(error as Error).message}.`,
      `For example rackboot call machines.plan '{"mac": "52:54:00:12:34:56"}'`,
    );
  }
}

function choice<T extends string>(option: string, value: string, all: readonly T[]): T {
  const found = all.find((one) => one === value);
  if (found !== undefined) return found;
  throw bad(`${option} "${value}" is not known.`, `Choose ${all.join(', ')}.`);
}

function needed(value: string | undefined, what: string): string {
  if (value === undefined) throw bad(`Give ${what}.`, 'See rackboot --help.');
  return value;
}

function dataDir(value: string | undefined): string {
  return value === undefined ? defaultDataDir() : resolve(value);
}

function bad(message: string, hint: string): AppError {
  return new AppError('BAD_ARGUMENT', message, hint);
}

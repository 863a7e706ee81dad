/** Rackboot as its users start it: the command line, in the lab's server namespace. Tests see its event lines only. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandInput, CommandName, CommandOutput } from '../../shared/model/api.ts';
import type { Event, EventType } from '../../shared/model/event.ts';
import type { Lab } from './lab.ts';
import type { Namespace } from './namespaces.ts';
import type { Exit, Ran } from './processes.ts';
import { until } from './processes.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** The Node that Rackboot runs on, whatever the machine has. */
export const NODE: readonly string[] = [join(ROOT, 'node_modules', '.bin', 'node')];
export const CLI: readonly string[] = [...NODE, join(ROOT, 'main', 'cli.ts')];

export type EventOf<T extends EventType> = Extract<Event, { type: T }>;

export interface Rackboot {
  readonly pid: number;
  readonly dataDirectory: string;
  readonly events: readonly Event[];
  stderr(): string;
  /** All events of one type so far. */
  seen<T extends EventType>(type: T, matches?: (event: EventOf<T>) => boolean): EventOf<T>[];
  /** The first event that matches, also one that came before the call. Rejects when Rackboot ends first. */
  waitFor<T extends EventType>(
    type: T,
    matches?: (event: EventOf<T>) => boolean,
    timeoutMs?: number,
  ): Promise<EventOf<T>>;
  /** `rackboot call`, against this engine. Rejects with what it printed. */
  call<N extends CommandName>(command: N, input?: CommandInput<N>): Promise<CommandOutput<N>>;
  /** The same with any words, for those that should be refused. */
  callText(command: string, input: string): Promise<Ran>;
  stop(signal?: NodeJS.Signals): Promise<Exit>;
  readonly exited: Promise<Exit>;
}

export interface StartRackbootOptions {
  /** To start again with the data of an earlier run. */
  readonly dataDirectory?: string;
  /** Default: the lab's own interface, in its server namespace. */
  readonly interface?: string;
  /** Without an interface: `--choose`. */
  readonly choose?: boolean;
  readonly namespace?: Namespace;
  readonly onEvent?: (event: Event) => void;
}

/** `rackboot serve`; resolves at `engine.ready`, rejects with what it printed when it ends before. */
export async function startRackboot(
  lab: Lab,
  args: readonly string[],
  options: StartRackbootOptions = {},
): Promise<Rackboot> {
  const dataDirectory = options.dataDirectory ?? mkdtempSync(join(lab.directory, 'data-'));
  const events: Event[] = [];
  let stderr = '';
  let partial = '';
  const command = serveCommand(deviceOf(lab, options), dataDirectory, args);
  const namespace = options.namespace ?? lab.server;
  const running = await namespace.start(command, {
    title: 'rackboot serve',
    onStderr: (text) => (stderr += text),
    onStdout: (text) => {
      const lines = (partial + text).split('\n');
      partial = lines.pop() ?? '';
      for (const line of lines.filter((one) => one.startsWith('{'))) {
        const event = JSON.parse(line) as Event;
        events.push(event);
        options.onEvent?.(event);
      }
    },
  });
  const seen: Rackboot['seen'] = (type, matches) =>
    events
      .filter((event): event is EventOf<typeof type> => event.type === type)
      .filter((e) => matches?.(e) ?? true);
  const rackboot: Rackboot = {
    pid: running.pid,
    dataDirectory,
    events,
    stderr: () => stderr,
    seen,
    exited: running.exited,
    waitFor: (type, matches, timeoutMs = 30_000) =>
      until(`the event ${type}${matches ? ` with ${matches.toString()}` : ''}`, timeoutMs, () => {
        const [found] = seen(type, matches);
        if (found) return found;
        const exit = running.exit();
        if (exit) throw new Error(`rackboot ended (${exit.code ?? exit.signal}) before ${type}: ${stderr}`);
        return undefined;
      }),
    callText: (name, input) => namespace.run([...CLI, 'call', name, input, '--data', dataDirectory]),
    async call(name, input) {
      const ran = await rackboot.callText(name, JSON.stringify(input ?? {}));
      if (ran.code !== 0) throw new Error(`rackboot call ${name} ended with ${ran.code}: ${ran.stderr}`);
      return JSON.parse(ran.stdout) as CommandOutput<typeof name>;
    },
    stop: (signal = 'SIGTERM') => running.stop(signal, 10_000),
  };
  lab.onClose(async () => void (await running.stop('SIGTERM', 10_000)));
  lab.onReport(() => report(rackboot));
  await rackboot.waitFor('engine.ready', undefined, 60_000);
  return rackboot;
}

/** `rackboot serve` that is expected to refuse: runs to its end. */
export async function refusedRackboot(
  lab: Lab,
  args: readonly string[],
  options: StartRackbootOptions = {},
): Promise<Ran> {
  const dataDirectory = options.dataDirectory ?? mkdtempSync(join(lab.directory, 'data-'));
  const command = serveCommand(deviceOf(lab, options), dataDirectory, args);
  return (options.namespace ?? lab.server).run(command, { timeoutMs: 30_000 });
}

function deviceOf(lab: Lab, options: StartRackbootOptions): string | undefined {
  return options.choose === true ? undefined : (options.interface ?? lab.device);
}

function serveCommand(device: string | undefined, dataDirectory: string, args: readonly string[]): string[] {
  const where = device === undefined ? ['--choose'] : ['--interface', device];
  const fixed = [...where, '--data', dataDirectory, '--no-open', '--events'];
  return [...CLI, 'serve', ...fixed, ...args];
}

const TAIL = 40;

/** The events a person would read first when a boot stalls. */
function report({ events, stderr }: Rackboot): string {
  const tail = events.slice(-TAIL).map((event) => {
    const { packets: _bytes, ...rest } = event as Event & { packets?: unknown };
    return `  ${JSON.stringify(rest)}`;
  });
  return [`rackboot: ${events.length} events, the last of them:`, ...tail, `stderr: ${stderr()}`].join('\n');
}

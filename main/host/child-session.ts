/** The child's side: start what the parent asks for, tell where it is, and never outlive the parent. */
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { AppError, reportError } from '../../shared/model/error.ts';
import type { ChildAnswer, ChildGreeting, Heartbeat, StartRequest } from './child-contract.ts';
import { parentLineSchema, startSchema } from './child-contract.ts';

export interface ChildSession {
  readonly input: Readable;
  readonly output: Writable;
  readonly heartbeat: Heartbeat;
  /** Resolves when every port is open. */
  start(request: StartRequest): Promise<ChildEngine>;
  /** Gives up the rights that were needed for the ports, before anybody is told of them. */
  settle(): void;
}

export interface ChildEngine {
  readonly consoleUrl: string;
  stop(reason: string): Promise<void>;
  readonly stopped: Promise<void>;
}

/** Resolves with the exit code when the engine has stopped: asked to, by itself, or because the parent is gone. */
export async function runChildSession(session: ChildSession): Promise<number> {
  const lines = createInterface({ input: session.input });
  const answer = (line: ChildGreeting | ChildAnswer): void =>
    void session.output.write(`${JSON.stringify(line)}\n`);
  // A parent that is gone cannot be told anything; its silence ends us.
  session.output.on('error', () => undefined);
  let ended: ReturnType<typeof listenForEnd> | undefined;
  try {
    answer({ here: true });
    const request = await firstLine(lines);
    ended = listenForEnd(lines, session.heartbeat);
    const engine = await session.start(request);
    try {
      session.settle();
      answer({ url: new URL(engine.consoleUrl).origin });
      await Promise.race([ended.reason.then((reason) => engine.stop(reason)), engine.stopped]);
    } finally {
      await engine.stop('the engine process ends');
    }
    return 0;
  } catch (error) {
    answer({ failed: reportError(error) });
    return 1;
  } finally {
    ended?.ignore();
    lines.close();
  }
}

type Lines = ReturnType<typeof createInterface>;

async function firstLine(lines: Lines): Promise<StartRequest> {
  const line = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    lines.once('close', () =>
      reject(
        new AppError(
          'CANCELLED',
          'Nobody asked for anything.',
          'This program is started by Rackboot itself.',
        ),
      ),
    );
  });
  const parsed = startSchema.safeParse(parseJson(line));
  if (parsed.success) return parsed.data.start;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new AppError(
    'BAD_ARGUMENT',
    `The request to start is malformed${where ? ` (${where})` : ''}.`,
    'This program is started by Rackboot itself.',
  );
}

/** Listens from the first line on: the parent may go away while the engine is still starting. */
function listenForEnd(
  lines: Lines,
  { lostAfterMs }: Heartbeat,
): { readonly reason: Promise<string>; ignore(): void } {
  const { promise, resolve } = Promise.withResolvers<string>();
  const timer = setTimeout(() => resolve('the app fell silent'), lostAfterMs);
  lines.on('line', (line) => {
    const said = parentLineSchema.safeParse(parseJson(line));
    if (!said.success) resolve('the app spoke nonsense');
    else if ('stop' in said.data) resolve(said.data.stop);
    else timer.refresh();
  });
  lines.on('close', () => resolve('the app is gone'));
  return { reason: promise, ignore: () => clearTimeout(timer) };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

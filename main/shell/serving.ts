/**
 * The engine under the window. It goes over from one network to another by itself; only where it lacks the rights for that,
 * another engine takes its place, with an administrator's password, behind the same address: the page stays as it is.
 */
import type { ErrorReport } from '../../shared/model/error.ts';
import { AppError, reportError } from '../../shared/model/error.ts';

export interface ServingEngine {
  /** With its token. */
  readonly consoleUrl: string;
  stop(reason: string): Promise<void>;
  readonly stopped: Promise<void>;
}

/** @param consoleUrl where the one before had its console; undefined: anywhere */
export type StartPrepared = (consoleUrl: string | undefined) => Promise<ServingEngine>;
export type Refused = 'again' | 'listen' | 'quit';

export interface ServingParts<Wanted> {
  /** Asks for the password where one is needed. Rejects with CANCELLED or NEEDS_PRIVILEGE; nothing has begun or ended then. */
  prepare(wanted: Wanted): Promise<StartPrepared>;
  /** What can be had without a password: listening there, or nothing chosen. Undefined: this is that already. */
  withoutPassword(wanted: Wanted): Wanted | undefined;
  /** It did not start: cancelled at the prompt, a taken port, another DHCP server. */
  ask(why: ErrorReport): Promise<Refused>;
  /** There is an engine. */
  onEngine(engine: ServingEngine): void;
  /** It ended without our doing: the console said stop, or its process is gone. */
  onEnded(): void;
}

export interface Serving<Wanted> {
  /** The first engine. Rejects with CANCELLED when the person chose to quit, else with what even the least of it fails with. */
  begin(wanted: Wanted): Promise<void>;
  /**
   * Another one in its place. Rejects with CANCELLED and everything as it was, or with what its start fails with; then
   * `instead` runs.
   */
  replace(wanted: Wanted, instead: Wanted): Promise<void>;
  engine(): ServingEngine | undefined;
  stop(reason: string): Promise<void>;
}

export function createServing<Wanted>(parts: ServingParts<Wanted>): Serving<Wanted> {
  const { prepare, withoutPassword, ask, onEngine, onEnded } = parts;
  let current: ServingEngine | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let isEnding = false;

  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = turn.then(() => (isEnding ? undefined : work()));
    turn = done.catch(() => undefined);
    return done;
  }

  function take(engine: ServingEngine): void {
    current = engine;
    void engine.stopped.then(() => {
      if (current === engine && !isEnding) onEnded();
    });
    onEngine(engine);
  }

  async function startOr(wanted: Wanted): Promise<ServingEngine> {
    for (;;) {
      try {
        return await (
          await prepare(wanted)
        )(undefined);
      } catch (error) {
        const less = withoutPassword(wanted);
        if (less === undefined) throw error;
        const choice = await ask(reportError(error));
        if (choice === 'quit') throw cancelled();
        if (choice === 'listen') return (await prepare(less))(undefined);
      }
    }
  }

  async function replaceNow(wanted: Wanted, instead: Wanted): Promise<void> {
    const start = await prepare(wanted);
    const old = current;
    current = undefined;
    // One data folder, one set of ports: the old one must be gone before the new one begins.
    await old?.stop('another engine takes its place');
    try {
      take(await start(old?.consoleUrl));
    } catch (error) {
      // When even that fails there is no engine any more, and nothing that a window could show.
      await startAgain(instead, old?.consoleUrl).then(take, onEnded);
      throw error;
    }
  }

  async function startAgain(wanted: Wanted, consoleUrl: string | undefined): Promise<ServingEngine> {
    const start = await prepare(wanted);
    // Where somebody has taken its port in that moment, the window goes to another one.
    return start(consoleUrl).catch(() => start(undefined));
  }

  return {
    begin: (wanted) => inTurn(async () => take(await startOr(wanted))),
    replace: (wanted, instead) => inTurn(() => replaceNow(wanted, instead)),
    engine: () => current,
    async stop(reason) {
      isEnding = true;
      await turn;
      await current?.stop(reason);
    },
  };
}

function cancelled(): AppError {
  return new AppError('CANCELLED', 'Rackboot was not started.', 'Start it again when you have the password.');
}

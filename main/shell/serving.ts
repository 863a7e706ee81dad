/**
 * The engine under the window: started as the person wants it, and started anew in another mode. Answering machines may need
 * an administrator's password; when that is refused, listening goes on without it.
 */
import type { ErrorReport } from '../../shared/model/error.ts';
import { AppError, reportError } from '../../shared/model/error.ts';

export interface ServingEngine {
  readonly consoleUrl: string;
  stop(reason: string): Promise<void>;
  readonly stopped: Promise<void>;
}

/** `listen` answers nobody and needs no privilege. */
export type Way = 'serve' | 'listen';
export type Refused = 'again' | 'listen' | 'quit';

export interface ServingParts {
  start(way: Way): Promise<ServingEngine>;
  /** Serving did not start: cancelled at the prompt, a taken port, another DHCP server. */
  ask(why: ErrorReport): Promise<Refused>;
  /** There is an engine, at a new address. */
  onEngine(engine: ServingEngine): void;
  /** It ended without our doing: the console said stop, or its process is gone. */
  onEnded(): void;
}

export interface Serving {
  /** Rejects with CANCELLED when the person chose to quit, else with what even listening fails with. */
  begin(way: Way): Promise<void>;
  engine(): ServingEngine | undefined;
  stop(reason: string): Promise<void>;
}

export function createServing({ start, ask, onEngine, onEnded }: ServingParts): Serving {
  let current: ServingEngine | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let isEnding = false;

  async function change(way: Way): Promise<void> {
    if (isEnding) return;
    const old = current;
    current = undefined;
    // One data folder, one set of ports: the old one must be gone before the new one begins.
    await old?.stop('the mode is changed');
    const engine = await startOr(way);
    current = engine;
    void engine.stopped.then(() => {
      if (current === engine && !isEnding) onEnded();
    });
    onEngine(engine);
  }

  async function startOr(way: Way): Promise<ServingEngine> {
    for (;;) {
      try {
        return await start(way);
      } catch (error) {
        if (way === 'listen') throw error;
        const choice = await ask(reportError(error));
        if (choice === 'quit') throw cancelled();
        if (choice === 'listen') return start('listen');
      }
    }
  }

  return {
    begin(way) {
      const done = turn.then(() => change(way));
      turn = done.catch(() => undefined);
      return done;
    },
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

/** What every arrival goes through, whatever it is: a row in the list, a turn, an end that can be tried again. */
import { AppError, reportError } from '../../shared/model/error.ts';
import { notice, useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import type { Arrival, Shows } from './arrival.ts';
import { addArrival, changeArrival, removeArrival } from './arrival.ts';
import { PaceMeter } from './pace.ts';
import { Turns } from './turns.ts';

/** More at once make none of them faster, and each takes one of the browser's few connections to the engine. */
const AT_ONCE = 3;
const turns = new Turns(AT_ONCE);

export interface Traveller {
  readonly id: number;
  readonly signal: AbortSignal;
  /** Somebody said: as if it were not here yet. */
  readonly anew: boolean;
  tell(change: Pick<Partial<Arrival>, 'as' | 'phase' | 'sentAs'>): void;
  /** With its share and pace. @param totalBytes where it is another than was told at the start */
  onBytes(bytes: number, totalBytes?: number): void;
  /** Runs when it is its turn. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when the person lets it take the place of what is there. */
  mayReplace(): Promise<void>;
}

export interface Journey {
  readonly name: string;
  readonly key?: string;
  readonly as?: Arrival['as'];
  readonly totalBytes: number;
  /** What it throws becomes the row's failure; CANCELLED takes the row away. */
  travel(one: Traveller): Promise<Pick<Arrival, 'shows' | 'remark'>>;
}

let nextId = 1;

/** Resolves when it has ended: with where it is shown, or undefined when it failed or was cancelled. */
export function begin(journey: Journey): Promise<Shows | undefined> {
  const id = nextId++;
  let stop = new AbortController();
  let replace: () => void = () => undefined;

  async function run(anew: boolean): Promise<Shows | undefined> {
    stop = new AbortController();
    const { signal } = stop;
    changeArrival(id, { phase: 'looking', bytes: 0, error: undefined, pace: undefined, remark: undefined });
    try {
      const end = await journey.travel(traveller(signal, anew));
      changeArrival(id, { ...end, phase: 'done', pace: undefined });
      return end.shows;
    } catch (thrown) {
      if (signal.aborted) removeArrival(id);
      else fail(thrown);
      return undefined;
    }
  }

  function fail(thrown: unknown): void {
    const error = reportError(thrown);
    changeArrival(id, { phase: 'failed', error, pace: undefined });
    // The list lies behind a dialog, where nobody sees or hears it.
    if (useStore.getState().dialog !== undefined) notice(error);
  }

  function traveller(signal: AbortSignal, anew: boolean): Traveller {
    const meter = new PaceMeter();
    let whole = journey.totalBytes;
    return {
      id,
      signal,
      anew,
      tell: (change) => changeArrival(id, change),
      onBytes(bytes, totalBytes = whole) {
        whole = totalBytes;
        meter.note(bytes, performance.now());
        const sent = totalBytes > 0 && bytes >= totalBytes;
        changeArrival(id, {
          phase: sent ? 'checking' : 'sending',
          bytes,
          totalBytes,
          pace: meter.pace(totalBytes),
        });
      },
      async inTurn(work) {
        changeArrival(id, { phase: 'waiting' });
        const end = await turns.take(signal);
        try {
          changeArrival(id, { phase: 'sending' });
          return await work();
        } finally {
          end();
        }
      },
      mayReplace() {
        changeArrival(id, { phase: 'asking' });
        return new Promise((resolve, reject) => {
          replace = resolve;
          signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        });
      },
    };
  }

  addArrival({
    id,
    name: journey.name,
    key: journey.key ?? '',
    as: journey.as,
    phase: 'looking',
    bytes: 0,
    totalBytes: journey.totalBytes,
    cancel: () => {
      const { notSent, dropAgain } = texts().drops;
      stop.abort(new AppError('CANCELLED', notSent(journey.name), dropAgain));
    },
    again: () => void run(true),
    replace: () => replace(),
  });
  return run(false);
}

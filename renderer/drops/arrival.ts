/** One thing that somebody brought (a file, a folder, a path, an address) on its way in, and the list of them. */
import { create } from 'zustand';
import type { ErrorReport } from '../../shared/model/error.ts';
import type { Pace } from './pace.ts';

export type ArrivalKind = 'image' | 'nbi' | 'chain' | 'answer' | 'firmware' | 'table' | 'capture';

/** Where it can be looked at once it is here. */
export type Shows =
  | { readonly at: 'image'; readonly id: string }
  | { readonly at: 'answer'; readonly id: string }
  | { readonly at: 'firmware'; readonly name: string }
  | { readonly at: 'table'; readonly csv: string }
  /** By reading it again. */
  | { readonly at: 'capture' };

export type Phase =
  | 'looking'
  /** For its turn. */
  | 'waiting'
  | 'sending'
  /** All of it is there, or nothing had to be sent; the engine looks at what it is. */
  | 'checking'
  /** Something of its name is there already. */
  | 'asking'
  | 'done'
  | 'failed';

export interface Arrival {
  readonly id: number;
  readonly name: string;
  /** What the engine calls its bytes while they come. */
  readonly sentAs?: string;
  /** Equal for the same file brought twice; empty for what cannot be told. */
  readonly key: string;
  /** Undefined until it was looked at. */
  readonly as: ArrivalKind | undefined;
  readonly phase: Phase;
  readonly bytes: number;
  readonly totalBytes: number;
  readonly pace?: Pace | undefined;
  /** Why it failed. */
  readonly error?: ErrorReport | undefined;
  readonly shows?: Shows | undefined;
  /** Done without doing anything, because it is here; or done in place of another. */
  readonly remark?: 'same' | 'replaced' | undefined;
  readonly cancel: () => void;
  /** From the start; of what is here already, as if it were not. */
  readonly again: () => void;
  /** The answer to `asking`. */
  readonly replace: () => void;
}

export const useArrivals = create<{ readonly arrivals: readonly Arrival[] }>(() => ({ arrivals: [] }));

export function isUnderWay({ phase }: Pick<Arrival, 'phase'>): boolean {
  return phase !== 'done' && phase !== 'failed';
}

export function addArrival(arrival: Arrival): void {
  useArrivals.setState(({ arrivals }) => ({ arrivals: [...arrivals, arrival] }));
}

export function changeArrival(id: number, change: Partial<Arrival>): void {
  useArrivals.setState(({ arrivals }) => ({
    arrivals: arrivals.map((one) => (one.id === id ? { ...one, ...change } : one)),
  }));
}

export function removeArrival(id: number): void {
  useArrivals.setState(({ arrivals }) => ({ arrivals: arrivals.filter((one) => one.id !== id) }));
}

/** What has ended, well or not, leaves the list. */
export function clearEnded(): void {
  useArrivals.setState(({ arrivals }) => ({ arrivals: arrivals.filter(isUnderWay) }));
}

export interface Counts {
  readonly underWay: number;
  readonly done: number;
  readonly failed: number;
}

export function countArrivals(arrivals: readonly Pick<Arrival, 'phase'>[]): Counts {
  const count = (is: (phase: Phase) => boolean) => arrivals.filter(({ phase }) => is(phase)).length;
  return {
    underWay: count((phase) => isUnderWay({ phase })),
    done: count((phase) => phase === 'done'),
    failed: count((phase) => phase === 'failed'),
  };
}

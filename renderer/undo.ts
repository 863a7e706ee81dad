/**
 * What was done here and can be taken back: the newest is offered in a notice, and Ctrl+Z (Cmd+Z) takes back one after the
 * other. The page keeps what it needs for it in memory: a reloaded page has nothing to undo.
 */
import { create } from 'zustand';
import { notRunning } from './client.ts';
import { dismiss, notice, say, useStore } from './store.ts';
import { reportError } from '../shared/model/error.ts';

interface Step {
  readonly id: number;
  /** "esx-01 forgotten." */
  readonly done: string;
  /** @returns a sentence on what is not as it was, where something is not */
  readonly undo: () => unknown;
}

const STEPS = 20;

/** Oldest first. */
export const useUndo = create<{ readonly steps: readonly Step[] }>(() => ({ steps: [] }));

/** @param undo resolves with a sentence that is said then, or with anything else */
export function undoable(done: string, undo: () => unknown): void {
  const id = say({ done, undo: () => undoStep(id) });
  useUndo.setState(({ steps }) => ({ steps: [...steps, { id, done, undo }].slice(-STEPS) }));
}

/** The last thing that was done; false where there is none. */
export function undoLast(): boolean {
  const last = useUndo.getState().steps.at(-1);
  if (last) undoStep(last.id);
  return last !== undefined;
}

function undoStep(id: number): void {
  // It would fail half done, and what it needs is kept nowhere else: it stays for when the engine is back.
  if (useStore.getState().connection !== 'open') return notice(reportError(notRunning()));
  const step = useUndo.getState().steps.find((one) => one.id === id);
  dismiss(id);
  if (!step) return;
  useUndo.setState(({ steps }) => ({ steps: steps.filter((one) => one !== step) }));
  void Promise.resolve()
    .then(step.undo)
    .then(
      (said) => {
        if (typeof said === 'string') say({ said });
      },
      (thrown: unknown) => notice(reportError(thrown)),
    );
}

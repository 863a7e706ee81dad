/** Whether the first steps are to be seen: while there is nothing else to see, until somebody has seen enough of them. */
import { useEffect } from 'react';
import { create } from 'zustand';
import { keep, readKept } from '../../kept.ts';
import { useStore } from '../../store.ts';
import { stepsDone } from './steps.ts';

const KEY = 'rackboot.first-steps';

interface SetupState {
  /** Opened from the menu. */
  readonly asked: boolean;
  readonly closed: boolean;
  /** Kept by this browser. */
  readonly never: boolean;
  /** They were shown since the page was opened, and go on until they are done. */
  readonly begun: boolean;
  /** The keyboard is in one of their forms: what is written there is not taken away. */
  readonly writing: boolean;
}

const useSetup = create<SetupState>(() => ({
  asked: false,
  closed: false,
  never: readKept(KEY) === 'never',
  begun: false,
  writing: false,
}));

export const openSetup = (): void => useSetup.setState({ asked: true });

export function closeSetup(never = false): void {
  useSetup.setState(({ never: before }) => ({ asked: false, closed: true, never: before || never }));
  if (never) keep(KEY, 'never');
}

export function setWriting(writing: boolean): void {
  if (useSetup.getState().writing !== writing) useSetup.setState({ writing });
}

/** `page`: in place of the machines; `strip`: above them, for there is something to see by now. */
export function useSetupShown(): 'page' | 'strip' | undefined {
  const { asked, closed, never, begun, writing } = useSetup();
  const engine = useStore((state) => state.engine);
  const images = useStore((state) => state.images.length);
  const machines = useStore((state) => state.machines.size);
  const without = engine !== undefined && engine.interface === undefined;
  const wanted = !closed && !never && (begun || (images === 0 && machines === 0));
  const shown =
    asked || without || (wanted && (machines === 0 || writing))
      ? 'page'
      : wanted && engine && !stepsDone(engine, images, machines).every((done) => done)
        ? 'strip'
        : undefined;
  useEffect(() => {
    if (shown === 'page') useSetup.setState({ begun: true });
  }, [shown]);
  return shown;
}

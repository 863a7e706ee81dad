/** The question before quitting, or before serving is stopped, while machines are booting: they would stop half way. */
import type { Dialog, MessageBoxOptions } from 'electron';
import type { Machine } from '../../shared/model/machine.ts';
import { isBooting, nameOf } from '../../shared/model/booting.ts';
import { texts } from './texts/texts.ts';

export interface QuitQuestionParts {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  /** `machines.list`. Rejects where the engine is gone: then nobody boots from it. */
  readonly machines: () => Promise<readonly Machine[]>;
  readonly now: () => number;
}

const KEEP = 0;
const MOST_NAMES = 5;

/** True when it may be done. `button`: "Quit anyway". */
export async function askBeforeQuit(
  { dialog, machines, now }: QuitQuestionParts,
  button: string,
): Promise<boolean> {
  const known = await machines().catch(() => []);
  const booting = known.filter((machine) => isBooting(machine, now()));
  if (booting.length === 0) return true;
  const { response } = await dialog.showMessageBox(question(booting, button));
  return response !== KEEP;
}

function question(booting: readonly Machine[], button: string): MessageBoxOptions {
  const names = booting.slice(0, MOST_NAMES).map(nameOf).join(', ');
  const words = texts().quit;
  return {
    type: 'warning',
    title: 'Rackboot',
    message: booting.length === 1 ? words.one : words.many(booting.length),
    detail: words.detail(names, booting.length - MOST_NAMES),
    buttons: [words.keep, button],
    defaultId: KEEP,
    cancelId: KEEP,
    noLink: true,
  };
}

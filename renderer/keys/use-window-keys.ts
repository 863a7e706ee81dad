/** Keys that work wherever the keyboard is, unless it writes or something lies over the page. */
import { useEffect } from 'react';
import type { Action } from '../actions/action.ts';
import { chosenMachines } from '../actions/chosen.ts';
import { machineActions } from '../actions/machine-actions.ts';
import { useActionTools } from '../actions/use-action-tools.ts';
import { usePreferences } from '../preferences.ts';
import { openDialog, useStore } from '../store.ts';
import { undoLast } from '../undo.ts';
import type { Shortcut, Where } from './shortcuts.ts';
import { isLetter, shortcutOf } from './shortcuts.ts';
import { isInPopup, isTyping } from './typing.ts';

export function useWindowKeys(): void {
  const tools = useActionTools();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const { dialog } = useStore.getState();
      const shortcut = shortcutOf(event, placesOf(event.target));
      if (shortcut === undefined || (isLetter(event) && !takesLetter(event))) return;
      // Of the window; fields keep their own undo and their letters.
      const typing = isTyping(event.target);
      if (shortcut === 'palette') openPalette(dialog === undefined);
      else if (typing || (dialog !== undefined && shortcut !== 'undo')) return;
      else if (shortcut === 'undo') undoLast();
      else if (shortcut === 'help') openDialog({ dialog: 'keyboard' });
      else if (!act(shortcut, machineActions(tools, chosenMachines()))) return;
      event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [tools]);
}

/** A key that is held down means one thing once. */
function takesLetter({ repeat, target }: KeyboardEvent): boolean {
  return usePreferences.getState().letterKeys && !repeat && !isInPopup(target);
}

function openPalette(free: boolean): void {
  // What lies over the page may hold something unsaved: it has to be closed by its own means.
  if (free) openDialog({ dialog: 'palette' });
}

function placesOf(target: EventTarget | null): readonly Where[] {
  const lanes = target instanceof Element && target.matches('[data-lanes] [role="listbox"]');
  return lanes ? ['window', 'machines', 'lanes'] : ['window', 'machines'];
}

function act(shortcut: Shortcut, actions: readonly Action[]): boolean {
  const action = actions.find((one) => one.shortcut === shortcut);
  void action?.run();
  return action !== undefined;
}

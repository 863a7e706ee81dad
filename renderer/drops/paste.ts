/** Paste anywhere but in a text field: files go in at once, what a text names is shown before anything is done with it. */
import { hasMacColumn } from '../../shared/boot/dropped/whats-this.ts';
import { openDialog, useStore } from '../store.ts';
import type { Intake } from './intake.ts';
import { readPasted } from './pasted.ts';

export function listenForPaste(intake: Intake): () => void {
  const pasted = (event: ClipboardEvent): void => {
    const { target, clipboardData } = event;
    if (!clipboardData || isWrittenIn(target)) return;
    const files = [...clipboardData.files];
    if (files.length > 0) {
      event.preventDefault();
      return intake.files(files);
    }
    // A dialog that is open is not taken away from under somebody.
    if (useStore.getState().dialog === undefined && takeText(clipboardData.getData('text/plain')))
      event.preventDefault();
  };
  addEventListener('paste', pasted);
  return () => removeEventListener('paste', pasted);
}

function isWrittenIn(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

/** Of a paste, or of a link that was dragged here. @returns false for a text that is empty */
export function takeText(text: string): boolean {
  if (hasMacColumn(text)) {
    openDialog({ dialog: 'rack', tab: 'table', csv: text });
    return true;
  }
  const items = readPasted(text);
  if (items.length === 0) return false;
  openDialog({ dialog: 'pasted', items });
  return true;
}

/**
 * F6 and Shift+F6 go from panel to panel, as in editors and on Windows: the header, the files, the machines, what was
 * chosen, the events. Each gives the keyboard back to what had it there last.
 */

import { useEffect } from 'react';

const PANELS = ['header', 'aside', 'main', 'footer'].join();
/** Where the keyboard begins in a panel: its list, if it has one. */
const LIST = '[role="listbox"]';
const REACHED = [
  ...['a[href]', 'button:not(:disabled)', 'input:not(:disabled, [type="file"])', 'select:not(:disabled)'],
  ...['textarea:not(:disabled)', 'summary', '[tabindex="0"]'],
].join(', ');

const last = new WeakMap<Element, HTMLElement>();

export function usePanelKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented)
        return;
      if (goToPanel(event.shiftKey ? -1 : 1)) event.preventDefault();
    };
    const onFocus = (event: FocusEvent): void => remember(event.target);
    addEventListener('keydown', onKeyDown);
    addEventListener('focusin', onFocus);
    return () => {
      removeEventListener('keydown', onKeyDown);
      removeEventListener('focusin', onFocus);
    };
  }, []);
}

function remember(target: EventTarget | null): void {
  if (!(target instanceof HTMLElement)) return;
  const panel = target.closest(PANELS);
  if (panel) last.set(panel, target);
}

/** @returns whether there was one to go to; a dialog keeps the keyboard */
function goToPanel(step: 1 | -1): boolean {
  if (document.querySelector('dialog[open]')) return false;
  const panels = [...document.querySelectorAll(PANELS)].filter(
    (panel) => panel.parentElement?.closest(PANELS) === null,
  );
  const at = panels.findIndex((panel) => panel.contains(document.activeElement));
  // From nowhere, forth begins with the first and back with the last.
  let index = at === -1 && step === -1 ? panels.length : at;
  for (let tries = 0; tries < panels.length; tries++) {
    index = (index + step + panels.length) % panels.length;
    const panel = panels[index];
    if (panel && enter(panel)) return true;
  }
  return false;
}

function enter(panel: Element): boolean {
  const before = last.get(panel);
  const wanted = [
    ...(before && panel.contains(before) ? [before] : []),
    ...panel.querySelectorAll<HTMLElement>(LIST),
    ...panel.querySelectorAll<HTMLElement>(REACHED),
  ].find((element) => element.checkVisibility());
  wanted?.focus();
  return wanted !== undefined && document.activeElement === wanted;
}

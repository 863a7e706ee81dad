/** Who takes letters before the window does: fields that the person writes in, and what lies open over the page. */

/** Inputs that take no text. */
const BUTTONS: ReadonlySet<string> = new Set([
  'button',
  'checkbox',
  'radio',
  'range',
  'submit',
  'reset',
  'file',
  'color',
]);

/** Letters are letters there, and undo is the field's own. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !BUTTONS.has(target.type);
  // A select is searched by typing.
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}

/** In a menu or a popover, or on the button that has one open: whoever chooses there means nothing to the machines. */
export function isInPopup(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest('[role="menu"], [role="dialog"], [aria-haspopup][aria-expanded="true"]') !== null;
}

/** B on an image or answer file is what dragging it onto the chosen machines is. */
import type { KeyboardEvent } from 'react';
import type { Dragged } from '../drag/landing.ts';
import { shortcutOf } from '../keys/shortcuts.ts';
import { isTyping } from '../keys/typing.ts';
import { usePreferences } from '../preferences.ts';
import type { ActionTools } from './action.ts';
import { landActions } from './file-actions.ts';

export function landByKey(event: KeyboardEvent, tools: ActionTools, what: Dragged): void {
  if (isTyping(event.target) || !usePreferences.getState().letterKeys) return;
  if (shortcutOf(event, ['machines']) !== 'boot') return;
  const [land] = landActions(tools, what, () => '');
  if (!land) return;
  event.preventDefault();
  void land.run();
}

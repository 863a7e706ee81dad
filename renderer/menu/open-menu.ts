/** The one menu that can be open at a time, at a point of the window. */
import { create } from 'zustand';
import type { Action } from '../actions/action.ts';

export interface OpenMenu {
  /** Names it. */
  readonly label: string;
  readonly actions: readonly Action[];
  /** In px of the window. */
  readonly at: { readonly x: number; readonly y: number };
  /** Where the keyboard goes back to. */
  readonly opener: Element | null;
}

export const useMenu = create<{ readonly menu: OpenMenu | undefined }>(() => ({ menu: undefined }));

export function openMenu(label: string, actions: readonly Action[], at: OpenMenu['at']): void {
  if (actions.length > 0) useMenu.setState({ menu: { label, actions, at, opener: document.activeElement } });
}

export function closeMenu(): void {
  useMenu.setState({ menu: undefined });
}

/** Below an element. */
export function pointBelow(element: Element): OpenMenu['at'] {
  const { left, bottom } = element.getBoundingClientRect();
  return { x: left, y: bottom + 2 };
}

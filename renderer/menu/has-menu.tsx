/** For whatever has a menu: a right click, the menu key, and a button with dots for those who know neither. */
import type { MouseEvent } from 'react';
import type { Action } from '../actions/action.ts';
import { texts } from '../texts/texts.ts';
import styles from './has-menu.module.css';
import { openMenu, pointBelow, useMenu } from './open-menu.ts';

/** `actions` are asked for when it opens: what can be done changes. */
export interface MenuOf {
  /** Whose menu it is: "esx-01". */
  readonly label: string;
  readonly actions: () => readonly Action[];
}

/** For the element that has the menu. */
export function menuOn({ label, actions }: MenuOf) {
  return {
    onContextMenu(event: MouseEvent) {
      // A person who marked some text wants the browser's own menu, with its copy.
      if (getSelection()?.isCollapsed === false || event.defaultPrevented) return;
      event.preventDefault();
      const byKey = event.clientX === 0 && event.clientY === 0;
      openMenu(
        label,
        actions(),
        byKey ? pointBelow(event.target as Element) : { x: event.clientX, y: event.clientY },
      );
    },
  };
}

export function MenuButton({ label, actions }: MenuOf) {
  const isOpen = useMenu(({ menu }) => menu?.label === label);
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={texts().menus.more(label)}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onClick={(event) => {
        // A click does not give every browser's buttons the keyboard.
        event.currentTarget.focus();
        openMenu(label, actions(), pointBelow(event.currentTarget));
      }}
    >
      <span aria-hidden="true">⋯</span>
    </button>
  );
}

/** In a row of a list, which may hold no button: for the mouse; the keyboard has its menu key. The list reads `data-menu`. */
export function MenuDots({ label }: { label: string }) {
  return (
    <span className={styles.dots} data-menu="" title={texts().menus.more(label)} aria-hidden="true">
      ⋯
    </span>
  );
}

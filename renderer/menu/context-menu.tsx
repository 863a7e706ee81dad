/**
 * What can be done with something, where it is (the WAI-ARIA menu pattern). It lies in the browser's top layer, closes by
 * Escape, by anything that happens elsewhere, and gives the keyboard back.
 */
import type { KeyboardEvent } from 'react';
import { Fragment, useEffect, useLayoutEffect, useRef } from 'react';
import type { Action } from '../actions/action.ts';
import { ariaKeys, keyText } from '../keys/key-text.ts';
import { texts } from '../texts/texts.ts';
import styles from './context-menu.module.css';
import type { OpenMenu } from './open-menu.ts';
import { closeMenu, useMenu } from './open-menu.ts';

export function ContextMenu() {
  const menu = useMenu((state) => state.menu);
  return menu && <Menu key={`${menu.at.x} ${menu.at.y} ${menu.label}`} {...menu} />;
}

/** Between it and the edge of the window, in px. */
const MARGIN = 6;

function Menu({ label, actions, at, opener }: OpenMenu) {
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = box.current as HTMLDivElement;
    element.showPopover();
    // Where it would leave the window it opens to the other side, or moves in.
    const { width, height } = element.getBoundingClientRect();
    const fits = at.y + height + MARGIN <= innerHeight;
    const top = fits ? at.y : at.y - height >= MARGIN ? at.y - height : innerHeight - height - MARGIN;
    element.style.left = `${Math.max(MARGIN, Math.min(at.x, innerWidth - width - MARGIN))}px`;
    element.style.top = `${Math.max(MARGIN, top)}px`;
    itemsIn(element)[0]?.focus();
  }, [at]);

  useEffect(() => {
    const outside = (event: Event): void => {
      if (event.target instanceof Node && box.current?.contains(event.target)) return;
      // A press takes the keyboard to where it is itself.
      if (event.type === 'pointerdown') closeMenu();
      else gone();
    };
    const gone = (): void => closeAndGiveBack(opener);
    addEventListener('pointerdown', outside, true);
    addEventListener('wheel', outside, { capture: true, passive: true });
    addEventListener('resize', gone);
    addEventListener('blur', gone);
    return () => {
      removeEventListener('pointerdown', outside, true);
      removeEventListener('wheel', outside, true);
      removeEventListener('resize', gone);
      removeEventListener('blur', gone);
    };
  }, [opener]);

  const close = (): void => closeAndGiveBack(opener);
  const take = (action: Action): void => {
    close();
    // When the keyboard is back, so that what opens now gives it back to there.
    setTimeout(() => void action.run());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (!move(box.current as HTMLDivElement, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section className={styles.place} aria-label={texts().page.menu}>
      <div
        ref={box}
        popover="manual"
        role="menu"
        aria-label={label}
        className={styles.menu}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => event.preventDefault()}
      >
        {actions.map((action, index) => (
          <Fragment key={action.id}>
            {index > 0 && actions[index - 1]?.part !== action.part && <hr className={styles.line} />}
            <button
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={`${styles.item ?? ''} ${action.removes ? (styles.removes ?? '') : ''}`}
              aria-keyshortcuts={action.shortcut && ariaKeys(action.shortcut)}
              onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
              onClick={() => take(action)}
            >
              <span>{action.label}</span>
              {action.shortcut && (
                <kbd className={styles.key} aria-hidden="true">
                  {keyText(action.shortcut)}
                </kbd>
              )}
            </button>
          </Fragment>
        ))}
      </div>
    </section>
  );
}

/** Without moving what is looked at. */
function closeAndGiveBack(opener: Element | null): void {
  closeMenu();
  if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
}

/** @returns whether the key means something here */
function move(menu: HTMLElement, key: string): boolean {
  const items = itemsIn(menu);
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = (index: number): true => {
    items[(index + items.length) % items.length]?.focus();
    return true;
  };
  switch (key) {
    case 'ArrowDown':
      return to(at + 1);
    case 'ArrowUp':
      return to(at < 0 ? -1 : at - 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(-1);
  }
  if ([...key].length !== 1 || key === ' ') return false;
  // By its first letter, the next one that begins with it.
  const begins = (item: HTMLElement): boolean => item.textContent.toLowerCase().startsWith(key.toLowerCase());
  const next = [...items.slice(at + 1), ...items.slice(0, at + 1)].find(begins);
  next?.focus();
  return true;
}

const itemsIn = (menu: HTMLElement): HTMLElement[] => [
  ...menu.querySelectorAll<HTMLElement>('[role="menuitem"]'),
];

/**
 * A list of any length of which only the rows in sight exist. Rows have one height. One stop for the Tab key; arrows,
 * Page Up/Down, Home and End move the choice (the WAI-ARIA listbox pattern).
 */
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { useId, useLayoutEffect, useRef, useState } from 'react';
import styles from './virtual-list.module.css';

export interface VirtualListProps {
  readonly label: string;
  readonly count: number;
  /** In px. */
  readonly rowHeight: number;
  readonly row: (index: number) => ReactNode;
  readonly rowKey: (index: number) => string | number;
  /** -1: none. */
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  /** Several rows can be marked beside the chosen one: Ctrl or Shift and a click, Space, Ctrl+A, Escape. */
  readonly marks?: {
    readonly has: (index: number) => boolean;
    /** Changes one mark, and makes this row the chosen one. */
    readonly toggle: (index: number) => void;
    /** From the chosen row to this one. */
    readonly range: (index: number) => void;
    readonly all: () => void;
    readonly none: () => void;
    /** The keyboard went to another row while some are marked: they stay marked. */
    readonly move: (index: number) => void;
    readonly any: boolean;
  };
  /** A menu was asked for: by a right click on a row, on its `data-menu`, or by the menu key on the chosen row. In px of the window. */
  readonly onMenu?: (index: number, at: { readonly x: number; readonly y: number }) => void;
  /** Enter on the chosen row. */
  readonly onEnter?: () => void;
  /** Arrows to the left (-1) and right (1) on the chosen row. */
  readonly onAside?: (step: -1 | 1) => void;
  /** Told whenever it changes: how wide its scrollbar is, 0 without one. */
  readonly onScrollbar?: (px: number) => void;
  /** Stay at the newest row at the end unless the reader scrolled away from it. */
  readonly followEnd?: boolean;
}

/** Rows drawn beyond each edge, so that quick scrolling shows no gaps. */
const BEYOND = 6;

export function VirtualList(props: VirtualListProps) {
  const { label, count, rowHeight, chosen, followEnd = false, onScrollbar } = props;
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const id = useId();
  const [view, setView] = useState({ top: 0, height: 0 });

  useLayoutEffect(() => {
    const element = box.current as HTMLDivElement;
    const observer = new ResizeObserver(() => {
      setView({ top: element.scrollTop, height: element.clientHeight });
      onScrollbar?.(element.offsetWidth - element.clientWidth);
      if (followEnd && atEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [followEnd, onScrollbar]);

  useLayoutEffect(() => {
    const element = box.current as HTMLDivElement;
    if (followEnd && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [count, followEnd]);

  // Chosen elsewhere, it comes into sight; a reader who scrolls on is left alone.
  const chosenKey = chosen < 0 ? undefined : props.rowKey(chosen);
  useLayoutEffect(() => {
    if (chosenKey === undefined) return;
    const element = box.current as HTMLDivElement;
    const top = chosen * rowHeight;
    const inSight = top >= element.scrollTop && top + rowHeight <= element.scrollTop + element.clientHeight;
    if (inSight || element.clientHeight === 0) return;
    atEnd.current = false;
    element.scrollTop = top - (element.clientHeight - rowHeight) / 2;
    // Not when `chosen` alone changes: then rows before it came or went.
  }, [chosenKey, rowHeight]);

  const onScroll = () => {
    const { scrollTop, clientHeight, scrollHeight } = box.current as HTMLDivElement;
    atEnd.current = scrollTop + clientHeight >= scrollHeight - rowHeight;
    setView({ top: scrollTop, height: clientHeight });
  };

  const bounded = (index: number) => Math.max(0, Math.min(count - 1, index));
  const choose = (index: number, then = props.onChoose) => {
    const next = bounded(index);
    if (count === 0) return;
    const element = box.current as HTMLDivElement;
    const top = next * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowHeight - element.clientHeight;
    then(next);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(view.height / rowHeight) - 1);
    const from = chosen < 0 ? (followEnd ? count : -1) : chosen;
    const moves: Record<string, number> = {
      ArrowDown: from + 1,
      ArrowUp: from - 1,
      PageDown: from + page,
      PageUp: from - page,
      Home: 0,
      End: count - 1,
    };
    const next = moves[event.key];
    const { marks } = props;
    if (next !== undefined && marks && event.shiftKey) choose(next, marks.range);
    else if (next !== undefined) choose(next, marks?.any ? marks.move : props.onChoose);
    else if (event.key === ' ' && marks && chosen >= 0) marks.toggle(chosen);
    else if (event.key.toLowerCase() === 'a' && marks && (event.ctrlKey || event.metaKey)) marks.all();
    else if (event.key === 'Escape' && marks?.any) marks.none();
    else if (event.key === 'Enter' && chosen >= 0) props.onEnter?.();
    else if (isMenuKey(event) && chosen >= 0 && props.onMenu) props.onMenu(chosen, placeOf(chosen));
    else if (event.key === 'ArrowLeft' && props.onAside) props.onAside(-1);
    else if (event.key === 'ArrowRight' && props.onAside) props.onAside(1);
    else return;
    event.preventDefault();
  };

  /** Inside its row, at the left. */
  const placeOf = (index: number) => {
    const element = box.current as HTMLDivElement;
    const { left, top } = element.getBoundingClientRect();
    return { x: left + 40, y: top + index * rowHeight - element.scrollTop + Math.min(rowHeight, 40) };
  };
  const onContextMenu = (event: MouseEvent, index: number) => {
    if (!props.onMenu) return;
    event.preventDefault();
    box.current?.focus();
    props.onMenu(index, { x: event.clientX, y: event.clientY });
  };

  const onClick = (event: MouseEvent, index: number) => {
    const { marks } = props;
    const dots = event.target instanceof Element ? event.target.closest('[data-menu]') : null;
    if (dots && props.onMenu) {
      const { left, bottom } = dots.getBoundingClientRect();
      return props.onMenu(index, { x: left, y: bottom + 2 });
    }
    const onMark = event.target instanceof Element && event.target.closest('[data-mark]') !== null;
    if (marks && event.shiftKey) choose(index, marks.range);
    else if (marks && (event.ctrlKey || event.metaKey || onMark)) choose(index, marks.toggle);
    else choose(index);
  };

  const first = Math.max(0, Math.floor(view.top / rowHeight) - BEYOND);
  const last = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + BEYOND);
  const indexes = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
  return (
    <div
      ref={box}
      className={styles.box}
      role="listbox"
      aria-label={label}
      aria-multiselectable={props.marks ? true : undefined}
      tabIndex={0}
      aria-activedescendant={chosen >= first && chosen < last ? `${id}-${chosen}` : undefined}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <div className={styles.rows} style={{ height: count * rowHeight }}>
        {indexes.map((index) => (
          <div
            key={props.rowKey(index)}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            aria-checked={props.marks?.has(index)}
            aria-setsize={count}
            aria-posinset={index + 1}
            className={styles.row}
            style={{ top: index * rowHeight, height: rowHeight }}
            onClick={(event) => onClick(event, index)}
            onContextMenu={(event) => onContextMenu(event, index)}
          >
            {props.row(index)}
          </div>
        ))}
      </div>
    </div>
  );
}

function isMenuKey({ key, shiftKey }: KeyboardEvent): boolean {
  return key === 'ContextMenu' || (shiftKey && key === 'F10');
}

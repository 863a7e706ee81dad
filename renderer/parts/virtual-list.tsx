/**
 * A list of any length of which only the rows in sight exist. Rows have one height. One stop for the Tab key; arrows,
 * Page Up/Down, Home and End move the choice (the WAI-ARIA listbox pattern).
 */
import type { KeyboardEvent, ReactNode } from 'react';
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
  /** Enter on the chosen row. */
  readonly onEnter?: () => void;
  /** Stay at the newest row at the end unless the reader scrolled away from it. */
  readonly followEnd?: boolean;
}

/** Rows drawn beyond each edge, so that quick scrolling shows no gaps. */
const BEYOND = 6;

export function VirtualList(props: VirtualListProps) {
  const { label, count, rowHeight, chosen, followEnd = false } = props;
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const id = useId();
  const [view, setView] = useState({ top: 0, height: 0 });

  useLayoutEffect(() => {
    const element = box.current as HTMLDivElement;
    const observer = new ResizeObserver(() => {
      setView({ top: element.scrollTop, height: element.clientHeight });
      if (followEnd && atEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [followEnd]);

  useLayoutEffect(() => {
    const element = box.current as HTMLDivElement;
    if (followEnd && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [count, followEnd]);

  const onScroll = () => {
    const { scrollTop, clientHeight, scrollHeight } = box.current as HTMLDivElement;
    atEnd.current = scrollTop + clientHeight >= scrollHeight - rowHeight;
    setView({ top: scrollTop, height: clientHeight });
  };

  const choose = (index: number) => {
    const next = Math.max(0, Math.min(count - 1, index));
    if (count === 0) return;
    const element = box.current as HTMLDivElement;
    const top = next * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowHeight - element.clientHeight;
    props.onChoose(next);
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
    if (next !== undefined) choose(next);
    else if (event.key === 'Enter' && chosen >= 0) props.onEnter?.();
    else return;
    event.preventDefault();
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
            aria-setsize={count}
            aria-posinset={index + 1}
            className={styles.row}
            style={{ top: index * rowHeight, height: rowHeight }}
            onClick={() => choose(index)}
          >
            {props.row(index)}
          </div>
        ))}
      </div>
    </div>
  );
}

/** The edge of a panel, dragged by mouse, finger or arrow keys (the WAI-ARIA window splitter pattern). */
import type { KeyboardEvent, PointerEvent } from 'react';
import { useRef } from 'react';
import { texts } from '../texts/texts.ts';
import styles from './separator.module.css';

export interface SeparatorProps {
  readonly label: string;
  /** The side of the window that the panel lies at. */
  readonly side: 'left' | 'right' | 'bottom';
  /** Of the panel, in px. */
  readonly size: number;
  readonly min: number;
  readonly max: number;
  /** undefined: as it was at first */
  readonly onSize: (size: number | undefined) => void;
}

const STEP_PX = 16;
const LARGE_STEP_PX = 64;

export function Separator({ label, side, size, min, max, onSize }: SeparatorProps) {
  const drag = useRef<{ readonly at: number; readonly size: number } | undefined>(undefined);
  const across = side === 'bottom';
  /** Towards the middle of the window the panel grows. */
  const sign = side === 'left' ? 1 : -1;
  const to = (wanted: number): void => onSize(Math.max(min, Math.min(max, wanted)));

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { at: across ? event.clientY : event.clientX, size };
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (!drag.current) return;
    const moved = (across ? event.clientY : event.clientX) - drag.current.at;
    if (moved !== 0) to(drag.current.size + sign * moved);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.shiftKey ? LARGE_STEP_PX : STEP_PX;
    const [back, forth] = across ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
    if (event.key === back) to(size - sign * step);
    else if (event.key === forth) to(size + sign * step);
    else if (event.key === 'Home') to(min);
    else if (event.key === 'End') to(max);
    else if (event.key === 'Enter') onSize(undefined);
    else return;
    event.preventDefault();
  };

  return (
    <div
      className={`${styles.separator ?? ''} ${styles[side] ?? ''}`}
      role="separator"
      aria-label={label}
      aria-orientation={across ? 'horizontal' : 'vertical'}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      title={texts().page.dragToResize}
      tabIndex={0}
      style={{ [side]: across ? 0 : size }}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onLostPointerCapture={() => (drag.current = undefined)}
      onDoubleClick={() => onSize(undefined)}
      onKeyDown={onKeyDown}
    />
  );
}

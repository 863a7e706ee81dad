/**
 * A plain text area with the numbers of its lines beside it, the lines that matter marked. No editor library: they put
 * style elements into the page, which its content policy forbids.
 */
import type { Ref } from 'react';
import { useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import styles from './code-editor.module.css';

export interface CodeEditorHandle {
  focus(): void;
  /** Where the cursor is, in place of what is selected. */
  insert(text: string): void;
  /** Puts the cursor there, in sight. Counted from 1. */
  jumpTo(line: number): void;
}

export interface CodeEditorProps {
  readonly label: string;
  readonly value: string;
  readonly onChange?: (text: string) => void;
  /** How a line is marked. */
  readonly marks?: ReadonlyMap<number, 'wipe' | 'warning'>;
  readonly handle?: Ref<CodeEditorHandle>;
}

/** As in the style sheet. */
const LINE_PX = 18;
const PADDING_PX = 8;

export function CodeEditor({ label, value, onChange, marks, handle }: CodeEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const lines = value.split('\n').length;

  useLayoutEffect(() => {
    const element = area.current as HTMLTextAreaElement;
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useImperativeHandle(handle, () => ({
    focus: () => area.current?.focus(),
    insert(text) {
      const element = area.current;
      if (!element) return;
      element.focus();
      element.setRangeText(text, element.selectionStart, element.selectionEnd, 'end');
      onChange?.(element.value);
    },
    jumpTo(line) {
      const element = area.current;
      if (!element) return;
      const all = element.value.split('\n');
      const start = all.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
      element.focus();
      element.setSelectionRange(start, start + (all[line - 1]?.length ?? 0));
      element.scrollTop = Math.max(0, (line - 1) * LINE_PX - element.clientHeight / 3);
      element.scrollLeft = 0;
    },
  }));

  // Only the numbers in sight exist: a file may have many thousand lines.
  const first = Math.max(0, Math.floor((view.top - PADDING_PX) / LINE_PX));
  const count = Math.min(lines - first, Math.ceil(view.height / LINE_PX) + 1);
  return (
    <div className={styles.box}>
      <div className={styles.numbers} aria-hidden="true">
        <div
          className={styles.sheet}
          style={{ transform: `translateY(${PADDING_PX + first * LINE_PX - view.top}px)` }}
        >
          {Array.from({ length: Math.max(0, count) }, (_, index) => first + index + 1).map((line) => {
            const mark = marks?.get(line);
            return (
              <div key={line} className={mark ? styles[mark] : undefined}>
                {line}
              </div>
            );
          })}
        </div>
      </div>
      <textarea
        ref={area}
        className={styles.area}
        aria-label={label}
        value={value}
        readOnly={!onChange}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        onChange={(event) => onChange?.(event.currentTarget.value)}
        onScroll={(event) => {
          const { scrollTop: top, clientHeight: height } = event.currentTarget;
          setView({ top, height });
        }}
      />
    </div>
  );
}

/** The text, and beside it what is found in it while it is typed. */
import { useEffect, useMemo, useRef } from 'react';
import type { CodeEditorHandle } from '../../parts/code-editor.tsx';
import { CodeEditor } from '../../parts/code-editor.tsx';
import { useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import styles from './answers.module.css';
import { CheckLists } from './check-lists.tsx';
import { useAnswerCheck } from './use-answer-check.ts';
import type { AnswerDraft } from './use-answer-draft.ts';
import { VariableList } from './variable-list.tsx';

export interface AnswerEditorProps {
  readonly id: string;
  readonly draft: AnswerDraft;
  readonly text: string;
  /** Shown first. */
  readonly line: number | undefined;
}

export function AnswerEditor({ id, draft, text, line }: AnswerEditorProps) {
  const answer = useStore((state) => state.answers.find((one) => one.id === id));
  const t = texts().answers;
  const editor = useRef<CodeEditorHandle>(null);
  const check = useAnswerCheck({ id, text, image: useImageOf(id) });
  const marks = useMemo(() => {
    const lines = new Map<number, 'wipe' | 'warning'>();
    for (const one of check?.warnings ?? []) lines.set(one.line, 'warning');
    for (const one of check?.wipes ?? []) lines.set(one.line, 'wipe');
    return lines;
  }, [check]);
  useEffect(() => {
    if (line === undefined) editor.current?.focus();
    else editor.current?.jumpTo(line);
  }, [line]);
  const clean = check && check.wipes.length === 0 && check.warnings.length === 0;
  return (
    <div
      className={styles.edit}
      onKeyDown={(event) => {
        if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        if (draft.changed) void draft.save();
      }}
    >
      <CodeEditor label={t.textOf(id)} value={text} marks={marks} handle={editor} onChange={draft.setText} />
      <aside className={styles.side} aria-label={t.check}>
        {check && <CheckLists check={check} onJump={(to) => editor.current?.jumpTo(to)} />}
        {clean && <p className="soft">{t.nothingFound}</p>}
        <VariableList used={answer?.variables ?? []} onInsert={(one) => editor.current?.insert(one)} />
        <p className="faint">{t.keysAndVariables}</p>
      </aside>
    </div>
  );
}

/** What installers read it, where those who use it agree: each generation knows other commands. */
function useImageOf(id: string): string | undefined {
  const config = useStore((state) => state.config);
  const images = new Set(
    Object.values(config?.assignments ?? {}).flatMap(({ answer, image }) => (answer === id ? [image] : [])),
  );
  return images.size === 1 ? [...images][0] : undefined;
}

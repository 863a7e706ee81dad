/** An answer file being edited: what is on the shelf, and what stands here. */
import { useEffect, useRef, useState } from 'react';
import { useRun } from '../../engine-context.ts';
import { useStore } from '../../store.ts';

export interface AnswerDraft {
  /** Undefined until it was read. */
  readonly text: string | undefined;
  readonly changed: boolean;
  /** The shelf has another text by now than the one this began with. */
  readonly overtaken: boolean;
  setText(text: string): void;
  /** True when it is on the shelf. */
  save(): Promise<boolean>;
  revert(): void;
}

export function useAnswerDraft(id: string): AnswerDraft {
  const run = useRun();
  /** Changes when somebody replaces the file. */
  const addedAt = useStore((state) => state.answers.find((one) => one.id === id)?.addedAt);
  const [saved, setSaved] = useState<string>();
  const [text, setText] = useState<string>();
  const [overtaken, setOvertaken] = useState(false);
  const now = useRef({ saved, text });
  now.current = { saved, text };

  useEffect(() => {
    let current = true;
    void run('answers.read', { id }).then((read) => {
      if (!current || !read) return;
      const { saved: before, text: here } = now.current;
      // Nothing typed here is ever replaced by what comes from elsewhere.
      if (here === undefined || here === before) setText(read.text);
      else setOvertaken(read.text !== before && read.text !== here);
      setSaved(read.text);
    });
    return () => {
      current = false;
    };
  }, [run, id, addedAt]);

  const changed = text !== undefined && text !== saved;
  useEffect(() => {
    if (!changed) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [changed]);

  return {
    text,
    changed,
    overtaken: overtaken && changed,
    setText,
    async save() {
      if (text === undefined || !(await run('answers.save', { name: id, text }))) return false;
      setSaved(text);
      setOvertaken(false);
      return true;
    },
    revert() {
      setText(saved);
      setOvertaken(false);
    },
  };
}

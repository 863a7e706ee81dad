/** The files installers read their answers from. */
import { useState } from 'react';
import type { AnswerFile } from '../../shared/model/image.ts';
import { useEngine, useRun } from '../engine-context.ts';
import { ConfirmButton } from '../parts/confirm-button.tsx';
import { FileButton } from '../parts/file-button.tsx';
import { TextDialog } from '../parts/text-dialog.tsx';
import { useStore } from '../store.ts';
import { FORMATS } from '../wording-files.ts';
import styles from './files.module.css';
import { Imports } from './imports.tsx';

export function AnswerFiles() {
  const answers = useStore((state) => state.answers);
  const { uploads } = useEngine();
  return (
    <section className={styles.section} aria-labelledby="answers-title" data-drops="answer">
      <h2 id="answers-title">
        <span>Answer files</span>
        <FileButton
          plain
          label="Add an answer file"
          onFiles={(files) => files.forEach((file) => uploads.add('answer', file))}
        >
          Add…
        </FileButton>
      </h2>
      <Imports kind="answer" />
      {answers.length === 0 && (
        <p className="soft">None. An installer then asks its questions on the machine’s own screen.</p>
      )}
      <ul>
        {answers.map((answer) => (
          <AnswerRow key={answer.id} answer={answer} />
        ))}
      </ul>
    </section>
  );
}

function AnswerRow({ answer }: { answer: AnswerFile }) {
  const run = useRun();
  const [text, setText] = useState<string>();
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={`linklike cut ${styles.rowName ?? ''}`}
        title={`Show ${answer.name} (${FORMATS[answer.format]})`}
        onClick={() => void run('answers.read', { id: answer.id }).then((read) => setText(read?.text))}
      >
        {answer.name}
      </button>
      <span className={styles.rowActions}>
        <ConfirmButton
          label="Remove"
          variant="subtle"
          question="Remove?"
          onConfirm={() => void run('answers.remove', { id: answer.id })}
        />
      </span>
      {text !== undefined && (
        <TextDialog title={answer.name} text={text} onClose={() => setText(undefined)} />
      )}
    </li>
  );
}

/** The shelf of files that installers read their answers from. */
import { Button } from '@mantine/core';
import type { AnswerFile } from '../../../shared/model/image.ts';
import { answerActions } from '../../actions/file-actions.ts';
import { landByKey } from '../../actions/land-by-key.ts';
import { useActionTools } from '../../actions/use-action-tools.ts';
import { dragSource } from '../../drag/dragged.ts';
import { useEngine, useRun } from '../../engine-context.ts';
import { MenuButton, menuOn } from '../../menu/has-menu.tsx';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { FileButton } from '../../parts/file-button.tsx';
import { openDialog, useStore } from '../../store.ts';
import { said } from '../../texts/said.ts';
import { texts } from '../../texts/texts.ts';
import { formatText } from '../../wording-files.ts';
import files from '../files.module.css';
import styles from './answers.module.css';
import { removeAnswer } from './remove-answer.ts';
import { useAnswerCheck } from './use-answer-check.ts';
import { useUsersOf } from './used-by.ts';

export function AnswerFiles() {
  const answers = useStore((state) => state.answers);
  const { intake } = useEngine();
  const t = texts().answers;
  return (
    <section className={files.section} aria-labelledby="answers-title" data-drops="answer">
      <h2 id="answers-title">
        <span>{t.title}</span>
        <span className={styles.ways}>
          <button
            type="button"
            className="linklike"
            aria-label={t.newOne}
            onClick={() => openDialog({ dialog: 'new-answer' })}
          >
            {t.newShort}
          </button>
          <FileButton plain label={t.addOne} onFiles={(chosen) => intake.files(chosen, 'answer')}>
            {t.addShort}
          </FileButton>
        </span>
      </h2>
      {answers.length === 0 && <p className="soft">{t.none}</p>}
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
  const t = texts().answers;
  const users = useUsersOf(answer.id);
  const remove = () => void removeAnswer(run, answer.id);
  const tools = useActionTools();
  const menu = { label: answer.name, actions: () => answerActions(tools, answer) };
  return (
    <li
      className={`${files.row ?? ''} ${styles.row ?? ''}`}
      onKeyDown={(event) => landByKey(event, tools, { kind: 'answer', answer })}
      {...dragSource({ kind: 'answer', answer })}
      {...menuOn(menu)}
    >
      <button
        type="button"
        className={`linklike cut ${files.rowName ?? ''}`}
        title={t.edit(answer.name, formatText(answer.format))}
        onClick={() => openDialog({ dialog: 'answer', id: answer.id })}
      >
        {answer.name}
      </button>
      <span className={files.rowActions}>
        {users === undefined ? (
          <Button variant="subtle" onClick={remove} aria-label={t.removeOf(answer.name)}>
            {t.remove}
          </Button>
        ) : (
          <ConfirmButton
            label={t.remove}
            variant="subtle"
            question={t.usedSoRemove(users)}
            onConfirm={remove}
          />
        )}
      </span>
      <MenuButton {...menu} />
      <Standing answer={answer} />
    </li>
  );
}

/** Its format and what it lacks. */
function Standing({ answer }: { answer: AnswerFile }) {
  const check = useAnswerCheck({ id: answer.id });
  const count = check?.warnings.length ?? 0;
  return (
    <span className={`soft cut ${styles.standing ?? ''}`}>
      {formatText(answer.format)}
      {count > 0 && (
        <span
          className="warn"
          title={check?.warnings.map(({ line, sentence }) => `${line}: ${said(sentence)}`).join('\n')}
        >
          {texts().answers.toLookAt(count)}
        </span>
      )}
      {check && check.wipes.length > 0 && texts().answers.andErases}
    </span>
  );
}

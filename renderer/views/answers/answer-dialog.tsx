/** One answer file: edited with what is found in it beside it, and as one machine would get it. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Mac } from '../../../shared/wire/address.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { openDialog, useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import { formatText } from '../../wording-files.ts';
import { AnswerActions } from './answer-actions.tsx';
import { AnswerEditor } from './answer-editor.tsx';
import { AnswerPreview } from './answer-preview.tsx';
import styles from './answers.module.css';
import { useAnswerDraft } from './use-answer-draft.ts';

export function AnswerDialog({ id, mac }: { id: string; mac?: Mac | undefined }) {
  const answer = useStore((state) => state.answers.find((one) => one.id === id));
  const draft = useAnswerDraft(id);
  const t = texts().answers;
  const [tab, setTab] = useState<'edit' | 'preview'>(mac === undefined ? 'edit' : 'preview');
  const [line, setLine] = useState<number>();
  const [asking, setAsking] = useState(false);
  const close = () => openDialog(undefined);
  const jump = (to: number) => {
    setLine(to);
    setTab('edit');
  };
  return (
    <Dialog
      title={answer?.name ?? id}
      beside={
        <span className="soft">
          {answer ? formatText(answer.format) : t.notOnShelf}
          {draft.changed && <b className={styles.changed}>{t.notSavedShort}</b>}
        </span>
      }
      mayClose={() => {
        setAsking(draft.changed);
        return !draft.changed;
      }}
      onClose={close}
    >
      {asking && draft.changed && (
        <div className={styles.ask} role="alertdialog" aria-label={t.notSaved}>
          <b>{t.changesNotSaved}</b>
          <Button
            variant="filled"
            autoFocus
            onClick={() => void draft.save().then((done) => done && close())}
          >
            {t.saveAndClose}
          </Button>
          <Button variant="danger" onClick={close}>
            {t.throwAway}
          </Button>
          <Button onClick={() => setAsking(false)}>{t.goOnEditing}</Button>
        </div>
      )}
      {draft.overtaken && (
        <p className={styles.ask} role="status">
          <b>{t.savedMeanwhile}</b> {t.savedMeanwhileThen}
        </p>
      )}
      <Tabs
        label={t.one}
        tabs={[
          { id: 'edit', word: t.tabEdit },
          { id: 'preview', word: t.tabPreview },
        ]}
        chosen={tab}
        onChoose={setTab}
        beside={<AnswerActions id={id} draft={draft} />}
      >
        {draft.text === undefined ? (
          <p className={styles.empty}>{t.reading}</p>
        ) : tab === 'edit' ? (
          <AnswerEditor id={id} draft={draft} text={draft.text} line={line} />
        ) : (
          <AnswerPreview id={id} text={draft.text} mac={mac} onJump={jump} />
        )}
      </Tabs>
    </Dialog>
  );
}

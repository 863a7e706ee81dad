/** One answer file: edited with what is found in it beside it, and as one machine would get it. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Mac } from '../../../shared/wire/address.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { openDialog, useStore } from '../../store.ts';
import { FORMATS } from '../../wording-files.ts';
import { AnswerActions } from './answer-actions.tsx';
import { AnswerEditor } from './answer-editor.tsx';
import { AnswerPreview } from './answer-preview.tsx';
import styles from './answers.module.css';
import { useAnswerDraft } from './use-answer-draft.ts';

const TABS = [
  { id: 'edit', word: 'Edit' },
  { id: 'preview', word: 'Preview for a machine' },
] as const;

export function AnswerDialog({ id, mac }: { id: string; mac?: Mac | undefined }) {
  const answer = useStore((state) => state.answers.find((one) => one.id === id));
  const draft = useAnswerDraft(id);
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
          {answer ? FORMATS[answer.format] : 'not on the shelf'}
          {draft.changed && <b className={styles.changed}> · not saved</b>}
        </span>
      }
      mayClose={() => {
        setAsking(draft.changed);
        return !draft.changed;
      }}
      onClose={close}
    >
      {asking && draft.changed && (
        <div className={styles.ask} role="alertdialog" aria-label="Not saved">
          <b>What you changed is not saved.</b>
          <Button
            variant="filled"
            autoFocus
            onClick={() => void draft.save().then((done) => done && close())}
          >
            Save and close
          </Button>
          <Button variant="danger" onClick={close}>
            Throw away
          </Button>
          <Button onClick={() => setAsking(false)}>Go on editing</Button>
        </div>
      )}
      {draft.overtaken && (
        <p className={styles.ask} role="status">
          <b>Somebody saved this file meanwhile.</b> Saving here replaces that; Revert shows it.
        </p>
      )}
      <Tabs
        label="Answer file"
        tabs={TABS}
        chosen={tab}
        onChoose={setTab}
        beside={<AnswerActions id={id} draft={draft} />}
      >
        {draft.text === undefined ? (
          <p className={styles.empty}>Reading…</p>
        ) : tab === 'edit' ? (
          <AnswerEditor id={id} draft={draft} text={draft.text} line={line} />
        ) : (
          <AnswerPreview id={id} text={draft.text} mac={mac} onJump={jump} />
        )}
      </Tabs>
    </Dialog>
  );
}

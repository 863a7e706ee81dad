/** The sheet that lies over the page, if one does. */
import { useStore } from '../store.ts';
import { AnswerDialog } from './answers/answer-dialog.tsx';
import { NewAnswerDialog } from './answers/new-answer-dialog.tsx';
import { RackDialog } from './rack/rack-dialog.tsx';
import { SettingsDialog } from './settings/settings-dialog.tsx';

export function Dialogs() {
  const dialog = useStore((state) => state.dialog);
  switch (dialog?.dialog) {
    case undefined:
      return null;
    case 'answer':
      return <AnswerDialog key={`${dialog.id} ${dialog.mac ?? ''}`} id={dialog.id} mac={dialog.mac} />;
    case 'new-answer':
      return <NewAnswerDialog />;
    case 'settings':
      return <SettingsDialog />;
    case 'rack':
      return <RackDialog tab={dialog.tab} csv={dialog.csv} />;
  }
}

/** The sheet that lies over the page, if one does. */
import { KeyboardDialog } from '../keys/keyboard-dialog.tsx';
import { Palette } from '../palette/palette.tsx';
import { useStore } from '../store.ts';
import { AnswerDialog } from './answers/answer-dialog.tsx';
import { NewAnswerDialog } from './answers/new-answer-dialog.tsx';
import { AboutDialog } from './header/about-dialog.tsx';
import { NetworkQuestionDialog } from './header/network-question.tsx';
import { QuitDialog } from './header/quit-dialog.tsx';
import { NameDialog } from './name-dialog.tsx';
import { PastedDialog } from './pasted-dialog.tsx';
import { RackDialog } from './rack/rack-dialog.tsx';
import { SettingsDialog } from './settings/settings-dialog.tsx';
import { ArmDialog } from './several/arm-dialog.tsx';
import { GiveAddressDialog } from './setup/give-address.tsx';

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
    case 'pasted':
      return <PastedDialog items={dialog.items} />;
    case 'rack':
      return <RackDialog tab={dialog.tab} csv={dialog.csv} />;
    case 'palette':
      return <Palette {...('choose' in dialog && { choose: dialog.choose, macs: dialog.macs })} />;
    case 'arm':
      return <ArmDialog macs={dialog.macs} how={dialog.how} />;
    case 'name':
      return <NameDialog ask={dialog} />;
    case 'keyboard':
      return <KeyboardDialog />;
    case 'network':
      return <NetworkQuestionDialog key={dialog.question.why} question={dialog.question} />;
    case 'give-address':
      return <GiveAddressDialog name={dialog.interface} />;
    case 'about':
      return <AboutDialog />;
    case 'quit':
      return <QuitDialog />;
  }
}

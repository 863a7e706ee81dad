/** The questions before the network is changed: machines boot, another server answers, the system does not allow it. */
import { Button } from '@mantine/core';
import { nameOf } from '../../../shared/model/booting.ts';
import type { Machine } from '../../../shared/model/machine.ts';
import type { NetworkQuestion } from '../../network/network-question.ts';
import type { Wish } from '../../network/network-state.ts';
import { useNetworkActions } from '../../network/use-network.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { openDialog } from '../../store.ts';
import { said } from '../../texts/said.ts';
import { texts } from '../../texts/texts.ts';
import styles from './question.module.css';

const MOST_NAMES = 5;

export function NetworkQuestionDialog({ question }: { question: NetworkQuestion }) {
  switch (question.why) {
    case 'booting':
      return <Booting {...question} />;
    case 'other-server':
      return <OtherServer {...question} />;
    case 'privilege':
      return <Privilege {...question} />;
  }
}

const close = (): void => openDialog(undefined);

function Booting({ wish, machines }: Extract<NetworkQuestion, { why: 'booting' }>) {
  const words = texts().header.question;
  const { confirmed } = useNetworkActions();
  const stops = wish.mode === 'listen';
  return (
    <Dialog small title={stops ? words.stopTitle : words.changeTitle} onClose={close}>
      <div className={styles.body}>
        <p>{bootingText(machines)}</p>
        <div className={styles.buttons}>
          <Button data-first variant="filled" onClick={close}>
            {words.keepServing}
          </Button>
          <Button
            variant="danger"
            onClick={() => {
              close();
              void confirmed(wish);
            }}
          >
            {stops ? words.stopAll : words.changeAll}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** Who would stop half way. */
export function bootingText(machines: readonly Machine[]): string {
  const words = texts().header.question;
  const named = machines.slice(0, MOST_NAMES).map(nameOf).join(', ');
  const more = machines.length - MOST_NAMES;
  return words.booting(more > 0 ? `${named} ${words.andMore(more)}` : named, machines.length);
}

function OtherServer({ wish, error }: Extract<NetworkQuestion, { why: 'other-server' }>) {
  const words = texts().header.question;
  const { confirmed } = useNetworkActions();
  const answer = (change: Partial<Wish>) => () => {
    close();
    void confirmed({ ...wish, ...change });
  };
  return (
    <Dialog small title={words.otherTitle} onClose={close}>
      <div className={styles.body}>
        <p className="strong">{said(error.message)}</p>
        <p>{words.otherBeside}</p>
        <p className="warn">{words.otherDanger}</p>
        <div className={styles.buttons}>
          <Button data-first variant="filled" onClick={answer({ mode: 'beside' })}>
            {words.useBeside}
          </Button>
          <Button variant="danger" onClick={answer({ force: true })}>
            {words.force}
          </Button>
          <Button onClick={close}>{texts().common.cancel}</Button>
        </div>
      </div>
    </Dialog>
  );
}

function Privilege({ wish, error }: Extract<NetworkQuestion, { why: 'privilege' }>) {
  const words = texts().header.question;
  return (
    <Dialog small title={words.privilegeTitle} onClose={close}>
      <div className={styles.body}>
        <p className="strong">{said(error.message)}</p>
        <p>{said(error.hint)}</p>
        <p className="soft">{words.privilegeDo}</p>
        <code className={styles.command}>{serveCommand(wish)}</code>
      </div>
    </Dialog>
  );
}

/** As docs/ and `rackboot --help` spell it. */
function serveCommand({ interface: name, mode, force }: Wish): string {
  const quoted = /^[\w.:-]+$/.test(name) ? name : `"${name}"`;
  return `sudo rackboot serve --interface ${quoted} --mode ${mode}${force ? ' --force' : ''}`;
}

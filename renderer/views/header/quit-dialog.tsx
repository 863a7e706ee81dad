/** Ends the engine: not the same as no longer answering, so it is asked for elsewhere and in other words. */
import { Button } from '@mantine/core';
import { useRun } from '../../engine-context.ts';
import { leftInTheLurch } from '../../network/use-network.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { openDialog } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import { bootingText } from './network-question.tsx';
import styles from './question.module.css';

export function QuitDialog() {
  const words = texts().header.question;
  const run = useRun();
  const machines = leftInTheLurch();
  const close = (): void => openDialog(undefined);
  return (
    <Dialog small title={words.quitTitle} onClose={close}>
      <div className={styles.body}>
        <p>{words.quitText}</p>
        {machines.length > 0 && <p className="warn">{bootingText(machines)}</p>}
        <div className={styles.buttons}>
          <Button data-first variant={machines.length > 0 ? 'filled' : 'default'} onClick={close}>
            {texts().common.cancel}
          </Button>
          <Button
            variant="danger"
            onClick={() => {
              close();
              void run('engine.stop', {});
            }}
          >
            {words.quit}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

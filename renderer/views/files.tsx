/** Left column: what can be booted, what installers are answered with, and what machines load first. */
import { texts } from '../texts/texts.ts';
import { Arrivals } from './arrivals.tsx';
import { AnswerFiles } from './answers/answer-files.tsx';
import { BootFirmware } from './boot-firmware.tsx';
import styles from './files.module.css';
import { Images } from './images.tsx';

export function Files() {
  return (
    <aside className={styles.column} aria-label={texts().files.title}>
      <Arrivals />
      <Images />
      <AnswerFiles />
      <BootFirmware />
    </aside>
  );
}

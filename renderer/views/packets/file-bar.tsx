/** Says that what is shown is a file, what could not be read of it, and leads back to the live packets. */
import { Button } from '@mantine/core';
import { dayText } from '../../format.ts';
import type { PacketFile } from '../../packets.ts';
import { showPacketFile } from '../../packets.ts';
import { texts } from '../../texts/texts.ts';
import { MOST_PACKETS } from '../../drops/capture.ts';
import styles from './packets.module.css';

export function FileBar({ file }: { file: PacketFile }) {
  const words = texts().drops;
  const [first] = file.log.shown;
  return (
    <div className={styles.fileBar} role="status">
      <div className={styles.fileWords}>
        <span className="strong">{words.fromFile(file.name)}</span>{' '}
        {first && <span className="soft">{words.recorded(dayText(first.at))}</span>}{' '}
        {file.problem && (
          <span className="warn">{words.captureBroken(file.problem.what, file.problem.offset)}</span>
        )}
        {file.isCut && <span className="warn">{words.captureCut(MOST_PACKETS)}</span>}
      </div>
      <Button onClick={() => showPacketFile(undefined)}>{words.backToLive}</Button>
    </div>
  );
}

/** Files on their way, each with its share: from this page, and from wherever else the engine takes them. */
import { Button, Progress } from '@mantine/core';
import { useShallow } from 'zustand/react/shallow';
import { percent, shareText } from '../format.ts';
import type { UploadKind } from '../store.ts';
import { useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import styles from './files.module.css';

export function Imports({ kind }: { kind: UploadKind }) {
  const uploads = useStore(useShallow((state) => state.uploads.filter((one) => one.kind === kind)));
  const imports = useStore((state) => state.engine?.imports ?? []);
  const others =
    kind === 'image' ? imports.filter((one) => !uploads.some((upload) => upload.name === one.name)) : [];
  if (uploads.length === 0 && others.length === 0) return null;
  return (
    <ul className={styles.cards} aria-label={texts().files.onTheWay}>
      {uploads.map(({ id, name, bytes, totalBytes, cancel }) => (
        <ImportCard key={id} name={name} bytes={bytes} totalBytes={totalBytes} cancel={cancel} />
      ))}
      {others.map(({ name, bytes, totalBytes }) => (
        <ImportCard key={name} name={name} bytes={bytes} totalBytes={totalBytes} />
      ))}
    </ul>
  );
}

interface ImportCardProps {
  readonly name: string;
  readonly bytes: number;
  readonly totalBytes: number;
  readonly cancel?: () => void;
}

function ImportCard({ name, bytes, totalBytes, cancel }: ImportCardProps) {
  const t = texts().files;
  const sent = totalBytes > 0 && bytes >= totalBytes;
  return (
    <li className={styles.import}>
      <div className={styles.importHead}>
        <span className="cut" title={name}>
          {name}
        </span>
        {cancel && !sent && (
          <Button onClick={cancel} aria-label={t.cancelOf(name)}>
            {texts().common.cancel}
          </Button>
        )}
      </div>
      <Progress value={percent(bytes, totalBytes)} aria-label={t.progressOf(name)} color="var(--http)" />
      <div className="soft">{sent ? t.looking : shareText(bytes, totalBytes)}</div>
    </li>
  );
}

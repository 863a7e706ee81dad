/** 4: the first image. What is on its way is shown at the left, where it will stand. */
import { TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { useEngine, useRun } from '../../engine-context.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { FileButton } from '../../parts/file-button.tsx';
import { useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import styles from './first-steps.module.css';

export function ImageStep() {
  const words = texts().setup.image;
  const images = useStore((state) => state.images);
  const { intake } = useEngine();
  return (
    <>
      <p className="soft">{images[0] ? words.has(images[0].title, images.length) : words.why}</p>
      <div className={styles.drop} data-drops="image">
        <div className={styles.dropTitle}>{words.drop}</div>
        <FileButton onFiles={intake.files}>{words.choose}</FileButton>
      </div>
      <ByPath />
    </>
  );
}

/** For a file that lies where the engine runs, or an address that machines go on to. */
function ByPath() {
  const words = texts().setup.image;
  const run = useRun();
  const [path, setPath] = useState('');
  const [busy, setBusy] = useState(false);
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (path.trim() === '' || busy) return;
    setBusy(true);
    if (await run('images.import', { path: path.trim() })) setPath('');
    setBusy(false);
  }
  return (
    <form className={styles.path} onSubmit={(event) => void submit(event)}>
      <TextInput
        label={words.path}
        placeholder="/srv/iso/debian-12.iso"
        value={path}
        spellCheck={false}
        onChange={(event) => setPath(event.currentTarget.value)}
      />
      <BusyButton submits busy={busy} disabled={path.trim() === ''}>
        {words.take}
      </BusyButton>
    </form>
  );
}

/** One image; opened, how it boots and what to know about it. */
import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import type { Image } from '../../shared/model/image.ts';
import { imageActions } from '../actions/file-actions.ts';
import { landByKey } from '../actions/land-by-key.ts';
import { useActionTools } from '../actions/use-action-tools.ts';
import { dragSource } from '../drag/dragged.ts';
import { useRun } from '../engine-context.ts';
import { sizeText } from '../format.ts';
import { MenuButton, menuOn } from '../menu/has-menu.tsx';
import { ConfirmButton } from '../parts/confirm-button.tsx';
import { said } from '../texts/said.ts';
import { texts } from '../texts/texts.ts';
import { bootsOn, entryText, glyphOf, nbiTexts } from '../wording-files.ts';
import { AnswerForImage } from './answers/answer-for-image.tsx';
import styles from './files.module.css';
import { removeImage, renameImage } from './image-changes.ts';

export function ImageCard({ image }: { image: Image }) {
  const [open, setOpen] = useState(false);
  const glyph = glyphOf(image);
  const machines = bootsOn(image);
  const tools = useActionTools();
  const menu = { label: image.title, actions: () => imageActions(tools, image) };
  return (
    <li
      className={styles.card}
      data-image={image.id}
      onKeyDown={(event) => landByKey(event, tools, { kind: 'image', image })}
      {...dragSource({ kind: 'image', image })}
      {...menuOn(menu)}
    >
      <button type="button" className={styles.cardHead} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={`${styles.glyph ?? ''} ${styles[glyph.tone] ?? ''}`} aria-hidden="true">
          {glyph.text}
        </span>
        <span className={`cut ${styles.cardTitle ?? ''}`} title={image.title}>
          {image.title}
        </span>
        <span className={machines === '' ? 'warn' : 'faint'}>
          {machines === '' ? texts().files.cannotBoot : machines}
        </span>
        <span className={`cut soft ${styles.cardName ?? ''}`} title={image.name}>
          {image.kind === 'url'
            ? image.path
            : texts().files.sizeAndName(sizeText(image.sizeBytes), image.name)}
        </span>
      </button>
      <span className={styles.more}>
        <MenuButton {...menu} />
      </span>
      {open && <ImageDetails image={image} />}
    </li>
  );
}

function ImageDetails({ image }: { image: Image }) {
  const run = useRun();
  const t = texts().files;
  const [doing, setDoing] = useState<'rename' | 'answer'>();
  const { entries, notes, answer } = image.recipe;
  const done = () => setDoing(undefined);
  return (
    <div className={styles.details}>
      {notes.map((note) => (
        <p key={note} className="warn">
          {said(note)}
        </p>
      ))}
      {entries.map((entry) => (
        <p key={entryText(entry)} className="soft">
          {entryText(entry)}
        </p>
      ))}
      {image.nbi &&
        nbiTexts(image.nbi).map((text) => (
          <p key={text} className="soft">
            {text}
          </p>
        ))}
      <p className={`mono faint ${styles.path ?? ''}`}>{image.path}</p>
      {doing === 'rename' && <RenameForm image={image} onDone={done} />}
      {doing === 'answer' && <AnswerForImage image={image} onDone={done} />}
      {doing === undefined && (
        <div className={styles.actions}>
          {answer !== undefined && (
            <Button onClick={() => setDoing('answer')}>
              {answer === 'esxi-kickstart' ? t.newKickstart : t.newAnswer}
            </Button>
          )}
          <Button onClick={() => setDoing('rename')}>{t.rename}</Button>
          <ConfirmButton
            label={t.remove}
            question={image.owned ? t.removeOwned : t.removeListed[image.kind]}
            onConfirm={() => void removeImage(run, image)}
          />
        </div>
      )}
    </div>
  );
}

function RenameForm({ image, onDone }: { image: Image; onDone: () => void }) {
  const run = useRun();
  const t = texts().files;
  const [title, setTitle] = useState(image.title);
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await renameImage(run, image, title.trim())) onDone();
  }
  return (
    <form className={styles.pathForm} onSubmit={(event) => void submit(event)}>
      <TextInput
        label={t.imageTitle}
        value={title}
        autoFocus
        maxLength={120}
        onChange={(event) => setTitle(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
      <div className={styles.actions}>
        <Button type="submit" variant="filled" disabled={title.trim() === ''}>
          {t.save}
        </Button>
        <Button onClick={onDone}>{texts().common.cancel}</Button>
      </div>
    </form>
  );
}

/**
 * Files may be dropped anywhere on the window, so that a near miss never makes the browser open the file instead of the
 * console. Where they land inside an element with `data-drops`, that says what they are; else their name does. `text`: the
 * element reads them itself, and gets them as an event `dropped-files`.
 */
import { useEffect, useState } from 'react';
import { folderUpload } from '../../shared/model/error.ts';
import { pathOf } from '../desktop.ts';
import { useEngine } from '../engine-context.ts';
import { notice } from '../store.ts';
import type { UploadKind } from '../store.ts';
import { kindOfFile } from '../uploads.ts';
import styles from './drop-target.module.css';

export function DropTarget() {
  const { uploads } = useEngine();
  const [over, setOver] = useState(false);

  useEffect(() => {
    // dragenter and dragleave come for every element passed; only their balance says whether the pointer is outside.
    let depth = 0;
    const withFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const enter = (event: DragEvent) => {
      if (withFiles(event)) setOver(++depth > 0);
    };
    const leave = (event: DragEvent) => {
      if (withFiles(event)) setOver(--depth > 0);
    };
    const allow = (event: DragEvent) => {
      if (!withFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setOver(false);
      if (!withFiles(event)) return;
      event.preventDefault();
      const { files, folders } = dropped(event);
      const reader = elementAt(event);
      if (reader?.getAttribute('data-drops') === 'text') {
        reader.dispatchEvent(new CustomEvent('dropped-files', { detail: files }));
        return;
      }
      for (const file of files) uploads.add(kindAt(event) ?? kindOfFile(file.name), file);
      for (const { name, file } of folders) {
        // The desktop window knows where it lies, and the engine reads it there.
        if (file && pathOf(file) !== undefined) uploads.add('image', file);
        else notice(noFolders(name));
      }
    };
    addEventListener('dragenter', enter);
    addEventListener('dragleave', leave);
    addEventListener('dragover', allow);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragenter', enter);
      removeEventListener('dragleave', leave);
      removeEventListener('dragover', allow);
      removeEventListener('drop', drop);
    };
  }, [uploads]);

  if (!over) return null;
  const images = window.desktop ? 'images (.iso files, .nbi folders)' : 'images';
  return <div className={styles.veil}>Drop to add: {images}, answer files, boot firmware</div>;
}

function elementAt(event: DragEvent): Element | undefined {
  return (event.target instanceof Element && event.target.closest('[data-drops]')) || undefined;
}

function kindAt(event: DragEvent): UploadKind | undefined {
  return (elementAt(event)?.getAttribute('data-drops') ?? undefined) as UploadKind | undefined;
}

interface Folder {
  readonly name: string;
  /** It cannot be read, but the desktop window knows its path. */
  readonly file: File | null;
}

function dropped(event: DragEvent): { files: File[]; folders: Folder[] } {
  const files: File[] = [];
  const folders: Folder[] = [];
  for (const item of event.dataTransfer?.items ?? []) {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory) folders.push({ name: entry.name, file });
    else if (file) files.push(file);
  }
  return { files, folders };
}

function noFolders(name: string) {
  if (name.toLowerCase().endsWith('.nbi')) return folderUpload(name);
  return {
    code: 'NOT_SUPPORTED' as const,
    message: `${name} is a folder.`,
    hint: 'Drop the ISO file itself.',
  };
}

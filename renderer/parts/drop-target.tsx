/**
 * Anything may be dropped anywhere on the window, so that a near miss never makes the browser open the file instead of the
 * console. Where it lands inside an element with `data-drops`, that says what it is where the file itself does not. `text`: the
 * element reads files itself, and gets them as an event `dropped-files`.
 */
import { useEffect, useState } from 'react';
import { countDragged } from '../../shared/boot/dropped/dragged-kinds.ts';
import type { Place } from '../../shared/boot/dropped/whats-this.ts';
import { draggedTypes, dropped } from '../drops/dragged.ts';
import type { Intake } from '../drops/intake.ts';
import { listenForPaste, takeText } from '../drops/paste.ts';
import { useEngine } from '../engine-context.ts';
import { texts } from '../texts/texts.ts';
import styles from './drop-target.module.css';

export function DropTarget() {
  const { intake } = useEngine();
  const [over, setOver] = useState<readonly string[]>();

  useEffect(() => watchDrags(intake, setOver), [intake]);
  useEffect(() => listenForPaste(intake), [intake]);

  if (!over) return null;
  return (
    <div className={styles.veil} aria-hidden="true">
      <span className={styles.words}>{veilText(over)}</span>
    </div>
  );
}

function veilText(types: readonly string[]): string {
  const { veil, anything, dragged } = texts().drops;
  if (types.length === 0) return texts().drops.veilAddress;
  const counts = countDragged(types);
  const known = counts.some(([kind]) => kind !== 'unknown');
  if (!known) return `${veil(types.length)} ${anything}`;
  return `${veil(types.length)} ${counts.map(([kind, count]) => dragged[kind](count)).join(', ')}`;
}

const PLACES: readonly string[] = ['image', 'answer', 'firmware'];

/** @param tell media types of what hangs over the window; undefined: nothing does */
function watchDrags(intake: Intake, tell: (types: readonly string[] | undefined) => void): () => void {
  // dragenter and dragleave come for every element passed; only their balance says whether the pointer is outside.
  let depth = 0;
  /** A link or picture of this page that is dragged is nothing somebody brings. */
  let own = false;
  const brings = ({ dataTransfer }: DragEvent) =>
    !own &&
    (dataTransfer?.types.includes('Files') === true ||
      dataTransfer?.types.includes('text/uri-list') === true);
  const place = (event: DragEvent | undefined) => {
    for (const element of document.querySelectorAll('[data-drop-here]'))
      element.removeAttribute('data-drop-here');
    if (event) elementAt(event)?.setAttribute('data-drop-here', '');
    document.documentElement.toggleAttribute('data-dropping', event !== undefined);
  };
  const end = () => {
    depth = 0;
    tell(undefined);
    place(undefined);
  };
  const handlers = {
    dragstart: () => void (own = true),
    dragend: () => void (own = false),
    dragenter(event: DragEvent) {
      if (!brings(event)) return;
      if (depth++ === 0) tell(draggedTypes(event.dataTransfer));
      place(event);
    },
    dragleave(event: DragEvent) {
      if (brings(event) && --depth <= 0) end();
    },
    dragover(event: DragEvent) {
      if (!brings(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    },
    drop(event: DragEvent) {
      end();
      if (!brings(event) || !event.dataTransfer) return;
      event.preventDefault();
      const { files, folders, addresses } = dropped(event.dataTransfer);
      const element = elementAt(event);
      const at = element?.getAttribute('data-drops') ?? '';
      if (element && at === 'text') {
        element.dispatchEvent(new CustomEvent('dropped-files', { detail: files }));
        return;
      }
      intake.files(files, PLACES.includes(at) ? (at as Place) : undefined);
      for (const folder of folders) intake.folder(folder);
      if (addresses !== '') takeText(addresses);
    },
  };
  for (const [name, handler] of Object.entries(handlers)) addEventListener(name, handler as EventListener);
  return () => {
    end();
    for (const [name, handler] of Object.entries(handlers))
      removeEventListener(name, handler as EventListener);
  };
}

function elementAt(event: DragEvent): Element | undefined {
  return (event.target instanceof Element && event.target.closest('[data-drops]')) || undefined;
}

/** What is done to an image as a whole, and taken back. */
import type { Image } from '../../shared/model/image.ts';
import type { Run } from '../engine-context.ts';
import { texts } from '../texts/texts.ts';
import { undoable } from '../undo.ts';

/** The engine keeps an uploaded file aside for a while. What was armed with it is disarmed, and stays so. */
export async function removeImage(run: Run, { id, title }: Image): Promise<boolean> {
  if (!(await run('images.remove', { id }))) return false;
  undoable(texts().undo.removed(title), () => run('images.restore', { id }));
  return true;
}

export async function renameImage(run: Run, { id, title }: Image, to: string): Promise<boolean> {
  if (!(await run('images.rename', { id, title: to }))) return false;
  if (to !== title) undoable(texts().undo.renamed(title, to), () => run('images.rename', { id, title }));
  return true;
}

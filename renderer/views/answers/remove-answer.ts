/** Takes an answer file off the shelf; what stood in it is kept here so that it can be brought back. */
import type { Run } from '../../engine-context.ts';
import { openDialog, useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import { undoable } from '../../undo.ts';

/** @returns whether it is gone */
export async function removeAnswer(run: Run, id: string): Promise<boolean> {
  const read = await run('answers.read', { id });
  if (!read || !(await run('answers.remove', { id }))) return false;
  undoable(texts().answers.removed(read.name), () =>
    isThere(id)
      ? texts().undo.thereAgain(read.name)
      : run('answers.save', { name: read.name, text: read.text }),
  );
  return true;
}

/** Saving would replace what somebody else put there, or dropped as the corrected one. */
const isThere = (id: string): boolean => useStore.getState().answers.some((one) => one.id === id);

/** The old one of a file that was just saved under another name. */
export async function removeRenamed(run: Run, from: string, to: string): Promise<void> {
  if (!(await run('answers.remove', { id: from }))) return;
  undoable(texts().undo.renamed(from, to), async () => {
    if (isThere(from)) return texts().undo.thereAgain(from);
    const now = await run('answers.read', { id: to });
    if (!now || !(await run('answers.save', { name: from, text: now.text }))) return undefined;
    const { dialog } = useStore.getState();
    if (dialog?.dialog === 'answer' && dialog.id === to) openDialog({ dialog: 'answer', id: from });
    await run('answers.remove', { id: to });
    return undefined;
  });
}

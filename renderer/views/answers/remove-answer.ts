/** Takes an answer file off the shelf; what stood in it is kept here until the notice is dismissed. */
import type { Run } from '../../engine-context.ts';
import { undoable } from '../../store.ts';
import { texts } from '../../texts/texts.ts';

/** @returns whether it is gone */
export async function removeAnswer(run: Run, id: string): Promise<boolean> {
  const read = await run('answers.read', { id });
  if (!read || !(await run('answers.remove', { id }))) return false;
  undoable(
    texts().answers.removed(read.name),
    () => void run('answers.save', { name: read.name, text: read.text }),
  );
  return true;
}

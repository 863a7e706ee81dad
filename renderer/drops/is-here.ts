/** Whether what is brought is on the shelf already, or something else of its name is. */
import { safeFileName } from '../../shared/model/safe-file-name.ts';
import type { ConsoleClient } from '../client.ts';
import { useStore } from '../store.ts';
import type { Shows } from './arrival.ts';

export interface IsHere {
  /** As far as can be told without sending it. */
  readonly same: boolean;
  readonly shows: Shows;
}

/** By name and size. @param path where the engine would read it in place: then only the same place is the same */
export function imageIsHere({ name, size }: File, path: string | undefined): IsHere | undefined {
  const { images } = useStore.getState();
  const found = images.find((image) =>
    path === undefined
      ? image.kind === 'iso' && image.name === safeFileName(name) && (image.owned || image.sizeBytes === size)
      : image.path === path,
  );
  // What is read in place is looked at anew: that replaces nothing.
  if (!found || (path !== undefined && found.sizeBytes !== size)) return undefined;
  return { same: found.sizeBytes === size, shows: { at: 'image', id: found.id } };
}

/** By name and text. */
export async function answerIsHere(file: File, client: ConsoleClient): Promise<IsHere | undefined> {
  const { answers } = useStore.getState();
  // As the engine makes an id of it (main/engine/answers.ts).
  const id = file.name.replace(/[^\w.+-]/g, '-');
  const found = answers.find((answer) => answer.id === id);
  if (!found) return undefined;
  const [kept, brought] = await Promise.all([client.call('answers.read', { id }), file.text()]);
  const same = kept.text === brought.replaceAll('\r\n', '\n');
  return { same, shows: { at: 'answer', id } };
}

/** Serving did not start: what is wrong, and the ways on. A refused password is no dead end, because listening needs none. */
import type { Dialog } from 'electron';
import type { ErrorReport } from '../../shared/model/error.ts';
import type { Refused } from './serving.ts';
import { texts } from './texts/texts.ts';

const CHOICES: readonly Refused[] = ['again', 'listen', 'quit'];

export async function askRefused(
  dialog: Pick<Dialog, 'showMessageBox'>,
  { code, message, hint }: ErrorReport,
): Promise<Refused> {
  const needsPassword = code === 'CANCELLED' || code === 'NEEDS_PRIVILEGE';
  const words = texts().refused;
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'Rackboot',
    message: needsPassword ? words.notYet(message) : message,
    detail: `${code === 'CANCELLED' ? words.why : hint}\n\n${words.listening}`,
    buttons: [words.again, words.listen, words.quit],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  return CHOICES[response] ?? 'listen';
}

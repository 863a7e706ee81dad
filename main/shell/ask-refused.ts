/** Serving did not start: what is wrong, and the ways on. A refused password is no dead end, because listening needs none. */
import type { Dialog } from 'electron';
import type { ErrorReport } from '../../shared/model/error.ts';
import type { Refused } from './serving.ts';

const CHOICES: readonly Refused[] = ['again', 'listen', 'quit'];

export async function askRefused(
  dialog: Pick<Dialog, 'showMessageBox'>,
  { code, message, hint }: ErrorReport,
): Promise<Refused> {
  const needsPassword = code === 'CANCELLED' || code === 'NEEDS_PRIVILEGE';
  const why =
    'DHCP, TFTP and HTTP use low port numbers, and the system gives those to administrators only. The password goes to the system, not to Rackboot.';
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'Rackboot',
    message: needsPassword ? `Rackboot cannot answer machines yet. ${message}` : message,
    detail: `${code === 'CANCELLED' ? why : hint}\n\nListening shows which machines are there and answers nobody.`,
    buttons: ['Try again', 'Only listen', 'Quit'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  return CHOICES[response] ?? 'listen';
}

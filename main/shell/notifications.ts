/**
 * The system's notifications for our page: what it says is text of bounded length, and not more of it than a person can read.
 * A click brings the window to the front and tells the page which one it was.
 */
import type { BrowserWindow, Notification } from 'electron';
import type { HandleOwn } from './own-page.ts';

export interface NotificationParts {
  readonly Notification: Pick<typeof Notification, 'isSupported'> &
    (new (options: { title: string; body: string; icon?: string }) => Notification);
  /** ms, of any clock. */
  readonly now: () => number;
  /** Absolute path; packages have their own. */
  readonly icon?: string;
}

const MAX_ID = 40;
const MAX_TITLE = 120;
const MAX_BODY = 400;
/** More within this time are refused: the page tells many machines as one. */
const MAX_RECENT = 12;
const RECENT_MS = 10_000;

export function serveNotifications(
  handle: HandleOwn,
  { Notification, now, icon }: NotificationParts,
  window: BrowserWindow,
): void {
  /** Held here: one that is collected as garbage is never clicked. */
  const shown = new Set<Notification>();
  let recent: readonly number[] = [];

  handle('desktop.notify', (argument) => {
    const { id, title, body } = readNotification(argument);
    recent = recent.filter((at) => now() - at < RECENT_MS);
    if (recent.length >= MAX_RECENT) throw new Error('desktop.notify was called too often');
    recent = [...recent, now()];
    if (!Notification.isSupported()) return;
    const one = new Notification({ title, body, ...(icon !== undefined && { icon }) });
    shown.add(one);
    const gone = (): void => void shown.delete(one);
    one.on('close', gone);
    one.on('failed', gone);
    one.on('click', () => {
      gone();
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      window.webContents.send('desktop.notified', id);
    });
    one.show();
  });
}

function readNotification(argument: unknown): { id: string; title: string; body: string } {
  const { id, title, body } = (argument ?? {}) as Readonly<Record<string, unknown>>;
  const isText = (text: unknown, max: number): text is string =>
    typeof text === 'string' && text !== '' && text.length <= max;
  if (isText(id, MAX_ID) && isText(title, MAX_TITLE) && isText(body, MAX_BODY)) return { id, title, body };
  throw new Error('desktop.notify needs an id, a title and a body, none of them long');
}

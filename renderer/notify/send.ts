/** To the person's screen: by the system's means from the desktop window, by the browser's elsewhere. A click comes back here. */
import { closeHarmless } from '../close-harmless.ts';
import { mark, select } from '../store.ts';
import type { Message } from './messages.ts';

export type Permission = 'granted' | 'denied' | 'default';

/** `denied` also where a page cannot have any: plain http from another computer. */
export function permission(): Permission {
  if (window.desktop?.notify) return 'granted';
  return 'Notification' in window && isSecureContext ? Notification.permission : 'denied';
}

/** Only ever after a click of the person. */
export async function askPermission(): Promise<Permission> {
  if (permission() !== 'default') return permission();
  return Notification.requestPermission();
}

/** What the desktop window was told, by the id it answers with. */
const sent = new Map<string, Message>();
const REMEMBERED = 50;
let nextId = 1;

export function send(message: Message): void {
  const { title, body } = message;
  if (window.desktop?.notify) {
    const id = String(nextId++);
    sent.set(id, message);
    for (const old of [...sent.keys()].slice(0, -REMEMBERED)) sent.delete(old);
    // Refused where there are too many at once: then nothing is lost that the page does not show.
    void window.desktop.notify({ id, title, body }).catch(() => undefined);
    return;
  }
  const shown = new Notification(title, { body, tag: `${message.kind}-${message.macs.join('-')}` });
  shown.onclick = () => {
    window.focus();
    shown.close();
    show(message);
  };
}

/** The desktop window says which one was clicked, and has come to the front already. */
export function listenToClicks(): void {
  window.desktop?.onNotified?.((id) => {
    const message = sent.get(id);
    if (message) show(message);
  });
}

/** The machine, or all of them; under a sheet that holds something unsaved they are there once it is closed. */
function show({ macs }: Message): void {
  closeHarmless();
  const [first] = macs;
  if (macs.length === 1) select(first);
  else mark(new Set(macs), first);
}

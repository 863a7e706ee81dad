/** To the clipboard, and says so. A page of plain http from another computer has no clipboard of its own: it selects and copies. */
import { say } from '../store.ts';
import { texts } from '../texts/texts.ts';

const SHOWN = 60;

export async function copyText(text: string): Promise<void> {
  const done = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  const words = texts().actions;
  const short = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  say({ said: (done ?? copySelected(text)) ? words.copied(short) : words.notCopied });
}

function copySelected(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  // Old, and the only way there is without https.
  const done = document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}

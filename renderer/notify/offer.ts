/** Once in the life of a browser, when there is something to tell: may it be told outside of the page too? */
import { prefer, usePreferences } from '../preferences.ts';
import { say } from '../store.ts';
import { texts } from '../texts/texts.ts';
import { askPermission } from './send.ts';

export function offerOnce(): void {
  if (usePreferences.getState().notifyOffered) return;
  prefer({ notifyOffered: true });
  say({
    asks() {
      const { offer, turnOn, no } = texts().notify;
      return { question: offer, yes: turnOn, no };
    },
    onYes: () => void askPermission(),
  });
}

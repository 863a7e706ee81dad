/** From what the engine tells to what a person who looks elsewhere is told. */
import type { Feed } from '../../shared/model/api.ts';
import { engineClock } from '../engine-clock.ts';
import { namesOf } from '../names.ts';
import { usePreferences } from '../preferences.ts';
import { useStore } from '../store.ts';
import { laneSentence } from '../wording-install.ts';
import { wantedBy } from '../wording-machine.ts';
import { Gatherer } from './gather.ts';
import { messagesOf } from './messages.ts';
import type { News } from './news.ts';
import { NewsReader } from './news.ts';
import { offerOnce } from './offer.ts';
import { listenToClicks, permission, send } from './send.ts';

/** @returns takes every feed, after the page has */
export function startNotifying(): (feed: Feed) => void {
  listenToClicks();
  const reader = new NewsReader();
  const gatherer = new Gatherer(tell, {
    now: () => performance.now(),
    after(ms, then) {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    },
  });
  return (feed) => gatherer.add(reader.hear(feed));
}

function tell(news: readonly News[]): void {
  const { notify } = usePreferences.getState();
  const messages = messagesOf(
    news.filter(({ kind }) => notify[kind]),
    { machine: (mac) => useStore.getState().machines.get(mac), sentence },
  );
  if (messages.length === 0) return;
  if (permission() === 'default') return offerOnce();
  // Who looks at the page sees it there.
  if (permission() === 'granted' && !(document.visibilityState === 'visible' && document.hasFocus()))
    messages.forEach(send);
}

function sentence(machine: Parameters<typeof laneSentence>[0]): string {
  const { stalls, config, images, answers, machines } = useStore.getState();
  if (!config) return '';
  const now = engineClock.now(Date.now());
  const names = namesOf(images, answers, machines);
  return laneSentence(machine, stalls.get(machine.mac), wantedBy(machine, config, images, now), names, now);
}

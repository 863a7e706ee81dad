/** What is worth telling a person who looks elsewhere: only what happens now, never what is told again after a reconnect. */
import type { Feed } from '../../shared/model/api.ts';
import type { Event } from '../../shared/model/event.ts';
import type { Mac } from '../../shared/wire/address.ts';

export const NEWS_KINDS = ['new', 'stalled', 'installed'] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

export interface News {
  readonly kind: NewsKind;
  readonly mac: Mac;
  /** ms since 1970 by the engine's clock. */
  readonly at: number;
}

/** Undefined: nothing that anybody waits for. A machine that was seen may be an old one; who knows machines looks. */
export function newsOf(event: Event): News | undefined {
  const { at } = event;
  if (event.type === 'machine.seen' && event.how !== 'config') return { kind: 'new', mac: event.mac, at };
  if (event.type !== 'machine.stage') return undefined;
  const { stage, mac } = event;
  return stage === 'stalled' || stage === 'installed' ? { kind: stage, mac, at } : undefined;
}

export class NewsReader {
  /** `seq` of the newest event when the feeds began: those up to it are told again. */
  #toldBefore = Infinity;

  hear(feed: Feed): readonly News[] {
    if (feed.feed === 'state') this.#toldBefore = feed.state.seq;
    if (feed.feed !== 'events') return [];
    return feed.events.flatMap((event) => (event.seq > this.#toldBefore ? (newsOf(event) ?? []) : []));
  }
}

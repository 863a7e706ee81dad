/** What the palette shows for what was typed: groups, the one with the best first. */
import type { Entry, EntryGroup } from './entry.ts';
import { bestOf, queryOf } from './match.ts';
import { recentOf } from './recent.ts';

export interface Group {
  readonly group: EntryGroup;
  readonly entries: readonly Entry[];
  /** How many more there are. */
  readonly more: number;
}

/** As they stand where they fit alike. */
const ORDER: readonly EntryGroup[] = [
  'recent',
  'chosen',
  'machines',
  'images',
  'answers',
  'commands',
  'firmware',
  'groups',
  'variables',
  'hooks',
  'lines',
  'events',
  'packets',
];
const LIMIT = 12;
/** Before anything was typed, when there is no need to find one of many. */
const FIRST_LIMIT = 40;
const FIRST: readonly EntryGroup[] = ['chosen', 'commands'];

export function find(text: string, entries: readonly Entry[], all: boolean): readonly Group[] {
  const query = queryOf(text);
  if (query.words.length === 0)
    return all ? grouped(entries, ORDER) : [...recent(entries), ...grouped(entries, FIRST)];
  const groups = ORDER.flatMap((group) => {
    const { found, best, more } = bestOf(
      query,
      entries.filter((one) => one.group === group),
      LIMIT,
    );
    return found.length > 0 ? [{ group, entries: found, more, best }] : [];
  });
  return groups.sort((a, b) => Math.round((b.best - a.best) / 10));
}

function recent(entries: readonly Entry[]): readonly Group[] {
  const found = recentOf(entries);
  return found.length > 0 ? [{ group: 'recent', entries: found, more: 0 }] : [];
}

function grouped(entries: readonly Entry[], groups: readonly EntryGroup[]): readonly Group[] {
  return groups.flatMap((group) => {
    const those = entries.filter((one) => one.group === group);
    return those.length === 0
      ? []
      : [{ group, entries: those.slice(0, FIRST_LIMIT), more: Math.max(0, those.length - FIRST_LIMIT) }];
  });
}

/** What was chosen in the palette lately, on this computer. */
import { keep, readKept } from '../kept.ts';
import type { Entry } from './entry.ts';

const KEY = 'rackboot.palette';
const KEPT = 8;
const SHOWN = 5;

export function remember(id: string): void {
  keep(KEY, [id, ...ids().filter((one) => one !== id)].slice(0, KEPT));
}

/** Those that are there now, the last one first. */
export function recentOf(entries: readonly Entry[]): readonly Entry[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return ids()
    .flatMap((id) => byId.get(id) ?? [])
    .slice(0, SHOWN)
    .map((entry) => ({ ...entry, group: 'recent' }));
}

function ids(): readonly string[] {
  const kept = readKept(KEY);
  return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
}

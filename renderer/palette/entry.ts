/** One row of the palette. */
import type { Action } from '../actions/action.ts';
import type { Shortcut } from '../keys/shortcuts.ts';
import type { Texts } from '../texts/texts.ts';
import type { Findable } from './match.ts';

export type EntryGroup = keyof Texts['palette']['groups'];

export interface Entry extends Findable {
  /** Unique among all; the same at another time. */
  readonly id: string;
  readonly group: EntryGroup;
  /** As it is shown. */
  readonly label: string;
  readonly detail?: string | undefined;
  readonly shortcut?: Shortcut | undefined;
  readonly run: () => unknown;
}

export function entry(
  group: EntryGroup,
  id: string,
  label: string,
  run: () => unknown,
  more: {
    readonly detail?: string | undefined;
    readonly also?: readonly (string | undefined)[];
    readonly mac?: string;
    readonly shortcut?: Shortcut | undefined;
  } = {},
): Entry {
  const { detail, also = [], mac, shortcut } = more;
  return {
    group,
    id,
    label,
    detail,
    shortcut,
    run,
    title: label.toLowerCase(),
    rest: [detail, ...also, mac].filter(Boolean).join(' ').toLowerCase(),
    macDigits: mac?.replaceAll(':', ''),
  };
}

export function entryOf(group: EntryGroup, { id, label, also, shortcut, run }: Action): Entry {
  return entry(group, id, label, run, { also: [also], shortcut });
}

import { describe, expect, it } from 'vitest';
import type { Shortcut, Where } from '../../renderer/keys/shortcuts.ts';
import { isLetter, SHORTCUTS, shortcutOf } from '../../renderer/keys/shortcuts.ts';
import { en } from '../../renderer/texts/en/index.ts';

const press = (
  key: string,
  more: { ctrlKey?: boolean; metaKey?: boolean; shiftKey?: boolean; altKey?: boolean } = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});
const LANES: readonly Where[] = ['window', 'machines', 'lanes'];

describe('shortcuts', () => {
  it('are told from one another', () => {
    expect(shortcutOf(press('k', { ctrlKey: true }), ['window'])).toBe('palette');
    expect(shortcutOf(press('k', { metaKey: true }), ['window'])).toBe('palette');
    expect(shortcutOf(press('K', { ctrlKey: true, shiftKey: true }), ['window'])).toBeUndefined();
    expect(shortcutOf(press('z', { ctrlKey: true }), ['window'])).toBe('undo');
    expect(shortcutOf(press('?', { shiftKey: true }), ['window'])).toBe('help');
    expect(shortcutOf(press('b'), ['window'])).toBeUndefined();
    expect(shortcutOf(press('b'), LANES)).toBe('boot');
    expect(shortcutOf(press('B', { shiftKey: true }), LANES)).toBe('boot');
    expect(shortcutOf(press('b', { ctrlKey: true }), LANES)).toBeUndefined();
    expect(shortcutOf(press('b', { altKey: true }), LANES)).toBeUndefined();
    expect(shortcutOf(press('Delete'), ['window', 'machines'])).toBeUndefined();
    expect(shortcutOf(press('Delete'), LANES)).toBe('forget');
    expect(shortcutOf(press('F10', { shiftKey: true }), ['window'])).toBe('menu');
  });

  it('mean one thing in each place, and have words', () => {
    const seen = new Set<string>();
    for (const [name, { keys, where }] of Object.entries(SHORTCUTS)) {
      expect(en.keys.does[name as Shortcut]).toBeTruthy();
      for (const key of keys) {
        expect(seen, `${key} in ${where}`).not.toContain(`${where} ${key}`);
        seen.add(`${where} ${key}`);
      }
    }
  });

  it('of a single letter are known, for those who want them off', () => {
    expect(
      [press('b'), press('B', { shiftKey: true }), press('?', { shiftKey: true })].map(isLetter),
    ).toEqual([true, true, true]);
    expect([press('F1'), press('Delete'), press(' '), press('k', { ctrlKey: true })].map(isLetter)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

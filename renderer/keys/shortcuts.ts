/** Every key that does something in this window, once: actions name their key by it, and the help shows this list. */

/** `mod` is Cmd on a Mac, else Ctrl. */
export const SHORTCUTS = {
  palette: { keys: ['mod+k'], where: 'window' },
  help: { keys: ['?', 'F1'], where: 'window' },
  undo: { keys: ['mod+z'], where: 'window' },
  menu: { keys: ['Shift+F10'], where: 'window' },
  panels: { keys: ['F6', 'Shift+F6'], where: 'window' },

  boot: { keys: ['b'], where: 'machines' },
  ownDisk: { keys: ['l'], where: 'machines' },
  arm: { keys: ['a'], where: 'machines' },
  disarm: { keys: ['d'], where: 'machines' },
  wake: { keys: ['w'], where: 'machines' },
  name: { keys: ['F2'], where: 'machines' },
  packets: { keys: ['p'], where: 'machines' },

  move: { keys: ['ArrowUp', 'ArrowDown'], where: 'lanes' },
  mark: { keys: [' '], where: 'lanes' },
  markRange: { keys: ['Shift+ArrowDown'], where: 'lanes' },
  markAll: { keys: ['mod+a'], where: 'lanes' },
  markNone: { keys: ['Escape'], where: 'lanes' },
  open: { keys: ['Enter'], where: 'lanes' },
  forget: { keys: ['Delete'], where: 'lanes' },
  events: { keys: ['ArrowLeft', 'ArrowRight'], where: 'lanes' },

  rows: { keys: ['ArrowUp', 'ArrowDown'], where: 'lists' },
  pages: { keys: ['PageUp', 'PageDown', 'Home', 'End'], where: 'lists' },
  resize: { keys: ['ArrowLeft', 'ArrowRight'], where: 'edges' },
} as const satisfies Readonly<Record<string, { readonly keys: readonly string[]; readonly where: Where }>>;

/** Where the keyboard has to be. `machines`: anywhere, with machines chosen. */
export type Where = 'window' | 'machines' | 'lanes' | 'lists' | 'edges';
export type Shortcut = keyof typeof SHORTCUTS;

/** What a key event has of a shortcut. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The shortcut of these places that this press is; undefined: none. */
export function shortcutOf(press: KeyPress, places: readonly Where[]): Shortcut | undefined {
  const pressed = nameOf(press);
  return (Object.keys(SHORTCUTS) as Shortcut[]).find((name) => {
    const { keys, where } = SHORTCUTS[name] as { keys: readonly string[]; where: Where };
    return places.includes(where) && keys.includes(pressed);
  });
}

/** "mod+k", "Shift+F10", "?": of a character the shift that writes it is not told. */
function nameOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyPress): string {
  const character = [...key].length === 1;
  const name = character ? key.toLowerCase() : key;
  const shift = shiftKey && (!character || ctrlKey || metaKey) ? 'Shift+' : '';
  return `${altKey ? 'Alt+' : ''}${ctrlKey || metaKey ? 'mod+' : ''}${shift}${name}`;
}

/** A letter without Ctrl: somebody who speaks to the computer may want them off. */
export function isLetter({ key, ctrlKey, metaKey, altKey }: KeyPress): boolean {
  return [...key].length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;
}

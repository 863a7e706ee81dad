/** What a person types: single keys at a terminal, whole lines where the input is none. */
import type { ReadStream } from 'node:tty';

export interface Keys {
  /** Resolves at the next Enter. */
  enter(): Promise<void>;
  close(): void;
}

/** @param onKey any other key, lower case; Ctrl+C is `q`, for a terminal in this mode makes no signal of it */
export function readKeys(input: NodeJS.ReadStream | ReadStream, onKey: (key: string) => void): Keys {
  let waiting: (() => void)[] = [];
  const take = (key: string): void => {
    if (key !== '\r' && key !== '\n') return onKey(key === '\x03' ? 'q' : key.toLowerCase());
    const all = waiting;
    waiting = [];
    for (const resolve of all) resolve();
  };
  const listener = (text: string): void => {
    for (const key of text) take(key);
  };
  if (input.isTTY) input.setRawMode(true);
  input.setEncoding('utf8').on('data', listener);
  return {
    enter: () => new Promise((resolve) => waiting.push(resolve)),
    close() {
      input.off('data', listener).pause();
      if (input.isTTY) input.setRawMode(false);
    },
  };
}

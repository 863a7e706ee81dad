/** Keys that work wherever the keyboard is, unless it writes. */
import { useEffect } from 'react';
import { undoLast } from '../undo.ts';
import { isTyping } from './typing.ts';

export function useWindowKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      const command = (event.ctrlKey || event.metaKey) && !event.altKey;
      if (command && !event.shiftKey && event.key.toLowerCase() === 'z' && undoLast()) event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

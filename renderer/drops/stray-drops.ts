/**
 * A file dropped where nobody takes it (the engine is gone, the token is wrong) would make the browser leave the console for
 * it. While the console is there, parts/drop-target.tsx takes everything.
 */
import { useStore } from '../store.ts';

export function ignoreStrayDrops(): void {
  const ignore = (event: DragEvent): void => {
    if (useStore.getState().engine || !event.dataTransfer) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  };
  addEventListener('dragover', ignore);
  addEventListener('drop', ignore);
}

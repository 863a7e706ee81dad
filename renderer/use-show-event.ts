/** Opens an event below by its number, also one that this page has let go already. */
import { useEngine } from './engine-context.ts';
import { showEvent, useStore } from './store.ts';

/** @returns takes the `seq` of the event */
export function useShowEvent(): (seq: number) => void {
  const { client } = useEngine();
  return (seq) => {
    const event = useStore.getState().events.find(seq);
    if (event) return showEvent(event);
    client.call('events.read', { afterSeq: seq - 1, limit: 1 }).then(
      ({ events }) => {
        const [found] = events;
        if (found?.seq === seq) showEvent(found);
      },
      // It is too old for the engine too, or the engine is gone, which the header says.
      () => undefined,
    );
  };
}

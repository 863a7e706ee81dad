/** Lanes take images and answer files that are dragged onto them. */
import type { DragEvent } from 'react';
import type { Mac } from '../../shared/wire/address.ts';
import { useAssign } from '../assign.ts';
import type { Assign } from '../assign.ts';
import { say } from '../store.ts';
import { isOurs, landingAt, useDragged } from './dragged.ts';
import type { Landing } from './landing.ts';

/** For the element that holds the lanes; a lane says whose it is by `data-lane`. */
export function useLaneDrop() {
  const assign = useAssign();
  const leave = () => {
    if (useDragged.getState().over !== undefined) useDragged.setState({ over: undefined });
  };
  return {
    onDragOver(event: DragEvent) {
      if (!isOurs(event)) return;
      const mac = macAt(event);
      if (mac !== useDragged.getState().over) useDragged.setState({ over: mac });
      if (mac === undefined) return;
      event.preventDefault();
      // Also where it does not fit: a drop that is refused says why, one that is forbidden says nothing.
      event.dataTransfer.dropEffect = 'link';
    },
    onDragLeave(event: DragEvent) {
      const inside = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
      if (!inside) leave();
    },
    onDrop(event: DragEvent) {
      if (!isOurs(event)) return;
      const mac = macAt(event);
      const landing = mac === undefined ? undefined : landingAt(mac);
      leave();
      if (!landing) return;
      event.preventDefault();
      void land(assign, landing);
    },
  };
}

/** Machines that get the same are set with one command and taken back by one undo. */
export async function land(assign: Assign, landing: Landing): Promise<boolean> {
  if (landing.fits) return assign(landing.boots);
  say({ said: landing.sentence });
  return false;
}

function macAt({ target }: DragEvent): Mac | undefined {
  const lane = target instanceof Element ? target.closest('[data-lane]') : null;
  return (lane?.getAttribute('data-lane') ?? undefined) as Mac | undefined;
}

/** What is being dragged inside this page, and over which machine it is. Files from outside are the drop target's (parts/drop-target.tsx). */
import type { DragEvent } from 'react';
import { create } from 'zustand';
import type { Machine } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { useStore } from '../store.ts';
import type { Dragged, Landing } from './landing.ts';
import { landingOf } from './landing.ts';

/** Types of our own, so that no other page takes it for text and no drop of files is taken for it. */
const TYPES = { image: 'application/x-rackboot-image', answer: 'application/x-rackboot-answer' } as const;

interface DragState {
  readonly dragged: Dragged | undefined;
  readonly over: Mac | undefined;
}

export const useDragged = create<DragState>(() => ({ dragged: undefined, over: undefined }));

/** For the element that can be dragged. */
export function dragSource(dragged: Dragged) {
  return {
    draggable: true,
    onDragStart({ dataTransfer }: DragEvent) {
      const id = dragged.kind === 'image' ? dragged.image.id : dragged.answer.id;
      dataTransfer.setData(TYPES[dragged.kind], id);
      dataTransfer.effectAllowed = 'link';
      useDragged.setState({ dragged, over: undefined });
    },
    onDragEnd: () => useDragged.setState({ dragged: undefined, over: undefined }),
  };
}

/** Is this one of ours? What another tab drags has its type, but this page does not know it. */
export function isOurs({ dataTransfer: { types } }: DragEvent): boolean {
  const { dragged } = useDragged.getState();
  return dragged !== undefined && types.includes(TYPES[dragged.kind]);
}

/** A marked machine stands for all that are marked. */
export function targetsAt(mac: Mac): readonly Machine[] {
  const { machines, marked } = useStore.getState();
  const macs = marked.has(mac) ? [...marked] : [mac];
  return macs.flatMap((one) => machines.get(one) ?? []);
}

export function landingAt(mac: Mac): Landing | undefined {
  const { dragged } = useDragged.getState();
  const { config, images } = useStore.getState();
  const machines = targetsAt(mac);
  if (!dragged || !config || machines.length === 0) return undefined;
  return landingOf(dragged, machines, { config, images });
}

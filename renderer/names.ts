/** From ids to what a technician calls things. */
import { useMemo } from 'react';
import type { AnswerFile, Image } from '../shared/model/image.ts';
import type { Machine } from '../shared/model/machine.ts';
import type { Mac } from '../shared/wire/address.ts';
import { useStore } from './store.ts';
import { texts } from './texts/texts.ts';

export interface Names {
  image(id: string): string;
  /** Apple's own, booted by Apple's firmware without iPXE. */
  isApple(id: string): boolean;
  answer(id: string): string;
  machine(mac: Mac): string;
}

/** The best name there is: given, the model, what it calls itself; "New machine" before any was heard. */
export function machineTitle(machine: Machine): string {
  return machine.name ?? machine.model ?? machine.hostName ?? texts().machine.newMachine;
}

export function namesOf(
  images: readonly Image[],
  answers: readonly AnswerFile[],
  machines: ReadonlyMap<Mac, Machine>,
): Names {
  return {
    image: (id) =>
      id === 'local' ? texts().machine.ownDisk : (images.find((image) => image.id === id)?.title ?? id),
    isApple: (id) => images.some((image) => image.id === id && image.kind === 'nbi'),
    answer: (id) => answers.find((answer) => answer.id === id)?.name ?? id,
    machine: (mac) => {
      const machine = machines.get(mac);
      return machine ? (machine.name ?? machine.hostName ?? machine.model ?? mac) : mac;
    },
  };
}

export function useNames(): Names {
  const images = useStore((state) => state.images);
  const answers = useStore((state) => state.answers);
  const machines = useStore((state) => state.machines);
  return useMemo(() => namesOf(images, answers, machines), [images, answers, machines]);
}

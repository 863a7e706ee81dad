/** The lanes of the machines and what is above them. */
import { numbered } from '../counted.ts';

export const lanes = {
  machines: 'Machines',
  chosen: (count: number) => `${numbered('en', count)} chosen`,
  which: 'Which machines',
  groups: { all: 'All', booting: 'Booting', waiting: 'Waiting for you', stalled: 'Stalled' },
  find: 'Find a machine',
  noneFits: 'No machine fits what is shown above.',
  powerOn: 'Power a machine on',
  howWithoutImages:
    'Let it boot from the network (PXE or UEFI HTTP boot). It appears here at once, before anything is configured. Drop an ISO at the left meanwhile.',
  how: 'Let it boot from the network (PXE or UEFI HTTP boot). It appears here at once, before anything is configured, and waits until you choose what it boots.',

  chooseSeveral: 'Choose several',
  named: (name: string) => `named ${name}`,
  transferOf: (file: string) => `Transfer of ${file}`,
  cannotBoot: 'cannot boot from the network',
  doesNotBoot: 'does not boot from the network',
  chooseBoot: 'Choose what it boots',
  installs: (image: string, answer: string | undefined) =>
    `installs ${image}${answer === undefined ? '' : ` with ${answer}`}`,
  boots: (image: string, answer: string | undefined) =>
    `boots ${image}${answer === undefined ? '' : ` with ${answer}`}`,
  /** @param disk "its own disk" */
  bootsInstalled: (disk: string, image: string) => `boots ${disk}, installed from ${image}`,
};

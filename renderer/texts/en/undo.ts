/** What was done and can be taken back. */
import { counted } from '../counted.ts';

export const undo = {
  machines: (count: number) => counted('en', count, 'machine', 'machines'),
  boots: (who: string, what: string) => `${who} boots ${what}.`,
  boot: (who: string, what: string) => `${who} boot ${what}.`,
  ownDisk: 'its own disk',
  ownDisks: 'their own disks',
  byRule: 'what unknown machines do',
  withAnswer: (image: string, answer: string) => `${image} with ${answer}`,
  /** After an assignment was brought back that had been armed. */
  disarmedOne: (who: string) =>
    `${who} is as before, but not armed any more: arm it again if you want it to install.`,
  disarmedMany: (count: number) =>
    `All are as before, but ${count === 1 ? '1 machine that was armed is' : `${count} machines that were armed are`} not armed any more.`,
  removed: (what: string) => `${what} was removed.`,
  /** An answer file that was removed or renamed cannot come back under its name. */
  thereAgain: (name: string) => `There is a ${name} again by now. It was not replaced.`,
  renamed: (from: string, to: string) => `${from} is called ${to} now.`,
  nameless: 'nameless',
  groupRemoved: (name: string) => `Group ${name} was removed.`,
  hookRemoved: (name: string) => `Hook ${name} was removed.`,
  variableRemoved: (name: string, of: string) => `${name} of ${of} was removed.`,
  merged: (from: string, into: string) => `${from} was merged into ${into}.`,
  /** After a merge was taken back. */
  mergedHistory: (into: string) =>
    `Both are there again. History and password stay with ${into}, and nothing is armed.`,
  /** After machines that had one were brought back. */
  passwordOfGone: (who: string) => `The root password of ${who} is gone: set it again.`,
  passwordsGone: (count: number) =>
    `The root passwords of ${counted('en', count, 'machine', 'machines')} are gone: set them again.`,
  passwordGone: (name: string) => `Group ${name} is back. Its root password is gone: set it again.`,
};

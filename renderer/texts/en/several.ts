/** Several machines at once. */
import { counted } from '../counted.ts';

const machines = (count: number): string => counted('en', count, 'machine', 'machines');

export const several = {
  chosen: (count: number) => `${machines(count)} chosen`,
  chooseNone: 'Choose none',
  group: 'Group',
  differentGroups: 'different groups',
  wake: (count: number) => `Wake ${machines(count)}`,
  forget: (count: number) => `Forget ${machines(count)}`,
  forgetQuestion: (count: number) =>
    `Forget ${machines(count)}? Their history and passwords are gone for good.`,
  forgetYes: 'Forget',
  keys: 'Ctrl or Shift and a click, or Space in the list, choose more; Ctrl+A all that are shown; Escape none.',

  whatTheyBoot: 'What they boot',
  boot: 'Boot',
  differentThings: 'Different things',
  asUnknown: 'As unknown machines do',
  ownDisks: 'Their own disks',
  setFor: (count: number) => `Set for ${machines(count)}`,
  disarmsThem: 'They are disarmed by it, where they were armed.',

  arming: 'Arming',
  noneCanBeArmed:
    'None of them can be armed: set an image with an answer file first. What installs without asking is armed here, for all of them at once.',
  armed: (armed: number, count: number) => `${armed} of ${machines(count)} armed.`,
  leftOut: (count: number) =>
    `${machines(count)} with nothing to arm ${count === 1 ? 'is' : 'are'} left out.`,
  armOnce: 'Arm for one install…',
  armAlways: 'For every boot…',
  disarm: (count: number) => `Disarm ${count}`,
  armQuestion: (count: number) => `Arm ${machines(count)}?`,
  /** @param lasts how long, where it ends by itself */
  mayErase: (how: 'once' | 'always', count: number, lasts: string | undefined) =>
    `${how === 'once' ? 'The next network boot' : 'Every network boot'} of these ${machines(count)} may erase ${count === 1 ? 'its' : 'their'} disks${lasts === undefined ? '' : ` (${lasts})`}:`,
  machinesArmed: 'Machines that are armed',
  withAnswer: (image: string, answer: string) => `${image} with ${answer}`,
  armThem: (count: number) => `Arm ${machines(count)}`,
};

/** What is added to an image's kernel command line for one machine. */
import { casperArgs } from './linux-args/casper.ts';
import { debianArgs } from './linux-args/debian.ts';
import type { LinuxArgsInput } from './linux-args/input.ts';
import { rhelArgs } from './linux-args/rhel.ts';

/** By the family of the image's recipe. */
const FAMILIES: Readonly<Record<string, (input: LinuxArgsInput) => string[]>> = {
  'debian-installer': debianArgs,
  rhel: rhelArgs,
  'ubuntu-live': casperArgs,
  casper: casperArgs,
};

/** Words to append, in order; the person's last, for of two that contradict each other systems take the later one. */
export function machineArgs(input: LinuxArgsInput): string[] {
  return [...(FAMILIES[input.family]?.(input) ?? []), ...(input.extra ?? [])];
}

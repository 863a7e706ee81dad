/** Where values stand in a script, by the program that reads it. */
import type { Place } from './place.ts';
import { HOLE, countHoles, harmlessOnly } from './place.ts';
import { pythonPlaces } from './python-places.ts';
import type { ShellOptions } from './shell-places.ts';
import { shellPlaces } from './shell-places.ts';

/** @param interpreter a name or a path: `busybox`, `/bin/bash`, `/usr/bin/env python3` */
export function scriptPlaces(
  interpreter: string,
  script: string,
  options: ShellOptions = {},
): readonly Place[] {
  const name = interpreter.includes(HOLE) ? '' : programOf(interpreter);
  if (/^(sh|bash|dash|ash|ksh|busybox|shell)$/.test(name)) return shellPlaces(script, options);
  if (/^(platform-)?python[\d.]*$/.test(name)) return pythonPlaces(script);
  const place = harmlessOnly(`how ${name === '' ? 'its interpreter' : name} quotes is not known here`);
  return Array.from({ length: countHoles(script) }, () => place);
}

/** The program that a first line `#!…` names; undefined: there is none. */
export function shebang(script: string): string | undefined {
  return /^#![ \t]*([^\n]*)/.exec(script)?.[1];
}

function programOf(interpreter: string): string {
  const words = interpreter.trim().split(/\s+/);
  const program = /(^|\/)env$/.test(words[0] ?? '') ? words[1] : words[0];
  return (program ?? '').replace(/^.*\//, '');
}

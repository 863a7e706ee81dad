/** What the next machine without a name is called. */
import { nextName } from '../../../shared/boot/naming.ts';
import type { Config, Naming } from '../../../shared/model/config.ts';

/** The names that the next `count` machines get: those that others have are left out. */
export function comingNames(
  { pattern, next }: Pick<Naming, 'pattern' | 'next'>,
  config: Config,
  count: number,
): readonly string[] {
  const taken = Object.values(config.names);
  const names: string[] = [];
  let number = next;
  while (names.length < count) {
    const coming = nextName(pattern, number, taken);
    if (!coming) break;
    names.push(coming.name);
    number = coming.number + 1;
  }
  return names;
}

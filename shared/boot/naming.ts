/** Names by counting: `esx-{nn}` becomes esx-01, esx-02 … */

export const MOST_NUMBER = 999_999;

const NUMBER = /\{(n+)\}/g;

/** Why this is no pattern for names; undefined: it is. */
export function namePatternProblem(pattern: string): string | undefined {
  const numbers = pattern.match(NUMBER) ?? [];
  if (numbers.length === 0) return `"${pattern}" has no place for the number.`;
  if (numbers.length > 1) return `"${pattern}" has more than one place for the number.`;
  return undefined;
}

/**
 * The first name from `number` on that nobody has, whatever its case: host names have none.
 * @returns undefined when the numbers are used up
 */
export function nextName(
  pattern: string,
  number: number,
  taken: Iterable<string>,
): { readonly name: string; readonly number: number } | undefined {
  const used = new Set([...taken].map((name) => name.toLowerCase()));
  for (let next = number; next <= MOST_NUMBER; next++) {
    const name = pattern.replace(NUMBER, (_all, digits: string) => String(next).padStart(digits.length, '0'));
    if (!used.has(name.toLowerCase())) return { name, number: next };
  }
  return undefined;
}

/**
 * UUIDs that makers left in many boards, so that two machines with the same one are not the same machine: all digits alike, and
 * AMI's default in both byte orders.
 */
const SHARED =
  /^(.)\1{7}-(\1{4}-){3}\1{12}$|^03000200-0400-0500-0006-000700080009$|^00020003-0004-0005-0006-000700080009$/;

/** Does this UUID tell one machine from all others? */
export function uuidIsOwn(uuid: string): boolean {
  return !SHARED.test(uuid.toLowerCase());
}

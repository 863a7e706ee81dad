/** Numbers inside German texts. */

/** 1204 → "1.204" */
export function numbered(count: number): string {
  return count.toLocaleString('de');
}

/** "1 Image", "1.204 Images" */
export function counted(count: number, one: string, many: string): string {
  return `${numbered(count)} ${count === 1 ? one : many}`;
}

/** Reasons as the end of a sentence: ": a; b", or nothing. */
export function because(why: readonly string[]): string {
  return why.length > 0 ? `: ${why.join('; ')}` : '';
}

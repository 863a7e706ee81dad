/** Numbers inside English texts. */

/** 1204 → "1,204" */
export function numbered(count: number): string {
  return count.toLocaleString('en');
}

/** "1 image", "1,204 images" */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numbered(count)} ${count === 1 ? one : many}`;
}

/** Reasons as the end of a sentence: ": a; b", or nothing. */
export function because(why: readonly string[]): string {
  return why.length > 0 ? `: ${why.join('; ')}` : '';
}

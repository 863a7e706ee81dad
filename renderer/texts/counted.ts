/** Numbers and lists inside the texts of one language. */
type Language = 'en' | 'de';

/** 1204 → "1,204", in German "1.204" */
export function numbered(language: Language, count: number): string {
  return count.toLocaleString(language);
}

/** A number and what it counts: "1 image", "1,204 images". Both our languages know one and many. */
export function counted(language: Language, count: number, one: string, many: string): string {
  return `${numbered(language, count)} ${count === 1 ? one : many}`;
}

/** Reasons as the end of a sentence: ": a; b", or nothing. */
export function because(why: readonly string[]): string {
  return why.length > 0 ? `: ${why.join('; ')}` : '';
}

/** A number and what it counts. Both our languages know one and many. */
export function counted(language: 'en' | 'de', count: number, one: string, many: string): string {
  return `${count.toLocaleString(language)} ${count === 1 ? one : many}`;
}

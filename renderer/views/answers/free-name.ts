/** `lab-copy.ks`, `lab-copy-2.ks` … */
export function freeName(name: string, taken: (name: string) => boolean): string {
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let number = 1; ; number++) {
    const free = `${stem}-copy${number === 1 ? '' : `-${number}`}${ending}`;
    if (!taken(free)) return free;
  }
}

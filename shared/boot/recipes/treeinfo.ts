/** `.treeinfo` of installation trees (productmd, doc/treeinfo-1.x.rst): an INI file with `[general]` in all its versions. */

/** section → key → value; sections and keys in lower case. */
export type Treeinfo = ReadonlyMap<string, ReadonlyMap<string, string>>;

export function parseTreeinfo(text: string): Treeinfo {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  for (const line of text.split(/\r\n?|\n/)) {
    const name = /^\s*\[([^\]]+)\]/.exec(line)?.[1]?.toLowerCase();
    if (name !== undefined) {
      section = sections.get(name) ?? new Map<string, string>();
      sections.set(name, section);
      continue;
    }
    const [, key, value] = /^\s*([^;#=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) section?.set(key.toLowerCase(), value);
  }
  return sections;
}

/** Undefined as well where it is empty: CentOS 7 writes `variant = `. */
export function treeinfoValue(treeinfo: Treeinfo, section: string, key: string): string | undefined {
  return treeinfo.get(section)?.get(key) || undefined;
}

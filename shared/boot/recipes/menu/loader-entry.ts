/** Boot Loader Specification, type 1: `loader/entries/*.conf`, one entry a file, as systemd-boot reads them. */
import type { MenuItem } from './menu-item.ts';

/** Undefined for an entry that starts no kernel (an EFI program, or half a file). */
export function parseLoaderEntry(text: string): MenuItem | undefined {
  const values = new Map<string, string[]>();
  for (const line of text.split(/\r\n?|\n/)) {
    const [, key, value] = /^\s*([\w-]+)\s+(.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) values.set(key, [...(values.get(key) ?? []), value]);
  }
  const kernel = values.get('linux')?.[0];
  if (kernel === undefined) return undefined;
  return {
    title: values.get('title')?.[0] ?? kernel,
    kernel,
    initrds: values.get('initrd') ?? [],
    args: (values.get('options') ?? []).join(' '),
    default: false,
  };
}

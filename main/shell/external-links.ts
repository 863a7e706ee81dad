/** The only addresses that leave the app, for the person's own browser. Everything else a page asks to open is dropped. */
const ALLOWED = [
  'https://ipxe.org/',
  'https://github.com/ipxe/',
  'https://npcap.com/',
  'https://www.npcap.com/',
] as const;

/** The address as it may be opened, normalised, or undefined. */
export function externalLink(address: string): string | undefined {
  const url = URL.parse(address);
  if (!url || url.username !== '' || url.password !== '') return undefined;
  return ALLOWED.some((allowed) => url.href.startsWith(allowed)) ? url.href : undefined;
}

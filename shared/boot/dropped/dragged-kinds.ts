/** What files will become that are still being dragged: only their media types are known then, and not of all. */

export type DraggedKind = 'image' | 'table' | 'capture' | 'text' | 'other' | 'unknown';

const KINDS: readonly (readonly [DraggedKind, RegExp])[] = [
  ['image', /iso9660|cd-image|diskimage|efi\.iso/],
  ['table', /^text\/(csv|tab-separated-values)$/],
  // Windows gives tables to Excel.
  ['table', /^application\/vnd\.ms-excel$/],
  ['capture', /tcpdump|pcap/],
  ['text', /^text\/(?!html)|^application\/(json|xml|toml|x-?yaml|yaml)/],
  [
    'other',
    /^(image|video|audio|font)\/|^text\/html$|pdf|officedocument|opendocument|zip|compressed|x-(tar|7z|rar|apple-diskimage|msdownload|msdos-program|ms-dos-executable)/,
  ],
];

export function draggedKind(mediaType: string): DraggedKind {
  return KINDS.find(([, is]) => is.test(mediaType))?.[0] ?? 'unknown';
}

/** In the order of KINDS, those of nothing known last. */
export function countDragged(mediaTypes: readonly string[]): readonly (readonly [DraggedKind, number])[] {
  const counts = new Map<DraggedKind, number>();
  for (const type of mediaTypes) {
    const kind = draggedKind(type);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const order: readonly DraggedKind[] = ['image', 'table', 'capture', 'text', 'unknown', 'other'];
  return order.flatMap((kind) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [[kind, count] as const];
  });
}

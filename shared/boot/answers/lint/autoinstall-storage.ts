/** Which lines of an autoinstall file write to disks. Sources: Ubuntu's autoinstall reference, curtin's storage documentation. */
import type { TreeNode } from './document-tree.ts';
import { nodeAt } from './document-tree.ts';
import type { Collector } from './finding.ts';

/** Kinds of curtin's actions that write something new unless they say `preserve: true`. */
const WRITING: ReadonlySet<string> = new Set([
  'disk',
  'partition',
  'format',
  'raid',
  'lvm_volgroup',
  'lvm_partition',
  'dm_crypt',
  'bcache',
  'zpool',
]);

export function lintStorage(
  autoinstall: TreeNode,
  lines: readonly { readonly text: string }[],
  found: Collector,
): void {
  const wipe = (line: number, ...words: string[]): void =>
    found.wipe(line, lines[line - 1]?.text ?? '', ...words);
  const storage = nodeAt(autoinstall, 'storage');
  if (storage === undefined) {
    // The guided default: LVM over the whole of the largest disk, without a question.
    wipe(autoinstall.line, 'autoinstall', 'no storage');
    return;
  }
  const layout = nodeAt(storage, 'layout');
  if (layout !== undefined) {
    const name = nodeAt(layout, 'name');
    wipe(name?.line ?? layout.line, 'layout', ...(typeof name?.value === 'string' ? [name.value] : []));
    if (typeof nodeAt(layout, 'password')?.value === 'string')
      found.warn(
        nodeAt(layout, 'password')?.line ?? layout.line,
        'The passphrase of the disk is readable for everybody on this network.',
      );
  }
  for (const action of nodeAt(storage, 'config')?.items ?? []) lintAction(action, wipe);
  if (layout === undefined && nodeAt(storage, 'config') === undefined)
    wipe(storage.line, 'storage', 'no layout');
}

function lintAction(action: TreeNode, wipe: (line: number, ...words: string[]) => void): void {
  const type = nodeAt(action, 'type')?.value;
  if (typeof type !== 'string' || !WRITING.has(type)) return;
  const wiping = nodeAt(action, 'wipe');
  if (wiping !== undefined) {
    wipe(wiping.line, type, 'wipe', String(wiping.value));
    return;
  }
  if (nodeAt(action, 'preserve')?.value === true) return;
  // A disk alone is only a name for others to refer to; a table on it is new.
  const table = nodeAt(action, 'ptable');
  if (type === 'disk' && table === undefined) return;
  const at = table ?? nodeAt(action, 'type') ?? action;
  wipe(at.line, type, ...(table === undefined ? [] : ['ptable']));
}

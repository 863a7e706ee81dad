/** What a drag holds: while it goes on only counts and types, once it is dropped files, folders and addresses. */
import { pathOf } from '../desktop.ts';
import type { BroughtFolder } from './folder-intake.ts';
import { readFolder } from './folder.ts';

export interface Dropped {
  readonly files: readonly File[];
  readonly folders: readonly BroughtFolder[];
  /** Addresses, one a line; empty where there are files. */
  readonly addresses: string;
}

/** To be asked while the drop is handled: afterwards a drag is empty. */
export function dropped(transfer: DataTransfer): Dropped {
  const files: File[] = [];
  const folders: BroughtFolder[] = [];
  for (const item of transfer.items) {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory) {
      const folder = entry as FileSystemDirectoryEntry;
      // It cannot be read as a file, but the desktop window knows its path.
      folders.push({
        name: entry.name,
        path: file ? pathOf(file) : undefined,
        read: () => readFolder(folder),
      });
    } else if (file) files.push(file);
  }
  const addresses = files.length + folders.length > 0 ? '' : transfer.getData('text/uri-list');
  return { files, folders, addresses };
}

/** Of a drag that still goes on, by media type, which browsers guess from the name: "" where they know none. */
export function draggedTypes(transfer: DataTransfer | null): readonly string[] {
  return Array.from(transfer?.items ?? []).flatMap((item) => (item.kind === 'file' ? [item.type] : []));
}

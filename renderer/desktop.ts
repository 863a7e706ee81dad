/** What only the desktop window can do. In a browser there is no `window.desktop`, and files are uploaded instead. */
interface Desktop {
  /** The absolute path of a file that was dropped or chosen; empty for one that lies on no disk. */
  pathForFile(file: File): string;
}

declare global {
  interface Window {
    readonly desktop?: Partial<Desktop>;
  }
}

/** A path the engine can read the file from, or undefined where its bytes must be sent. */
export function pathOf(file: File): string | undefined {
  return window.desktop?.pathForFile?.(file) || undefined;
}

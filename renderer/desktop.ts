import type { ServeRequest } from '../shared/model/desktop.ts';
import type { ErrorReport } from '../shared/model/error.ts';

/** What only the desktop window can do. In a browser there is no `window.desktop`, and files are uploaded instead. */
interface Desktop {
  /** The absolute path of a file that was dropped or chosen; empty for one that lies on no disk. */
  pathForFile(file: File): string;
  /**
   * After NEEDS_PRIVILEGE of network.use, network.probe or interfaces.giveAddress: the system asks for the password, and an
   * engine that may do it takes this one's place, at the same address (the socket reconnects by itself). Resolves with
   * undefined when it serves or listens as asked, else with why not: after CANCELLED everything is as it was. An address once
   * given so is given again to the engines after it. To look before serving: mode `listen` with `giveAddress`.
   */
  serve(request: ServeRequest): Promise<ErrorReport | undefined>;
  /** The next capture that was opened with Rackboot; resolves when there is one. Undefined: another page asks now. */
  nextCapture(): Promise<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> } | undefined>;
  /** One of the system's own notifications. Rejects where there are too many at once. */
  notify(notification: { readonly id: string; readonly title: string; readonly body: string }): Promise<void>;
  /** Told when one is clicked; the window is at the front by then. */
  onNotified(listener: (id: string) => void): void;
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

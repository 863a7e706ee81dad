/** Imports under way: how far each is, told at most four times a second; and a way to stop them all. */
import type { EngineStatus } from '../../shared/model/api.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Append } from '../../shared/model/event.ts';

export interface ImportProgress {
  readonly name: string;
  readonly bytes: number;
  /** 0 when the sender did not say. */
  readonly totalBytes: number;
}

export interface RunningImport {
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
  end(): void;
}

export interface RunningImports {
  begin(
    name: string,
    totalBytes: number,
    options: { onProgress?: (progress: ImportProgress) => void; signal?: AbortSignal },
  ): RunningImport;
  /** One writer per file. DATA_IN_USE; call what is returned when done. */
  reserve(path: string): () => void;
  list(): EngineStatus['imports'];
  /** Aborts all and resolves when all have ended. */
  stop(): Promise<void>;
}

const EVERY_MS = 250;

export function createRunningImports(options: {
  append: Append;
  now: () => number;
  changed: () => void;
}): RunningImports {
  const { append, now, changed } = options;
  const running = new Set<{ progress: ImportProgress }>();
  const reserved = new Set<string>();
  const stopping = new AbortController();
  let allEnded: (() => void) | undefined;

  return {
    begin(name, totalBytes, { onProgress, signal }) {
      const one = { progress: { name, bytes: 0, totalBytes } };
      let toldAt = 0;
      let told = -1;
      const tell = (): void => {
        toldAt = now();
        told = one.progress.bytes;
        append({ type: 'image.progress', ...one.progress });
        onProgress?.(one.progress);
        changed();
      };
      running.add(one);
      tell();
      return {
        signal: signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal,
        onBytes(bytes) {
          one.progress = { name, bytes, totalBytes };
          if (now() - toldAt >= EVERY_MS) tell();
        },
        end() {
          // The last word: without it a bar would stop short of its end.
          if (one.progress.bytes !== told) onProgress?.(one.progress);
          running.delete(one);
          changed();
          if (running.size === 0) allEnded?.();
        },
      };
    },
    reserve(path) {
      if (reserved.has(path))
        throw new AppError(
          'DATA_IN_USE',
          `${path} is being uploaded already.`,
          'Wait until that upload has ended.',
        );
      reserved.add(path);
      return () => void reserved.delete(path);
    },
    list: () => [...running].map((one) => one.progress),
    async stop() {
      stopping.abort();
      if (running.size === 0) return;
      await new Promise<void>((resolve) => (allEnded = resolve));
    },
  };
}

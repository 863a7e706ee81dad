/** The two effects a firmware download has on the world, replaceable in tests: running a program, fetching a URL. */
import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';

/** Runs a program without a shell. Resolves with its exit code whatever it is; rejects when it cannot be started. */
export type Run = (
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly signal?: AbortSignal | undefined },
) => Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>;

/** Writes what `url` gives to `path`; rejects when it is more than `maxBytes`. */
export type FetchFile = (
  url: string,
  path: string,
  options: {
    readonly maxBytes: number;
    readonly signal?: AbortSignal | undefined;
    readonly onBytes?: ((bytes: number) => void) | undefined;
  },
) => Promise<void>;

export const runProgram: Run = (program, args, { cwd, signal }) =>
  new Promise((done, reject) => {
    const env = { ...process.env, LC_ALL: 'C' };
    execFile(
      program,
      [...args],
      { cwd, signal, env, maxBuffer: 8 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error === null) done({ code: 0, stdout, stderr });
        else if (typeof error.code === 'number') done({ code: error.code, stdout, stderr });
        else reject(error);
      },
    );
  });

/** A server that says nothing for this long is given up. */
const SILENCE_MS = 30_000;

export const fetchFile: FetchFile = async (url, path, { maxBytes, signal, onBytes }) => {
  const silence = new AbortController();
  const timer = setTimeout(
    () => silence.abort(new Error(`${new URL(url).host} said nothing for ${SILENCE_MS / 1000} s`)),
    SILENCE_MS,
  );
  const ended = new AbortController();
  const stop = AbortSignal.any([silence.signal, ended.signal, ...(signal ? [signal] : [])]);
  try {
    const response = await fetch(url, { signal: stop }).catch((error: unknown) => {
      throw signal?.aborted === true || silence.signal.aborted ? error : unreachable(url, error);
    });
    if (!response.ok || response.body === null) throw new Error(`${url} answered ${response.status}`);
    const file = await open(path, 'w', 0o600);
    // By hand: leaving a `for await` early waits for the body to be cancelled, which now and then never ends (seen once in
    // some hundred runs). Aborting in `finally` closes the connection at once.
    const reader = response.body.getReader();
    let bytes = 0;
    try {
      for (;;) {
        const { done, value: chunk } = await reader.read();
        if (done) break;
        timer.refresh();
        bytes += chunk.length;
        if (bytes > maxBytes) throw new Error(`${url} is larger than the ${maxBytes} bytes it should have`);
        await file.write(chunk);
        onBytes?.(bytes);
      }
    } finally {
      await file.close();
    }
  } finally {
    clearTimeout(timer);
    ended.abort();
  }
};

/** fetch says "fetch failed" and hides the reason (ENOTFOUND, ECONNREFUSED, a certificate) in its cause. */
function unreachable(url: string, error: unknown): Error {
  const reason =
    ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code ?? (error as Error).message;
  return new Error(`${new URL(url).host} cannot be reached (${reason})`, { cause: error });
}

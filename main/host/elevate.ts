/** Starting a program with an administrator's rights: what the three systems have in common. */
import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { AppError } from '../../shared/model/error.ts';

export interface Program {
  /** Absolute path. */
  readonly file: string;
  readonly args: readonly string[];
  /** Added to whatever environment the elevated process gets. Nothing secret: others may read it. */
  readonly env: Readonly<Record<string, string>>;
  /** Needs to give an interface an address, beside opening ports. */
  readonly givesAddress?: boolean;
}

export interface ElevatedProcess {
  /** To the child and from it, line by line; not readable by other users. */
  readonly input: Writable;
  readonly output: Readable;
  /** Never rejects. `refused` when the person or the system did not allow the elevation. */
  readonly exited: Promise<{ readonly code: number | null; readonly refused?: AppError }>;
  /** Last resort; an unprivileged parent may not be allowed to. */
  kill(): void;
}

/** Asks the person for an administrator's password where the system wants one. Rejects with an AppError. */
export type Elevate = (program: Program) => Promise<ElevatedProcess>;

/** A program whose standard streams are the link: pkexec passes them through, and so does no elevation at all. */
export function spawnLinked(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  refusal: (code: number | null) => AppError | undefined = () => undefined,
): ElevatedProcess {
  const child = spawn(file, [...args], { stdio: ['pipe', 'pipe', 'inherit'], env });
  // Writing to a child that is gone is told by its exit.
  child.stdin.on('error', () => undefined);
  return {
    input: child.stdin,
    output: child.stdout,
    exited: new Promise((resolve) => {
      const done = (code: number | null): void => {
        const refused = refusal(code);
        resolve({ code, ...(refused && { refused }) });
      };
      child.once('error', () => done(null));
      child.once('close', done);
    }),
    kill: () => void child.kill(),
  };
}

/**
 * The link to a child whose standard streams do not survive elevation (osascript, UAC): a socket in a folder only this
 * user can enter, or a Windows pipe with a name nobody can guess. The child connects; the parent takes the first and only.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { AppError } from '../../shared/model/error.ts';
import type { ElevatedProcess, Program } from './elevate.ts';

export interface ChildSocket {
  /** For the child's argument `--connect`. Not a secret: to connect one must be this user or an administrator. */
  readonly path: string;
  readonly connected: Promise<Socket>;
  close(): Promise<void>;
}

export async function listenForChild(platform: NodeJS.Platform = process.platform): Promise<ChildSocket> {
  // mkdtemp makes the folder with mode 0700. Socket paths are at most 104 bytes on macOS, whose TMPDIR takes 49.
  const folder = platform === 'win32' ? undefined : await mkdtemp(join(tmpdir(), 'rackboot-'));
  const path =
    folder === undefined ? `\\\\.\\pipe\\rackboot-${randomBytes(16).toString('hex')}` : join(folder, 's');
  const server = createServer();
  server.maxConnections = 1;
  const connected = new Promise<Socket>((resolve) => server.once('connection', resolve));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return {
    path,
    connected,
    async close() {
      server.close();
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Starts what `command` makes of the program with `--connect PATH` added, and links to the child that connects.
 * Standard error of the command is where a refusal is told.
 */
export async function elevateOverSocket(
  program: Program,
  command: (program: Program) => readonly [string, readonly string[]],
): Promise<ElevatedProcess> {
  const link = await listenForChild();
  const [file, args] = command({ ...program, args: [...program.args, '--connect', link.path] });
  const child = spawn(file, [...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  // The person may take minutes for the password: what is written meanwhile waits here.
  const input = new PassThrough();
  const output = new PassThrough();
  void link.connected.then((socket) => {
    socket.on('error', () => undefined);
    input.pipe(socket);
    socket.pipe(output);
  });
  return {
    input,
    output,
    exited: new Promise((resolve) => {
      const done = (code: number | null): void => {
        void link.close();
        output.end();
        const refused = code === 0 ? undefined : refusal(complaint);
        resolve({ code, ...(refused && { refused }) });
      };
      child.once('error', () => done(null));
      child.once('close', done);
    }),
    kill: () => void child.kill(),
  };
}

/** AppleScript error -128, and what PowerShell says when the person answers UAC with No (Win32 error 1223). */
function refusal(complaint: string): AppError | undefined {
  if (!/\(-128\)|canceled by the user|\b1223\b/i.test(complaint)) return undefined;
  return new AppError('CANCELLED', 'The password was not given.', 'Start Rackboot again when you have it.', {
    cause: complaint,
  });
}

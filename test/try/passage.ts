/**
 * The console of an engine that runs in a network namespace, reachable from this computer's browser. A loopback is each
 * namespace's own, but a Unix socket's path is the same in all: a program inside passes what comes by the path on to the
 * console, and this process passes its own loopback port on to the path. No interface or route of this computer is touched,
 * and the console still checks Host, Origin and token: it sees the loopback at both ends.
 */
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import type { Lab } from '../lab/lab.ts';
import { until } from '../lab/processes.ts';
import { NODE } from '../lab/rackboot.ts';
import { joinSockets } from './join-sockets.ts';

const INSIDE = join(import.meta.dirname, 'passage-inside.ts');

/** @param inside the console's link there, `http://127.0.0.1:4711/?token=…` @returns the link here; it works until the lab closes */
export async function openPassage(lab: Lab, inside: string): Promise<string> {
  const path = join(lab.directory, 'console.sock');
  const program = await lab.server.start([...NODE, INSIDE, path, new URL(inside).port], {
    title: 'the console’s passage',
  });
  lab.onClose(async () => void (await program.stop()));
  await until('the passage to the console', 20_000, () => {
    if (program.exit()) throw new Error(`the passage to the console ended: ${program.output()}`);
    return program.output().includes('open') ? true : undefined;
  });

  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    joinSockets(socket, connect({ path, allowHalfOpen: true }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  lab.onClose(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  );
  const here = new URL(inside);
  here.port = String((server.address() as AddressInfo).port);
  return here.href;
}

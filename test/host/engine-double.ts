/**
 * A child as main/engine.child.ts is, with an engine that opens nothing: it writes what happened to it into its data
 * folder. `--connect PATH` links it by socket.
 */
import { appendFileSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { runChildSession } from '../../main/host/child-session.ts';
import { AppError } from '../../shared/model/error.ts';

const at = process.argv.indexOf('--connect');
const socket = at < 0 ? undefined : connect(process.argv[at + 1] as string);
if (socket) await once(socket, 'connect');
let note = (_text: string): void => undefined;

process.exitCode = await runChildSession({
  input: socket ?? process.stdin,
  output: socket ?? process.stdout,
  heartbeat: { everyMs: 20, lostAfterMs: Number(process.env['LOST_AFTER_MS'] ?? 60_000) },
  async start({ token, run }) {
    note = (text) => appendFileSync(join(run.dataDir, 'notes'), `${text}\n`);
    note(`start ${run.mode} ${token}`);
    if (run.interface === 'refuse')
      throw new AppError('UNKNOWN_INTERFACE', 'There is no interface refuse.', 'Choose another.');
    if (run.interface === 'die') process.exit(7);
    const { promise, resolve } = Promise.withResolvers<void>();
    if (run.interface === 'end') setTimeout(resolve, 10);
    return {
      consoleUrl: `http://${run.console.host}:8600/?token=${token}`,
      stopped: promise,
      async stop(reason) {
        note(`stop ${reason}`);
        resolve();
      },
    };
  },
  settle: () => note('settle'),
});
note(`exit ${process.exitCode}`);
socket?.end();
process.stdin.destroy();

/** The engine in a process of its own, started by the app with the rights that ports need. See host/child-process.ts. */
import { connect } from 'node:net';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { HEARTBEAT } from './host/child-contract.ts';
import { runChildSession } from './host/child-session.ts';
import { dropPrivileges, invokingPerson } from './host/drop-privileges.ts';
import { runInProcess } from './host/in-process.ts';

const { values } = parseArgs({ options: { connect: { type: 'string' } } });
const socket = values.connect === undefined ? undefined : connect(values.connect);
if (socket) await once(socket, 'connect');

let dataDir: string | undefined;
process.exitCode = await runChildSession({
  input: socket ?? process.stdin,
  output: socket ?? process.stdout,
  heartbeat: HEARTBEAT,
  start({ token, run }) {
    dataDir = run.dataDir;
    return runInProcess({ ...run, token });
  },
  settle() {
    const person = invokingPerson(process.env);
    if (person && dataDir !== undefined) dropPrivileges(person, dataDir);
  },
});
socket?.end();
process.stdin.destroy();

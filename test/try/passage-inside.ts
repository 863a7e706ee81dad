/** `node passage-inside.ts PATH PORT`, in the engine's namespace: what connects to the Unix socket PATH reaches the console on PORT. See passage.ts. */
import { chmodSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { joinSockets } from './join-sockets.ts';

const [path = '', port = ''] = process.argv.slice(2);
const server = createServer({ allowHalfOpen: true }, (socket) => {
  joinSockets(socket, connect({ host: '127.0.0.1', port: Number(port), allowHalfOpen: true }));
});
server.listen(path, () => {
  chmodSync(path, 0o600);
  process.stdout.write('open\n');
});

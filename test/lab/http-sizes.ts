/**
 * Run inside a namespace: `node http-sizes.ts SERVER PATH…`: asks for each file only to learn its size, as iPXE 2 does where
 * ESXi's loader asks it for one: GET, its own side closed behind the headers (FIN), and what still comes is acknowledged
 * and thrown away. Prints a JSON object per line: status, Content-Length, and bytes of the body that came.
 */
import { connect } from 'node:net';

const [server = '', ...paths] = process.argv.slice(2);

for (const path of paths) process.stdout.write(`${JSON.stringify(await sizeOf(path))}\n`);

async function sizeOf(path: string): Promise<object> {
  const socket = connect({ host: server, port: 80, allowHalfOpen: true });
  socket.write(
    `GET ${path} HTTP/1.1\r\nConnection: keep-alive\r\nUser-Agent: iPXE/2.0.0+\r\nHost: ${server}\r\n\r\n`,
  );
  let [head, received] = ['', 0];
  for await (const chunk of socket) {
    const bytes = chunk as Buffer;
    if (head.includes('\r\n\r\n')) {
      received += bytes.length;
      continue;
    }
    head += bytes.toString('latin1');
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) continue;
    received = head.length - end - 4;
    socket.end();
  }
  const status = Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]);
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1]);
  return { status, length, received };
}

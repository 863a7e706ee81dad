/**
 * Run inside a namespace: `node http-slow.ts SERVER PATH BYTES_PER_SECOND`: fetches a file evenly, twenty sips a second.
 * curl's `--limit-rate` takes what it finds, up to a hundred buffers, and rests afterwards: 12 MiB "at 1 MiB/s" were through
 * in 2.9 s once, in two gulps. Ends with code 0 where all bytes came.
 */
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const SIPS_PER_SECOND = 20;

const [server = '', path = '/', rate = '0'] = process.argv.slice(2);
const sip = Math.ceil(Number(rate) / SIPS_PER_SECOND);

const socket = connect({ host: server, port: 80 });
socket.write(
  `GET ${path} HTTP/1.1\r\nConnection: close\r\nUser-Agent: iPXE/1.21.1\r\nHost: ${server}\r\n\r\n`,
);
let ended = false;
socket.once('end', () => (ended = true));
socket.on('readable', () => undefined);

let head = '';
let left: number | undefined;
while (!ended && left !== 0) {
  await sleep(1000 / SIPS_PER_SECOND);
  const bytes = socket.read(Math.min(sip, socket.readableLength || sip)) as Buffer | null;
  if (bytes === null) continue;
  if (left !== undefined) {
    left -= bytes.length;
    continue;
  }
  head += bytes.toString('latin1');
  const end = head.indexOf('\r\n\r\n');
  if (end >= 0) left = Number(/^content-length: (\d+)/im.exec(head)?.[1]) - (head.length - end - 4);
}
process.exit(left === 0 ? 0 : 1);

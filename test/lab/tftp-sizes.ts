/**
 * Run inside a namespace: `node tftp-sizes.ts SERVER NAME…`: asks for each file only to learn its size, as OVMF does before
 * every download (`tsize 0`, then ERROR 8). Prints a line for each: its size, or what the server said.
 */
import { createSocket } from 'node:dgram';

const [server = '', ...names] = process.argv.slice(2);
const PATIENCE_MS = 5000;

for (const name of names) process.stdout.write(`${await sizeOf(name)}\n`);

async function sizeOf(name: string): Promise<string> {
  const socket = createSocket('udp4');
  const limit = setTimeout(() => socket.close(), PATIENCE_MS);
  const said = await new Promise<string>((resolve) => {
    socket.on('close', () => resolve('no answer'));
    socket.on('message', (bytes, { port, address }) => {
      const text = bytes.toString('latin1', bytes[1] === 5 ? 4 : 2).split('\0');
      if (bytes[1] !== 6) return resolve(`error ${text[0]}`);
      const abort = Buffer.from([0, 5, 0, 8, ...Buffer.from('User aborted the transfer\0')]);
      socket.send(abort, port, address, () => resolve(text[text.indexOf('tsize') + 1] ?? 'no size'));
    });
    const words = [name, 'octet', 'tsize', '0', 'blksize', '1468'].map((word) => `${word}\0`);
    socket.send(Buffer.from([0, 1, ...Buffer.from(words.join(''))]), 69, server);
  });
  clearTimeout(limit);
  if (said !== 'no answer') socket.close();
  return said;
}

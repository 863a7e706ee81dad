/**
 * A lock-step client that takes its time for every block, as boot ROMs do: `node bench/tftp-paced-client.ts ADDRESS FILE
 * TARGET BLKSIZE MICROSECONDS`, for bench/tftp.ts. It waits awake, because a timer would add the noise that is to be measured.
 */
import { createSocket } from 'node:dgram';
import { writeFileSync } from 'node:fs';
import { decodeTftp, encodeTftp } from '../shared/wire/tftp.ts';

const [address, file, target, blksize, pause] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
];
const blocks: Buffer[] = [];
const socket = createSocket('udp4');

socket.on('message', (bytes, { port }) => {
  const packet = decodeTftp(bytes);
  if (packet.op !== 'DATA' && packet.op !== 'OACK') throw new Error(JSON.stringify(packet));
  const block = packet.op === 'OACK' ? 0 : packet.block;
  if (packet.op === 'DATA' && block === blocks.length + 1) blocks.push(Buffer.from(packet.data));
  const until = performance.now() + Number(pause) / 1000;
  while (performance.now() < until);
  socket.send(encodeTftp({ op: 'ACK', block }), port, address, () => {
    if (packet.op === 'OACK' || packet.data.length === Number(blksize)) return;
    writeFileSync(target, Buffer.concat(blocks));
    socket.close();
  });
});
socket.send(
  encodeTftp({ op: 'RRQ', filename: file, mode: 'octet', options: [['blksize', blksize]] }),
  69,
  address,
);

/** Run inside a namespace: `node discover-sender.ts COUNT FROM TO`: that many DHCPDISCOVERs, each of a machine of its own. */
import { createSocket } from 'node:dgram';
import { setImmediate as turn } from 'node:timers/promises';

const [count, from, to] = [Number(process.argv[2]), process.argv[3], process.argv[4]];

const socket = createSocket('udp4');
await new Promise<void>((resolve) => socket.bind(68, from, resolve));
socket.setBroadcast(true);
for (let i = 0; i < count; i++) {
  await new Promise<void>((resolve, reject) => {
    socket.send(discover(i), 67, to, (error) => (error ? reject(error) : resolve()));
  });
  if (i % 50 === 0) await turn();
}
socket.close();

/** RFC 2131 figure 1, written by hand so that it owes nothing to the codec under test. */
function discover(number: number): Buffer {
  const bytes = Buffer.alloc(300);
  bytes.set([1, 1, 6, 0], 0); // op, htype, hlen, hops
  bytes.writeUInt32BE(0x5eed0000 + number, 4); // xid
  bytes.writeUInt16BE(0x8000, 10); // flags: broadcast
  bytes.set([0x02, 0xd1, 0x5c], 28); // chaddr
  bytes.writeUIntBE(number, 31, 3);
  bytes.writeUInt32BE(0x63825363, 236); // magic cookie
  bytes.set([53, 1, 1, 55, 2, 1, 3, 255], 240); // DHCPDISCOVER, parameter request list, end
  return bytes;
}

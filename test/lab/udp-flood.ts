/** `udp-flood.ts <address> <port> <count> <text>`: as fast as the system takes them. Run in a namespace of the lab. */
import { createSocket } from 'node:dgram';

const [address, port, count, text = ''] = process.argv.slice(2);
const socket = createSocket('udp4');
for (let sent = 0; sent < Number(count);) {
  const burst = Array.from({ length: Math.min(200, Number(count) - sent) }, () => {
    sent++;
    return new Promise((resolve) => socket.send(text, Number(port), address, resolve));
  });
  await Promise.all(burst);
}
socket.close();

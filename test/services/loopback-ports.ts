/** The ports of 127.0.0.1 without FFI: what a service needs of main/net/interface-ports.ts, on any system. */
import type { Socket } from 'node:dgram';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { InterfacePorts } from '../../main/net/ports.ts';
import { plainTransferPort } from '../../main/net/transfer-port.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';

const ADDRESS = '127.0.0.1' as Ipv4;

export interface LoopbackPorts extends Pick<
  InterfacePorts,
  'unicastDatagrams' | 'transferPort' | 'address' | 'mtu'
> {
  /** Of the last port opened with `unicastDatagrams(0)`. */
  readonly requestPort: number;
  /** Sockets that were opened and not closed again. */
  readonly open: number;
}

export function loopbackPorts(mtu = 1500): LoopbackPorts {
  const sockets = new Set<Socket>();
  let requestPort = 0;
  const bind = async (port: number): Promise<Socket> => {
    const socket = createSocket('udp4');
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.bind(port, ADDRESS);
    await once(socket, 'listening');
    return socket;
  };
  return {
    address: ADDRESS,
    mtu,
    get requestPort() {
      return requestPort;
    },
    get open() {
      return sockets.size;
    },
    transferPort: async (peer) => plainTransferPort(await bind(0), peer),
    async unicastDatagrams(port) {
      const socket = await bind(port);
      requestPort = socket.address().port;
      return {
        port: requestPort,
        onMessage(handler) {
          socket.on('message', (bytes, from) =>
            handler(bytes, { address: from.address as Ipv4, port: from.port }),
          );
        },
        send(bytes, to) {
          socket.send(bytes, to.port, to.address);
        },
        async close() {
          socket.close();
          await once(socket, 'close');
        },
      };
    },
  };
}

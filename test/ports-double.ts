/** The ports of a loopback interface, made with nothing but Node: for tests of services, which need no privilege then. */
import type { AddressInfo, Server } from 'node:net';
import type { InterfacePorts } from '../main/net/ports.ts';
import type { Ipv4 } from '../shared/wire/address.ts';

export const LOOPBACK = '127.0.0.1' as Ipv4;

export interface ListeningDouble extends Pick<InterfacePorts, 'listen' | 'address'> {
  /** The one that listens now. */
  server(): Server;
  port(): number;
}

/** Whatever port a service asks for, it gets a free one. */
export function listeningDouble(): ListeningDouble {
  let listening: Server | undefined;
  return {
    address: LOOPBACK,
    listen: (server) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, LOOPBACK, () => {
          server.removeListener('error', reject);
          listening = server;
          resolve();
        });
      }),
    server: () => listening as Server,
    port: () => (listening?.address() as AddressInfo).port,
  };
}

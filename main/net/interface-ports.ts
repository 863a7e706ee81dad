/**
 * The ports of one chosen interface: posix sockets tied to it by the kernel, or, where FFI cannot help (Windows), sockets
 * bound to its address.
 */
import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import type { Server } from 'node:net';
import type { InterfaceInfo } from '../../shared/model/api.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { UNSPECIFIED, subnetOf } from '../../shared/wire/address.ts';
import { openArpPort } from './arp-linux.ts';
import { openNoRouterPort } from './no-router-linux.ts';
import { portHolder } from './port-holder.ts';
import { openBoundSocket, openLibc, SystemCallError } from './posix-socket.ts';
import type { DatagramPort, InterfacePorts, Peer } from './ports.ts';
import { plainTransferPort, posixTransferPort } from './transfer-port.ts';

const DEFAULT_MTU = 1500;
/** A rack that powers on at once sends bursts: 48 machines × retransmissions fit easily, perfdhcp's floods as well. */
const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

/** `info` must have passed chooseInterface. NOT_SUPPORTED where one interface cannot be told from another. */
export function openInterface(info: InterfaceInfo, now: () => number): InterfacePorts {
  const primary = info.addresses[0];
  if (!primary)
    throw new AppError(
      'INTERFACE_WITHOUT_ADDRESS',
      `Interface ${info.name} has no IPv4 address.`,
      'Give it one first.',
    );
  const base = {
    info,
    address: primary.address,
    mac: info.mac ?? ('00:00:00:00:00:00' as InterfacePorts['mac']),
    subnet: subnetOf(primary.address, primary.prefixLength),
    mtu: info.mtu ?? DEFAULT_MTU,
  };
  if (process.platform !== 'win32') {
    openLibc();
    return { ...base, ...posixPorts(info, primary.address, now) };
  }
  return { ...base, ...boundPorts(primary.address) };
}

type Opening = Pick<
  InterfacePorts,
  'datagrams' | 'unicastDatagrams' | 'transferPort' | 'listen' | 'arp' | 'noRouter'
>;

function posixPorts(info: InterfaceInfo, address: Ipv4, now: () => number): Opening {
  const open = (kind: 'udp' | 'tcp', local: Ipv4, port: number, shared: boolean): number =>
    openBoundSocket({ kind, interface: info.name, address: local, port, shared, broadcast: kind === 'udp' });

  return {
    async datagrams(port) {
      await assertFree('udp', port, () => [open('udp', UNSPECIFIED, port, false)]);
      // Two sockets: the kernel gives broadcasts to the first and unicasts to the more specific second. Replies leave by the
      // second: from the wildcard socket a broadcast fails with ENETUNREACH on a bench without default route.
      const broadcasts = await adopt(open('udp', UNSPECIFIED, port, true));
      try {
        const unicasts = await adopt(open('udp', address, port, true));
        return datagramPort(port, [broadcasts, unicasts], unicasts);
      } catch (error) {
        // The address may have gone this moment; a port left half open would be in our own way from then on.
        broadcasts.close();
        throw error instanceof SystemCallError ? explain('udp', port, error.errno, undefined) : error;
      }
    },
    async unicastDatagrams(port) {
      const [fd] = await assertFree('udp', port, () => [open('udp', address, port, false)], true);
      const socket = await adopt(fd as number);
      return datagramPort(port, [socket], socket);
    },
    async transferPort(peer) {
      const fd = open('udp', address, 0, false);
      return posixTransferPort(await adopt(fd), fd, peer);
    },
    async listen(server, port) {
      const [fd] = await assertFree('tcp', port, () => [open('tcp', address, port, false)], true);
      await listening(server, { fd: fd as number });
    },
    async arp() {
      const { mac } = info;
      if (info.loopback || !mac) return { unavailable: `${info.name} is not an Ethernet interface` };
      return onLinux(() => openArpPort(info.name, mac, now));
    },
    async noRouter() {
      return onLinux(() => openNoRouterPort(info.name));
    },
  };
}

function onLinux<T>(open?: () => T): T | { readonly unavailable: string } {
  if (process.platform !== 'linux' || !open)
    return { unavailable: `raw frames are not built for ${process.platform} yet` };
  try {
    return open();
  } catch (error) {
    if (error instanceof SystemCallError) return { unavailable: `${error.message} (CAP_NET_RAW is missing)` };
    throw error;
  }
}

/**
 * Windows delivers limited broadcasts that arrive on an interface to sockets bound to that interface's address, and sends
 * from them leave there (BSD rule, not verified by us). Descriptors cannot be adopted there.
 */
function boundPorts(address: Ipv4): Opening {
  const bound = (port: number): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const socket = createSocket({ type: 'udp4' });
      socket.once('error', (error: NodeJS.ErrnoException) =>
        reject(explain('udp', port, error.code ?? '', undefined)),
      );
      socket.bind({ address, port, exclusive: true }, () => {
        socket.removeAllListeners('error');
        socket.setBroadcast(true);
        resolve(socket);
      });
    });
  const datagrams = async (port: number): Promise<DatagramPort> => {
    const socket = await bound(port);
    return datagramPort(port, [socket], socket);
  };
  return {
    datagrams,
    unicastDatagrams: datagrams,
    transferPort: async (peer) => plainTransferPort(await bound(0), peer),
    async listen(server, port) {
      await listening(server, { host: address, port, exclusive: true }).catch(
        (error: NodeJS.ErrnoException) => {
          throw explain('tcp', port, error.code ?? '', undefined);
        },
      );
    },
    arp: async () => onLinux<never>(),
    noRouter: async () => onLinux<never>(),
  };
}

/**
 * Opens without SO_REUSEADDR for UDP, so that another server's socket is noticed instead of shared; gives the
 * descriptors back, or closes them again unless they are kept.
 */
async function assertFree(
  kind: 'udp' | 'tcp',
  port: number,
  open: () => number[],
  keep = false,
): Promise<number[]> {
  try {
    const fds = open();
    if (!keep) for (const fd of fds) openLibc().close(fd);
    return fds;
  } catch (error) {
    if (!(error instanceof SystemCallError)) throw error;
    throw explain(kind, port, error.errno, await portHolder(kind, port));
  }
}

function explain(kind: 'udp' | 'tcp', port: number, errno: string, holder: string | undefined): AppError {
  const name = `${kind.toUpperCase()} port ${port}`;
  if (errno === 'EADDRINUSE') {
    const option = kind === 'tcp' ? ' or choose another with --http-port' : '';
    return new AppError(
      'PORT_IN_USE',
      `${name} is taken${holder ? ` by ${holder}` : ' by another program'}.`,
      `Stop ${holder ?? 'it'}${option}, then start Rackboot again.`,
    );
  }
  if (errno === 'EACCES' || errno === 'EPERM') {
    return new AppError(
      'NEEDS_PRIVILEGE',
      `This user may not open ${name}.`,
      process.platform === 'linux'
        ? `Run with sudo, or once: sudo setcap cap_net_bind_service,cap_net_raw+ep ${process.execPath}`
        : 'Run Rackboot as administrator.',
    );
  }
  return new AppError(
    'INTERNAL',
    `${name} could not be opened: ${errno}.`,
    'Check that the interface is still there.',
  );
}

function adopt(fd: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket({ type: 'udp4' });
    socket.once('error', reject);
    socket.bind({ fd }, () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
}

function listening(server: Server, where: object): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(where, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

function datagramPort(port: number, sockets: readonly Socket[], sender: Socket): DatagramPort {
  for (const socket of sockets) {
    // Errors reported on a UDP socket (ICMP unreachable, interface gone) concern one datagram, and UDP may lose.
    socket.on('error', () => undefined);
    // The kernel silently caps this at net.core.rmem_max.
    socket.setRecvBufferSize(RECEIVE_BUFFER_BYTES);
  }
  return {
    port,
    onMessage(handler) {
      for (const socket of sockets) {
        socket.on('message', (bytes, from) =>
          handler(bytes, { address: from.address as Ipv4, port: from.port }),
        );
      }
    },
    send(bytes: Uint8Array, to: Peer) {
      sender.send(bytes, to.port, to.address, () => undefined);
    },
    async close() {
      await Promise.all(
        sockets.map((socket) => new Promise<void>((resolve) => socket.close(() => resolve()))),
      );
    },
  };
}

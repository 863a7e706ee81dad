/**
 * The socket of one TFTP transfer. Datagrams leave by FFI where that works: Node's own send makes an object for every call,
 * looks the address up and leaves in the next tick, and libuv may keep the buffer. This costs half as much, and the buffer is
 * free again when `send` returns.
 *
 * UDP_SEGMENT (the kernel cuts one send into a window of datagrams) was measured: 1.6 times faster still, but on virtual
 * Ethernet and some cards every capture then shows one DATA packet of 20 KiB, which is neither what is on the wire nor TFTP.
 */
import type { RemoteInfo, Socket } from 'node:dgram';
import koffi from 'koffi';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { openLibc, sockaddrIn } from './posix-socket.ts';
import type { Peer, TransferPort } from './ports.ts';

/** "Try again", because the send buffer is full: Linux, macOS. */
const EAGAIN: readonly number[] = [11, 35];

/** @param fd the descriptor behind `socket`, which owns it */
export function posixTransferPort(socket: Socket, fd: number, peer: Peer): TransferPort {
  const libc = openLibc();
  const peerAddress = sockaddrIn(peer.address, peer.port);
  let open = true;
  const sendTo = (datagram: Uint8Array, address: Uint8Array): boolean =>
    !open ||
    libc.sendto(fd, datagram, datagram.length, 0, address, address.length) >= 0 ||
    !EAGAIN.includes(koffi.errno());
  return {
    onMessage: (handler) => listen(socket, handler),
    send: (datagram) => sendTo(datagram, peerAddress),
    sendTo: (datagram, to) => void sendTo(datagram, sockaddrIn(to.address, to.port)),
    async close() {
      // First, because the descriptor's number will be somebody else's.
      open = false;
      await closed(socket);
    },
  };
}

/** Where FFI cannot help. */
export function plainTransferPort(socket: Socket, peer: Peer): TransferPort {
  let open = true;
  const sendTo = (datagram: Uint8Array, to: Peer): void => {
    // Copied, because libuv keeps what the kernel does not take at once.
    if (open) socket.send(Buffer.from(datagram), to.port, to.address, () => undefined);
  };
  return {
    onMessage: (handler) => listen(socket, handler),
    send(datagram) {
      sendTo(datagram, peer);
      return true;
    },
    sendTo,
    async close() {
      open = false;
      // A datagram leaves in the next tick, and would not after this one.
      await new Promise((resolve) => setImmediate(resolve));
      await closed(socket);
    },
  };
}

function listen(socket: Socket, handler: (bytes: Uint8Array, from: Peer) => void): void {
  // What ICMP reports concerns one datagram, and UDP may lose.
  socket.on('error', () => undefined);
  socket.on('message', (bytes, from) => handler(bytes, from as RemoteInfo & { address: Ipv4 }));
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.close(() => resolve()));
}

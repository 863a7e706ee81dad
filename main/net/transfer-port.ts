/**
 * The socket of one TFTP transfer. Blocks leave by FFI where that works, because a window is then one system call: the
 * kernel cuts a run of equal datagrams itself (UDP_SEGMENT, udp(7), Linux 4.18), and nothing is queued behind our back,
 * so a buffer may be used again as soon as `send` returns. Node's own send costs about three times as much per block.
 */
import type { RemoteInfo, Socket } from 'node:dgram';
import koffi from 'koffi';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { int32, openLibc, sockaddrIn } from './posix-socket.ts';
import type { Peer, TransferPort } from './ports.ts';

const SOL_UDP = 17;
const UDP_SEGMENT = 103;
/** UDP_MAX_SEGMENTS of the kernels that have UDP_SEGMENT. */
const MAX_SEGMENTS = 64;
/** Payload of the largest UDP datagram over IPv4, also of one that is going to be cut. */
const MAX_PAYLOAD = 65507;
/** Shorter datagrams are sent one by one: an ERROR or OACK must never be longer than a segment, or it would be cut too. */
const MIN_SEGMENT = 512;
/** "Try again", when the send buffer is full: Linux, macOS. */
const EAGAIN: readonly number[] = [11, 35];

/** @param fd the descriptor behind `socket`, which `socket` owns */
export function posixTransferPort(socket: Socket, fd: number, peer: Peer): TransferPort {
  const libc = openLibc();
  const peerAddress = sockaddrIn(peer.address, peer.port);
  const sendTo = (bytes: Uint8Array, address: Uint8Array): number =>
    libc.sendto(fd, bytes, bytes.length, 0, address, address.length);
  let open = true;
  /** Datagrams the kernel takes at once; undefined until the first run. */
  let segments: number | undefined;

  const segmentsOf = (datagramBytes: number): number => {
    if (process.platform !== 'linux' || datagramBytes < MIN_SEGMENT) return 1;
    if (libc.setsockopt(fd, SOL_UDP, UDP_SEGMENT, int32(datagramBytes), 4) < 0) return 1;
    return Math.min(MAX_SEGMENTS, Math.floor(MAX_PAYLOAD / datagramBytes));
  };

  return {
    onMessage: (handler) => listen(socket, handler),
    send(bytes, datagramBytes) {
      if (!open) return bytes.length;
      if (bytes.length > datagramBytes) segments ??= segmentsOf(datagramBytes);
      let at = 0;
      while (at < bytes.length) {
        const end = Math.min(bytes.length, at + datagramBytes * (segments ?? 1));
        if (sendTo(at === 0 && end === bytes.length ? bytes : bytes.subarray(at, end), peerAddress) < 0) {
          if (EAGAIN.includes(koffi.errno())) return at;
          if (segments !== undefined && segments > 1) {
            // A route or device that cannot do checksums for segments says EIO, some EINVAL: cut the run ourselves.
            libc.setsockopt(fd, SOL_UDP, UDP_SEGMENT, int32(0), 4);
            segments = 1;
            continue;
          }
        }
        at = end;
      }
      return at;
    },
    sendTo(bytes, to) {
      if (open) sendTo(bytes, sockaddrIn(to.address, to.port));
    },
    async close() {
      // Before the descriptor's number is given to somebody else.
      open = false;
      await closed(socket);
    },
  };
}

/** Where FFI cannot help: libuv keeps what the kernel does not take, so every datagram is copied. */
export function plainTransferPort(socket: Socket, peer: Peer): TransferPort {
  const sendTo = (bytes: Uint8Array, to: Peer): void =>
    socket.send(Buffer.from(bytes), to.port, to.address, () => undefined);
  return {
    onMessage: (handler) => listen(socket, handler),
    send(bytes, datagramBytes) {
      for (let at = 0; at < bytes.length; at += datagramBytes)
        sendTo(bytes.subarray(at, at + datagramBytes), peer);
      return bytes.length;
    },
    sendTo,
    async close() {
      // A send is handed over in the next tick; closing before that would lose it.
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

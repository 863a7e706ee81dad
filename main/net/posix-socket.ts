/**
 * Sockets that Node cannot make: tied to one interface before they are bound, then adopted by descriptor.
 *
 * Why FFI: a socket on 0.0.0.0 hears every interface and Node cannot say which one; a socket on the interface's own
 * address hears no broadcast at all (measured on Linux 6.x, Node 20 to 26). SO_BINDTODEVICE (Linux, socket(7)) and
 * IP_BOUND_IF (macOS, ip(4)) say it to the kernel; `dgram.bind({fd})` and `net.Server.listen({fd})` are public ways in.
 * The first SO_BINDTODEVICE on a socket needs no privilege since Linux 5.7.
 */
import koffi from 'koffi';
import { AppError } from '../../shared/model/error.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { ipv4Bytes } from '../../shared/wire/address.ts';

interface PosixNumbers {
  readonly libraries: readonly string[];
  readonly solSocket: number;
  readonly soReuseAddr: number;
  readonly soBroadcast: number;
  readonly fioClex: number;
  readonly errno: Readonly<Record<number, string>>;
}

const LINUX: PosixNumbers = {
  libraries: ['libc.so.6', 'libc.musl-x86_64.so.1', 'libc.musl-aarch64.so.1', 'libc.so'],
  solSocket: 1,
  soReuseAddr: 2,
  soBroadcast: 6,
  fioClex: 0x5451,
  errno: { 1: 'EPERM', 13: 'EACCES', 19: 'ENODEV', 98: 'EADDRINUSE', 99: 'EADDRNOTAVAIL', 24: 'EMFILE' },
};

const DARWIN: PosixNumbers = {
  libraries: ['/usr/lib/libSystem.B.dylib'],
  solSocket: 0xffff,
  soReuseAddr: 0x4,
  soBroadcast: 0x20,
  fioClex: 0x20006601,
  errno: { 1: 'EPERM', 13: 'EACCES', 6: 'ENXIO', 48: 'EADDRINUSE', 49: 'EADDRNOTAVAIL', 24: 'EMFILE' },
};

const AF_INET = 2;
const SOCK_STREAM = 1;
const SOCK_DGRAM = 2;
const SO_BINDTODEVICE = 25;
const IP_BOUND_IF = 25;
const IPPROTO_IP = 0;

/** A system call that failed, with the errno's name. */
export class SystemCallError extends Error {
  override readonly name = 'SystemCallError';
  readonly call: string;
  readonly errno: string;

  constructor(call: string, errno: string) {
    super(`${call}: ${errno}`);
    this.call = call;
    this.errno = errno;
  }
}

export interface Libc {
  socket(domain: number, type: number, protocol: number): number;
  setsockopt(fd: number, level: number, name: number, value: Uint8Array, length: number): number;
  bind(fd: number, address: Uint8Array, length: number): number;
  listen(fd: number, backlog: number): number;
  send(fd: number, bytes: Uint8Array, length: number, flags: number): number;
  sendto(
    fd: number,
    bytes: Uint8Array,
    length: number,
    flags: number,
    to: Uint8Array,
    toLength: number,
  ): number;
  recv(fd: number, bytes: Uint8Array, length: number, flags: number): number;
  close(fd: number): number;
  ioctl(fd: number, request: number, argument: Uint8Array): number;
  ifIndex(name: string): number;
}

let libc: Libc | undefined;

/** Loads the C library once. NOT_SUPPORTED where it cannot be had. */
export function openLibc(): Libc {
  if (libc) return libc;
  const numbers = numbersOf(process.platform);
  let lastReason = 'no library name fits';
  for (const name of numbers.libraries) {
    try {
      const library = koffi.load(name);
      libc = {
        socket: library.func('int socket(int, int, int)'),
        setsockopt: library.func('int setsockopt(int, int, int, const uint8_t *, uint32_t)'),
        bind: library.func('int bind(int, const uint8_t *, uint32_t)'),
        listen: library.func('int listen(int, int)'),
        send: library.func('intptr_t send(int, const uint8_t *, size_t, int)'),
        sendto: library.func('intptr_t sendto(int, const uint8_t *, size_t, int, const uint8_t *, uint32_t)'),
        recv: library.func('intptr_t recv(int, _Out_ uint8_t *, size_t, int)'),
        close: library.func('int close(int)'),
        ioctl: library.func('int ioctl(int, unsigned long, _Inout_ uint8_t *)'),
        ifIndex: library.func('uint32_t if_nametoindex(const char *)'),
      };
      return libc;
    } catch (reason) {
      lastReason = reason instanceof Error ? reason.message : String(reason);
    }
  }
  throw new AppError(
    'NOT_SUPPORTED',
    `The C library cannot be reached from Node here (${lastReason}), so a socket cannot be tied to one interface.`,
    'Leave only the rack interface up, or run Rackboot on Linux, macOS or Windows with its packaged modules.',
  );
}

function numbersOf(platform: NodeJS.Platform): PosixNumbers {
  return platform === 'darwin' ? DARWIN : LINUX;
}

export function check(call: string, result: number, fd?: number): number {
  if (result >= 0) return result;
  const errno = koffi.errno();
  if (fd !== undefined) openLibc().close(fd);
  throw new SystemCallError(call, numbersOf(process.platform).errno[errno] ?? `errno ${errno}`);
}

/** `struct sockaddr_in`. */
export function sockaddrIn(address: Ipv4, port: number): Uint8Array {
  const bytes = new Uint8Array(16);
  // struct sockaddr_in: Linux has a 16-bit family in host order, BSD a length byte and an 8-bit family.
  if (process.platform === 'darwin') bytes.set([16, AF_INET]);
  else new DataView(bytes.buffer).setUint16(0, AF_INET, true);
  new DataView(bytes.buffer).setUint16(2, port);
  bytes.set(ipv4Bytes(address), 4);
  return bytes;
}

/** An `int` in host order, as setsockopt wants it. */
export function int32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setInt32(0, value, true);
  return bytes;
}

export interface BoundSocketOptions {
  readonly kind: 'udp' | 'tcp';
  readonly interface: string;
  readonly address: Ipv4;
  readonly port: number;
  /** Allow another socket of ours on the same port with another address. */
  readonly shared: boolean;
  readonly broadcast?: boolean;
}

/**
 * A socket that programs we start do not inherit: one that outlives us would hold our ports. Node marks those it makes itself.
 * FIOCLEX instead of fcntl, whose variable arguments FFI cannot pass everywhere. Throws SystemCallError.
 */
export function openSocket(domain: number, type: number, protocol: number): number {
  const c = openLibc();
  const fd = check('socket', c.socket(domain, type, protocol));
  check('ioctl(FIOCLEX)', c.ioctl(fd, numbersOf(process.platform).fioClex, new Uint8Array(0)), fd);
  return fd;
}

/** Before bind. Throws SystemCallError, having closed the descriptor. */
export function tieToInterface(fd: number, interfaceName: string): void {
  const c = openLibc();
  if (process.platform === 'darwin') {
    const index = int32(c.ifIndex(interfaceName));
    check('setsockopt(IP_BOUND_IF)', c.setsockopt(fd, IPPROTO_IP, IP_BOUND_IF, index, 4), fd);
    return;
  }
  const name = new TextEncoder().encode(`${interfaceName}\0`);
  check(
    'setsockopt(SO_BINDTODEVICE)',
    c.setsockopt(fd, LINUX.solSocket, SO_BINDTODEVICE, name, name.length),
    fd,
  );
}

/** A descriptor bound to address and port that hears `interface` only. Throws SystemCallError. The caller owns it. */
export function openBoundSocket(options: BoundSocketOptions): number {
  const c = openLibc();
  const numbers = numbersOf(process.platform);
  const fd = openSocket(AF_INET, options.kind === 'udp' ? SOCK_DGRAM : SOCK_STREAM, 0);
  if (options.shared || options.kind === 'tcp') {
    check(
      'setsockopt(SO_REUSEADDR)',
      c.setsockopt(fd, numbers.solSocket, numbers.soReuseAddr, int32(1), 4),
      fd,
    );
  }
  if (options.broadcast) {
    check(
      'setsockopt(SO_BROADCAST)',
      c.setsockopt(fd, numbers.solSocket, numbers.soBroadcast, int32(1), 4),
      fd,
    );
  }
  tieToInterface(fd, options.interface);
  check('bind', c.bind(fd, sockaddrIn(options.address, options.port), 16), fd);
  if (options.kind === 'tcp') check('listen', c.listen(fd, 511), fd);
  return fd;
}

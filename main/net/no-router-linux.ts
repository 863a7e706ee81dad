/**
 * Tells machines that wait for an IPv6 router that there is none. iPXE (1.21.1, measured in QEMU) holds its DHCPv4 lease
 * after 0.3 s and then still waits 17 to 22 s for a router advertisement before it fetches anything, every boot, on every
 * network without IPv6; one advertisement with lifetime 0 ends that. Such an advertisement makes nobody use us as a router
 * (RFC 4861 section 4.2) and carries no prefix and no M or O flag, so nobody gets an IPv6 address from it either.
 */
import type { NoRouterPort } from './ports.ts';
import { check, int32, openLibc, openSocket, tieToInterface } from './posix-socket.ts';

const AF_INET6 = 10;
const SOCK_RAW = 3;
const IPPROTO_IPV6 = 41;
const IPPROTO_ICMPV6 = 58;
const IPV6_MULTICAST_HOPS = 18;
const MSG_DONTWAIT = 0x40;
const ROUTER_ADVERTISEMENT = 134;

/** Throws SystemCallError (EPERM without CAP_NET_RAW). */
export function openNoRouterPort(interfaceName: string): NoRouterPort {
  const libc = openLibc();
  const fd = openSocket(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6);
  tieToInterface(fd, interfaceName);
  // RFC 4861 section 6.1.2: receivers drop advertisements that could have come through a router.
  check(
    'setsockopt(IPV6_MULTICAST_HOPS)',
    libc.setsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, int32(255), 4),
    fd,
  );
  // Type, then everything zero: code, checksum (the kernel fills it in), hop limit, flags, lifetime, timers.
  const advertisement = new Uint8Array(16);
  advertisement[0] = ROUTER_ADVERTISEMENT;
  const allNodes = sockaddrIn6(
    [0xff, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    libc.ifIndex(interfaceName),
  );
  /** The descriptor's number is somebody else's by now. */
  let closed = false;
  return {
    advertise() {
      if (closed) return;
      libc.sendto(fd, advertisement, advertisement.length, MSG_DONTWAIT, allNodes, allNodes.length);
    },
    close() {
      if (closed) return;
      closed = true;
      libc.close(fd);
    },
  };
}

/** struct sockaddr_in6 (Linux): family, port, flow, address, scope. */
function sockaddrIn6(address: readonly number[], scope: number): Uint8Array {
  const bytes = new Uint8Array(28);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, AF_INET6, true);
  bytes.set(address, 8);
  view.setUint32(24, scope, true);
  return bytes;
}

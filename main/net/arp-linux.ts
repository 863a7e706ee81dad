/**
 * ARP probes through an AF_PACKET socket (packet(7)): is an address in use before it is offered?
 * The socket is read without blocking and only while a probe is waiting, so it costs nothing in between.
 */
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { UNSPECIFIED } from '../../shared/wire/address.ts';
import { decodeArp, encodeArp } from '../../shared/wire/arp.ts';
import { BROADCAST_MAC, ETHER_TYPE, decodeEthernet, encodeEthernet } from '../../shared/wire/ethernet.ts';
import type { ArpPort } from './ports.ts';
import { check, openLibc, openSocket } from './posix-socket.ts';

const AF_PACKET = 17;
const SOCK_RAW = 3;
const MSG_DONTWAIT = 0x40;
const POLL_MS = 5;

interface Waiting {
  readonly address: Ipv4;
  readonly deadline: number;
  readonly resolve: (mac: Mac | undefined) => void;
}

/** Throws SystemCallError (EPERM without CAP_NET_RAW). */
export function openArpPort(interfaceName: string, own: Mac, now: () => number): ArpPort {
  const libc = openLibc();
  const protocol = ((ETHER_TYPE.arp & 0xff) << 8) | (ETHER_TYPE.arp >>> 8);
  const fd = openSocket(AF_PACKET, SOCK_RAW, protocol);
  const sockaddr = new Uint8Array(20);
  const view = new DataView(sockaddr.buffer);
  view.setUint16(0, AF_PACKET, true);
  view.setUint16(2, ETHER_TYPE.arp);
  view.setInt32(4, libc.ifIndex(interfaceName), true);
  check('bind(AF_PACKET)', libc.bind(fd, sockaddr, sockaddr.length), fd);

  const waiting = new Map<Ipv4, Waiting[]>();
  const frame = new Uint8Array(128);
  let timer: NodeJS.Timeout | undefined;
  /** The descriptor's number is somebody else's by now. */
  let closed = false;

  /** Takes what has arrived; answers for addresses nobody waits for are dropped. */
  function drain(): void {
    for (;;) {
      const length = Number(libc.recv(fd, frame, frame.length, MSG_DONTWAIT));
      if (length <= 0) return;
      const sender = senderOf(frame.subarray(0, length));
      // Our own frames come back on a packet socket; they are not somebody else using the address.
      if (!sender || sender.mac === own) continue;
      for (const one of waiting.get(sender.address) ?? []) one.resolve(sender.mac);
      waiting.delete(sender.address);
    }
  }

  function poll(): void {
    timer = undefined;
    drain();
    const time = now();
    for (const [address, list] of waiting) {
      const left = list.filter((one) => one.deadline > time || (one.resolve(undefined), false));
      if (left.length === 0) waiting.delete(address);
      else if (left.length < list.length) waiting.set(address, left);
    }
    if (waiting.size > 0) timer = setTimeout(poll, POLL_MS);
  }

  return {
    async probe(address, timeoutMs) {
      if (closed) return undefined;
      if (waiting.size === 0) drain();
      const request = encodeEthernet({
        destination: BROADCAST_MAC,
        source: own,
        etherType: ETHER_TYPE.arp,
        payload: encodeArp({
          operation: 'request',
          senderMac: own,
          // RFC 5227 section 2.1.1: a probe has sender address 0, so that nobody's cache is changed by it.
          senderAddress: UNSPECIFIED,
          targetMac: '00:00:00:00:00:00' as Mac,
          targetAddress: address,
        }),
      });
      libc.send(fd, request, request.length, MSG_DONTWAIT);
      return new Promise((resolve) => {
        const list = waiting.get(address) ?? [];
        list.push({ address, deadline: now() + timeoutMs, resolve });
        waiting.set(address, list);
        timer ??= setTimeout(poll, POLL_MS);
      });
    },
    sendFrame(frame) {
      if (!closed) libc.send(fd, frame, frame.length, MSG_DONTWAIT);
    },
    close() {
      if (closed) return;
      closed = true;
      clearTimeout(timer);
      for (const list of waiting.values()) for (const one of list) one.resolve(undefined);
      waiting.clear();
      libc.close(fd);
    },
  };
}

function senderOf(bytes: Uint8Array): { mac: Mac; address: Ipv4 } | undefined {
  try {
    const arp = decodeArp(decodeEthernet(bytes).payload);
    return { mac: arp.senderMac, address: arp.senderAddress };
  } catch {
    // Anybody may put a malformed ARP frame on the wire; it is nobody's answer.
    return undefined;
  }
}

/** The sockets of one chosen interface, as services see them. Made by `openInterface` in main/net/interface-ports.ts. */
import type { Server } from 'node:net';
import type { InterfaceInfo } from '../../shared/model/api.ts';
import type { Ipv4, Mac, Subnet } from '../../shared/wire/address.ts';

export interface Peer {
  readonly address: Ipv4;
  readonly port: number;
}

/** A UDP port on the chosen interface only: what arrives elsewhere is never seen, what is sent never leaves elsewhere. */
export interface DatagramPort {
  readonly port: number;
  /** One handler; `bytes` is only valid during the call unless copied. */
  onMessage(handler: (bytes: Uint8Array, from: Peer) => void): void;
  /** Limited broadcast is allowed. Errors of the network (ENETDOWN, EHOSTUNREACH) are swallowed and counted: UDP may lose. */
  send(bytes: Uint8Array, to: Peer): void;
  close(): Promise<void>;
}

/** The server's end of one TFTP transfer (its TID, RFC 1350 §4). Errors of the network are losses: UDP may lose. */
export interface TransferPort {
  /** One handler; it hears everybody, not only the peer. */
  onMessage(handler: (bytes: Uint8Array, from: Peer) => void): void;
  /** To the peer. False: the system has no room just now, try again later. `datagram` may be changed as soon as this returns. */
  send(datagram: Uint8Array): boolean;
  /** To somebody else. */
  sendTo(datagram: Uint8Array, to: Peer): void;
  close(): Promise<void>;
}

export interface InterfacePorts {
  readonly info: InterfaceInfo;
  readonly address: Ipv4;
  readonly mac: Mac;
  readonly subnet: Subnet;
  readonly mtu: number;
  /** Hears broadcasts and unicasts of this interface; sends from the interface's address and this port. PORT_IN_USE, NEEDS_PRIVILEGE. */
  datagrams(port: number): Promise<DatagramPort>;
  /** Hears unicasts to our address only. */
  unicastDatagrams(port: number): Promise<DatagramPort>;
  /** An ephemeral port of this interface's address for one TFTP transfer to `peer`. */
  transferPort(peer: Peer): Promise<TransferPort>;
  /** Makes `server` listen on this interface's address and port, hearing this interface only. PORT_IN_USE, NEEDS_PRIVILEGE. */
  listen(server: Server, port: number): Promise<void>;
  /** ARP requests on this interface (RFC 826; RFC 5227 probe with sender 0.0.0.0), or undefined with the reason where the system cannot. */
  arp(): Promise<ArpPort | { readonly unavailable: string }>;
  /** IPv6 router advertisements that say "no router here", or undefined with the reason where the system cannot. */
  noRouter(): Promise<NoRouterPort | { readonly unavailable: string }>;
}

export interface NoRouterPort {
  /** Sends one to all nodes. Errors of the network are swallowed: nothing depends on it but waiting time. */
  advertise(): void;
  /** Idempotent; nothing is sent any more. */
  close(): void;
}

export interface ArpPort {
  /** Resolves with the MAC that answered within `timeoutMs`, or undefined. Many may run at once. */
  probe(address: Ipv4, timeoutMs: number): Promise<Mac | undefined>;
  /** A whole Ethernet frame, as it is. It may be lost. */
  sendFrame(frame: Uint8Array): void;
  /** Idempotent. Nothing is sent any more, and probes resolve with undefined. */
  close(): void;
}

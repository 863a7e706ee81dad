/** The Mac's network interface: sends as firmware without an address does, and gathers replies. */
import { execFileSync } from 'node:child_process';
import type { Socket } from 'node:dgram';
import { createSocket } from 'node:dgram';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Reply } from './mac-messages.ts';
import { readReply } from './mac-messages.ts';
import type { Sender } from './mac-steps.ts';

const DEVICE = 'eth0';
const EVERYBODY = '255.255.255.255';
const SERVER_PORT = 67;

export interface Incoming {
  readonly from: Sender;
  readonly reply: Reply;
}

export interface Wire {
  /** To UDP port 67. */
  send(message: Buffer, to?: string): void;
  /**
   * Sends again, after 2 s, 4 s and so on, until `take` has taken a reply; what more it takes within `gatherMs` comes
   * along. Empty when nothing came in `patienceMs`. Each reply is shown to `take` once, in the order they came.
   */
  ask<T>(question: Question<T>): Promise<readonly T[]>;
  close(): void;
}

export interface Question<T> {
  readonly message: Buffer;
  readonly to?: string | undefined;
  readonly take: (incoming: Incoming) => T | undefined;
  /** Nothing more is waited for when it says so. */
  readonly isEnough?: (taken: readonly T[]) => boolean;
  readonly gatherMs: number;
  readonly patienceMs: number;
}

const FIRST_RETRY_MS = 2000;

export async function openWire(port: number): Promise<Wire> {
  // Without an address of its own the kernel sends from 0.0.0.0 only where a route says by which interface.
  ip('route', 'replace', `${EVERYBODY}/32`, 'dev', DEVICE);
  for (const which of ['all', DEVICE]) writeFileSync(`/proc/sys/net/ipv4/conf/${which}/rp_filter`, '0');
  const socket = createSocket('udp4');
  const received: Incoming[] = [];
  socket.on('message', (bytes, { address, port: from }) => {
    // What makes no sense to this client fails the test: the exception ends the program.
    received.push({ from: { address, port: from }, reply: readReply(bytes) });
  });
  await new Promise<void>((resolve) => socket.bind(port, '0.0.0.0', resolve));
  socket.setBroadcast(true);
  return {
    send: (message, to = EVERYBODY) => sendTo(socket, message, to),
    async ask({ message, to = EVERYBODY, take, isEnough, gatherMs, patienceMs }) {
      const taken = [];
      const begun = Date.now();
      let [nextTry, wait, end] = [begun, FIRST_RETRY_MS, begun + patienceMs];
      while (Date.now() < end) {
        if (taken.length === 0 && Date.now() >= nextTry) {
          sendTo(socket, message, to);
          nextTry += wait;
          wait *= 2;
        }
        for (const incoming of received.splice(0)) {
          const one = take(incoming);
          if (one === undefined) continue;
          if (taken.length === 0) end = Date.now() + gatherMs;
          taken.push(one);
        }
        if (isEnough?.(taken)) break;
        await sleep(10);
      }
      return taken;
    },
    close: () => socket.close(),
  };
}

function sendTo(socket: Socket, message: Buffer, to: string): void {
  socket.send(message, SERVER_PORT, to);
}

export function ownMac(): Buffer {
  const text = readFileSync(`/sys/class/net/${DEVICE}/address`, 'latin1').trim();
  return Buffer.from(text.replaceAll(':', ''), 'hex');
}

/** Undefined while it has none. */
export function ownAddress(): string | undefined {
  return / inet ([\d.]+)\//.exec(ip('-4', '-o', 'address', 'show', 'dev', DEVICE))?.[1];
}

/** As when power comes back: nothing is left of an earlier life. */
export function forgetAddress(): void {
  ip('-4', 'address', 'flush', 'dev', DEVICE);
}

export function takeAddress(address: string, mask: string): void {
  const bits = mask.split('.').map((part) => Number(part).toString(2));
  const prefixLength = bits.join('').replaceAll('0', '').length;
  ip('address', 'add', `${address}/${prefixLength}`, 'dev', DEVICE);
  // Went with the last address.
  ip('route', 'replace', `${EVERYBODY}/32`, 'dev', DEVICE);
}

function ip(...args: readonly string[]): string {
  return execFileSync('ip', args, { encoding: 'utf8' });
}

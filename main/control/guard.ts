/**
 * Who may talk to the console.
 *
 * Threat model. The console can make machines erase their disks, so it is worth attacking. What we stand against:
 * - Another tab in the technician's browser. Any web page can send requests to 127.0.0.1. It cannot choose the Origin
 *   header of a WebSocket or a POST, so Origin must be exactly the address the request was sent to.
 * - DNS rebinding: a page at evil.example whose name was switched to 127.0.0.1 has "its own" Origin here. It cannot
 *   choose the Host header, so Host must be an address of ours in figures, `localhost`, or the name given for the console.
 * - Another user of this machine, or anybody on the network where the console listens on a network address (a Raspberry
 *   Pi in the rack). Both can connect; neither knows the token, 256 random bits made for each run, compared in constant
 *   time. It is in the link that `serve` prints; the page takes it out of the address bar and keeps it for its tab.
 * - A page that frames the console or loads its scripts: refused by headers (static.ts).
 * Not covered: somebody who reads this user's memory or files, or who listens on the network to a console that is used
 * over plain HTTP from another computer. For that, keep the console on 127.0.0.1 and use `ssh -L`: a forwarded port works,
 * because Host and Origin are compared with each other and not with our port.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** A fresh token for one run: 256 bits, in characters that fit a URL and a WebSocket subprotocol. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** In constant time, whatever the lengths. */
export function sameToken(given: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(token)) && given !== undefined && given.length > 0;
}

/** The subprotocol the console speaks; the browser puts the token beside it because it cannot set headers. */
export const PROTOCOL = 'rackboot.v1';
const TOKEN_PROTOCOL = 'token.';

/** The token a request carries: `Authorization: Bearer …`, or the subprotocol `token.…`. */
export function tokenOf(request: IncomingMessage): string | undefined {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '');
  if (bearer) return bearer[1];
  const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim());
  return protocols.find((one) => one.startsWith(TOKEN_PROTOCOL))?.slice(TOKEN_PROTOCOL.length);
}

export interface Door {
  /** What the request says: the Host and Origin headers. */
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** Our end of the connection it came by. */
  readonly localAddress: string | undefined;
  /** The host the console was told to listen on: a name or an address. */
  readonly consoleHost: string;
}

/** Why a request is refused before its token is looked at, or undefined where it may go on. */
export function refusal(door: Door): string | undefined {
  const hostName = nameOfHost(door.host);
  if (hostName === undefined) return 'The request names no host.';
  if (!isOurs(hostName, door)) return `"${hostName}" is not a name of this console.`;
  // The command line sends no Origin; a browser always does with a WebSocket and with a POST.
  if (door.origin === undefined) return undefined;
  if (door.origin.toLowerCase() !== `http://${(door.host as string).toLowerCase()}`) {
    return `A page from ${door.origin} may not use this console.`;
  }
  return undefined;
}

function isOurs(hostName: string, door: Door): boolean {
  if (hostName === 'localhost' || hostName === door.consoleHost.toLowerCase()) return true;
  if (isIP(hostName) === 0) return false;
  const local = withoutMapping(door.localAddress ?? '');
  return hostName === local || (isLoopback(hostName) && isLoopback(local));
}

/** `host[:port]` or `[v6][:port]` (RFC 9110 §7.2) → the host in lower case without brackets. */
function nameOfHost(header: string | undefined): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^\s:/@[\]]+))(?::\d{1,5})?$/i.exec(header ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase();
}

export function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}

/** `::ffff:127.0.0.1`, as a dual-stack socket reports IPv4, → `127.0.0.1`. */
function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/**
 * Receives the logs of installers (RFC 3164 and 5424) by UDP and, because Anaconda's `inst.syslog` sends them so, by TCP
 * (RFC 6587), so that a machine's lane tells what its installer does without any agent on it.
 *
 * Anybody on the network may send as much as he likes: what is looked at in a second is bounded, and what was not is counted.
 */
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { withoutSecrets } from '../../shared/boot/secrets-in-text.ts';
import { reportError } from '../../shared/model/error.ts';
import type { Append } from '../../shared/model/event.ts';
import type { Service } from '../../shared/model/service.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { UNSPECIFIED } from '../../shared/wire/address.ts';
import { decodeSyslog } from '../../shared/wire/syslog.ts';
import { SyslogStream } from '../../shared/wire/syslog-stream.ts';
import type { DatagramPort, InterfacePorts } from '../net/ports.ts';
import { SenderBudget } from './syslog-budget.ts';

export interface SyslogParts {
  readonly ports: Pick<InterfacePorts, 'unicastDatagrams' | 'listen'>;
  readonly port: number;
  readonly macAt: (address: Ipv4) => Mac | undefined;
  /** A line for the machine's lane. */
  readonly logged: (mac: Mac, text: string) => void;
  readonly append: Append;
  /** ms, monotonic. */
  readonly now: () => number;
  readonly limits?: Partial<SyslogLimits>;
}

export interface SyslogLimits {
  readonly perSecond: number;
  /** Of one sender. */
  readonly perSenderSecond: number;
  /** How long drops are counted before they are told, in ms. */
  readonly tellDroppedMs: number;
  readonly connections: number;
  readonly connectionsPerSender: number;
  /** By TCP, of all together. */
  readonly bytesPerSecond: number;
}

const LIMITS: SyslogLimits = {
  perSecond: 200,
  perSenderSecond: 20,
  tellDroppedMs: 5000,
  connections: 256,
  connectionsPerSender: 4,
  bytesPerSecond: 4 * 1024 * 1024,
};
/** Characters of a message that an event carries, and of a line in a lane. */
const EVENT_LENGTH = 1000;
const LANE_LENGTH = 300;
/** A sender that is gone without a word. */
const IDLE_MS = 60 * 60_000;
/** How long a connection is left alone when too much came by all of them. */
const PAUSE_MS = 250;

export function createSyslogService(parts: SyslogParts): Service {
  return new SyslogService(parts);
}

class SyslogService implements Service {
  readonly name = 'syslog';
  readonly #parts: SyslogParts;
  readonly #limits: SyslogLimits;
  readonly #budget: SenderBudget;
  readonly #connections = new Map<Socket, Ipv4>();
  #datagrams: DatagramPort | undefined;
  #server: Server | undefined;
  #second = 0;
  #bytes = 0;
  #dropped = 0;
  #tellDropped: NodeJS.Timeout | undefined;

  constructor(parts: SyslogParts) {
    this.#parts = parts;
    this.#limits = { ...LIMITS, ...parts.limits };
    this.#budget = new SenderBudget(this.#limits.perSecond, this.#limits.perSenderSecond);
  }

  /** Never rejects: machines boot without it, and many computers have a syslog server of their own. */
  async start(): Promise<void> {
    const { ports, port } = this.#parts;
    await this.#open('UDP', async () => {
      this.#datagrams = await ports.unicastDatagrams(port);
      this.#datagrams.onMessage((bytes, from) => this.#receive(bytes, from.address));
    });
    await this.#open('TCP', async () => {
      const server = createServer((socket) => this.#accept(socket));
      await ports.listen(server, port);
      // A connection that cannot be accepted is one log less.
      server.on('error', () => undefined);
      this.#server = server;
    });
  }

  async stop(): Promise<void> {
    const [datagrams, server] = [this.#datagrams, this.#server];
    this.#datagrams = undefined;
    this.#server = undefined;
    const closed = server && new Promise((resolve) => server.close(resolve));
    for (const socket of this.#connections.keys()) socket.destroy();
    await Promise.all([datagrams?.close(), closed]);
    this.#tell();
  }

  async #open(how: 'UDP' | 'TCP', open: () => Promise<void>): Promise<void> {
    try {
      await open();
    } catch (error) {
      const why = `no installer’s log is shown that comes by ${how}: ${reportError(error).message}`;
      this.#parts.append({ type: 'service.limited', service: 'syslog', why });
    }
  }

  #accept(socket: Socket): void {
    const from = (socket.remoteAddress?.replace(/^::ffff:/, '') ?? UNSPECIFIED) as Ipv4;
    const ofSender = [...this.#connections.values()].filter((other) => other === from).length;
    if (this.#connections.size >= this.#limits.connections || ofSender >= this.#limits.connectionsPerSender) {
      socket.destroy();
      return;
    }
    this.#connections.set(socket, from);
    const stream = new SyslogStream();
    const take = (messages: readonly Uint8Array[]): void => {
      for (const bytes of messages) this.#receive(bytes, from);
    };
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    socket.on('data', (bytes) => {
      take(stream.push(bytes));
      if (this.#mayRead(bytes.length)) return;
      // Lines are dropped sooner than this: a sender that is held up may hold up its installer.
      socket.pause();
      setTimeout(() => socket.resume(), PAUSE_MS).unref();
    });
    socket.on('end', () => take(stream.end()));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#connections.delete(socket));
  }

  /** Taking a stream apart costs for every byte, whatever becomes of its lines. */
  #mayRead(length: number): boolean {
    const second = Math.floor(this.#parts.now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#bytes = 0;
    }
    this.#bytes += length;
    return this.#bytes < this.#limits.bytesPerSecond;
  }

  #receive(bytes: Uint8Array, from: Ipv4): void {
    const { macAt, append, logged, now } = this.#parts;
    // Before anything else: a message that is not looked at costs next to nothing.
    if (!this.#budget.take(from, now())) return this.#drop();
    const message = decodeSyslog(bytes);
    const text = withoutSecrets(message.text);
    if (text === '') return;
    const mac = macAt(from);
    append({
      type: 'syslog.received',
      ...(mac && { mac }),
      from,
      severity: message.severity,
      ...(message.app !== undefined && { app: withoutSecrets(message.app) }),
      text: shortened(text, EVENT_LENGTH),
    });
    // The kernel's debugging and the like would hide what the installer is doing.
    if (mac && message.severity !== 'debug') logged(mac, shortened(lastLine(text), LANE_LENGTH));
  }

  #drop(): void {
    this.#dropped++;
    this.#tellDropped ??= setTimeout(() => this.#tell(), this.#limits.tellDroppedMs);
  }

  #tell(): void {
    clearTimeout(this.#tellDropped);
    this.#tellDropped = undefined;
    if (this.#dropped === 0) return;
    const why = `${this.#dropped} lines came too fast and were left out`;
    this.#dropped = 0;
    this.#parts.append({ type: 'service.limited', service: 'syslog', why });
  }
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1).trim();
}

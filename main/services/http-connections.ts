/** Who is connected: how many from where, and what is under way on each connection. */
import { STATUS_CODES } from 'node:http';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { addressOf } from './http-exchange.ts';

export interface ConnectionLimits {
  /** Beyond these, connections are answered with 503 and closed; beyond twice as many they are closed at once. */
  readonly connections: number;
  readonly connectionsPerClient: number;
}

interface Connection {
  readonly tooMany: boolean;
  answering: number;
}

export class HttpConnections {
  readonly #limits: ConnectionLimits;
  readonly #open = new Map<Socket, Connection>();
  readonly #perClient = new Map<Ipv4, number>();

  constructor(limits: ConnectionLimits) {
    this.#limits = limits;
  }

  watch(server: Server): void {
    server.maxConnections = this.#limits.connections * 2;
    server.on('connection', (socket: Socket) => this.#enter(socket));
  }

  /** The client has too many connections, or all together have. */
  tooMany(socket: Socket): boolean {
    return this.#open.get(socket)?.tooMany ?? false;
  }

  /** Pairs of +1 and -1 around every answer. */
  answering(socket: Socket, change: 1 | -1): void {
    const connection = this.#open.get(socket);
    if (connection) connection.answering += change;
  }

  /**
   * The last words on a connection whose requests cannot be understood. While a body is on its way there are none: they
   * would be taken for its bytes.
   */
  refuse(socket: Socket, status: number, text: string, headers = ''): void {
    const silent = !socket.writable || (this.#open.get(socket)?.answering ?? 0) > 0;
    if (silent) {
      socket.destroy();
      return;
    }
    const body = `${text}\n`;
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n` +
        `${headers}Connection: close\r\n\r\n${body}`,
    );
    socket.destroySoon();
  }

  #enter(socket: Socket): void {
    const from = addressOf(socket);
    const count = (this.#perClient.get(from) ?? 0) + 1;
    this.#perClient.set(from, count);
    const tooMany = count > this.#limits.connectionsPerClient || this.#open.size >= this.#limits.connections;
    this.#open.set(socket, { tooMany, answering: 0 });
    // Every request that is pipelined on it waits for its end.
    socket.setMaxListeners(0);
    socket.once('close', () => {
      this.#open.delete(socket);
      const left = (this.#perClient.get(from) ?? 1) - 1;
      if (left > 0) this.#perClient.set(from, left);
      else this.#perClient.delete(from);
    });
  }
}

/** A TFTP client for tests: one socket, packets in and out, and a download that keeps to RFC 1350 and 7440. */
import type { Socket } from 'node:dgram';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { TftpOption, TftpPacket } from '../../shared/wire/tftp.ts';
import { decodeTftp, encodeTftp, tftpOption } from '../../shared/wire/tftp.ts';

export interface Received {
  readonly packet: TftpPacket;
  readonly from: number;
}

export class TestClient {
  readonly #socket: Socket;
  readonly #server: number;
  readonly #received: Received[] = [];
  #wake: (() => void) | undefined;

  private constructor(socket: Socket, server: number) {
    this.#socket = socket;
    this.#server = server;
    socket.on('message', (bytes, { port }) => {
      this.#received.push({ packet: decodeTftp(bytes), from: port });
      this.#wake?.();
    });
  }

  /** @param server the port requests go to */
  static async open(server: number): Promise<TestClient> {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new TestClient(socket, server);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  /** Packets that came and were not taken yet. */
  get pending(): readonly Received[] {
    return this.#received;
  }

  raw(bytes: Uint8Array, to = this.#server): void {
    this.#socket.send(bytes, to, '127.0.0.1');
  }

  send(packet: TftpPacket, to = this.#server): void {
    this.raw(encodeTftp(packet), to);
  }

  request(filename: string, options: readonly TftpOption[] = [], mode = 'octet'): void {
    this.send({ op: 'RRQ', filename, mode, options });
  }

  async next(): Promise<Received> {
    for (;;) {
      const received = this.#received.shift();
      if (received) return received;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** The whole file; fails on anything but OACK and DATA. */
  async download(
    filename: string,
    options: readonly TftpOption[] = [],
    mode = 'octet',
  ): Promise<{ bytes: Buffer; oack: readonly TftpOption[] }> {
    this.request(filename, options, mode);
    const parts: Uint8Array[] = [];
    let oack: readonly TftpOption[] = [];
    let [blksize, windowsize, inWindow] = [512, 1, 0];
    for (;;) {
      const { packet, from } = await this.next();
      if (packet.op === 'OACK') {
        oack = packet.options;
        blksize = Number(tftpOption(oack, 'blksize') ?? 512);
        windowsize = Number(tftpOption(oack, 'windowsize') ?? 1);
        this.send({ op: 'ACK', block: 0 }, from);
        continue;
      }
      if (packet.op !== 'DATA') throw new Error(`${packet.op} ${JSON.stringify(packet)}`);
      if (packet.block !== ((parts.length + 1) & 0xffff)) {
        this.send({ op: 'ACK', block: parts.length & 0xffff }, from);
        continue;
      }
      parts.push(packet.data);
      const last = packet.data.length < blksize;
      if (++inWindow === windowsize || last) {
        inWindow = 0;
        this.send({ op: 'ACK', block: packet.block }, from);
      }
      if (last) return { bytes: Buffer.concat(parts), oack };
    }
  }

  close(): void {
    this.#socket.close();
  }
}

/** TFTP as simple firmware does it: block by block, with blksize or without any option (RFC 1350, 2347, 2348). */
import { createHash } from 'node:crypto';
import type { RemoteInfo, Socket } from 'node:dgram';
import { createSocket } from 'node:dgram';
import { writeFileSync } from 'node:fs';
import type { TftpOptions, TftpStep } from './mac-steps.ts';

const OP = { rrq: 1, data: 3, ack: 4, error: 5, oack: 6 } as const;
const PORT = 69;
const DEFAULT_BLKSIZE = 512;
const RETRY_MS = 1000;
const TRIES = 5;

/** @throws Error with what it waited for; what the server refuses is a step like another */
export async function download(options: TftpOptions, path: string): Promise<TftpStep> {
  const socket = createSocket('udp4');
  try {
    return await new Promise<TftpStep>((resolve, reject) =>
      new Download(socket, options, path, resolve).begin(reject),
    );
  } finally {
    socket.close();
  }
}

class Download {
  readonly #socket: Socket;
  readonly #options: TftpOptions;
  readonly #path: string;
  readonly #done: (step: TftpStep) => void;
  readonly #blocks: Buffer[] = [];
  #blksize: number | undefined;
  /** The port that the server answers from: another one for each transfer. */
  #port: number | undefined;
  #last: Buffer;
  #tries = 0;

  constructor(socket: Socket, options: TftpOptions, path: string, done: (step: TftpStep) => void) {
    this.#socket = socket;
    this.#options = options;
    this.#path = path;
    this.#done = done;
    this.#last = readRequest(options);
  }

  begin(giveUp: (error: Error) => void): void {
    const timer = setInterval(() => {
      if (++this.#tries < TRIES) this.#send();
      else giveUp(new Error(`block ${this.#blocks.length + 1} of ${this.#options.file}`));
    }, RETRY_MS);
    this.#socket.on('close', () => clearInterval(timer));
    this.#socket.on('message', (bytes, from) => this.#receive(bytes, from));
    this.#send();
  }

  #receive(bytes: Buffer, from: RemoteInfo): void {
    const { server, file } = this.#options;
    if (from.address !== server || (this.#port !== undefined && from.port !== this.#port)) return;
    this.#port = from.port;
    this.#tries = 0;
    const number = bytes.readUInt16BE(2);
    switch (bytes.readUInt16BE(0)) {
      case OP.oack:
        this.#blksize = agreedBlksize(bytes);
        this.#acknowledge();
        return;
      case OP.data:
        if (number === ((this.#blocks.length + 1) & 65535)) this.#blocks.push(bytes.subarray(4));
        this.#acknowledge();
        return;
      case OP.error: {
        const text = bytes.toString('latin1', 4).replace(/\0.*$/s, '');
        this.#done({ step: 'tftp', server, file, error: { code: number, text } });
      }
    }
  }

  #acknowledge(): void {
    const count = this.#blocks.length;
    this.#last = Buffer.from([0, OP.ack, (count >>> 8) & 255, count & 255]);
    const last = this.#blocks.at(-1);
    const isWhole = last !== undefined && last.length < (this.#blksize ?? DEFAULT_BLKSIZE);
    // The last ACK must have left before the socket is closed.
    this.#send(() => isWhole && this.#done(this.#saved()));
  }

  #saved(): TftpStep {
    const whole = Buffer.concat(this.#blocks);
    writeFileSync(this.#path, whole);
    const { server, file } = this.#options;
    return {
      step: 'tftp',
      ...{ server, file },
      ...(this.#blksize !== undefined && { blksize: this.#blksize }),
      bytes: whole.length,
      sha256: createHash('sha256').update(whole).digest('hex'),
      path: this.#path,
    };
  }

  #send(sent?: () => void): void {
    this.#socket.send(this.#last, this.#port ?? PORT, this.#options.server, sent);
  }
}

function readRequest({ file, blksize }: TftpOptions): Buffer {
  const words = [file, 'octet', ...(blksize === undefined ? [] : ['blksize', String(blksize)])];
  return Buffer.concat([Buffer.from([0, OP.rrq]), Buffer.from(words.map((word) => `${word}\0`).join(''))]);
}

/** An OACK says nothing but what was asked for. */
function agreedBlksize(oack: Buffer): number {
  const [name, value, ...more] = oack.toString('latin1', 2).split('\0');
  if (name?.toLowerCase() !== 'blksize' || more.join('') !== '')
    throw new TypeError(`an OACK with ${[name, value, ...more].join(' ')}`);
  return Number(value);
}

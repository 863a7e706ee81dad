/** A running transfer against a port that is no socket: what a full send buffer, a slow disk and other transfers do to it. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Peer, TransferPort } from '../../main/net/ports.ts';
import { ChunkPool } from '../../main/services/tftp-frames.ts';
import { RunningTransfer } from '../../main/services/tftp-transfer.ts';
import { SendTurns } from '../../main/services/tftp-turns.ts';
import { agreeTerms } from '../../shared/boot/tftp-terms.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import type { TftpOption, TftpPacket } from '../../shared/wire/tftp.ts';
import { decodeTftp, encodeTftp } from '../../shared/wire/tftp.ts';

const PEER: Peer = { address: '10.0.0.9' as Ipv4, port: 2070 };

class FakePort implements TransferPort {
  readonly sent: TftpPacket[] = [];
  /** Sends that are refused for want of room. */
  full = 0;
  #handler: (bytes: Uint8Array, from: Peer) => void = () => {};

  onMessage(handler: (bytes: Uint8Array, from: Peer) => void): void {
    this.#handler = handler;
  }
  send(datagram: Uint8Array): boolean {
    if (this.full > 0) {
      this.full--;
      return false;
    }
    // Copied, because the transfer may use its buffer again.
    this.sent.push(decodeTftp(Uint8Array.from(datagram)));
    return true;
  }
  sendTo(): void {}
  async close(): Promise<void> {}

  ack(block: number): void {
    this.#handler(encodeTftp({ op: 'ACK', block }), PEER);
  }
  /** Numbers of the DATA packets sent so far. */
  get blocks(): number[] {
    return this.sent.flatMap((packet) => (packet.op === 'DATA' ? [packet.block] : []));
  }
}

const running: RunningTransfer[] = [];
afterEach(() => {
  for (const transfer of running.splice(0)) transfer.abandon('the test is over');
});

interface Setup {
  readonly size: number;
  readonly options?: readonly TftpOption[];
  readonly turns?: SendTurns;
  readonly read?: (target: Uint8Array, position: number) => Promise<number>;
}

function start({ size, options = [], turns = new SendTurns(), read }: Setup): {
  port: FakePort;
  transfer: RunningTransfer;
} {
  const port = new FakePort();
  const transfer = new RunningTransfer({
    port,
    peer: PEER,
    source: { sizeBytes: size, read: read ?? (async (target) => target.length) },
    terms: agreeTerms(options, size, { mtu: 1500, maxWindowsize: 64 }),
    turns,
    pool: new ChunkPool(),
    now: () => performance.now(),
    onProgress: () => {},
    onMalformed: () => {},
  });
  running.push(transfer);
  return { port, transfer };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

const count = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('a running transfer', () => {
  it('offers again what the system had no room for, in order and once', async () => {
    const { port } = start({ size: 40 * 512, options: [['windowsize', '32']] });
    port.ack(0);
    await until(() => port.blocks.length === 32);
    port.full = 5;
    port.ack(32);
    await until(() => port.blocks.length === 41);
    expect(port.blocks).toEqual(count(1, 41));
  });

  it('waits for the disk without calling it silence of the client', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const { port, transfer } = start({
      size: 600,
      async read(target) {
        await held;
        return target.length;
      },
    });
    // Longer than the first wait: a retransmission would come now.
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(port.sent).toEqual([]);
    release();
    await until(() => port.blocks.length === 1);
    port.ack(1);
    port.ack(2);
    expect(await transfer.outcome).toMatchObject({ kind: 'finished', bytes: 600, resent: 0 });
  });

  it('counts the blocks that were sent more than once', async () => {
    const { port, transfer } = start({ size: 20 * 512 + 1, options: [['windowsize', '8']] });
    port.ack(0);
    await until(() => port.blocks.length === 8);
    port.ack(5);
    port.ack(13);
    port.ack(21);
    expect(await transfer.outcome).toMatchObject({ kind: 'finished', bytes: 20 * 512 + 1, resent: 3 });
    expect(port.blocks).toEqual([...count(1, 8), ...count(6, 13), ...count(14, 21)]);
  });

  it('lets a lock-step client through while windows wait for their turns', async () => {
    const turns = new SendTurns();
    const windows = count(1, 4).map(() =>
      start({ size: 64 * 512 * 10, options: [['windowsize', '64']], turns }),
    );
    const single = start({ size: 100 * 512, turns });
    await until(() => single.port.blocks.length === 1);
    for (const { port } of windows) port.ack(0);
    const windowBlocks = (): number => windows.reduce((sum, { port }) => sum + port.blocks.length, 0);
    // One read of all sockets: every window has been acknowledged, then the single block.
    single.port.ack(1);
    expect(single.port.blocks).toEqual([1, 2]);
    expect(windowBlocks()).toBeLessThan(4 * 64);
    await until(() => windowBlocks() === 4 * 64);
    for (const { port } of windows) expect(port.blocks).toEqual(count(1, 64));
  });
});

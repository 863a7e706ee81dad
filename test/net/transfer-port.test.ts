import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { openInterface } from '../../main/net/interface-ports.ts';
import { chooseInterface, listInterfaces } from '../../main/net/interfaces.ts';
import type { Peer, TransferPort } from '../../main/net/ports.ts';
import { plainTransferPort } from '../../main/net/transfer-port.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';

const LOOPBACK = '127.0.0.1' as Ipv4;

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function bound(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, LOOPBACK);
  await once(socket, 'listening');
  return socket;
}

async function client(): Promise<{
  socket: Socket;
  peer: Peer;
  next: () => Promise<{ text: string; from: number }>;
}> {
  const socket = await bound();
  closers.push(() => socket.close());
  const next = async (): Promise<{ text: string; from: number }> => {
    const [bytes, { port }] = (await once(socket, 'message')) as [Buffer, { port: number }];
    return { text: String(bytes), from: port };
  };
  return { socket, peer: { address: LOOPBACK, port: socket.address().port }, next };
}

const kinds: { name: string; open: (peer: Peer) => Promise<TransferPort> }[] = [
  { name: 'plain', open: async (peer) => plainTransferPort(await bound(), peer) },
];
// By FFI, as everywhere but on Windows.
if (process.platform !== 'win32') {
  const loopback = (await listInterfaces()).find((one) => one.loopback);
  const ports = openInterface(chooseInterface(await listInterfaces(), loopback?.name), () =>
    performance.now(),
  );
  kinds.push({ name: 'FFI', open: (peer) => ports.transferPort(peer) });
}

describe.each(kinds)('a transfer port ($name)', ({ open }) => {
  it('sends to its peer and to others, and the buffer is free at once', async () => {
    const [peer, stranger] = [await client(), await client()];
    const port = await open(peer.peer);
    closers.push(() => port.close());
    const heard = [peer.next(), stranger.next()] as const;
    const buffer = Buffer.from('to the peer');
    expect(port.send(buffer.subarray(3))).toBe(true);
    buffer.fill('x');
    port.sendTo(Buffer.from('to a stranger'), stranger.peer);
    const [first, second] = await Promise.all(heard);
    expect([first.text, second.text]).toEqual(['the peer', 'to a stranger']);
    expect(second.from, 'both from one port').toBe(first.from);
  });

  it('hears everybody and says who it was', async () => {
    const [peer, stranger] = [await client(), await client()];
    const port = await open(peer.peer);
    closers.push(() => port.close());
    const heard: { text: string; from: Peer }[] = [];
    port.onMessage((bytes, { address, port: from }) =>
      heard.push({ text: String(bytes), from: { address, port: from } }),
    );
    const hello = peer.next();
    port.send(Buffer.from('hello'));
    const { from } = await hello;
    peer.socket.send('one', from, LOOPBACK);
    stranger.socket.send('two', from, LOOPBACK);
    while (heard.length < 2) await new Promise((resolve) => setTimeout(resolve, 2));
    expect(heard).toContainEqual({ text: 'one', from: peer.peer });
    expect(heard).toContainEqual({ text: 'two', from: stranger.peer });
  });

  it('sends what was sent before close, and nothing after', async () => {
    const peer = await client();
    const port = await open(peer.peer);
    const heard = peer.next();
    port.send(Buffer.from('last words'));
    await port.close();
    expect((await heard).text).toBe('last words');
    const after: string[] = [];
    peer.socket.on('message', (bytes) => after.push(String(bytes)));
    const second = await open(peer.peer);
    // Takes the descriptor's number that the first one had.
    expect(port.send(Buffer.from('from the grave'))).toBe(true);
    second.send(Buffer.from('end'));
    while (after.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    await second.close();
    expect(after).toEqual(['end']);
  });
});

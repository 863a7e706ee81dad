/**
 * Run inside a namespace: `node dhcp-exchange.ts OPTIONS`, a JSON list `[[60, "hex"], …]`: asks for an address with these
 * options besides, takes it on `eth0`, and prints what the ACK said.
 */
import { randomBytes } from 'node:crypto';
import type { Option, Reply } from './mac-messages.ts';
import { addressBytes, addressText, option, writeRequest } from './mac-messages.ts';
import { forgetAddress, openWire, ownMac, takeAddress } from './mac-wire.ts';

const TYPE = { discover: 1, offer: 2, request: 3, acknowledge: 5 } as const;
const PATIENCE_MS = 20_000;

const more = (JSON.parse(process.argv[2] ?? '[]') as [number, string][]).map(([code, hex]): Option => [
  code,
  Buffer.from(hex, 'hex'),
]);

forgetAddress();
const wire = await openWire(68);
const offer = await ask(TYPE.discover, TYPE.offer, []);
const server = option(offer.options, 54) ?? Buffer.alloc(4);
const reply = await ask(TYPE.request, TYPE.acknowledge, [
  [50, addressBytes(offer.yiaddr)],
  [54, server],
]);
wire.close();
takeAddress(reply.yiaddr, addressText(option(reply.options, 1) ?? Buffer.from([255, 255, 255, 0])));
const name = option(reply.options, 67)?.toString('latin1').replace(/\0+$/, '') ?? reply.file;
process.stdout.write(
  JSON.stringify({
    address: reply.yiaddr,
    siaddr: reply.siaddr,
    ...(name !== '' && { file: name }),
    ...(option(reply.options, 60) && { vendorClass: option(reply.options, 60)?.toString('latin1') }),
  }),
);

async function ask(type: number, wanted: number, options: readonly Option[]): Promise<Reply> {
  const xid = randomBytes(4).readUInt32BE();
  const [taken] = await wire.ask({
    message: writeRequest({
      ...{ xid, mac: ownMac(), flags: 0x8000 },
      options: [[53, Buffer.from([type])], ...options, ...more],
    }),
    take: ({ reply: one }) =>
      one.xid === xid && option(one.options, 53)?.readUInt8(0) === wanted ? one : undefined,
    isEnough: (replies) => replies.length > 0,
    gatherMs: 0,
    patienceMs: PATIENCE_MS,
  });
  if (!taken) throw new Error(`no answer to DHCP message ${type}`);
  return taken;
}

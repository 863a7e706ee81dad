/**
 * The Startup Disk pane of macOS (Apple's BSDPClient.c): it has an address, asks from a privileged port that it names in
 * option 5, and is strict about what it takes for an answer.
 */
import { randomBytes } from 'node:crypto';
import {
  BSDP_TYPE,
  bsdpType,
  bsdpTypeOf,
  classOf,
  listStep,
  maximumSize,
  messageType,
  selectStep,
  SERVER_CLASS,
  serverOf,
  TYPE,
  typeOf,
  vendorClass,
  version,
} from './mac-bsdp.ts';
import type { Option } from './mac-messages.ts';
import { addressBytes, number16, writeOptions, writeRequest } from './mac-messages.ts';
import type { StartupDiskOptions, Step } from './mac-steps.ts';
import type { Incoming } from './mac-wire.ts';
import { openWire, ownAddress, ownMac } from './mac-wire.ts';

/** As in test/fixtures/bsdp/inform-list-startupdisk-full.json. */
const PORT = 993;
const RECEIVE_BUFFER_BYTES = 8192;
const GATHER_MS = 2000;
const PATIENCE_MS = 15_000;

/** @throws Error with what it waited for */
export async function startupDisk(
  model: string,
  options: StartupDiskOptions,
  tell: (step: Step) => void,
): Promise<void> {
  const { port = PORT, choose, gatherMs = GATHER_MS, patienceMs = PATIENCE_MS } = options;
  const address = ownAddress();
  if (address === undefined) throw new Error('an address: macOS runs already');
  const mac = ownMac();
  // The same for every message of one pane.
  const xid = randomBytes(4).readUInt32BE(0);
  const wire = await openWire(port);
  try {
    const ask = <T>(
      bsdp: readonly Option[],
      take: (incoming: Incoming) => T | undefined,
    ): Promise<readonly T[]> =>
      wire.ask({
        message: writeRequest({
          ...{ xid, mac },
          ciaddr: address,
          options: [
            messageType(TYPE.inform),
            [55, Buffer.from([60, 43])],
            maximumSize(57, 1500),
            vendorClass(`AAPLBSDPC/i386/${model}`),
            [43, writeOptions(bsdp)],
          ],
        }),
        take(incoming) {
          const why = objectionTo(incoming, { xid, mac, address });
          if (why === undefined) return take(incoming);
          tell({ step: 'ignored', from: incoming.from, why });
          return undefined;
        },
        ...{ gatherMs, patienceMs },
      });

    const replyPort: Option = [5, number16(port)];
    const size = maximumSize(12, RECEIVE_BUFFER_BYTES);
    const lists = await ask([bsdpType(BSDP_TYPE.list), ...version(), replyPort, size], (incoming) =>
      bsdpTypeOf(incoming.reply) === BSDP_TYPE.list ? listStep(incoming) : undefined,
    );
    if (lists.length === 0) throw new Error('an ACK[LIST]');
    for (const list of lists) tell(list);
    if (choose === undefined) return;

    const list = lists.find(({ images }) => images.some(({ name }) => name === choose));
    const image = list?.images.find(({ name }) => name === choose);
    if (!list || !image) throw new Error(`an ACK[LIST] with the image "${choose}"`);
    tell({ step: 'chosen', server: list.server, image: image.id, why: 'clicked' });
    const [selected] = await ask(
      [
        bsdpType(BSDP_TYPE.select),
        ...version(),
        replyPort,
        [3, addressBytes(list.server)],
        [8, Buffer.from(image.id, 'hex')],
      ],
      (incoming) => (bsdpTypeOf(incoming.reply) === BSDP_TYPE.list ? undefined : selectStep(incoming)),
    );
    if (!selected) throw new Error('an ACK[SELECT]');
    tell(selected);
    if (selected.result === 'FAILED') throw new Error('an ACK[SELECT], was told FAILED');
  } finally {
    wire.close();
  }
}

/** Apple's checks, in Apple's order. */
function objectionTo(
  { reply }: Incoming,
  own: { readonly xid: number; readonly mac: Buffer; readonly address: string },
): string | undefined {
  if (reply.op !== 2) return 'it is no reply';
  if (reply.xid !== own.xid) return `xid ${reply.xid}`;
  if (!reply.mac.equals(own.mac)) return `it is for ${reply.mac.toString('hex')}`;
  if (reply.ciaddr !== own.address) return `ciaddr ${reply.ciaddr}`;
  if (typeOf(reply) !== TYPE.ack) return `DHCP message type ${typeOf(reply)}`;
  if (classOf(reply) !== SERVER_CLASS) return `vendor class ${classOf(reply)}`;
  if (serverOf(reply) === undefined) return 'it names no server';
  return bsdpTypeOf(reply) === 0 ? 'it has no BSDP message type' : undefined;
}

/**
 * A Mac that is powered on with N held down, or Option: DISCOVER, lease, INFORM[LIST], INFORM[SELECT], and the boot file
 * by TFTP (Apple's specification 1.0.8, section 4; bytes as in test/fixtures/bsdp).
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
  offerStep,
  selectStep,
  SERVER_CLASS,
  serverOf,
  TYPE,
  typeOf,
  vendorClass,
  version,
} from './mac-bsdp.ts';
import type { Option } from './mac-messages.ts';
import { addressBytes, addressText, option, writeOptions, writeRequest } from './mac-messages.ts';
import type {
  ChosenStep,
  FirmwareOptions,
  LeaseStep,
  ListStep,
  OfferStep,
  SelectStep,
  Step,
} from './mac-steps.ts';
import type { Incoming, Wire } from './mac-wire.ts';
import { forgetAddress, openWire, ownAddress, ownMac, takeAddress } from './mac-wire.ts';

/** Router, boot file, BSDP: what Intel firmware asks for. */
const PARAMETERS: Option = [55, Buffer.from([1, 3, 67, 43, 60])];
const GATHER_MS = 2500;
const PATIENCE_MS = 15_000;
const CLIENT_PORT = 68;

/** Where to load what from; undefined when it was to stop before that. */
export interface BootFile {
  readonly server: string;
  readonly file: string;
}

/** @throws Error with what it waited for */
export async function firmware(
  model: string,
  options: FirmwareOptions,
  tell: (step: Step) => void,
): Promise<BootFile | undefined> {
  if (options.dhcp !== false) forgetAddress();
  const wire = await openWire(CLIENT_PORT);
  try {
    return await new Firmware(wire, model, options, tell).run();
  } finally {
    wire.close();
  }
}

class Firmware {
  readonly #wire: Wire;
  readonly #class: string;
  readonly #options: FirmwareOptions;
  readonly #tell: (step: Step) => void;
  readonly #mac = ownMac();
  #xid = 0;

  constructor(wire: Wire, model: string, options: FirmwareOptions, tell: (step: Step) => void) {
    this.#wire = wire;
    this.#class = options.vendorClass ?? `AAPLBSDPC/i386/${model}`;
    this.#options = options;
    this.#tell = tell;
  }

  async run(): Promise<BootFile | undefined> {
    const { dhcp = true, until } = this.#options;
    const bound = dhcp ? await this.#getAddress() : undefined;
    if (until === 'lease') return undefined;
    // With a BSDP OFFER it knows already what to load, and asks nobody for a list.
    if (bound) return bootFile(bound);
    const lists = await this.#gatherLists();
    if (until === 'list') return undefined;
    const chosen = this.#choose(lists);
    this.#tell(chosen);
    const selected = await this.#select(chosen);
    if (selected.result === 'FAILED') throw new Error('an ACK[SELECT], was told FAILED');
    return until === 'select' ? undefined : bootFile(selected);
  }

  /** The BSDP OFFER, if there was one. */
  async #getAddress(): Promise<OfferStep | undefined> {
    this.#newTransaction();
    const discover = [messageType(TYPE.discover), ...this.#clientOptions(), PARAMETERS, this.#takes()];
    const offers = await this.#ask(discover, (incoming) =>
      typeOf(incoming.reply) === TYPE.offer ? this.#told(offerStep(incoming)) : undefined,
    );
    const address = offers.find(({ yiaddr }) => yiaddr !== '0.0.0.0');
    if (!address) throw new Error('a DHCPOFFER with an address');
    const request: Option[] = [
      messageType(TYPE.request),
      [50, addressBytes(address.yiaddr)],
      [54, addressBytes(address.server)],
      ...this.#clientOptions(),
      PARAMETERS,
      this.#takes(),
    ];
    const [lease] = await this.#ask(request, leaseStep, true);
    if (!lease) throw new Error('a DHCPACK with the address offered');
    takeAddress(lease.address, lease.mask);
    this.#told(lease);
    return offers.find(({ kind }) => kind === 'bsdp');
  }

  async #gatherLists(): Promise<readonly ListStep[]> {
    this.#newTransaction();
    const { bsdpMessageSize } = this.#options;
    const bsdp = [
      bsdpType(BSDP_TYPE.list),
      ...version(this.#options.version),
      ...(bsdpMessageSize === undefined ? [] : [maximumSize(12, bsdpMessageSize)]),
    ];
    const lists = await this.#ask(this.#inform(bsdp), (incoming) =>
      this.#isAnswer(incoming, [BSDP_TYPE.list]) ? this.#told(listStep(incoming)) : undefined,
    );
    if (lists.length === 0) throw new Error('an ACK[LIST]');
    return lists;
  }

  /** Without a person: the server that remembers a choice, else the one of the highest priority. */
  #choose(lists: readonly ListStep[]): ChosenStep {
    const { pick } = this.#options;
    if (pick !== undefined) {
      for (const { server, images } of lists) {
        const image = images.find(({ name }) => name === pick);
        if (image) return { step: 'chosen', server, image: image.id, why: 'the Option key' };
      }
      throw new Error(`an ACK[LIST] with the image "${pick}"`);
    }
    const bound = lists.find(({ selected }) => selected !== undefined);
    if (bound)
      return { step: 'chosen', server: bound.server, image: bound.selected ?? '', why: 'selected before' };
    const [best] = lists.toSorted((a, b) => (b.priority ?? 0) - (a.priority ?? 0));
    // Firmware of 2011 takes image 0 where no list has a default.
    return {
      step: 'chosen',
      server: best?.server ?? '',
      image: best?.default ?? '00000000',
      why: `priority ${best?.priority}`,
    };
  }

  async #select(chosen: ChosenStep): Promise<SelectStep> {
    this.#newTransaction();
    const { select, order = 'A' } = this.#options;
    const zeros = { server: '0.0.0.0', image: '00000000' };
    const named = select === 'zeros' ? zeros : { server: chosen.server, image: chosen.image, ...select };
    const server: Option = [3, addressBytes(named.server)];
    const image: Option = [8, Buffer.from(named.image, 'hex')];
    const bsdp = [
      bsdpType(BSDP_TYPE.select),
      ...version(this.#options.version),
      // The zeros of 2011 come as in order B.
      ...(order === 'A' && select !== 'zeros' ? [image, server] : [server, image]),
    ];
    const [selected] = await this.#ask(
      this.#inform(bsdp),
      (incoming) =>
        this.#isAnswer(incoming, [BSDP_TYPE.select, BSDP_TYPE.failed])
          ? this.#told(selectStep(incoming))
          : undefined,
      true,
    );
    if (!selected) throw new Error('an ACK[SELECT]');
    return selected;
  }

  #clientOptions(): readonly Option[] {
    return [vendorClass(this.#class), [43, writeOptions(version(this.#options.version))]];
  }

  #takes(): Option {
    return maximumSize(57, this.#options.maximumMessageSize ?? 1500);
  }

  #inform(bsdp: readonly Option[]): readonly Option[] {
    return [
      messageType(TYPE.inform),
      PARAMETERS,
      this.#takes(),
      vendorClass(this.#class),
      [43, writeOptions(bsdp)],
    ];
  }

  #newTransaction(): void {
    this.#xid = randomBytes(4).readUInt32BE(0);
  }

  #ask<T>(
    options: readonly Option[],
    take: (incoming: Incoming) => T | undefined,
    one = false,
  ): Promise<readonly T[]> {
    const { relay, broadcast = false, gatherMs = GATHER_MS, patienceMs = PATIENCE_MS } = this.#options;
    const address = ownAddress();
    const message = writeRequest({
      xid: this.#xid,
      mac: this.#mac,
      options,
      ...(broadcast && address === undefined && { flags: 0x8000 }),
      ...(address !== undefined && { ciaddr: address }),
      ...(relay && { giaddr: relay.giaddr }),
    });
    return this.#wire.ask({
      message,
      to: relay?.server,
      take: (incoming) => (this.#isMine(incoming) ? take(incoming) : undefined),
      ...(one && { isEnough: (taken: readonly T[]) => taken.length > 0 }),
      ...{ gatherMs, patienceMs },
    });
  }

  #isMine({ from, reply }: Incoming): boolean {
    const why =
      reply.op !== 2
        ? 'it is no reply'
        : !reply.mac.equals(this.#mac)
          ? `it is for ${reply.mac.toString('hex')}`
          : reply.xid !== this.#xid
            ? 'it answers an earlier question'
            : undefined;
    if (why !== undefined) this.#tell({ step: 'ignored', from, why });
    return why === undefined;
  }

  #isAnswer({ from, reply }: Incoming, types: readonly number[]): boolean {
    const why =
      typeOf(reply) !== TYPE.ack
        ? `DHCP message type ${typeOf(reply)}`
        : !classOf(reply)?.startsWith(SERVER_CLASS)
          ? `vendor class ${classOf(reply)}`
          : serverOf(reply) === undefined
            ? 'it names no server'
            : !types.includes(bsdpTypeOf(reply))
              ? `BSDP message type ${bsdpTypeOf(reply)}`
              : undefined;
    if (why !== undefined) this.#tell({ step: 'ignored', from, why });
    return why === undefined;
  }

  #told<S extends Step>(step: S): S {
    this.#tell(step);
    return step;
  }
}

/** macOS reads mask and router out of this very message later. */
function leaseStep({ reply }: Incoming): LeaseStep | undefined {
  const mask = option(reply.options, 1);
  const router = option(reply.options, 3);
  if (typeOf(reply) !== TYPE.ack || !mask || mask.length !== 4) return undefined;
  return {
    step: 'lease',
    address: reply.yiaddr,
    mask: addressText(mask),
    ...(router && { router: addressText(router.subarray(0, 4)) }),
    server: serverOf(reply) ?? '',
  };
}

/** Servers fill the header, or options 66 and 67; Macs read either. */
function bootFile(told: OfferStep | SelectStep): BootFile {
  const option66 = 'tftpServerName' in told ? told.tftpServerName : undefined;
  const option67 = 'bootfileName' in told ? told.bootfileName : undefined;
  const server = told.siaddr === '0.0.0.0' ? option66 : told.siaddr;
  const file = told.file === '' ? option67 : told.file;
  if (server === undefined || file === undefined) throw new Error('the name of a boot file');
  return { server, file };
}

/**
 * DHCP and BSDP messages as a Mac writes and reads them, byte by byte from RFC 2131 and test/fixtures/bsdp: it owes
 * nothing to the codecs under test, so that it can contradict them.
 */

/** An option as code and data. */
export type Option = readonly [code: number, data: Buffer];

export interface Request {
  readonly xid: number;
  readonly mac: Buffer;
  readonly flags?: number;
  readonly ciaddr?: string;
  readonly giaddr?: string;
  readonly options: readonly Option[];
}

export interface Reply {
  readonly bytes: number;
  readonly op: number;
  readonly xid: number;
  readonly ciaddr: string;
  readonly yiaddr: string;
  readonly siaddr: string;
  readonly mac: Buffer;
  readonly sname: string;
  readonly file: string;
  /** As they came; one that comes twice stands here twice. */
  readonly options: readonly Option[];
}

/** What BSDP's options in all instances of option 43 say. */
export interface BsdpOptions {
  readonly instances: number;
  readonly options: readonly Option[];
}

/** Apple's server pads to this, and so does its client. */
const SHORTEST = 300;
const COOKIE = 0x63825363;

export function writeRequest({ xid, mac, flags = 0, ciaddr, giaddr, options }: Request): Buffer {
  const head = Buffer.alloc(240);
  head.set([1, 1, 6, giaddr === undefined ? 0 : 1], 0); // op, htype, hlen, hops
  head.writeUInt32BE(xid, 4);
  head.writeUInt16BE(flags, 10);
  if (ciaddr !== undefined) addressBytes(ciaddr).copy(head, 12);
  if (giaddr !== undefined) addressBytes(giaddr).copy(head, 24);
  mac.copy(head, 28);
  head.writeUInt32BE(COOKIE, 236);
  const message = Buffer.concat([head, writeOptions(options), Buffer.from([255])]);
  return Buffer.concat([message, Buffer.alloc(Math.max(0, SHORTEST - message.length))]);
}

export function writeOptions(options: readonly Option[]): Buffer {
  return Buffer.concat(
    options.map(([code, data]) => Buffer.concat([Buffer.from([code, data.length]), data])),
  );
}

/** Throws an Error that says at which byte it stops making sense. */
export function readReply(message: Buffer): Reply {
  if (message.length < 240) throw new Error(`a message of ${message.length} bytes`);
  if (message.readUInt32BE(236) !== COOKIE) throw new Error('no magic cookie at byte 236');
  return {
    bytes: message.length,
    op: message.readUInt8(0),
    xid: message.readUInt32BE(4),
    ciaddr: addressText(message.subarray(12, 16)),
    yiaddr: addressText(message.subarray(16, 20)),
    siaddr: addressText(message.subarray(20, 24)),
    mac: message.subarray(28, 34),
    sname: textField(message.subarray(44, 108)),
    file: textField(message.subarray(108, 236)),
    options: readOptions(message, 240),
  };
}

/** Of the message, or of one instance of option 43: 0 is padding, 255 ends, nothing may reach beyond the end. */
function readOptions(bytes: Buffer, start: number): Option[] {
  const options: Option[] = [];
  for (let at = start; at < bytes.length;) {
    const code = bytes.readUInt8(at);
    if (code === 255) break;
    if (code === 0) {
      at++;
      continue;
    }
    const length = at + 1 < bytes.length ? bytes.readUInt8(at + 1) : Infinity;
    const end = at + 2 + length;
    if (end > bytes.length) throw new Error(`option ${code} at byte ${at} reaches beyond the end`);
    options.push([code, bytes.subarray(at + 2, end)]);
    at = end;
  }
  return options;
}

/** The first of its code. */
export function option(options: readonly Option[], code: number): Buffer | undefined {
  return options.find(([one]) => one === code)?.[1];
}

/** As Apple's client: each instance of option 43 is a run of options of its own. */
export function readBsdp(reply: Reply): BsdpOptions {
  const instances = reply.options.filter(([code]) => code === 43).map(([, data]) => data);
  return { instances: instances.length, options: instances.flatMap((data) => readOptions(data, 0)) };
}

/** All image lists (option 9) one after the other: id, length of the name, name. */
export function readImageList(options: readonly Option[]): { id: string; name: string }[] {
  const images: { id: string; name: string }[] = [];
  for (const [code, list] of options) {
    if (code !== 9) continue;
    for (let at = 0; at < list.length;) {
      const end = at + 5 <= list.length ? at + 5 + list.readUInt8(at + 4) : Infinity;
      if (end > list.length) throw new Error(`the image at byte ${at} of a list is cut off`);
      const name = new TextDecoder('utf-8', { fatal: true }).decode(list.subarray(at + 5, end));
      images.push({ id: list.toString('hex', at, at + 4), name });
      at = end;
    }
  }
  return images;
}

export function number16(value: number): Buffer {
  return Buffer.from([value >>> 8, value & 255]);
}

export function addressBytes(address: string): Buffer {
  return Buffer.from(address.split('.').map(Number));
}

export function addressText(bytes: Buffer): string {
  return [...bytes].join('.');
}

/** A C string in a field of fixed size. */
function textField(field: Buffer): string {
  const end = field.indexOf(0);
  return field.toString('latin1', 0, end < 0 ? field.length : end);
}

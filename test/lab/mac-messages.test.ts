/** The lab's own BSDP client against the real bytes: whoever judges others is judged first. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bsdpType, maximumSize, messageType, vendorClass, version } from './mac-bsdp.ts';
import {
  number16,
  option,
  readBsdp,
  readImageList,
  readReply,
  writeOptions,
  writeRequest,
} from './mac-messages.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'bsdp');

interface Parsed {
  readonly code: number;
  readonly hex: string;
  readonly images?: readonly { readonly id: string; readonly name: string }[];
}
interface Fixture {
  readonly id: string;
  readonly option43_hex: string;
  readonly parsed: readonly Parsed[] | null;
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(join(FIXTURES, name), 'utf8')) as T;
}

/** A reply with these instances of option 43. */
function replyWith(...instances: readonly Buffer[]): Buffer {
  const request = writeRequest({
    ...{ xid: 1, mac: Buffer.alloc(6) },
    options: instances.map((data) => [43, data] as const),
  });
  request[0] = 2;
  return request;
}

describe('the client of the lab', () => {
  it('asks as Startup Disk does, byte by byte', () => {
    const { bootp_payload_hex: expected } = read<{ bootp_payload_hex: string }>(
      'inform-list-startupdisk-full.json',
    );
    const asked = writeRequest({
      xid: 0x1234,
      mac: Buffer.from('001122334455', 'hex'),
      ciaddr: '10.0.1.32',
      options: [
        messageType(8),
        [55, Buffer.from([60, 43])],
        maximumSize(57, 1500),
        vendorClass('AAPLBSDPC/i386/iMac14,2'),
        [43, writeOptions([bsdpType(1), ...version(), [5, number16(993)], maximumSize(12, 8192)])],
      ],
    });
    expect(asked.toString('hex')).toBe(expected);
  });

  const { fixtures } = read<{ fixtures: readonly Fixture[] }>('option43.json');
  it.each(fixtures.filter(({ parsed }) => parsed !== null))('reads $id', ({ option43_hex: hex, parsed }) => {
    const { options } = readBsdp(readReply(replyWith(Buffer.from(hex, 'hex'))));
    expect(options.map(([code, data]) => [code, data.toString('hex')])).toEqual(
      parsed?.map((one) => [one.code, one.hex]),
    );
    const images = parsed?.flatMap((one) => one.images ?? []) ?? [];
    expect(readImageList(options).map(({ id, name }) => ({ id: `0x${id}`, name }))).toEqual(images);
    expect(writeOptions(options).toString('hex')).toBe(hex);
  });

  it('refuses an option, and an image, that reaches beyond its end', () => {
    const broken = fixtures.find(({ id }) => id === 'select-ack-netsus-diskless');
    const reply = readReply(replyWith(Buffer.from(broken?.option43_hex ?? '', 'hex')));
    expect(() => readBsdp(reply)).toThrow('beyond the end');
    expect(() => readImageList([[9, Buffer.from('8100008909', 'hex')]])).toThrow('cut off');
  });

  it('reads each instance of option 43 by itself', () => {
    const [first, second] = [
      [bsdpType(1), [9, Buffer.from('8100000101' + '41', 'hex')]],
      [[9, Buffer.from('8100000201' + '42', 'hex')]],
    ] as const;
    const bsdp = readBsdp(readReply(replyWith(writeOptions(first), writeOptions(second))));
    expect(bsdp.instances).toBe(2);
    expect(readImageList(bsdp.options).map(({ name }) => name)).toEqual(['A', 'B']);
    expect(option(bsdp.options, 1)).toEqual(Buffer.from([1]));
  });
});

import { describe, expect, it } from 'vitest';
import type { BootImage, BootImageId } from '../../shared/wire/bsdp-image.ts';
import { layOutBootImages } from '../../shared/wire/bsdp-image-list.ts';
import {
  bootImagesIn,
  decodeBsdpOptions,
  encodeBsdpOptions,
  makeBsdpOption,
} from '../../shared/wire/bsdp-options.ts';
import { hexBytes, utf8Bytes } from '../../shared/wire/bytes.ts';
import type { DhcpMessage } from '../../shared/wire/dhcp.ts';
import { decodeDhcp, encodeDhcp } from '../../shared/wire/dhcp.ts';
import { makeOption, optionValue } from '../../shared/wire/dhcp-options.ts';
import { STARTUP_DISK_INFORM, vendorInstances, walk } from './bsdp-samples.ts';

const ID = 0x81000089 as BootImageId;
/** 13 bytes, what Apple's ACK[LIST] has without a selected image. */
const HEAD = [
  makeBsdpOption('messageType', 'LIST'),
  makeBsdpOption('serverPriority', 32768),
  makeBsdpOption('defaultBootImageId', ID),
];
const HEAD_WITH_SELECTED = [...HEAD, makeBsdpOption('selectedBootImageId', ID)];
const PLENTY = 7924;

function image(at: number, nameBytes: number): BootImage {
  return {
    id: (0x81000000 + at) as BootImageId,
    name: String(at).padEnd(nameBytes, '-').slice(0, nameBytes),
  };
}

function images(count: number, nameBytes: number): readonly BootImage[] {
  return Array.from({ length: count }, (_, at) => image(at + 1, nameBytes));
}

/** Reads each instance by itself, then joins the lists: what Apple's client does. */
function readBack(instances: readonly Uint8Array[]): readonly BootImage[] | undefined {
  for (const data of instances) expect(data.length).toBeLessThanOrEqual(255);
  return bootImagesIn(instances.flatMap((data) => walk(data)));
}

function bytesOnWire(instances: readonly Uint8Array[]): number {
  return instances.reduce((sum, data) => sum + 2 + data.length, 0);
}

describe('layOutBootImages', () => {
  it('writes a short list as Apple does', () => {
    const { instances, listed } = layOutBootImages(HEAD, [{ id: ID, name: 'The-Image' }], PLENTY);
    expect(listed).toBe(1);
    expect(instances).toEqual([hexBytes('010101 04028000 070481000089 090e81000089095468652d496d616765')]);
  });

  it.each([
    ['240 bytes in the first instance', HEAD, 240],
    ['234 bytes beside a selected image', HEAD_WITH_SELECTED, 234],
  ])('puts %s', (_, head, capacity) => {
    const exact = layOutBootImages(head, [image(1, capacity - 5)], PLENTY);
    expect(exact.instances.map(({ length }) => length)).toEqual([255]);
    const over = layOutBootImages(head, [image(1, capacity - 4)], PLENTY);
    expect(over.instances.map(({ length }) => length)).toEqual([
      encodeBsdpOptions(head).length,
      2 + capacity + 1,
    ]);
    expect(readBack(over.instances)).toEqual([image(1, capacity - 4)]);
  });

  it('puts 253 bytes into each of the others, and nothing but images', () => {
    // 20 bytes each: 12 in the first instance (240), 12 in the following ones (253).
    const many = images(60, 15);
    const { instances, listed } = layOutBootImages(HEAD, many, PLENTY);
    expect(listed).toBe(60);
    expect(instances.map((data) => walk(data).map(({ code }) => code))).toEqual([
      [1, 4, 7, 9],
      [9],
      [9],
      [9],
      [9],
    ]);
    expect(readBack(instances)).toEqual(many);
    const exact = layOutBootImages(HEAD, [image(1, 235), image(2, 120), image(3, 123)], PLENTY);
    expect(exact.instances.map(({ length }) => length)).toEqual([255, 255]);
  });

  it.each([
    [1, 30],
    [7, 40],
    [40, 24],
    [200, 24],
    [200, 1],
    [3, 246],
  ])('lists %i images with names of %i bytes and loses none', (count, nameBytes) => {
    const many = images(count, nameBytes);
    const { instances, listed } = layOutBootImages(HEAD_WITH_SELECTED, many, PLENTY);
    expect(listed).toBe(count);
    expect(readBack(instances)).toEqual(many);
    expect(bytesOnWire(instances)).toBeLessThanOrEqual(PLENTY);
  });

  it('cuts names at 246 bytes, at a character', () => {
    const { instances } = layOutBootImages(
      HEAD,
      [
        { id: ID, name: 'ü'.repeat(200) },
        { id: ID, name: `x${'🚀'.repeat(80)}` },
      ],
      PLENTY,
    );
    const names = readBack(instances)?.map(({ name }) => name);
    expect(names).toEqual(['ü'.repeat(123), `x${'🚀'.repeat(61)}`]);
    expect(names?.map((name) => utf8Bytes(name).length)).toEqual([246, 245]);
  });

  it.each([30, 100, 256, 257, 258, 259, 300, 514, 515, 516, 700, 1232])(
    'uses at most %i bytes, fills them, and keeps the first images',
    (room) => {
      const many = images(200, 12);
      const { instances, listed } = layOutBootImages(HEAD.slice(0, 1), many, room);
      expect(bytesOnWire(instances)).toBeLessThanOrEqual(room);
      expect(readBack(instances)).toEqual(many.slice(0, listed));
      expect(listed).toBeGreaterThan(0);
      // One more would not have fitted: 17 bytes, or 21 with an instance of its own.
      expect(bytesOnWire(instances) + 17 + 4).toBeGreaterThan(room);
    },
  );

  it('stops at the first image that does not fit: a list has no holes', () => {
    const some = [image(1, 10), image(2, 240), image(3, 3)];
    expect(layOutBootImages(HEAD, some, 100).listed).toBe(1);
  });

  it('lists the first image even where only a part of its name fits', () => {
    const { instances, listed } = layOutBootImages(HEAD, [image(1, 246), image(2, 5)], 60);
    expect(listed).toBe(1);
    expect(readBack(instances)).toEqual([image(1, 60 - 2 - 13 - 2 - 5)]);
    expect(bytesOnWire(instances)).toBe(60);
  });

  it('writes the head alone where there is nothing to list, and an unknown option in it as it is', () => {
    const unknown = { code: 0x45, data: hexBytes('aabb') };
    expect(layOutBootImages([...HEAD, unknown], [], PLENTY)).toEqual({
      instances: [encodeBsdpOptions([...HEAD, unknown])],
      listed: 0,
    });
  });

  it('refuses room that holds no image at all', () => {
    expect(() => layOutBootImages(HEAD, images(1, 5), 20)).toThrow(RangeError);
  });
});

describe('several instances in one DHCP message', () => {
  const request = decodeDhcp(STARTUP_DISK_INFORM);
  const many = images(60, 15);
  const { instances } = layOutBootImages(HEAD, many, PLENTY);
  const reply: DhcpMessage = {
    ...request,
    op: 2,
    options: [
      makeOption('dhcpMessageType', 'DHCPACK'),
      ...instances.map((data) => makeOption('vendorSpecificInformation', data)),
      makeOption('hostName', 'after'),
    ],
  };
  const bytes = encodeDhcp(reply, { maximumBytes: 8164 });

  it('encodeDhcp writes each as it is given, in its place', () => {
    expect(vendorInstances(bytes)).toEqual(instances);
    expect(walk(bytes.subarray(240)).map(({ code }) => code)).toEqual([53, 43, 43, 43, 43, 43, 12]);
  });

  it('decodeDhcp joins them (RFC 3396), which leads to the same options', () => {
    const joined = optionValue(decodeDhcp(bytes).options, 'vendorSpecificInformation') as Uint8Array;
    expect(joined.length).toBe(instances.reduce((sum, { length }) => sum + length, 0));
    expect(decodeBsdpOptions(joined)).toEqual(instances.flatMap((data) => walk(data)));
    expect(bootImagesIn(decodeBsdpOptions(joined))).toEqual(many);
  });
});

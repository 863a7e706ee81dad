import { describe, expect, it } from 'vitest';
import { HOLD_KEY } from '../../shared/boot/bsdp-images.ts';
import type { BsdpImage } from '../../shared/boot/bsdp-images.ts';
import { chainedImageId } from '../../shared/boot/bsdp-images.ts';
import { offerWithImage } from '../../shared/boot/bsdp-reply.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { UNSPECIFIED } from '../../shared/wire/address.ts';
import type { BootImageId } from '../../shared/wire/bsdp-image.ts';
import { bootImagesIn } from '../../shared/wire/bsdp-options.ts';
import { hexBytes, hexText } from '../../shared/wire/bytes.ts';
import { decodeDhcp } from '../../shared/wire/dhcp.ts';
import { makeOption, optionCode, optionValue } from '../../shared/wire/dhcp-options.ts';
import { STARTUP_DISK_INFORM, vendorInstances, walk } from '../wire/bsdp-samples.ts';
import {
  answered,
  ask,
  BENCH,
  bsdpOf,
  DEBIAN,
  DIAGNOSTICS,
  discover,
  encoded,
  list,
  MAC,
  MAC_ADDRESS,
  macMessage,
  MEMTEST,
  NETINSTALL,
  select,
  SERVER,
  shown,
  silent,
  told,
} from './mac-samples.ts';

const NOBODY = shown();
const OTHER = '10.0.1.99' as Ipv4;

function manyImages(count: number): readonly BsdpImage[] {
  return Array.from({ length: count }, (_, at) => ({
    key: `image-${at}`,
    id: chainedImageId(100 + at),
    name: `Image number ${at + 1}`,
    file: 'snponly.efi',
  }));
}

describe('INFORM[LIST]', () => {
  it('is answered with type, priority, default and list, to the Mac itself', () => {
    const decision = answered(list());
    expect(decision.type).toBe('DHCPACK[LIST]');
    expect(decision.reply).toMatchObject({
      op: 2,
      hops: 0,
      secs: 0,
      xid: 0x9214,
      flags: 0,
      ciaddr: MAC_ADDRESS,
      yiaddr: UNSPECIFIED,
      siaddr: SERVER,
      giaddr: UNSPECIFIED,
      sname: '',
      file: '',
    });
    expect(decision.reply.chaddr).toEqual(list().chaddr);
    expect(decision.destination).toEqual({ to: 'client', address: MAC_ADDRESS, port: 68 });
    expect(walk(encoded(decision).subarray(240)).map(({ code }) => code)).toEqual([53, 54, 60, 43]);
    expect(optionValue(decision.reply.options, 'dhcpMessageType')).toBe('DHCPACK');
    expect(optionValue(decision.reply.options, 'serverIdentifier')).toBe(SERVER);
    expect(optionValue(decision.reply.options, 'vendorClassIdentifier')).toBe('AAPLBSDPC');
    expect(bsdpOf(decision).map(({ code }) => code)).toEqual([1, 4, 7, 9]);
    expect(told(decision, 'serverPriority')).toBe(32768);
    expect(told(decision, 'defaultBootImageId')).toBe(DEBIAN.id);
    expect(bootImagesIn(bsdpOf(decision))).toEqual(
      [DEBIAN, MEMTEST, NETINSTALL].map(({ id, name }) => ({ id, name })),
    );
    expect(decision).toMatchObject({
      listed: [DEBIAN, MEMTEST, NETINSTALL].map(({ name }) => name),
      omitted: [],
    });
    expect(decision.why).toEqual(['because', 'default: Debian 12 installer']);
    expect(decision.binding).toBeUndefined();
    expect(decision.quirk).toBeUndefined();
  });

  it('is byte for byte what the recipes for ISC dhcpd send, and padded like BOOTP', () => {
    const image = { ...DEBIAN, id: 0x81000089 as BootImageId, name: 'The-Image' };
    const bytes = encoded(answered(list(), { images: shown(image) }));
    expect(vendorInstances(bytes).map((data) => hexText(data))).toEqual([
      '01010104028000070481000089090e81000089095468652d496d616765',
    ]);
    expect(bytes.length).toBe(300);
  });

  it('names the image that was chosen at this Mac, first in the list', () => {
    const decision = answered(list(), { binding: 'memtest' });
    expect(bsdpOf(decision).map(({ code }) => code)).toEqual([1, 4, 7, 8, 9]);
    expect(told(decision, 'selectedBootImageId')).toBe(MEMTEST.id);
    expect(told(decision, 'defaultBootImageId')).toBe(DEBIAN.id);
    expect(told(decision, 'bootImageList')?.map(({ id }) => id)).toEqual([
      MEMTEST.id,
      DEBIAN.id,
      NETINSTALL.id,
    ]);
    expect(decision.why).toContain('chosen at this Mac: memtest86+');
  });

  it('does not name a choice that this Mac may not boot any more', () => {
    const decision = answered(list(), { binding: 'gone' });
    expect(told(decision, 'selectedBootImageId')).toBeUndefined();
  });

  it('tells a client of BSDP 1.0 the default and no list', () => {
    const decision = answered(list({ version: 0x0100 }));
    expect(bsdpOf(decision).map(({ code }) => code)).toEqual([1, 4, 7]);
    expect(decision).toMatchObject({ listed: [], omitted: [] });
  });

  it('takes version 0 as Apple does, and no other', () => {
    expect(bsdpOf(answered(list({ version: 0 }))).map(({ code }) => code)).toEqual([1, 4, 7, 9]);
    expect(silent(list({ version: 0x0200 })).why).toEqual(['BSDP version 2.0 is not known']);
  });

  it('of Startup Disk is answered on its own port', () => {
    const decision = answered(decodeDhcp(STARTUP_DISK_INFORM));
    expect(decision.destination).toEqual({ to: 'client', address: '10.0.1.32', port: 993 });
    expect(decision.maximumBytes).toBe(8192 - 28);
  });

  it.each([
    [1, 1],
    [1023, 1023],
    [0, 68],
    [1024, 68],
    [65535, 68],
  ])('with reply port %i is answered on %i', (asked, port) => {
    const decision = answered(list({ replyPort: asked }));
    expect(decision.destination).toMatchObject({ port });
    expect(decision.quirk).toBe(port === asked ? undefined : 'reply-port');
    expect(decision.why.includes('its reply port is none below 1024: answered on 68')).toBe(port !== asked);
  });

  it('across a relay is answered straight to the Mac, wherever its network is', () => {
    const giaddr = '172.16.5.1' as Ipv4;
    const decision = answered(list({}, { giaddr, ciaddr: '172.16.5.20' as Ipv4, hops: 1 }));
    expect(decision.destination).toEqual({ to: 'client', address: '172.16.5.20', port: 68 });
    expect(decision.reply).toMatchObject({ giaddr, hops: 0, ciaddr: '172.16.5.20' });
  });

  it('is answered beside another DHCP server too', () => {
    expect(answered(list(), { mode: 'beside' }).type).toBe('DHCPACK[LIST]');
  });

  it('that asks for kinds of images gets these only: the D key boots no Linux', () => {
    const images = shown(DEBIAN, DIAGNOSTICS);
    const decision = answered(list({ imageAttributesFilter: [0x0300] }), { images });
    expect(told(decision, 'bootImageList')?.map(({ id }) => id)).toEqual([DIAGNOSTICS.id]);
    expect(told(decision, 'defaultBootImageId')).toBe(DIAGNOSTICS.id);
    expect(told(answered(list(), { images }), 'bootImageList')?.map(({ id }) => id)).toEqual([DEBIAN.id]);
    expect(silent(list({ imageAttributesFilter: [0x0200] }), { images }).why).toEqual([
      'because',
      'none has the attributes it asks for',
      'there is no image for this Mac',
    ]);
  });

  it('is not answered when there is no image for this Mac', () => {
    const images = { images: [], hidden: [], why: ['assigned to its own disk'] };
    expect(silent(list(), { images }).why).toEqual([
      'assigned to its own disk',
      'there is no image for this Mac',
    ]);
  });
});

describe('the size of a list', () => {
  const limits = (size?: number, own?: number) =>
    list(own === undefined ? {} : { maximumMessageSize: own }, {
      extra: size === undefined ? [] : [makeOption('maximumDhcpMessageSize', size)],
    });

  it.each([
    ['nothing said', undefined, undefined, 520],
    ['DHCP says 1500', 1500, undefined, 1472],
    ['DHCP says 300', 300, undefined, 520],
    ['DHCP says more than a frame', 9000, undefined, 1472],
    ['BSDP says 8192', 1500, 8192, 8164],
    ['BSDP says 1000', 1500, 1000, 972],
    ['BSDP says 65535', undefined, 65535, 8164],
    ['BSDP says 1', 1500, 1, 520],
  ])('%s: %s and %s make %i bytes', (_, dhcp, own, bytes) => {
    const decision = answered(limits(dhcp, own), { images: shown(...manyImages(200)) });
    expect(decision.maximumBytes).toBe(bytes);
    expect(encoded(decision).length).toBeLessThanOrEqual(bytes);
  });

  it.each([1, 7, 40, 200])('%i images for Startup Disk: all of them', (count) => {
    const decision = answered(limits(1500, 8192), { images: shown(...manyImages(count)) });
    expect(decision.listed).toHaveLength(count);
    expect(decision.omitted).toEqual([]);
    const instances = vendorInstances(encoded(decision));
    const seen = bootImagesIn(instances.flatMap((data) => walk(data)));
    expect(seen).toEqual(manyImages(count).map(({ id, name }) => ({ id, name })));
    for (const data of instances.slice(1)) expect(walk(data).map(({ code }) => code)).toEqual([9]);
  });

  it('says which images did not fit, and never leaves out the default or the choice', () => {
    const images = shown(...manyImages(200));
    const decision = answered(limits(), { images, binding: 'image-150' });
    const listed = told(decision, 'bootImageList') ?? [];
    expect(listed.map(({ name }) => name)).toEqual(decision.listed);
    expect(listed.slice(0, 2).map(({ name }) => name)).toEqual(['Image number 151', 'Image number 1']);
    expect(decision.omitted?.length).toBe(200 - listed.length);
    expect(decision.omitted?.at(-1)).toBe('Image number 200');
    expect(decision.why).toContain(`${200 - listed.length} images did not fit into 520 bytes`);
    expect(told(decision, 'defaultBootImageId')).toBe(images.images[0]?.id);
  });

  it('makes the choice the default where the names are so long that only one fits', () => {
    const images = shown(...manyImages(3).map((one) => ({ ...one, name: one.name.padEnd(246, '.') })));
    const decision = answered(limits(), { images, binding: 'image-2' });
    expect(decision.listed).toHaveLength(1);
    expect(told(decision, 'bootImageList')?.map(({ id }) => id)).toEqual([chainedImageId(102)]);
    expect(told(decision, 'defaultBootImageId')).toBe(chainedImageId(102));
  });
});

describe('INFORM[SELECT]', () => {
  it('of an image that boots through iPXE: its loader, in fields and in options', () => {
    const decision = answered(select({ selectedBootImageId: MEMTEST.id }));
    expect(decision.type).toBe('DHCPACK[SELECT]');
    expect(decision.reply).toMatchObject({
      siaddr: SERVER,
      sname: SERVER,
      file: 'snponly.efi',
      yiaddr: UNSPECIFIED,
    });
    expect(walk(encoded(decision).subarray(240)).map(({ code }) => code)).toEqual([53, 54, 60, 66, 67, 43]);
    expect(optionValue(decision.reply.options, 'tftpServerName')).toBe(SERVER);
    expect(optionValue(decision.reply.options, 'bootfileName')).toBe('snponly.efi');
    expect(bsdpOf(decision).map(({ code }) => code)).toEqual([1, 8, 130]);
    expect(told(decision, 'messageType')).toBe('SELECT');
    expect(told(decision, 'selectedBootImageId')).toBe(MEMTEST.id);
    expect(told(decision, 'machineName')).toBe('NetBoot-77af54');
    expect(decision).toMatchObject({ image: 'memtest', file: 'snponly.efi' });
    expect(decision.destination).toEqual({ to: 'client', address: MAC_ADDRESS, port: 68 });
  });

  it('of an NBI: its booter, and the root path as well', () => {
    const decision = answered(select({ selectedBootImageId: NETINSTALL.id }));
    expect(decision.reply.file).toBe('/i/sierra/i386/booter');
    expect(walk(encoded(decision).subarray(240)).map(({ code }) => code)).toEqual([
      53, 54, 60, 17, 66, 67, 43,
    ]);
    expect(optionValue(decision.reply.options, 'rootPath')).toBe('http://10.0.1.11/i/sierra/NetInstall.dmg');
  });

  it('is byte for byte what Apple’s server sent in option 43', () => {
    const decision = answered(select({ selectedBootImageId: NETINSTALL.id }), { machineName: 'NetBoot003' });
    expect(vendorInstances(encoded(decision)).map((data) => hexText(data))).toEqual([
      '010102080481000929820a4e6574426f6f74303033',
    ]);
  });

  it('leaves options 66 and 67 out for a client that does not ask for them', () => {
    const message = select({ selectedBootImageId: DEBIAN.id });
    const options = [
      ...message.options.filter(({ code }) => code !== optionCode('parameterRequestList')),
      makeOption('parameterRequestList', [60, 43]),
    ];
    const decision = answered({ ...message, options });
    expect(walk(encoded(decision).subarray(240)).map(({ code }) => code)).toEqual([53, 54, 60, 43]);
    expect(decision.reply.file).toBe('snponly.efi');
  });

  it.each([undefined, 0 as BootImageId])(
    'of image %s: nothing chosen, so the default, or what was chosen before',
    (id) => {
      const message = select(id === undefined ? {} : { selectedBootImageId: id });
      const decision = answered(message);
      expect(decision).toMatchObject({ type: 'DHCPACK[SELECT]', image: 'debian' });
      expect(decision.why[0]).toBe('it chose no image, so it gets the default');
      expect(decision.quirk).toBeUndefined();
      const bound = answered(message, { binding: 'memtest' });
      expect(bound.image).toBe('memtest');
      expect(bound.binding).toBeUndefined();
    },
  );

  it('of server 0.0.0.0 and image 0, the quirk of 2011 firmware: the default', () => {
    const option43 = hexBytes('01010202020101030400000000080400000000');
    const decision = answered(select({}, { option43, vendorClass: 'AAPLBSDPC/i386/MacBookPro8,3' }));
    expect(decision).toMatchObject({ type: 'DHCPACK[SELECT]', image: 'debian', quirk: 'select-zero' });
    expect(told(decision, 'selectedBootImageId')).toBe(DEBIAN.id);
    expect(decision.why[0]).toMatch(/^quirk of 2011 firmware/);
    expect(silent(select({}, { option43 }), { images: NOBODY }).why).toContain(
      'there is no image for this Mac',
    );
  });

  it('of server 0.0.0.0 and any other image is nobody’s', () => {
    const message = select({ serverIdentifier: UNSPECIFIED, selectedBootImageId: DEBIAN.id });
    const decision = silent(message, { binding: 'memtest' });
    expect(decision.why).toEqual(['it chose another BSDP server, 0.0.0.0']);
    expect(decision.binding).toBeUndefined();
  });

  it.each([
    ['unknown', 0x81000fff as BootImageId],
    ['for the right index with other attributes', 0x01000089 as BootImageId],
  ])('of an image id %s fails', (_, id) => {
    const decision = answered(select({ selectedBootImageId: id, replyPort: 993 }));
    expect(decision.type).toBe('DHCPACK[FAILED]');
    expect(decision.reply).toMatchObject({ sname: '', file: '', siaddr: SERVER, yiaddr: UNSPECIFIED });
    expect(vendorInstances(encoded(decision)).map((data) => hexText(data))).toEqual(['010103']);
    expect(decision.destination).toEqual({ to: 'client', address: MAC_ADDRESS, port: 993 });
    expect(decision.why.at(-1)).toMatch(/^image 0x0?[0-9a-f]{8} is not there, or not for this Mac$/);
    expect(decision.binding).toBeUndefined();
  });

  it('fails when the image has gone since the list', () => {
    expect(answered(select({ selectedBootImageId: DEBIAN.id }), { images: NOBODY }).type).toBe(
      'DHCPACK[FAILED]',
    );
    expect(answered(select(), { images: NOBODY }).why.at(-1)).toBe(
      'the default image is not there, or not for this Mac',
    );
  });

  it('of another server is not answered, and voids what was chosen here', () => {
    const message = select({ serverIdentifier: OTHER, selectedBootImageId: DEBIAN.id });
    const decision = silent(message, { binding: 'memtest' });
    expect(decision.why).toEqual(['it chose another BSDP server, 10.0.1.99']);
    expect(decision.binding).toEqual({ mac: MAC, image: undefined });
    expect(silent(message).binding).toBeUndefined();
  });

  it('without a server is not answered', () => {
    const message = macMessage('DHCPINFORM', {
      messageType: 'SELECT',
      version: 0x0101,
      selectedBootImageId: DEBIAN.id,
    });
    expect(silent(message).why).toEqual(['it does not say which server it chose']);
  });

  it('reads server and image in either order', () => {
    const id = '0804' + DEBIAN.id.toString(16);
    for (const option43 of [`0101020202010103040a00010b${id}`, `01010202020101${id}03040a00010b`])
      expect(answered(select({}, { option43: hexBytes(option43) })).image).toBe('debian');
  });

  describe('whose paths are long', () => {
    const path = (bytes: number) => `/i/x/${'p'.repeat(bytes - 5)}`;

    it('puts a file name over 127 bytes into option 67 alone, asked for or not', () => {
      const image = { ...NETINSTALL, file: path(128) };
      const decision = answered(
        {
          ...select({ selectedBootImageId: image.id }),
          options: select({ selectedBootImageId: image.id }).options.filter(({ code }) => code !== 55),
        },
        { images: shown(image) },
      );
      expect(decision.reply.file).toBe('');
      expect(optionValue(decision.reply.options, 'bootfileName')).toBe(path(128));
      expect(optionValue(decision.reply.options, 'tftpServerName')).toBeUndefined();
      const short = { ...image, file: path(127) };
      expect(answered(select({ selectedBootImageId: image.id }), { images: shown(short) }).reply.file).toBe(
        path(127),
      );
    });

    it('spares options 66 and 67 first', () => {
      const image = { ...NETINSTALL, file: path(100), rootPath: path(150) };
      const decision = answered(select({ selectedBootImageId: image.id }), { images: shown(image) });
      expect(walk(encoded(decision).subarray(240)).map(({ code }) => code)).toEqual([53, 54, 60, 17, 43]);
      expect(decision.reply.file).toBe(path(100));
    });

    it('takes a root path of 230 bytes, which fills the 520', () => {
      const image = { ...NETINSTALL, rootPath: path(230) };
      const decision = answered(select({ selectedBootImageId: image.id }), { images: shown(image) });
      expect(encoded(decision).length).toBe(520);
      expect(decision.reply.file).toBe('/i/sierra/i386/booter');
    });

    it.each([231, 256])('fails when a root path of %i bytes does not fit either', (bytes) => {
      const image = { ...NETINSTALL, rootPath: path(bytes) };
      const decision = answered(select({ selectedBootImageId: image.id }), { images: shown(image) });
      expect(decision.type).toBe('DHCPACK[FAILED]');
      expect(decision.why).toEqual([
        'the paths of NetInstall of macOS Sierra do not fit into the 520 bytes that this Mac takes',
      ]);
    });
  });
});

describe('what is chosen at the Mac', () => {
  const picker = (id: BootImageId) => select({ selectedBootImageId: id });
  const startupDisk = (id: BootImageId) => select({ selectedBootImageId: id, replyPort: 993 });

  it('in the boot picker is kept, unless it is the default', () => {
    expect(answered(picker(MEMTEST.id)).binding).toEqual({ mac: MAC, image: 'memtest' });
    expect(answered(picker(MEMTEST.id), { binding: 'memtest' }).binding).toBeUndefined();
    expect(answered(picker(MEMTEST.id), { binding: 'sierra' }).binding).toEqual({
      mac: MAC,
      image: 'memtest',
    });
    expect(answered(picker(DEBIAN.id)).binding).toBeUndefined();
    expect(answered(picker(DEBIAN.id), { binding: 'memtest' }).binding).toEqual({
      mac: MAC,
      image: undefined,
    });
  });

  it('in Startup Disk is kept whatever it is', () => {
    expect(answered(startupDisk(DEBIAN.id)).binding).toEqual({ mac: MAC, image: 'debian' });
    expect(answered(startupDisk(DEBIAN.id), { binding: 'debian' }).binding).toBeUndefined();
  });

  it('is nothing where the Mac is to wait for the console', () => {
    const hold: BsdpImage = { key: HOLD_KEY, id: chainedImageId(1), name: 'Rackboot', file: 'snponly.efi' };
    const images = shown(hold, MEMTEST);
    expect(answered(startupDisk(hold.id), { images }).binding).toBeUndefined();
    expect(answered(startupDisk(hold.id), { images, binding: 'memtest' }).binding).toEqual({
      mac: MAC,
      image: undefined,
    });
  });

  it('survives a restart of the Mac: the list names it, and so does the offer', () => {
    const { binding } = answered(startupDisk(MEMTEST.id));
    const chosen = binding?.image ?? '';
    expect(told(answered(list(), { binding: chosen }), 'selectedBootImageId')).toBe(MEMTEST.id);
    expect(answered(discover(), { binding: chosen }).image).toBe('memtest');
  });
});

describe('DISCOVER', () => {
  it('of a Mac that chose nothing is for DHCP alone', () => {
    expect(ask(discover())).toEqual({ kind: 'pass', why: ['no image was chosen at this Mac'] });
  });

  it.each(['own', 'beside'] as const)('of a bound Mac gets a BSDP OFFER without an address (%s)', (mode) => {
    const decision = answered(discover(), { binding: 'sierra', mode });
    expect(decision.type).toBe('DHCPOFFER');
    expect(decision.reply).toMatchObject({
      ciaddr: UNSPECIFIED,
      yiaddr: UNSPECIFIED,
      siaddr: SERVER,
      sname: SERVER,
      file: '/i/sierra/i386/booter',
    });
    expect(optionValue(decision.reply.options, 'dhcpMessageType')).toBe('DHCPOFFER');
    expect(walk(encoded(decision).subarray(240)).map(({ code }) => code)).toEqual([
      53, 54, 60, 17, 66, 67, 43,
    ]);
    expect(bsdpOf(decision).map(({ code }) => code)).toEqual([8, 130]);
    expect(decision.destination).toEqual({ to: 'broadcast' });
    expect(decision).toMatchObject({
      image: 'sierra',
      why: ['NetInstall of macOS Sierra was chosen at this Mac'],
    });
  });

  it('across a relay goes back to the relay, for the Mac has no address', () => {
    const decision = answered(discover({ giaddr: '172.16.5.1' as Ipv4 }), { binding: 'sierra' });
    expect(decision.destination).toEqual({ to: 'relay', address: '172.16.5.1' });
  });

  it('never gets more than one frame, whatever BSDP allows for lists', () => {
    const message = macMessage('DHCPDISCOVER', { version: 0x0101, maximumMessageSize: 8192 });
    expect(answered(message, { binding: 'sierra' }).maximumBytes).toBe(1472);
  });

  it.each([
    ['is gone', 'gone', {}],
    ['is not of the kind asked for', 'memtest', { imageAttributesFilter: [0x0300] }],
  ])('is for DHCP alone when the choice %s', (_, binding, bsdp) => {
    const message = macMessage('DHCPDISCOVER', { version: 0x0101, ...bsdp });
    expect(ask(message, { binding })).toMatchObject({ kind: 'pass' });
  });

  describe('with the combined OFFER of the ISC recipes', () => {
    const offer = {
      ...discover(),
      op: 2 as const,
      yiaddr: MAC_ADDRESS,
      options: [makeOption('dhcpMessageType', 'DHCPOFFER'), makeOption('serverIdentifier', SERVER)],
    };

    it('gets no OFFER of its own in own mode, but beside another server, whose OFFER is not ours', () => {
      expect(ask(discover(), { binding: 'sierra', offer: 'combined' })).toMatchObject({ kind: 'pass' });
      expect(answered(discover(), { binding: 'sierra', offer: 'combined', mode: 'beside' }).type).toBe(
        'DHCPOFFER',
      );
    });

    it('gets class and image id with its address', () => {
      const combined = offerWithImage(offer, { ...DEBIAN, id: 0x81000089 as BootImageId }, 520);
      expect(combined).toMatchObject({ yiaddr: MAC_ADDRESS, file: '' });
      expect(optionValue(combined.options, 'vendorClassIdentifier')).toBe('AAPLBSDPC');
      expect(hexText(optionValue(combined.options, 'vendorSpecificInformation') ?? new Uint8Array(0))).toBe(
        '080481000089',
      );
    });

    it('is left as it is without room, or with another vendor’s options in it', () => {
      const full = [...offer.options, makeOption('domainName', 'x'.repeat(255))];
      expect(offerWithImage({ ...offer, options: full }, DEBIAN, 520)).toEqual({ ...offer, options: full });
      const pxe = [...offer.options, makeOption('vendorClassIdentifier', 'PXEClient')];
      expect(offerWithImage({ ...offer, options: pxe }, DEBIAN, 520)).toEqual({ ...offer, options: pxe });
    });
  });
});

describe('silence, with its reason', () => {
  it.each([
    ['in listen mode', list(), { mode: 'listen' as const }, 'listening only: nobody is answered'],
    ['without option 43', list({}, { option43: null }), {}, 'it has no BSDP options'],
    ['without a version', macMessage('DHCPINFORM', { messageType: 'LIST' }), {}, 'it names no BSDP version'],
    [
      'with a short version',
      list({}, { option43: hexBytes('010101020101') }),
      {},
      'it names no BSDP version',
    ],
    [
      'without a message type',
      macMessage('DHCPINFORM', { version: 0x0101 }),
      {},
      'it has no BSDP message type that a client may send',
    ],
    [
      'that says FAILED',
      list({ messageType: 'FAILED' }),
      {},
      'it has no BSDP message type that a client may send',
    ],
    [
      'with an unknown message type',
      list({}, { option43: hexBytes('01010702020101') }),
      {},
      'it has no BSDP message type that a client may send',
    ],
    [
      'with a server of three bytes',
      select({}, { option43: hexBytes('010102 02020101 03030a0001') }),
      {},
      'its BSDP server has the wrong length',
    ],
    [
      'with an image id of two bytes',
      select({}, { option43: hexBytes('010102 02020101 03040a00010b 08020089') }),
      {},
      'its Selected boot image has the wrong length',
    ],
    [
      'with half a reply port',
      list({}, { option43: hexBytes('010101 02020101 050103') }),
      {},
      'its Reply port has the wrong length',
    ],
    [
      'with half a filter',
      list({}, { option43: hexBytes('010101 02020101 0b03030000') }),
      {},
      'its Image attributes wanted has the wrong length',
    ],
    [
      'of NetBoot 1.0',
      list({ netBoot1Firmware: true }),
      {},
      'NetBoot 1.0, of PowerPC Macs before 2000, is not spoken',
    ],
    [
      'without an architecture',
      list({}, { vendorClass: 'AAPLBSDPC' }),
      {},
      'its vendor class names no architecture',
    ],
    [
      'on another medium',
      list({}, { htype: 24, hlen: 8 }),
      {},
      'only Ethernet is served, not hardware type 24 with 8-byte addresses',
    ],
    [
      'from a group address',
      list({}, { chaddr: new Uint8Array(16).fill(255) }),
      {},
      'its hardware address is not that of one machine',
    ],
    ['for another server’s address', list({}, { siaddr: OTHER }), {}, 'it is meant for 10.0.1.99'],
    ['for another server’s name', list({}, { sname: 'mac-server' }), {}, 'it is meant for "mac-server"'],
    ['without an address', list({}, { ciaddr: UNSPECIFIED }), {}, 'it has no address to answer to'],
    ['with our address', list({}, { ciaddr: SERVER }), {}, 'it claims our own address 10.0.1.11'],
    [
      'from another network',
      list({}, { ciaddr: '192.0.2.7' as Ipv4 }),
      {},
      'its address 192.0.2.7 is not on this network',
    ],
    [
      'with the address of everybody',
      list({}, { ciaddr: '10.0.1.255' as Ipv4 }),
      {},
      'its address 10.0.1.255 is not that of one machine',
    ],
    [
      'with a multicast address behind a relay',
      list({}, { ciaddr: '224.0.0.1' as Ipv4, giaddr: '172.16.5.1' as Ipv4 }),
      {},
      'its address 224.0.0.1 is not that of one machine',
    ],
    [
      'with the loopback address behind a relay',
      list({}, { ciaddr: '127.0.0.1' as Ipv4, giaddr: '172.16.5.1' as Ipv4 }),
      {},
      'its address 127.0.0.1 is not that of one machine',
    ],
  ])('%s', (_, message, bench, why) => {
    expect(silent(message, bench).why).toEqual([why]);
  });

  it('for damaged options says where', () => {
    const decision = silent(list({}, { option43: hexBytes('010101 020201') }));
    expect(decision.damage).toEqual({ what: 'sub-option data', offset: 5 });
    expect(decision.why[0]).toBe(
      'its BSDP options are damaged: sub-option data at offset 5: needs 2 bytes, 1 left',
    );
  });

  it('takes its own name and address for itself', () => {
    expect(answered(list({}, { siaddr: SERVER, sname: SERVER })).type).toBe('DHCPACK[LIST]');
  });
});

describe('not a matter for BSDP', () => {
  it.each([
    ['a reply', { ...list(), op: 2 as const }, 'it is a reply, not a request'],
    [
      'a REQUEST',
      macMessage('DHCPREQUEST', { version: 0x0101 }),
      'BSDP knows only DHCPDISCOVER and DHCPINFORM',
    ],
    [
      'a PC',
      list({}, { vendorClass: 'PXEClient:Arch:00007:UNDI:003016' }),
      'its vendor class is not that of a Mac',
    ],
    ['no class', list({}, { vendorClass: null }), 'its vendor class is not that of a Mac'],
    [
      'a class like Apple’s',
      list({}, { vendorClass: 'AAPLBSDPC:i386' }),
      'its vendor class is not that of a Mac',
    ],
    ['half a class', list({}, { vendorClass: 'AAPLBSDPC/i386' }), 'its vendor class is not that of a Mac'],
  ])('%s', (_, message, why) => {
    expect(ask(message, { binding: 'memtest' })).toEqual({ kind: 'pass', why: [why] });
  });
});

describe('two servers on one wire', () => {
  it('the one chosen answers, the other is silent', () => {
    const other = { server: { ...BENCH.server, address: OTHER } };
    const message = select({ selectedBootImageId: DEBIAN.id });
    expect(answered(message).type).toBe('DHCPACK[SELECT]');
    expect(silent(message, other).why).toEqual(['it chose another BSDP server, 10.0.1.11']);
    expect(optionValue(answered(list(), other).reply.options, 'serverIdentifier')).toBe(OTHER);
  });
});

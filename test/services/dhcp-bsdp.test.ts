import { describe, expect, it } from 'vitest';
import type { BsdpMacs } from '../../main/services/dhcp-bsdp.ts';
import type { DhcpServiceOptions } from '../../main/services/dhcp.ts';
import type { BsdpImage } from '../../shared/boot/bsdp-images.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { bsdpOptionValue, bootImagesIn, decodeBsdpOptions } from '../../shared/wire/bsdp-options.ts';
import { hexBytes } from '../../shared/wire/bytes.ts';
import type { DhcpMessage, DhcpOption } from '../../shared/wire/dhcp.ts';
import { decodeDhcp } from '../../shared/wire/dhcp.ts';
import { optionValue } from '../../shared/wire/dhcp-options.ts';
import { decodeUdpFrame } from '../../shared/wire/udp-frame.ts';
import { ip, OWN } from '../boot/dhcp-samples.ts';
import { DEBIAN, discover, list, MAC, macMessage, MEMTEST, select, shown } from '../boot/mac-samples.ts';
import type { Rig } from './dhcp-rig.ts';
import { NO_MACS, rig, settle } from './dhcp-rig.ts';

const ADDRESS = ip(100);
const from = { ciaddr: ADDRESS };

interface Bench extends Rig {
  readonly bound: Map<string, string>;
  readonly questions: string[];
}

async function bench(
  macs: Partial<BsdpMacs> = {},
  options: Partial<DhcpServiceOptions> & { probing?: boolean } = {},
): Promise<Bench> {
  const bound = new Map<string, string>();
  const questions: string[] = [];
  const made = await rig({
    ...options,
    macs: {
      ...NO_MACS,
      images: () => shown(DEBIAN, MEMTEST),
      binding: (mac) => bound.get(mac),
      bind: (mac, image) => void (image === undefined ? bound.delete(mac) : bound.set(mac, image)),
      told: (_identity, decision) => questions.push(`${decision.kind} ${decision.asked}`),
      ...macs,
    },
  });
  return Object.assign(made, { bound, questions });
}

const bsdpIn = ({ options }: DhcpMessage): readonly DhcpOption[] =>
  decodeBsdpOptions(optionValue(options, 'vendorSpecificInformation') ?? new Uint8Array(0));

describe('a Mac that asks for images', () => {
  it('is sent the list at its address, with names in the event', async () => {
    const { say, sent, of, questions } = await bench();
    await say(list({}, from));
    expect(sent.map(({ port, to }) => [port, to])).toEqual([[67, `${ADDRESS}:68`]]);
    expect(bootImagesIn(bsdpIn(sent[0]?.message as DhcpMessage))).toEqual([
      { id: DEBIAN.id, name: DEBIAN.name },
      { id: MEMTEST.id, name: MEMTEST.name },
    ]);
    expect(of('bsdp.answered')).toMatchObject([
      {
        mac: MAC,
        message: 'DHCPINFORM[LIST]',
        reply: 'DHCPACK[LIST]',
        images: [DEBIAN.name, MEMTEST.name],
        to: `${ADDRESS}:68`,
      },
    ]);
    expect(of('dhcp.ignored')).toEqual([]);
    expect(questions).toEqual(['reply DHCPINFORM[LIST]']);
  });

  it('is told what did not fit by an event', async () => {
    const many: BsdpImage[] = Array.from({ length: 40 }, (_, at) => ({
      ...DEBIAN,
      key: `image-${at}`,
      id: (DEBIAN.id + at) as BsdpImage['id'],
      name: `Image number ${at}`,
    }));
    const { say, of } = await bench({ images: () => shown(...many) });
    await say(list({}, from));
    const [answered] = of('bsdp.answered');
    const [truncated] = of('bsdp.truncated');
    expect(truncated).toMatchObject({ mac: MAC, listed: answered?.images.length, maximumBytes: 520 });
    expect([...(answered?.images ?? []), ...(truncated?.omitted ?? [])]).toEqual(
      many.map(({ name }) => name),
    );
  });

  it('is answered on the port that macOS listens on', async () => {
    const { say, sent } = await bench();
    await say(list({ replyPort: 993 }, from));
    expect(sent.map(({ to }) => to)).toEqual([`${ADDRESS}:993`]);
  });

  it('is answered once ARP has told the kernel where its address is now', async () => {
    const { say, sent, probes, frames } = await bench({}, { probing: true });
    await say(list({}, from));
    expect(sent).toEqual([]);
    expect(probes.map(({ address }) => address)).toEqual([ADDRESS]);
    probes[0]?.answer(MAC);
    await settle();
    expect(sent.map(({ to }) => to)).toEqual([`${ADDRESS}:68`]);
    expect(frames).toEqual([]);
  });

  it('is sent a frame to its MAC where it answers no ARP, if its reply fits into one', async () => {
    const { say, sent, probes, frames } = await bench({}, { probing: true });
    await say(list({}, from));
    probes[0]?.answer(undefined);
    await settle();
    expect(sent).toEqual([]);
    const frame = decodeUdpFrame(frames[0] as Uint8Array);
    expect(frame).toMatchObject({
      destinationMac: MAC,
      source: OWN,
      sourcePort: 67,
      destination: ADDRESS,
      destinationPort: 68,
    });
    expect(bootImagesIn(bsdpIn(decodeDhcp(frame?.payload as Uint8Array)))).toHaveLength(2);
  });

  it('across a relay is answered without ARP', async () => {
    const { say, sent, probes } = await bench({}, { probing: true });
    const relayed = { ciaddr: '172.16.5.20' as Ipv4, giaddr: '172.16.5.1' as Ipv4 };
    await say(list({}, relayed));
    expect(probes).toEqual([]);
    expect(sent.map(({ to }) => to)).toEqual(['172.16.5.20:68']);
  });

  it('gets no word, but an event, where there is nothing for it', async () => {
    const { say, sent, of } = await bench({
      images: () => ({ images: [], hidden: [], why: ['it has a T2 chip'] }),
    });
    await say(list({}, from));
    expect(sent).toEqual([]);
    expect(of('bsdp.ignored')).toMatchObject([
      { mac: MAC, message: 'DHCPINFORM[LIST]', why: ['it has a T2 chip', 'there is no image for this Mac'] },
    ]);
  });

  it('with damaged options is told as malformed, with the offset', async () => {
    const { say, sent, of } = await bench();
    await say(list({}, { ...from, option43: hexBytes('010101 020201') }));
    expect(sent).toEqual([]);
    expect(of('packet.malformed')).toMatchObject([{ what: 'sub-option data', offset: 5 }]);
    expect(of('bsdp.ignored')).toHaveLength(1);
  });
});

describe('a Mac that chooses', () => {
  it('has its choice kept before it is answered', async () => {
    const order: string[] = [];
    const { say, sent, of } = await bench({
      bind: (_mac, image) => void order.push(`${image} ${sent.length}`),
    });
    await say(select({ serverIdentifier: OWN, selectedBootImageId: MEMTEST.id }, from));
    expect(order).toEqual(['memtest 0']);
    expect(sent[0]?.message).toMatchObject({ siaddr: OWN, sname: OWN, file: 'snponly.efi' });
    expect(of('bsdp.answered')).toMatchObject([
      { reply: 'DHCPACK[SELECT]', images: [MEMTEST.name], file: 'snponly.efi' },
    ]);
    expect(of('machine.chose')).toMatchObject([{ mac: MAC, image: 'memtest' }]);
  });

  it('still boots where its choice cannot be saved, and that is told', async () => {
    const { say, sent, of } = await bench({
      bind: () => {
        throw new AppError('DISK_FULL', 'The disk is full.', 'Make room.');
      },
    });
    await say(select({ serverIdentifier: OWN, selectedBootImageId: MEMTEST.id }, from));
    expect(sent).toHaveLength(1);
    expect(of('service.failed')).toMatchObject([{ service: 'dhcp', code: 'DISK_FULL' }]);
    expect(of('machine.chose')).toEqual([]);
  });

  it('another server hears nothing from us, and its old choice here is void', async () => {
    const { say, sent, of, bound } = await bench();
    bound.set(MAC, 'memtest');
    await say(select({ serverIdentifier: '10.77.0.9' as Ipv4, selectedBootImageId: MEMTEST.id }, from));
    expect(sent).toEqual([]);
    expect(of('bsdp.ignored')[0]?.why).toEqual(['it chose another BSDP server, 10.77.0.9']);
    expect(of('machine.chose')).toMatchObject([{ image: null }]);
    expect(bound.size).toBe(0);
  });

  it('with zeroes, as firmware of 2011 does, gets the default and a quirk in the event', async () => {
    const { say, of } = await bench();
    const zeroes = { serverIdentifier: '0.0.0.0' as Ipv4, selectedBootImageId: 0 as BsdpImage['id'] };
    await say(select(zeroes, from));
    expect(of('bsdp.answered')).toMatchObject([{ quirk: 'select-zero', images: [DEBIAN.name] }]);
  });
});

describe('a Mac that asks for an address', () => {
  it('gets a plain OFFER, and one of BSDP beside it once something was chosen at it', async () => {
    const { say, sent, bound, of } = await bench();
    await say(discover());
    expect(sent.map(({ message }) => optionValue(message.options, 'vendorClassIdentifier'))).toEqual([
      undefined,
    ]);
    bound.set(MAC, 'memtest');
    sent.length = 0;
    await say(discover({ xid: 8 }));
    const offers = sent.map(({ message, to }) => ({
      to,
      yiaddr: message.yiaddr,
      class: optionValue(message.options, 'vendorClassIdentifier'),
      file: message.file,
    }));
    expect(offers).toEqual([
      { to: '255.255.255.255:68', yiaddr: '0.0.0.0', class: 'AAPLBSDPC', file: 'snponly.efi' },
      { to: '255.255.255.255:68', yiaddr: ADDRESS, class: undefined, file: '' },
    ]);
    expect(of('bsdp.answered')).toMatchObject([
      { message: 'DHCPDISCOVER', reply: 'DHCPOFFER', images: [MEMTEST.name], file: 'snponly.efi' },
    ]);
  });

  it('is given a router, without which macOS finds no root by network', async () => {
    const { say, sent } = await bench();
    await say(discover());
    expect(optionValue(sent[0]?.message.options ?? [], 'router')).toEqual([OWN]);
  });

  it('gets one combined OFFER where that is switched on, of what was chosen at it', async () => {
    const settings = () => ({ offer: 'combined' as const, priority: 1 });
    const { say, sent, bound } = await bench({ settings });
    await say(discover());
    bound.set(MAC, 'memtest');
    await say(discover({ xid: 8 }));
    const selected = sent.map(({ message }) => [
      message.yiaddr,
      optionValue(message.options, 'vendorClassIdentifier'),
      bsdpOptionValue(bsdpIn(message), 'selectedBootImageId'),
    ]);
    expect(selected).toEqual([
      [ADDRESS, 'AAPLBSDPC', DEBIAN.id],
      [ADDRESS, 'AAPLBSDPC', MEMTEST.id],
    ]);
  });

  it('leaves the ACK an ordinary one', async () => {
    const { say, sent } = await bench({ settings: () => ({ offer: 'combined', priority: 1 }) });
    await say(discover());
    await say(macMessage('DHCPREQUEST', { version: 0x0101 }, { ciaddr: ADDRESS }));
    expect(sent[1]?.type).toBe('DHCPACK');
    expect(optionValue(sent[1]?.message.options ?? [], 'vendorClassIdentifier')).toBeUndefined();
  });
});

describe('beside another DHCP server', () => {
  it('gives Macs images and nobody an address', async () => {
    const { say, sent } = await bench({}, { mode: 'beside' });
    await say(discover());
    expect(sent).toEqual([]);
    await say(list({}, from));
    expect(sent.map(({ to }) => to)).toEqual([`${ADDRESS}:68`]);
  });
});

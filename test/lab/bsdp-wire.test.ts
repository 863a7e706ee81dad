/** Wireshark's BSDP dissector as judge of every reply, with one image and with more than fit into a message. */
import { expect, it } from 'vitest';
import { readCapture } from './capture.ts';
import { SERVER_MAC } from './lab.ts';
import type { ListStep } from './mac-steps.ts';
import { addMac } from './mac.ts';
import { imageOptions, makeNamedIsos } from './named-isos.ts';
import { startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

const OURS = `eth.src == ${SERVER_MAC} && dhcp`;
const BSDP = 'dhcp.option.vendor.bsdp';
const LIST = '1';
/** In no name. */
const SEPARATOR = '|';
/** What is left of 1500 bytes without headers of IP and UDP, and of what macOS takes at most. */
const FRAME_BYTES = 1472;
const MACOS_BYTES = 8164;
const QUICK = { gatherMs: 300 } as const;

/** Severity "error" of Wireshark's expert information. */
const PI_ERROR = 0x00800000;

/** The picker shows UTF-8. */
function namesOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `Prüfstand ${count} – Nr. ${i + 1}.iso`);
}

describeLab('Wireshark reads BSDP', ['namespaces', 'xorriso', 'tcpdump', 'tshark'], () => {
  const lab = useLab('bsdp-wire');

  it.each([1, 7, 40, 200])('as the Mac did, with a library of %i', async (count) => {
    const names = namesOf(count);
    const isos = makeNamedIsos(lab().directory, names);
    const titles = ['Rackboot', ...names];
    const rackboot = await startRackboot(lab(), ['--mode', 'beside', ...imageOptions(isos)]);
    const mac = addMac(lab(), {
      ...{ name: `mac${count}`, mac: 'a8:20:66:77:05:01', model: 'iMac12,1', address: '10.77.0.9/24' },
    });
    // The next one has its address and MAC: both on the switch would answer ARP.
    lab().onClose(async () => mac.unplug());
    const capture = await lab().capture(`list-${count}`, 'udp or ip[6:2] & 0x1fff != 0');
    const firmware = await mac.netboot({ ...QUICK, dhcp: false, until: 'select' });
    const small = await mac.netboot({ ...QUICK, dhcp: false, until: 'list', maximumMessageSize: 576 });
    const pane = await mac.startupDisk({ ...QUICK, choose: titles.at(-1) ?? '' });
    const bound = await mac.netboot({ ...QUICK, dhcp: false, until: 'select' });
    const refused = await mac.netboot({ ...QUICK, dhcp: false, select: { image: '81000fff' } });
    expect([firmware, small, pane, bound].map(({ failed }) => failed)).toEqual(Array(4).fill(undefined));
    expect(refused.select?.result).toBe('FAILED');
    await capture.stop();

    const bad = `${OURS} && (_ws.malformed || _ws.expert.severity == ${PI_ERROR})`;
    expect(await readCapture(capture.file, bad, ['frame.number', '_ws.col.Info'])).toEqual([]);
    const lists = [firmware, small, pane, bound, refused].flatMap((steps) => steps.lists);
    const seen = await readLists(capture.file);
    expect(seen).toEqual(lists.map(asWireshark));
    expect(pane.lists[0]?.images.map(({ name }) => name)).toEqual(titles);
    for (const { images, bytes } of [firmware, small].flatMap((steps) => steps.lists)) {
      expect(images.map(({ name }) => name)).toEqual(titles.slice(0, images.length));
      expect(bytes).toBeLessThanOrEqual(FRAME_BYTES);
    }
    expect(pane.lists[0]?.bytes).toBeLessThanOrEqual(MACOS_BYTES);
    // Chosen last of all, it is there first now, where the list is cut at its end.
    expect(bound.lists[0]).toMatchObject({ selected: pane.chosen?.image });
    expect(bound.lists[0]?.images[0]).toEqual({ id: pane.chosen?.image, name: titles.at(-1) });

    const selects = await readCapture(capture.file, `${OURS} && ${BSDP}.message_type > ${LIST}`, [
      ...[`${BSDP}.message_type`, `${BSDP}.selected_boot_image_id`, 'dhcp.ip.server', 'dhcp.file'],
      ...['udp.dstport', 'dhcp.option.vendor_class_id'],
    ]);
    const select = (id: string | undefined, port: number): string =>
      ['2', `0x${id}`, '10.77.0.1', 'snponly.efi', String(port), 'AAPLBSDPC'].join('\t');
    expect(selects).toEqual([
      select(firmware.chosen?.image, 68),
      select(pane.chosen?.image, 993),
      select(bound.chosen?.image, 68),
      ['3', '', '10.77.0.1', '', '68', 'AAPLBSDPC'].join('\t'),
    ]);

    // What did not fit is told, by name.
    const answered = lists.map(({ images }) => images.length);
    const cut = answered.filter((length) => length < titles.length);
    expect(cut.length > 0).toBe(count >= 40);
    const truncated = rackboot.seen('bsdp.truncated');
    expect(truncated.map(({ listed }) => listed)).toEqual(cut);
    for (const { listed, omitted } of truncated) expect(listed + omitted.length).toBe(titles.length);
    expect(rackboot.seen('bsdp.answered', (e) => e.reply === 'DHCPACK[LIST]').map((e) => e.images)).toEqual(
      lists.map(({ images }) => images.map(({ name }) => name)),
    );
  });
});

/** One string per list: priority, default, selected, then ids and names of the images. */
function asWireshark({ priority, default: first, selected, images }: ListStep): string {
  const hex = (id: string | undefined): string => (id === undefined ? '' : `0x${id}`);
  const described = images.map(({ id, name }) => `${id} ${name}`).join('; ');
  return `${priority}, ${hex(first)}, ${hex(selected)}: ${described}`;
}

async function readLists(file: string): Promise<string[]> {
  const fields = ['server_priority', 'default_boot_image_id', 'selected_boot_image_id'];
  const lines = await readCapture(
    file,
    `${OURS} && ${BSDP}.message_type == ${LIST}`,
    [...fields, 'boot_image.desc', 'boot_image.name'].map((name) => `${BSDP}.${name}`),
    SEPARATOR,
  );
  return lines.map((line) => {
    const [priority, first, selected, descriptions = '', names = ''] = line.split('\t');
    const ids = descriptions.split(SEPARATOR).map((description) => description.slice(0, 8));
    const images = names.split(SEPARATOR).map((name, i) => `${ids[i]} ${name}`);
    return `${priority}, ${first}, ${selected}: ${images.join('; ')}`;
  });
}

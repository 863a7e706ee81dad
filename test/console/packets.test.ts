/** The packet list in a real browser: what comes, what is in it, and the file for Wireshark. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { LIMITED_BROADCAST, UNSPECIFIED } from '../../shared/wire/address.ts';
import { encodeTftp } from '../../shared/wire/tftp.ts';
import { encodeUdpFrame } from '../../shared/wire/udp-frame.ts';
import { golden } from '../wire/golden.ts';
import { noBrowser, openConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';

const SERVER = '10.77.0.1' as Ipv4;
const SERVER_MAC = '02:77:00:00:00:01' as Mac;
const PC = '52:54:00:00:00:05' as Mac;
const AT = 1_760_000_000_000_000;

function capture(engine: EngineDouble, bytes: Uint8Array, offsetMs: number): void {
  engine.packets.append({ at: AT + offsetMs * 1000, bytes, wireBytes: bytes.length });
  engine.push({ feed: 'packets', lastId: engine.packets.lastId(), dropped: engine.packets.dropped() });
}

function discover(): Uint8Array {
  return encodeUdpFrame({
    ...{ sourceMac: PC, destinationMac: 'ff:ff:ff:ff:ff:ff' as Mac, source: UNSPECIFIED, sourcePort: 68 },
    ...{
      destination: LIMITED_BROADCAST,
      destinationPort: 67,
      payload: golden('dhcp', 'ovmf-pxe-discover').bytes,
    },
  });
}

function readRequest(address: Ipv4, mac: Mac, filename: string): Uint8Array {
  const payload = encodeTftp({ op: 'RRQ', filename, mode: 'octet', options: [['blksize', '1468']] });
  return encodeUdpFrame({
    ...{ sourceMac: mac, destinationMac: SERVER_MAC, source: address, sourcePort: 2070 },
    ...{ destination: SERVER, destinationPort: 69, payload },
  });
}

describe.skipIf(noBrowser)('the packet list', () => {
  it('grows while it is looked at, opens a packet, marks the bytes of a field, and goes by the keyboard', async () => {
    const engine = new EngineDouble();
    capture(engine, discover(), 0);
    const { page } = await openConsole(engine);
    await page.getByRole('tab', { name: 'Packets' }).click();
    const list = page.getByRole('listbox', { name: 'Packets' });
    await list.getByText(/^DHCPDISCOVER, PXEClient/).waitFor();
    capture(engine, readRequest('10.77.0.100' as Ipv4, PC, 'snponly.efi'), 900);
    await list.getByText('RRQ snponly.efi blksize=1468').waitFor();
    await list.focus();
    await page.keyboard.press('Home');
    const detail = page.getByRole('region', { name: 'Packet' });
    await detail.getByRole('button', { name: 'Message type DHCPDISCOVER' }).click();
    expect(await detail.locator('mark').allTextContents()).toEqual(['35 01 01']);
    await detail.locator('summary', { hasText: 'Ethernet' }).click();
    await detail.getByRole('button', { name: `source ${PC}` }).click();
    expect(await detail.locator('mark').allTextContents()).toEqual(['52 54 00 00 00 05']);
    await page.screenshot({ path: process.env['RACKBOOT_PACKETS_PICTURE'] ?? '/dev/null', type: 'png' });
    await detail.getByRole('button', { name: 'Close packet' }).click();
    await detail.waitFor({ state: 'detached' });
  });

  it('shows one protocol, one machine, holds still and forgets', async () => {
    const engine = new EngineDouble();
    const machine = engine.machine(PC, { address: '10.77.0.100' as Ipv4 });
    capture(engine, discover(), 0);
    capture(engine, readRequest('10.77.0.100' as Ipv4, PC, 'mine.efi'), 1);
    capture(engine, readRequest('10.77.0.101' as Ipv4, '52:54:00:00:00:06' as Mac, 'other.efi'), 2);
    const { page } = await openConsole(engine);
    await page.getByRole('tab', { name: 'Packets' }).click();
    const rows = page.getByRole('listbox', { name: 'Packets' }).getByRole('option');
    await expect.poll(() => rows.count()).toBe(3);
    await page.getByLabel('Which packets').selectOption('TFTP');
    await expect.poll(() => rows.count()).toBe(2);
    await page.getByRole('listbox', { name: 'Machines' }).getByText(machine.mac).click();
    await page.getByLabel(/^Only /).check();
    await expect.poll(() => rows.allTextContents()).toEqual([expect.stringContaining('mine.efi')]);
    await page.getByRole('button', { name: 'Pause' }).click();
    capture(engine, readRequest('10.77.0.100' as Ipv4, PC, 'later.efi'), 3);
    await page.getByRole('button', { name: 'Go on (' }).click();
    await expect.poll(() => rows.count()).toBe(2);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('No packet yet.').waitFor();
  });

  it('saves what is shown as a file that Wireshark reads', async (context) => {
    const engine = new EngineDouble();
    capture(engine, discover(), 0);
    capture(engine, readRequest('10.77.0.100' as Ipv4, PC, 'snponly.efi'), 1500);
    const { page } = await openConsole(engine);
    await page.getByRole('tab', { name: 'Packets' }).click();
    await page.getByText('2 packets').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export .pcapng' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('lab0.pcapng');
    const path = await download.path();
    expect(readFileSync(path).readUInt32LE(0)).toBe(0x0a0d0d0a);
    const fields = ['-e', 'frame.time_epoch', '-e', 'frame.protocols', '-e', 'tftp.source_file'];
    const tshark = spawnSync('tshark', ['-r', path, '-T', 'fields', ...fields], { encoding: 'utf8' });
    if (tshark.error) context.skip('tshark is not installed');
    expect(
      tshark.stdout
        .trim()
        .split('\n')
        .map((line) => line.split('\t')),
    ).toEqual([
      ['1760000000.000000000', 'eth:ethertype:ip:udp:dhcp', ''],
      ['1760000001.500000000', 'eth:ethertype:ip:udp:tftp', 'snponly.efi'],
    ]);
  });
});

/** A capture of anybody's, shown in the packet list. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCapture } from '../../shared/wire/capture-reader.ts';
import { golden } from '../wire/golden.ts';
import { temporaryFolder } from '../engine/temporary.ts';
import { dropFromDisk, newPage, noBrowser, openConsole, serveConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';

const DROP = 'text=Power a machine on';
const FIXTURES = join(import.meta.dirname, '../fixtures/wire/capture');
const fixture = (name: string): string => join(FIXTURES, name);

function live(engine: EngineDouble, bytes: Uint8Array): void {
  engine.packets.append({ at: 1_760_000_000_000_000, bytes, wireBytes: bytes.length });
  engine.push({ feed: 'packets', lastId: engine.packets.lastId(), dropped: 0 });
}

function damagedFile(): string {
  const path = join(temporaryFolder(), 'broken.pcap');
  writeFileSync(path, readFileSync(fixture('micro.pcap')).subarray(0, 160));
  return path;
}

describe.skipIf(noBrowser)('a dropped capture', () => {
  it('is shown as live packets are, down to the bytes of a field, and live goes on behind it', async () => {
    const engine = new EngineDouble();
    const { page } = await openConsole(engine);
    await dropFromDisk(page, DROP, [fixture('two-interfaces.pcapng')]);
    await page.getByText('From the file two-interfaces.pcapng.').waitFor();
    await page.getByText('Recorded on 9 Oct 2025.').waitFor();
    await page.getByText('10 packets', { exact: true }).waitFor();
    const list = page.getByRole('listbox', { name: 'Packets' });
    await list.getByText(/RRQ/).first().click();
    const detail = page.getByRole('region', { name: 'Packet' });
    await detail.getByText('IPv4', { exact: true }).waitFor();
    expect(await detail.getByText('Ethernet', { exact: true }).count()).toBe(0);
    live(engine, golden('frame', 'arp-request').bytes);
    await page.getByRole('combobox', { name: 'Which packets' }).selectOption({ label: 'TFTP' });
    await page.getByText('2 of 10 packets').waitFor();
    expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(0);
    await page.getByRole('combobox', { name: 'Which packets' }).selectOption({ label: 'All protocols' });
    await page.getByRole('button', { name: 'Back to live packets' }).click();
    await page.getByText('1 packet', { exact: true }).waitFor();
    const show = page.getByRole('button', { name: 'Show it: two-interfaces.pcapng' });
    await show.click();
    await page.getByText('10 packets', { exact: true }).waitFor();
    // It was read again meanwhile, under the keyboard.
    await expect.poll(() => show.getAttribute('aria-busy')).toBe('false');
    expect(await show.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('can be saved again, filtered, with its link types', async () => {
    const { page } = await openConsole(new EngineDouble());
    await dropFromDisk(page, DROP, [fixture('two-interfaces.pcapng')]);
    await page.getByText('10 packets', { exact: true }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export .pcapng' }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('two-interfaces.pcapng');
    const packets = [...readCapture(Uint8Array.from(readFileSync(await saved.path())))];
    const before = [...readCapture(Uint8Array.from(readFileSync(fixture('two-interfaces.pcapng'))))];
    const facts = (all: typeof packets) => all.map(({ at, bytes, linkType }) => [at, linkType, [...bytes]]);
    expect(facts(packets)).toEqual(facts(before));
  });

  it('that is damaged shows what could be read of it, and where it broke', async () => {
    const { page } = await openConsole(new EngineDouble());
    await dropFromDisk(page, DROP, [damagedFile()]);
    await page.getByText('It could not be read on: packet at byte 156. What came before is shown.').waitFor();
    await page.getByText('2 packets', { exact: true }).waitFor();
    const hopeless = join(temporaryFolder(), 'hopeless.pcap');
    writeFileSync(hopeless, readFileSync(fixture('micro.pcap')).subarray(0, 10));
    await dropFromDisk(page, DROP, [hopeless]);
    await page.getByRole('alert').getByText('hopeless.pcap cannot be read: pcap header at byte 0.').waitFor();
    await page.getByText('From the file broken.pcap.').waitFor();
  });

  it('of more packets than a page should hold shows the first 200,000', async () => {
    const { page } = await openConsole(new EngineDouble());
    const large = join(temporaryFolder(), 'large.pcap');
    const whole = readFileSync(fixture('micro.pcap'));
    // One ARP packet with its header, 58 bytes.
    const packet = whole.subarray(24, 24 + 16 + 42);
    writeFileSync(
      large,
      Buffer.concat([whole.subarray(0, 24), Buffer.alloc(packet.length * 200_001, packet)]),
    );
    await dropFromDisk(page, DROP, [large]);
    await page.getByText('Only the first 200,000 packets are shown.').waitFor();
    await page.getByText('200,000 packets', { exact: true }).waitFor();
  });
});

const SHOTS = process.env['SHOTS'];
describe.skipIf(noBrowser !== undefined || SHOTS === undefined)('pictures', () => {
  it.each(['en', 'de'])('of a capture, in %s', async (language) => {
    const engine = new EngineDouble();
    const { console } = await serveConsole(engine);
    const page = await newPage();
    await page.addInitScript((given) => {
      Object.defineProperty(navigator, 'languages', { get: () => [given] });
    }, language);
    await page.goto(console.url);
    await page.getByText('lab0').first().waitFor();
    await dropFromDisk(page, 'body', [damagedFile()]);
    await page.locator('[role="option"]').first().click();
    mkdirSync(SHOTS ?? '', { recursive: true });
    await page.screenshot({ path: `${SHOTS}/capture-${language}.png` });
  });
});

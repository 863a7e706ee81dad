/** What is pasted, chosen by the system's dialog, or dragged here as a link. */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { nbiFolder } from '../services/nbi-samples.ts';
import { newPage, noBrowser, openConsole, serveConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';

interface Clip {
  readonly text?: string;
  readonly file?: string;
}

/** Ctrl+V on an element, with this in the clipboard. */
async function paste(page: Page, clip: Clip, selector = 'body'): Promise<void> {
  await page
    .locator(selector)
    .first()
    .evaluate((element, { text, file }) => {
      const data = new DataTransfer();
      if (text !== undefined) data.setData('text/plain', text);
      if (file !== undefined) data.items.add(new File(['rootpw x\nclearpart --all\n'], file));
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, clip);
}

const imports = (engine: EngineDouble) =>
  engine.calls
    .filter(({ command }) => command.endsWith('.import'))
    .map(({ command, input }) => ({ command, input }));

describe.skipIf(noBrowser)('a paste', () => {
  it('of paths and addresses shows what they were taken for, and adds them when asked to', async () => {
    const engine = new EngineDouble();
    const { page } = await openConsole(engine);
    await paste(page, {
      text: '/srv/debian.iso\nfile:///srv/a%20b/other\nhttp://10.0.0.9/boot.ipxe\nftp://x/y\n/srv/photo.jpg\n',
    });
    const dialog = page.getByRole('dialog', { name: 'Add what was pasted?' });
    await dialog.getByText('/srv/a b/other').waitFor();
    await dialog.getByText('Address that machines go on to').waitFor();
    await dialog.getByText('Machines load from http, https and tftp only.').waitFor();
    await dialog.getByText('By its name it is a picture.').waitFor();
    await dialog
      .getByRole('combobox', { name: 'What /srv/a b/other is' })
      .selectOption({ label: 'Answer file' });
    expect(imports(engine)).toEqual([]);
    await dialog.getByRole('button', { name: 'Add 3' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect
      .poll(() => imports(engine))
      .toEqual([
        { command: 'images.import', input: { path: '/srv/debian.iso' } },
        { command: 'answers.import', input: { path: '/srv/a b/other' } },
        { command: 'images.import', input: { path: 'http://10.0.0.9/boot.ipxe' } },
      ]);
    await page.getByRole('list', { name: 'On the way' }).getByText('debian.iso').waitFor();
  });

  it('that is cancelled adds nothing', async () => {
    const engine = new EngineDouble();
    const { page } = await openConsole(engine);
    await paste(page, { text: '/srv/debian.iso' });
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(imports(engine)).toEqual([]);
  });

  it('of files takes them in', async () => {
    const engine = new EngineDouble();
    const { page } = await openConsole(engine);
    await paste(page, { file: 'lab.ks' });
    await expect.poll(() => [...engine.answers.keys()]).toEqual(['lab.ks']);
  });

  it('of a table shows what it would change', async () => {
    const { page } = await openConsole(new EngineDouble());
    await paste(page, { text: 'mac\tname\n00:25:90:96:c4:9a\tesx-01\n' });
    const dialog = page.getByRole('dialog', { name: 'Rack' });
    await dialog.getByRole('button', { name: 'Import 1 machine' }).waitFor();
  });

  it('into a text field stays there', async () => {
    const { page } = await openConsole(new EngineDouble());
    await page.getByRole('button', { name: /Use a file on Rackboot’s own disk/ }).click();
    await paste(page, { text: '/srv/debian.iso' }, 'input[placeholder="/srv/iso/debian-12.iso"]');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describe.skipIf(noBrowser)('a link dragged here', () => {
  it('is what a pasted address is', async () => {
    const engine = new EngineDouble();
    const { page } = await openConsole(engine);
    const transfer = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.setData('text/uri-list', 'https://vcenter:6501/vmw/rbd/tramp');
      return data;
    });
    await page.dispatchEvent('text=Power a machine on', 'dragenter', { dataTransfer: transfer });
    await page.getByText('Drop the link').waitFor();
    await page.dispatchEvent('text=Power a machine on', 'drop', { dataTransfer: transfer });
    const dialog = page.getByRole('dialog', { name: 'Add what was pasted?' });
    await dialog.getByText('https://vcenter:6501/vmw/rbd/tramp').waitFor();
    await dialog.getByRole('button', { name: 'Add' }).click();
    await expect.poll(() => imports(engine)).toMatchObject([{ command: 'images.import' }]);
  });
});

describe.skipIf(noBrowser)('the system’s dialogs', () => {
  it('choose files of any kind at once', async () => {
    const engine = new EngineDouble();
    const { page } = await openConsole(engine);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose files…' }).click();
    const buffer = Buffer.alloc(100_000);
    buffer.write('CD001', 0x8001, 'latin1');
    await (
      await chooser
    ).setFiles([
      { name: 'one.iso', mimeType: '', buffer },
      { name: 'lab.ks', mimeType: '', buffer: Buffer.from('rootpw x\nclearpart --all\n') },
    ]);
    await expect.poll(() => [...engine.images.keys(), ...engine.answers.keys()]).toEqual(['one', 'lab.ks']);
  });

  it('choose a folder: of a NetBoot image', async () => {
    const engine = new EngineDouble();
    const { page } = await openConsole(engine);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a folder…' }).click();
    await (await chooser).setFiles(nbiFolder());
    await expect.poll(() => [...engine.sentFolders.keys()]).toEqual(['Sierra.nbi']);
  });
});

describe.skipIf(noBrowser)('a capture opened with the desktop app', () => {
  it('is shown', async () => {
    const engine = new EngineDouble();
    const { console } = await serveConsole(engine);
    const page = await newPage();
    await page.addInitScript(() => {
      const header = [0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 1, 0, 0, 0];
      const given = [{ name: 'opened.pcap', bytes: new Uint8Array(header) }];
      const nextCapture = () => Promise.resolve(given.shift());
      Object.assign(window, { desktop: { pathForFile: () => '', nextCapture } });
    });
    await page.goto(console.url);
    await page.getByText('From the file opened.pcap.').waitFor();
    await page.getByText('There is no packet in opened.pcap.').waitFor();
  });
});

const SHOTS = process.env['SHOTS'];
describe.skipIf(noBrowser !== undefined || SHOTS === undefined)('pictures', () => {
  it.each(['en', 'de'])('of a paste, in %s', async (language) => {
    const { console } = await serveConsole(new EngineDouble());
    const page = await newPage();
    await page.addInitScript((given) => {
      Object.defineProperty(navigator, 'languages', { get: () => [given] });
    }, language);
    await page.goto(console.url);
    await page.getByText('lab0').first().waitFor();
    await paste(page, {
      text: '/srv/debian-12.12.0-amd64-netinst.iso\n/srv/lab.ks\nhttps://vcenter:6501/vmw/rbd/tramp\nftp://x/y\n/home/me/photo.jpg\n',
    });
    await page.getByRole('dialog').waitFor();
    mkdirSync(SHOTS ?? '', { recursive: true });
    await page.screenshot({ path: `${SHOTS}/paste-${language}.png` });
  });
});

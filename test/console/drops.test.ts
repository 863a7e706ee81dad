/** What becomes of things brought to the window: rows, turns, cancel, try again, duplicates, tables. */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { dropFiles, newPage, noBrowser, openConsole, serveConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';

const DROP = 'text=Power a machine on';
const MB = 1_000_000;

function rowOf(page: Page, name: string) {
  return page.getByRole('list', { name: 'On the way' }).getByRole('listitem').filter({ hasText: name });
}

function held(engine: EngineDouble, afterBytes: number): () => void {
  const go = Promise.withResolvers<void>();
  engine.holdUpload = { afterBytes, until: go.promise };
  return go.resolve;
}

describe.skipIf(noBrowser)('several at once', () => {
  it('three are sent, the others wait for their turn; one that waits can be cancelled', async () => {
    const engine = new EngineDouble();
    const go = held(engine, 100_000);
    const { page } = await openConsole(engine);
    await dropFiles(
      page,
      DROP,
      ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name: `${name}.iso`, bytes: 8 * MB, iso: true })),
    );
    await rowOf(page, 'd.iso').getByText('Waits for its turn.').waitFor();
    await rowOf(page, 'e.iso').getByText('Waits for its turn.').waitFor();
    await page.getByText('5 files are on their way.').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Cancel d.iso' }).click();
    await rowOf(page, 'd.iso').waitFor({ state: 'detached' });
    go();
    await expect.poll(() => [...engine.images.keys()].sort()).toEqual(['a', 'b', 'c', 'e']);
    await page.getByText('4 are here.').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Clear finished' }).click();
    await page.getByRole('list', { name: 'On the way' }).waitFor({ state: 'detached' });
  });

  it('of all kinds go each to its place, and can be shown there', async () => {
    const engine = new EngineDouble();
    const { page } = await openConsole(engine);
    await dropFiles(page, DROP, [
      { name: 'debian.iso', bytes: 200_000, iso: true },
      { name: 'lab', bytes: 0, text: 'rootpw x\nclearpart --all\n' },
      { name: 'snponly.efi', bytes: 5000 },
      { name: 'photo.jpg', bytes: 5000 },
    ]);
    await rowOf(page, 'debian.iso').getByText('Is here.').waitFor();
    await rowOf(page, 'lab').getByText('Answer file. Is here.').waitFor();
    await rowOf(page, 'snponly.efi').getByText('Boot firmware. Is here.').waitFor();
    await rowOf(page, 'photo.jpg').getByText('photo.jpg is a picture.').waitFor();
    expect([...engine.images.keys(), ...engine.answers.keys()]).toEqual(['debian', 'lab']);
    await page.getByRole('button', { name: 'Show it: debian.iso' }).click();
    await expect
      .poll(() =>
        page.evaluate(() => document.activeElement?.closest('[data-image]')?.getAttribute('data-image')),
      )
      .toBe('debian');
    await page.getByRole('button', { name: 'Show it: lab', exact: true }).click();
    await page.getByRole('dialog', { name: 'lab' }).waitFor();
  });
});

describe.skipIf(noBrowser)('an upload', () => {
  it('that broke off keeps its row and can be tried again', async () => {
    const engine = new EngineDouble();
    const { page } = await openConsole(engine);
    await page.route('**/upload/**', (route) => route.abort());
    await dropFiles(page, DROP, [{ name: 'debian.iso', bytes: 200_000, iso: true }]);
    const row = rowOf(page, 'debian.iso');
    await row.getByRole('alert').getByText('Sending debian.iso broke off.').waitFor();
    await page.unroute('**/upload/**');
    await row.getByRole('button', { name: 'Try again: debian.iso' }).click();
    await row.getByText('Is here.').waitFor();
    expect([...engine.images.keys()]).toEqual(['debian']);
  });

  it('goes on while the socket is lost and found again, and warns who leaves the page meanwhile', async () => {
    const engine = new EngineDouble();
    const go = held(engine, 100_000);
    const { console } = await serveConsole(engine);
    const page = await newPage();
    await page.addInitScript(() => {
      const sockets: WebSocket[] = [];
      const Original = WebSocket;
      Object.assign(window, {
        sockets,
        WebSocket: class extends Original {
          constructor(...given: ConstructorParameters<typeof WebSocket>) {
            super(...given);
            sockets.push(this);
          }
        },
      });
    });
    await page.goto(console.url);
    let warned = 0;
    page.on('dialog', (dialog) => {
      warned++;
      void dialog.dismiss();
    });
    await dropFiles(page, DROP, [{ name: 'debian.iso', bytes: 40 * MB, iso: true }]);
    await page.getByRole('button', { name: 'Cancel debian.iso' }).waitFor();
    await page.mouse.click(5, 5);
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => warned).toBe(1);
    const sockets = () => page.evaluate(() => (window as unknown as { sockets: WebSocket[] }).sockets.length);
    const before = await sockets();
    await page.evaluate(() => (window as unknown as { sockets: WebSocket[] }).sockets.at(-1)?.close());
    await expect.poll(sockets).toBe(before + 1);
    go();
    await rowOf(page, 'debian.iso').getByText('Is here.').waitFor();
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => page.isClosed()).toBe(true);
    expect(warned).toBe(1);
  });

  it('of what is here already says so, and replaces another only when asked to', async () => {
    const engine = new EngineDouble();
    engine.addImage('debian.iso', 200_000);
    engine.addAnswer('lab.ks', 'rootpw x\n');
    const { page } = await openConsole(engine);
    await dropFiles(page, DROP, [
      { name: 'debian.iso', bytes: 200_000, iso: true },
      { name: 'lab.ks', bytes: 0, text: 'rootpw y\n' },
    ]);
    await rowOf(page, 'debian.iso').getByText('Was here already.').waitFor();
    await page.getByRole('button', { name: 'Replace lab.ks' }).waitFor();
    expect(engine.answers.get('lab.ks')?.text).toBe('rootpw x\n');
    await page.getByRole('button', { name: 'Replace lab.ks' }).click();
    await rowOf(page, 'lab.ks').getByText('in place of the former one').waitFor();
    expect(engine.answers.get('lab.ks')?.text).toBe('rootpw y\n');
    await page.getByRole('button', { name: 'Clear finished' }).click();
    await dropFiles(page, DROP, [{ name: 'lab.ks', bytes: 0, text: 'rootpw y\n' }]);
    await rowOf(page, 'lab.ks').getByText('Was here already.').waitFor();
  });

  it('of a file that is used where it lies says so too, on the desktop', async () => {
    const engine = new EngineDouble();
    const image = engine.addImage('debian.iso', 200_000);
    const { console } = await serveConsole(engine);
    const page = await newPage();
    await page.addInitScript(
      (path) => {
        Object.assign(window, { desktop: { pathForFile: (file: File) => path + file.name } });
      },
      image.path.slice(0, -image.name.length),
    );
    await page.goto(console.url);
    await dropFiles(page, DROP, [
      { name: 'debian.iso', bytes: 200_000, iso: true },
      { name: 'other.iso', bytes: 200_000, iso: true },
    ]);
    await rowOf(page, 'debian.iso').getByText('Was here already.').waitFor();
    await rowOf(page, 'other.iso').getByText('Is here.').waitFor();
    const imports = () => engine.calls.filter((call) => call.command === 'images.import');
    expect(imports().map(({ input }) => input)).toEqual([{ path: '/var/lib/rackboot/images/other.iso' }]);
    await page.getByRole('button', { name: 'Add again: debian.iso' }).click();
    await expect.poll(() => imports().length).toBe(2);
  });

  it('of the same file twice at once is refused the second time', async () => {
    const engine = new EngineDouble();
    const go = held(engine, 100_000);
    const { page } = await openConsole(engine);
    const transfer = await page.evaluateHandle(() => {
      const bytes = new Uint8Array(8_000_000);
      bytes.set(new TextEncoder().encode('CD001'), 0x8001);
      const data = new DataTransfer();
      const file = new File([bytes], 'debian.iso', { lastModified: 1 });
      data.items.add(file);
      data.items.add(file);
      return data;
    });
    await page.dispatchEvent(DROP, 'drop', { dataTransfer: transfer });
    await page.getByRole('alert').getByText('debian.iso is on its way already.').waitFor();
    go();
    await expect.poll(() => engine.images.size).toBe(1);
  });
});

describe.skipIf(noBrowser)('a drop on a page without an engine', () => {
  it('does not make the browser leave the console', async () => {
    const { console } = await serveConsole(new EngineDouble());
    const page = await newPage();
    // Nobody ever answers.
    await page.addInitScript(() => Object.assign(window, { WebSocket: EventTarget }));
    await page.goto(console.url);
    await page.getByText('Connecting').waitFor();
    // A browser without a screen goes nowhere at a drop; whether one with a screen would is what this says.
    const prevented = await page.evaluate(() =>
      ['dragover', 'drop'].map((type) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['a text that a browser shows'], 'notes.txt'));
        const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
        document.body.dispatchEvent(event);
        return event.defaultPrevented;
      }),
    );
    expect(prevented).toEqual([true, true]);
  });
});

describe.skipIf(noBrowser)('a table of machines', () => {
  it('dropped anywhere shows what it would change, and changes nothing before that is asked for', async () => {
    const engine = new EngineDouble();
    const { page } = await openConsole(engine);
    await dropFiles(page, DROP, [
      { name: 'rack.csv', bytes: 0, text: 'mac,name\n00:25:90:96:c4:9a,esx-01\n' },
    ]);
    const dialog = page.getByRole('dialog', { name: 'Rack' });
    await dialog.getByText('00:25:90:96:c4:9a').last().waitFor();
    const imports = () => engine.calls.filter((call) => call.command === 'machines.import');
    expect(imports()).toMatchObject([{ input: { dryRun: true } }]);
    await dialog.getByRole('button', { name: 'Import 1 machine' }).click();
    await dialog.getByText('1 machine added or changed.').waitFor();
    await page.keyboard.press('Escape');
    await rowOf(page, 'rack.csv').getByText('Nothing is changed before you say so.').waitFor();
  });
});

const SHOTS = process.env['SHOTS'];
describe.skipIf(noBrowser !== undefined || SHOTS === undefined)('pictures', () => {
  it.each(['en', 'de'])('of the rows, in %s', async (language) => {
    const engine = new EngineDouble();
    const go = held(engine, 500_000);
    const { console } = await serveConsole(engine);
    const page = await newPage();
    await page.addInitScript((given) => {
      localStorage.setItem('preferences', JSON.stringify({ language: given }));
      localStorage.setItem('rackboot.preferences', JSON.stringify({ language: given }));
      Object.defineProperty(navigator, 'languages', { get: () => [given] });
    }, language);
    await page.goto(console.url);
    await page.getByText('lab0').first().waitFor();
    const target = 'main, [role="main"], body';
    await dropFiles(page, target, [
      { name: 'photo.jpg', bytes: 5000 },
      { name: 'lab.ks', bytes: 0, text: 'rootpw x\nclearpart --all\n' },
      ...['a', 'b', 'c', 'd'].map((name) => ({
        name: `debian-12.12.0-amd64-${name}.iso`,
        bytes: 60 * MB,
        iso: true,
      })),
    ]);
    await page.waitForTimeout(1500);
    mkdirSync(SHOTS ?? '', { recursive: true });
    await page.screenshot({ path: `${SHOTS}/rows-${language}.png` });
    const transfer = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(['x'], 'a.iso', { type: 'application/x-iso9660-image' }));
      data.items.add(new File(['x'], 'a.csv', { type: 'text/csv' }));
      data.items.add(new File(['x'], 'a', { type: '' }));
      return data;
    });
    await page.dispatchEvent('[data-drops="answer"]', 'dragenter', { dataTransfer: transfer });
    await page.screenshot({ path: `${SHOTS}/veil-${language}.png` });
    go();
  });
});

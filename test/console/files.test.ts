import { describe, expect, it } from 'vitest';
import { renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { readTar } from '../../main/services/tar-stream.ts';
import { temporaryFolder } from '../engine/temporary.ts';
import { nbiFolder } from '../services/nbi-samples.ts';
import { dropFiles, dropFromDisk, newPage, noBrowser, openConsole, serveConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';
import { nbiImage } from './nbi-image.ts';

const ISO = { name: 'debian-12.12.0-amd64-netinst.iso', bytes: 3_000_000, iso: true };
const DROP = 'text=Drop an ISO';

/** Of what was brought, by its name. */
function rowOf(page: Page, name: string) {
  return page.getByRole('list', { name: 'On the way' }).getByRole('listitem').filter({ hasText: name });
}

async function* chunksOf(bytes: Uint8Array | undefined): AsyncGenerator<Uint8Array> {
  yield bytes ?? new Uint8Array(0);
}

describe.skipIf(noBrowser)('images', () => {
  it('a dropped ISO shows its progress and can be booted when it has landed', async () => {
    const engine = new EngineDouble();
    const go = Promise.withResolvers<void>();
    engine.holdUpload = { afterBytes: 500_000, until: go.promise };
    const { page } = await openConsole(engine);
    await page.getByText('No image yet. Machines').waitFor();
    await dropFiles(page, DROP, [ISO]);
    const progress = page.getByRole('progressbar', { name: `Progress of ${ISO.name}` });
    await progress.waitFor();
    expect(await page.getByRole('button', { name: /^DEB|debian/ }).count()).toBe(0);
    go.resolve();
    await page
      .getByRole('button', { name: /^(?!What).*debian-12\.12\.0-amd64-netinst/, expanded: false })
      .waitFor();
    await progress.waitFor({ state: 'detached' });
    expect([...engine.images.values()]).toMatchObject([{ name: ISO.name, sizeBytes: ISO.bytes }]);
    await page.getByText('can be booted').waitFor();
  });

  it('what the engine finds to be none is refused with a sentence, a hint and a code, long before all of it was sent', async () => {
    const { page } = await openConsole(new EngineDouble());
    await dropFiles(page, DROP, [{ name: 'broken.iso', bytes: 80_000_000 }]);
    const row = rowOf(page, 'broken.iso');
    await row.getByRole('alert').getByText('broken.iso is not an ISO image.').waitFor();
    await row.getByText('Drop the .iso file as it was downloaded.').waitFor();
    await row.getByText('NOT_AN_ISO').waitFor();
    await row.getByRole('button', { name: 'Take broken.iso off this list' }).click();
    await page.getByRole('list', { name: 'On the way' }).waitFor({ state: 'detached' });
  });

  it('what is none by its first bytes is not sent at all, and it is said what it is', async () => {
    const engine = new EngineDouble();
    const { page } = await openConsole(engine);
    await dropFiles(page, DROP, [
      { name: 'holiday.mov', bytes: 80_000_000 },
      { name: 'readme.txt', bytes: 0, text: 'Read me first.' },
      { name: 'nothing', bytes: 0 },
    ]);
    await rowOf(page, 'holiday.mov').getByText('holiday.mov is a film.').waitFor();
    await rowOf(page, 'holiday.mov').getByText('Rackboot takes installer ISOs').waitFor();
    await rowOf(page, 'readme.txt').getByText('drop it on “Answer files”').waitFor();
    await rowOf(page, 'nothing').getByText('nothing is empty.').waitFor();
    expect(engine.events).toEqual([]);
    await page.getByRole('button', { name: 'Clear finished' }).click();
    await page.getByRole('list', { name: 'On the way' }).waitFor({ state: 'detached' });
  });

  it('an upload that is cancelled leaves nothing behind and is no error', async () => {
    const engine = new EngineDouble();
    const go = Promise.withResolvers<void>();
    engine.holdUpload = { afterBytes: 100_000, until: go.promise };
    const { page } = await openConsole(engine);
    await dropFiles(page, DROP, [{ ...ISO, bytes: 40_000_000 }]);
    const cancel = page.getByRole('button', { name: `Cancel ${ISO.name}` });
    await cancel.click();
    await cancel.waitFor({ state: 'detached' });
    go.resolve();
    await page.getByRole('list', { name: 'On the way' }).waitFor({ state: 'detached' });
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
    await expect.poll(() => engine.brokenUploads).toEqual(['CANCELLED']);
    expect(engine.images.size).toBe(0);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('can be chosen by the button as well', async () => {
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
      { name: 'two.iso', mimeType: '', buffer },
    ]);
    await page.getByRole('button', { name: /100 kB, two\.iso/ }).waitFor();
    await expect.poll(() => [...engine.images.keys()].sort()).toEqual(['one', 'two']);
  });

  it('can be used where they lie, by path; a wrong path is said', async () => {
    const engine = new EngineDouble();
    const { page } = await openConsole(engine);
    await page.getByRole('button', { name: /Use a file on Rackboot’s own disk/ }).click();
    const path = page.getByLabel(/Path on the computer/);
    await path.fill('/srv/iso/nothing');
    await path.press('Enter');
    await page.getByRole('alert').getByText('FILE_NOT_FOUND').waitFor();
    await path.fill('/srv/iso/memtest86+.iso');
    await path.press('Enter');
    await page.getByRole('button', { name: /^memtest86\+/, expanded: false }).waitFor();
    expect(engine.calls.filter((call) => call.command === 'images.import').at(-1)?.input).toEqual({
      path: '/srv/iso/memtest86+.iso',
    });
  });

  it('can be renamed and removed; removing asks first', async () => {
    const engine = new EngineDouble();
    engine.addImage('old.iso', 1000);
    const { page } = await openConsole(engine);
    await page.getByRole('button', { name: /^old/ }).click();
    await page.getByText('kernel /install.amd/vmlinuz').waitFor();
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('Title').fill('Lab image');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: /^Lab image/ }).waitFor();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    const question = page.getByRole('group', { name: 'Delete Rackboot’s copy of the file?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(engine.images.size).toBe(1);
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await question.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No image yet. Machines').waitFor();
    expect(engine.images.size).toBe(0);
  });

  it('that another console or the command line brings show their progress here too', async () => {
    const engine = new EngineDouble();
    const { page } = await openConsole(engine);
    engine.setEngine({ imports: [{ name: 'big.iso', bytes: 1_000_000_000, totalBytes: 4_000_000_000 }] });
    const progress = page.getByRole('progressbar', { name: 'Progress of big.iso' });
    await progress.waitFor();
    expect(await progress.getAttribute('aria-valuenow')).toBe('25');
    await page.getByText('1.0 of 4.0 GB').waitFor();
    engine.setEngine({ imports: [] });
    await progress.waitFor({ state: 'detached' });
  });
});

describe.skipIf(noBrowser)('.nbi folders', () => {
  it('dropped on a browser are sent whole, in one piece; another folder is refused', async () => {
    const engine = new EngineDouble();
    const { page } = await openConsole(engine);
    const path = nbiFolder();
    writeFileSync(join(path, '.DS_Store'), 'litter');
    await dropFromDisk(page, DROP, [path]);
    await rowOf(page, 'Sierra.nbi').getByText('Apple NetBoot image. Is here.').waitFor();
    const names: string[] = [];
    for await (const file of readTar(chunksOf(engine.sentFolders.get('Sierra.nbi')))) {
      names.push(`${file.path} ${file.sizeBytes}`);
      for await (const _ of file.bytes);
    }
    expect(names.toSorted()).toEqual([
      `NBImageInfo.plist ${statSync(join(path, 'NBImageInfo.plist')).size}`,
      'System.dmg 300000',
      'i386/PlatformSupport.plist 200',
      'i386/booter 1000',
      'i386/x86_64/kernelcache 3000',
    ]);
    await dropFromDisk(page, DROP, [`${path}/i386`]);
    await rowOf(page, 'i386').getByText('i386 is a folder.').waitFor();
    await rowOf(page, 'i386').getByText('Drop the ISO file itself.').waitFor();
    expect(engine.calls.map((call) => call.command)).not.toContain('images.import');
  });

  it('without that ending stand in the list once, under the name they came with', async () => {
    const engine = new EngineDouble();
    let goOn = (): void => undefined;
    engine.holdUpload = { afterBytes: 1, until: new Promise((resolve) => (goOn = resolve)) };
    const { page } = await openConsole(engine);
    await dropFromDisk(page, DROP, [nbiFolder({ name: 'High: Sierra' })]);
    await expect.poll(() => engine.engine.imports.map(({ name }) => name)).toEqual(['High_ Sierra.nbi']);
    const elsewhere = { name: 'elsewhere.iso', bytes: 1, totalBytes: 2 };
    engine.setEngine({ imports: [...engine.engine.imports, elsewhere] });
    await rowOf(page, 'elsewhere.iso').waitFor();
    const rows = page.getByRole('list', { name: 'On the way' }).getByRole('listitem');
    expect(await rows.count()).toBe(2);
    goOn();
    await rowOf(page, 'High: Sierra').getByText('Is here.').waitFor();
  });

  it('around several are taken apart into these', async () => {
    const engine = new EngineDouble();
    const { page } = await openConsole(engine);
    const around = temporaryFolder();
    for (const name of ['Sierra.nbi', 'Mojave.nbi']) renameSync(nbiFolder({ name }), join(around, name));
    await dropFromDisk(page, DROP, [around]);
    await expect.poll(() => [...engine.sentFolders.keys()].sort()).toEqual(['Mojave.nbi', 'Sierra.nbi']);
  });

  it('dropped on the desktop window are used where they lie', async () => {
    const engine = new EngineDouble();
    const { console } = await serveConsole(engine);
    const page = await newPage();
    await page.addInitScript(() =>
      Object.assign(window, { desktop: { pathForFile: (file: File) => `/Volumes/Images/${file.name}` } }),
    );
    await page.goto(console.url);
    await page.getByText('Drop an ISO or an .nbi folder').waitFor();
    await dropFromDisk(page, 'text=Answer files', [nbiFolder()]);
    await expect
      .poll(() => engine.calls.filter((call) => call.command === 'images.import'))
      .toEqual([{ command: 'images.import', input: { path: '/Volumes/Images/Sierra.nbi' } }]);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('say that they boot Macs, with what and which', async () => {
    const engine = new EngineDouble();
    engine.images.set('sierra', nbiImage());
    engine.push({ feed: 'images', images: [...engine.images.values()] });
    const { page } = await openConsole(engine);
    const card = page.getByRole('button', { name: /My NetInstall Image.*Mac.*Sierra\.nbi/ });
    await card.getByText('NBI', { exact: true }).waitFor();
    await card.click();
    for (const text of ['booter i386/booter', 'disk image System.dmg', 'models: Macmini6,2, iMac14,2'])
      await page.getByText(text, { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('group', { name: 'Remove it from the list? The folder stays.' }).waitFor();
  });
});

describe.skipIf(noBrowser)('answer files and boot firmware', () => {
  it('go where their names say, wherever on the window they are dropped', async () => {
    const engine = new EngineDouble();
    const { page } = await openConsole(engine);
    await page.getByText('Machines cannot load iPXE').waitFor();
    await dropFiles(page, 'text=Power a machine on', [
      { name: 'lab.preseed', bytes: 0, text: 'd-i passwd/make-user boolean false\n' },
      { name: 'snponly.efi', bytes: 5000 },
    ]);
    await page
      .getByRole('region', { name: 'Boot firmware' })
      .getByText('snponly.efi', { exact: true })
      .last()
      .waitFor();
    await page.getByRole('button', { name: 'lab.preseed', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'lab.preseed' });
    await expect
      .poll(() => dialog.getByRole('textbox', { name: 'Text of lab.preseed' }).inputValue())
      .toBe('d-i passwd/make-user boolean false\n');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('dropped on their own section are what that section holds', async () => {
    const engine = new EngineDouble();
    const { page } = await openConsole(engine);
    await dropFiles(page, 'text=Answer files', [{ name: 'no-extension', bytes: 0, text: 'x' }]);
    await page.getByRole('button', { name: 'no-extension', exact: true }).waitFor();
    expect([...engine.answers.keys()]).toEqual(['no-extension']);
  });
});

/** Every screen of the console and how to come to it, for what must hold on all of them: axe, zoom, contrast. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { benchDouble } from './bench-double.ts';
import { chooseInMenu, dropFiles, dropFromDisk, openConsole } from './browser.ts';
import type { EngineDouble } from './engine-double.ts';
import { NETWORK_SCREENS } from './screens-network.ts';

export interface Screen {
  readonly name: string;
  /** What it is a screen of; the bench in full use where nothing is said. */
  readonly engine?: () => Promise<EngineDouble>;
  /** From the window as it opens. */
  readonly come: (page: Page, engine: EngineDouble) => Promise<void>;
}

const lanes = (page: Page) => page.getByRole('listbox', { name: 'Machines' });
const machine = (page: Page) => page.getByRole('complementary', { name: 'Chosen machine', exact: true });
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

async function markTwo(page: Page): Promise<void> {
  await choose(page, 'rack3-u12');
  await lanes(page).focus();
  for (const key of ['Space', 'ArrowDown', 'Space']) await page.keyboard.press(key);
}

async function choose(page: Page, text: string): Promise<void> {
  await lanes(page).getByText(text).first().click();
  await machine(page).waitFor();
}

async function openAll(page: Page): Promise<void> {
  const closed = machine(page).locator('details:not([open]) > summary');
  for (let left = await closed.count(); left > 0; left = await closed.count()) await closed.first().click();
}

const rackTab = (tab: string): Screen => ({
  name: `rack, ${tab}`,
  async come(page) {
    await chooseInMenu(page, 'Rack…');
    await dialog(page, 'Rack').getByRole('tab', { name: tab }).click();
  },
});

const answerTab = (tab: string): Screen => ({
  name: `answer file, ${tab}`,
  async come(page) {
    await page.getByRole('button', { name: 'rack.ks', exact: true }).click();
    await dialog(page, 'rack.ks').getByRole('tab', { name: tab }).click();
  },
});

/** The window, come to that screen. */
export async function openScreen({ engine: made, come }: Screen): Promise<Page> {
  const engine = await (made ?? benchDouble)();
  const { page } = await openConsole(engine);
  if (!made) await lanes(page).getByText('rack3-u12').waitFor();
  await come(page, engine);
  return page;
}

export const SCREENS: readonly Screen[] = [
  ...NETWORK_SCREENS,
  { name: 'the bench', come: async () => {} },
  {
    name: 'the palette, empty',
    async come(page) {
      await choose(page, 'rack3-u12');
      await page.keyboard.press('Control+k');
      await dialog(page, 'Search and commands').waitFor();
    },
  },
  {
    name: 'the palette, with all it finds',
    async come(page) {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search and commands' }).fill('rack');
      await dialog(page, 'Search and commands').getByRole('group', { name: 'Events' }).waitFor();
    },
  },
  {
    name: 'the menu of a machine',
    async come(page) {
      await lanes(page).getByText('rack3-u12').first().click({ button: 'right' });
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'the keys',
    async come(page) {
      await page.keyboard.press('F1');
      await dialog(page, 'Keyboard').waitFor();
    },
  },
  {
    name: 'arming by key',
    async come(page) {
      await choose(page, 'rack3-u12');
      await page.keyboard.press('a');
      await dialog(page, 'Arm 1 machine').waitFor();
    },
  },
  {
    name: 'a name',
    async come(page) {
      await choose(page, 'rack3-u12');
      await page.keyboard.press('F2');
      await dialog(page, 'Name a machine').waitFor();
    },
  },
  {
    name: 'an armed machine, all of it open',
    async come(page) {
      await choose(page, 'rack3-u12');
      await openAll(page);
    },
  },
  {
    name: 'a Mac, all of it open',
    async come(page) {
      await choose(page, 'Mac mini (Late 2012)');
      await openAll(page);
    },
  },
  {
    name: 'a machine that waits',
    come: (page) => choose(page, '52:54:00:00:00:14'),
  },
  {
    name: 'several machines',
    async come(page) {
      await markTwo(page);
      await page.getByRole('complementary', { name: 'Chosen machines' }).waitFor();
    },
  },
  {
    name: 'arming of several, asked about',
    async come(page) {
      await markTwo(page);
      await page.getByRole('button', { name: 'Arm for one install…' }).click();
    },
  },
  {
    name: 'no machine fits',
    async come(page) {
      await page.getByLabel('Find a machine').fill('nothing of that name');
      await page.getByText('No machine fits').waitFor();
    },
  },
  {
    name: 'an image opened, and the path of another asked for',
    async come(page) {
      await page.getByRole('button', { name: /^Debian 12.12/ }).click();
      await page.getByRole('button', { name: 'Use a file on' }).click();
    },
  },
  {
    name: 'things that were brought',
    async come(page) {
      await dropFiles(page, 'body', [
        { name: 'photo.jpg', bytes: 5000 },
        { name: 'lab.ks', bytes: 0, text: 'rootpw x\nclearpart --all\n' },
        { name: 'rack.ks', bytes: 0, text: '# another\nrootpw x\nclearpart --all\n' },
        { name: 'broken.iso', bytes: 200_000 },
      ]);
      await page.getByRole('button', { name: 'Replace rack.ks' }).waitFor();
      await page.getByText('NOT_AN_ISO').waitFor();
    },
  },
  {
    name: 'a paste',
    async come(page) {
      await page.evaluate(() => {
        const data = new DataTransfer();
        data.setData('text/plain', '/srv/debian.iso\nhttp://10.0.0.9/boot.ipxe\nftp://x/y');
        dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }));
      });
      await dialog(page, 'Add what was pasted?').waitFor();
    },
  },
  {
    name: 'a capture of somebody’s',
    async come(page) {
      await dropFromDisk(page, 'body', [join(import.meta.dirname, '../fixtures/wire/capture/cut.pcapng')]);
      await page.getByRole('listbox', { name: 'Packets' }).getByRole('option').first().click();
    },
  },
  {
    name: 'a drag over the window',
    async come(page) {
      await page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File(['x'], 'a.iso', { type: 'application/x-iso9660-image' }));
        data.items.add(new File(['x'], 'a.csv', { type: 'text/csv' }));
        document
          .querySelector('[data-drops="answer"]')
          ?.dispatchEvent(new DragEvent('dragenter', { dataTransfer: data, bubbles: true }));
      });
      await page.getByText('Drop 2 things to add them: 1 image, 1 table of machines').waitFor();
    },
  },
  {
    name: 'an event opened',
    async come(page) {
      await page.getByRole('listbox', { name: 'Events' }).getByRole('option').last().click();
      await page.getByRole('button', { name: 'Show JSON' }).click();
    },
  },
  {
    name: 'a packet opened, with a field chosen',
    async come(page) {
      await page.getByRole('tab', { name: 'Packets' }).click();
      await page
        .getByRole('listbox', { name: 'Packets' })
        .getByText(/^DHCPDISCOVER/)
        .click();
      await page.getByRole('button', { name: 'Message type DHCPDISCOVER' }).click();
    },
  },
  {
    name: 'notices',
    async come(page, engine) {
      engine.images.delete('memtest');
      await choose(page, '52:54:00:00:00:14');
      await machine(page).getByLabel('Boots').selectOption({ label: 'Memtest86+' });
      await page.getByRole('alert').waitFor();
      await page.getByText('spare.ks').hover();
      await page.getByRole('button', { name: 'Remove spare.ks' }).click();
      await page.getByRole('button', { name: 'Undo' }).waitFor();
    },
  },
  {
    name: 'what another server answers',
    async come(page, engine) {
      engine.setEngine({
        neighbours: [{ kind: 'dhcp', address: '10.77.0.254' as never, at: engine.now() } as never],
        services: [
          {
            ...{ name: 'tftp', state: 'failed', code: 'PORT_IN_USE', message: 'Port 69 is taken.' },
            hint: 'Stop the other TFTP server.',
          } as never,
        ],
      });
      await page.getByText('10.77.0.254').first().waitFor();
    },
  },
  {
    name: 'a question before ending',
    async come(page) {
      await chooseInMenu(page, 'Quit Rackboot…');
      await dialog(page, 'Quit Rackboot?').waitFor();
    },
  },
  ...['Variables', 'Groups', 'Password and keys', 'Hooks', 'Name by power-on order', 'Import and export'].map(
    rackTab,
  ),
  ...['Edit', 'Preview for a machine'].map(answerTab),
  {
    name: 'the settings',
    async come(page) {
      await chooseInMenu(page, 'Settings…');
      await dialog(page, 'Settings').waitFor();
    },
  },
  {
    name: 'the palette, with nothing found',
    async come(page) {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search and commands' }).fill('nothing of that name');
    },
  },
  {
    name: 'files on their way, done, and refused',
    async come(page, engine) {
      engine.holdUpload = { afterBytes: 100_000, until: new Promise(() => {}) };
      await dropFiles(page, 'main', [
        { name: 'a.iso', bytes: 1_000_000, iso: true },
        { name: 'lab', bytes: 0, text: 'rootpw x\nclearpart --all\n' },
        { name: 'photo.jpg', bytes: 5000 },
      ]);
      await page.getByRole('list', { name: 'On the way' }).getByText('photo.jpg', { exact: true }).waitFor();
    },
  },
  {
    name: 'a new answer file',
    come: (page) => page.getByRole('button', { name: 'New answer file' }).click(),
  },
];

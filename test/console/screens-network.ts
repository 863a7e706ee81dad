/** Screens of the first run, and of the header's questions about network and mode. */
import type { Page } from 'playwright-core';
import type { Mode } from '../../shared/model/config.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { EngineDouble } from './engine-double.ts';
import { LAPTOP } from './engine-double-network.ts';
import type { Screen } from './screens.ts';

const steps = (page: Page) => page.getByRole('main', { name: 'First steps' });
const start = (page: Page) => page.getByRole('button', { name: 'Start', exact: true }).click();

async function newcomer(): Promise<EngineDouble> {
  const engine = new EngineDouble();
  engine.withoutNetwork(LAPTOP);
  return engine;
}

const listening =
  (mode: Mode, change?: (engine: EngineDouble) => void) => async (): Promise<EngineDouble> => {
    const engine = await newcomer();
    engine.addImage('debian-12.iso', 659_000_000, 'Debian 12.12');
    await engine.commands['network.use']({ interface: 'en8', mode, force: false });
    change?.(engine);
    return engine;
  };

export const NETWORK_SCREENS: readonly Screen[] = [
  {
    name: 'the first run, choosing an interface',
    engine: newcomer,
    come: (page) => steps(page).getByRole('button', { name: 'Choose the interface' }).waitFor(),
  },
  {
    name: 'the first run, giving it an address',
    engine: newcomer,
    async come(page) {
      await steps(page)
        .getByRole('button', { name: /en7.*Give it an address/ })
        .click();
      await steps(page).getByLabel('Address and length of the network').waitFor();
    },
  },
  {
    name: 'the first run, starting',
    engine: newcomer,
    async come(page) {
      await steps(page)
        .getByRole('button', { name: /^en8|en8/ })
        .first()
        .click();
      await steps(page)
        .getByRole('button', { name: /^Start: / })
        .waitFor();
    },
  },
  {
    name: 'the first run, with a machine',
    async engine() {
      const engine = new EngineDouble();
      engine.addImage('debian-12.iso', 659_000_000, 'Debian 12.12');
      return engine;
    },
    come: (page) =>
      page
        .getByRole('listbox', { name: 'Machines' })
        .or(page.getByText('Power a machine on'))
        .first()
        .waitFor(),
  },
  {
    name: 'only listening',
    engine: listening('listen'),
    come: (page) => page.getByText('Only listening on en8.').waitFor(),
  },
  {
    name: 'networks to choose from',
    engine: listening('own'),
    async come(page) {
      await page.getByRole('button', { name: /^Network: en8/ }).click();
      await page.getByRole('list', { name: 'Interfaces' }).waitFor();
    },
  },
  {
    name: 'the menu of the header',
    async come(page) {
      await page.locator('header').getByRole('button', { name: /^More/ }).click();
      await page.getByRole('menuitem', { name: 'Settings…' }).waitFor();
    },
  },
  {
    name: 'serving beside another server, asked about',
    engine: listening('listen', (engine) => {
      engine.network.servers['en8'] = [
        { kind: 'dhcp', address: '10.99.0.254' as Ipv4, offered: '10.99.0.77' as Ipv4 },
      ];
    }),
    async come(page) {
      await start(page);
      await page.getByRole('dialog', { name: 'Another DHCP server answers here' }).waitFor();
    },
  },
  {
    name: 'serving without the right to',
    engine: listening('listen', (engine) => {
      engine.network.privileged = false;
    }),
    async come(page) {
      await start(page);
      await page.getByRole('dialog', { name: 'The system does not allow it yet' }).waitFor();
    },
  },
  {
    name: 'stopping under machines that boot, asked about',
    engine: listening('own', (engine) => {
      engine.machine('02:00:00:00:00:01', { name: 'rack3-u12', stage: 'loader' });
    }),
    async come(page) {
      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      await page.getByRole('dialog', { name: 'Stop answering machines?' }).waitFor();
    },
  },
  {
    name: 'about Rackboot',
    async come(page) {
      await page.locator('header').getByRole('button', { name: /^More/ }).click();
      await page.getByRole('menuitem', { name: /^About/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
];

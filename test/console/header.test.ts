import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { chooseInMenu, noBrowser, openConsole, serveConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';
import { LAPTOP } from './engine-double-network.ts';

const OTHER = { kind: 'dhcp' as const, address: '10.99.0.254' as Ipv4, offered: '10.99.0.77' as Ipv4 };

/** On en8, where something was done before, and only listening. */
async function listening(mode: 'listen' | 'own' = 'listen'): Promise<EngineDouble> {
  const engine = new EngineDouble();
  engine.withoutNetwork(LAPTOP);
  engine.addImage('debian-12.iso', 659_000_000, 'Debian 12.12');
  await engine.commands['network.use']({ interface: 'en8', mode, force: false });
  engine.calls.length = 0;
  return engine;
}

const uses = (engine: EngineDouble): unknown[] =>
  engine.calls.filter(({ command }) => command === 'network.use').map(({ input }) => input);
const mode = (page: Page, name: string) => page.getByRole('radio', { name });
const startButton = (page: Page) => page.getByRole('button', { name: 'Start', exact: true });
const stopButton = (page: Page) => page.getByRole('button', { name: 'Stop', exact: true });

describe.skipIf(noBrowser)('start and stop', () => {
  it('it only listens where it was left, says so, and serves after a click', async () => {
    const engine = await listening();
    engine.configure({ network: { interface: 'en8', mode: 'beside' } });
    const { page } = await openConsole(engine);
    await page.getByText('Only listening on en8.').waitFor();
    expect(await mode(page, 'Listen only').getAttribute('aria-checked')).toBe('true');
    await page.getByRole('button', { name: 'Start serving' }).click();
    await stopButton(page).waitFor();
    // As it was left, not as this page would propose.
    expect(uses(engine)).toEqual([{ interface: 'en8', mode: 'beside', force: false }]);
    expect(await page.getByText('Only listening on en8.').count()).toBe(0);
    expect(await mode(page, 'Beside DHCP').getAttribute('aria-checked')).toBe('true');
  });

  it('a stop goes back to listening, and the next start serves as before', async () => {
    const engine = await listening('own');
    const { page } = await openConsole(engine);
    await mode(page, 'Beside DHCP').click();
    await expect.poll(() => engine.engine.mode).toBe('beside');
    await stopButton(page).click();
    await startButton(page).click();
    await stopButton(page).waitFor();
    expect(uses(engine).map((input) => (input as { mode: string }).mode)).toEqual([
      'beside',
      'listen',
      'beside',
    ]);
    expect(engine.stopped).toBe(false);
  });

  it('says what is going on while it goes over', async () => {
    const engine = await listening();
    let goOn = (): void => undefined;
    engine.network.hold = new Promise((resolve) => (goOn = resolve));
    const { page } = await openConsole(engine);
    await startButton(page).click();
    await page.getByText('Going over to en8: Own this network…').waitFor();
    expect(await mode(page, 'Own this network').getAttribute('aria-disabled')).toBe('true');
    goOn();
    await page.getByText('No other DHCP server answers here.').waitFor();
    await stopButton(page).waitFor();
  });

  it('asks before it stops under machines that boot, and names them', async () => {
    const engine = await listening('own');
    engine.machine('02:00:00:00:00:01', { name: 'rack3-u12', stage: 'loader' });
    engine.machine('02:00:00:00:00:02', { name: 'idle', stage: 'installed' });
    const { page } = await openConsole(engine);
    await stopButton(page).click();
    const question = page.getByRole('dialog', { name: 'Stop answering machines?' });
    await question.getByText('rack3-u12 is booting').waitFor();
    expect(await question.getByText('idle').count()).toBe(0);
    await question.getByRole('button', { name: 'Keep serving' }).click();
    expect(uses(engine)).toEqual([]);
    await mode(page, 'Beside DHCP').click();
    await page
      .getByRole('dialog', { name: 'Change it while machines boot?' })
      .getByRole('button', { name: 'Change all the same' })
      .click();
    await expect.poll(() => engine.engine.mode).toBe('beside');
    await stopButton(page).click();
    await question.getByRole('button', { name: 'Stop all the same' }).click();
    await expect.poll(() => engine.engine.mode).toBe('listen');
    await startButton(page).waitFor();
  });

  it('another DHCP server is a question, with the harmless answer first', async () => {
    const engine = await listening();
    engine.network.servers['en8'] = [OTHER];
    const { page } = await openConsole(engine);
    await startButton(page).click();
    const question = page.getByRole('dialog', { name: 'Another DHCP server answers here' });
    await question.getByText('Another DHCP server answers on en8: 10.99.0.254.').waitFor();
    await question.getByText('two servers give addresses').waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(engine.engine.mode).toBe('listen');
    await startButton(page).click();
    // Enter, because the keyboard is at the harmless one.
    await question.waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => engine.engine.mode).toBe('beside');
    await page.getByText('DHCP server on this network: 10.99.0.254.').waitFor();
    await mode(page, 'Own this network').click();
    await question.getByRole('button', { name: 'Serve all the same' }).click();
    await expect.poll(() => engine.engine.mode).toBe('own');
    expect(uses(engine).at(-1)).toEqual({ interface: 'en8', mode: 'own', force: true });
    await page.getByText('Another DHCP server answers here: 10.99.0.254.').waitFor();
  });

  it('without the right to serve, a browser is told the command', async () => {
    const engine = await listening();
    engine.network.privileged = false;
    const { page } = await openConsole(engine);
    await startButton(page).click();
    const question = page.getByRole('dialog', { name: 'The system does not allow it yet' });
    await question.getByText('This user may not open port 67 for DHCP.').waitFor();
    await question.getByText('sudo rackboot serve --interface en8 --mode own', { exact: true }).waitFor();
    await question.getByRole('button', { name: 'Close' }).click();
    await startButton(page).waitFor();
  });

  it('and the desktop window asks the system for it', async () => {
    const engine = await listening();
    engine.network.privileged = false;
    const { page } = await openConsole(engine);
    await page.evaluate(() => {
      const wishes: unknown[] = [];
      Object.assign(window, {
        wishes,
        desktop: {
          serve: (wish: unknown) => {
            wishes.push(wish);
            return Promise.resolve({
              code: 'CANCELLED',
              message: 'No password was given.',
              hint: 'Try again.',
            });
          },
        },
      });
    });
    await startButton(page).click();
    await page.getByRole('alert').getByText('No password was given.').waitFor();
    expect(await page.evaluate(() => (window as unknown as { wishes: unknown }).wishes)).toEqual([
      { interface: 'en8', mode: 'own', force: false },
    ]);
  });

  it('by itself at the next start, where somebody said so', async () => {
    const engine = await listening();
    const { page } = await openConsole(engine);
    await page.getByLabel('Start serving when Rackboot starts').check();
    await expect.poll(() => engine.config.serveAtStart).toBe(true);
    await page.getByLabel('Start serving when Rackboot starts').uncheck();
    await expect.poll(() => engine.config.serveAtStart).toBe(false);
  });
});

describe.skipIf(noBrowser)('the network', () => {
  it('is chosen from a list that says what is risky, and is listened to first', async () => {
    const engine = await listening('own');
    engine.network.servers['eno1'] = [{ ...OTHER, address: '10.77.0.254' as Ipv4 }];
    const { page } = await openConsole(engine);
    await page.getByRole('button', { name: /^Network: en8 1 Gb\/s 10\.99\.0\.1\/24/ }).click();
    const list = page.getByRole('list', { name: 'Interfaces' });
    const names = list.getByRole('listitem').locator('b');
    // The rack's first, the risky ones last, and no loopback.
    await expect.poll(() => names.allTextContents()).toEqual(['en8', 'en7', 'eno1', 'wlan0']);
    await list.getByRole('button', { name: /wlan0.*Risky: Wi-Fi/ }).waitFor();
    await list.getByRole('button', { name: /eno1.*Risky: this computer reaches the internet here/ }).click();
    await page.getByRole('button', { name: /^Network: eno1/ }).waitFor();
    await page.getByText('DHCP server on this network: 10.77.0.254.').waitFor();
    expect(uses(engine)).toEqual([{ interface: 'eno1', mode: 'listen', force: false }]);
    await page.getByRole('banner').getByText('default route').waitFor();
    // What the probe found decides how "Start" starts.
    await startButton(page).click();
    await expect.poll(() => engine.engine.mode).toBe('beside');
  });

  it('by keyboard: arrows move between the modes, and only Space chooses', async () => {
    const engine = await listening();
    const { page } = await openConsole(engine);
    await page.getByRole('button', { name: /^Network/ }).press('Enter');
    await page.getByRole('list', { name: 'Interfaces' }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toMatch(/^en8/);
    await page.keyboard.press('Escape');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toMatch(/^Network: en8/);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Listen only');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Own this network');
    expect(uses(engine)).toEqual([]);
    await page.keyboard.press('Space');
    await expect.poll(() => engine.engine.mode).toBe('own');
  });

  it('an interface without an address is given one first, and a refusal is shown beside it', async () => {
    const engine = await listening();
    engine.network.taken.add('10.78.0.1');
    const { page } = await openConsole(engine);
    await page.getByRole('button', { name: /^Network: en8/ }).click();
    await page.getByRole('button', { name: /en7.*Give it an address/ }).click();
    const dialog = page.getByRole('dialog', { name: 'An address for en7' });
    const address = dialog.getByLabel('Address and length of the network');
    // 10.77.0.0/24 is the office here.
    expect(await address.inputValue()).toBe('10.78.0.1/24');
    await page.keyboard.press('Enter');
    await dialog.getByText('Somebody on en7 has 10.78.0.1 already.').waitFor();
    await address.fill('10.77.0.5/24');
    await dialog.getByText('eno1 is in that network already (10.77.0.9/24)').waitFor();
    await address.fill('10.78.0.300');
    await dialog.getByText('This is no address').waitFor();
    expect(await dialog.getByRole('button', { name: 'Give this address' }).isDisabled()).toBe(true);
    await address.fill('10.78.0.2/24');
    await dialog.getByRole('button', { name: 'Give this address' }).click();
    await page.getByRole('button', { name: /^Network: en7 2\.5 Gb\/s 10\.78\.0\.2\/24/ }).waitFor();
    expect(engine.engine.interface?.name).toBe('en7');
  });

  it('an address given while machines boot leads to the question, which stays until it is answered', async () => {
    const engine = await listening('own');
    engine.machine('02:00:00:00:00:01', { name: 'rack3-u12', stage: 'loader' });
    const { page } = await openConsole(engine);
    await page.getByRole('button', { name: /^Network: en8/ }).click();
    await page.getByRole('button', { name: /en7.*Give it an address/ }).click();
    await page.getByRole('button', { name: 'Give this address' }).click();
    const question = page.getByRole('dialog').filter({ hasText: 'rack3-u12 is booting' });
    await question.waitFor();
    await page.getByRole('dialog', { name: 'An address for en7' }).waitFor({ state: 'detached' });
    await question.getByRole('button', { name: 'Stop all the same' }).click();
    await expect.poll(() => engine.engine.interface?.name).toBe('en7');
  });

  it('a pulled cable and a pulled adapter are said', async () => {
    const engine = await listening();
    const { page } = await openConsole(engine);
    const button = page.getByRole('button', { name: /^Network: en8/ });
    engine.network.cards = LAPTOP.map((one) => (one.name === 'en8' ? { ...one, link: false } : one));
    // The list is asked for again while it is looked at.
    await button.click();
    await button.getByText('no link').waitFor();
    engine.network.cards = LAPTOP.map((one) => (one.name === 'en8' ? { ...one, up: false } : one));
    await button.getByText('switched off').waitFor();
    engine.network.cards = LAPTOP.filter(({ name }) => name !== 'en8');
    await button.getByText('gone').waitFor();
  });

  it('looking again finds who answers', async () => {
    const engine = await listening();
    const { page } = await openConsole(engine);
    await page.getByText('No other DHCP server was heard yet.').waitFor();
    await page.getByRole('button', { name: 'Look now' }).click();
    await page.getByText('No other DHCP server answers here.').waitFor();
    engine.network.servers['en8'] = [OTHER, { kind: 'proxy', address: '10.99.0.253' as Ipv4 }];
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByText('DHCP server on this network: 10.99.0.254.').waitFor();
    await page.getByText('Another boot server (proxy DHCP) answers here: 10.99.0.253.').waitFor();
  });

  it('after the engine was gone, the header works as before', async () => {
    const engine = await listening();
    const { page, console, token } = await openConsole(engine);
    await console.close();
    await page.getByText('Reconnecting…').waitFor();
    expect(await startButton(page).isDisabled()).toBe(true);
    await engine.commands['network.use']({ interface: 'eno1', mode: 'own', force: false });
    await serveConsole(engine, { port: console.port, token });
    await page.getByRole('button', { name: /^Network: eno1/ }).waitFor();
    await stopButton(page).click();
    await expect.poll(() => engine.engine.mode).toBe('listen');
  });
});

describe.skipIf(noBrowser)('the menu', () => {
  it('holds the rest, and ending the engine asks first', async () => {
    const engine = await listening('own');
    const { page } = await openConsole(engine);
    const choose = async (name: string): Promise<void> => {
      await chooseInMenu(page, name);
    };
    await choose('About this engine');
    await page.getByRole('dialog').getByText('Rackboot 0.1.0').waitFor();
    await page.keyboard.press('Escape');
    await choose('Keyboard');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await page.keyboard.press('Escape');
    await choose('Quit Rackboot…');
    const question = page.getByRole('dialog', { name: 'Quit Rackboot?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(engine.stopped).toBe(false);
    await choose('Quit Rackboot…');
    await question.getByRole('button', { name: 'Quit Rackboot' }).click();
    await page.getByText('Rackboot is stopping.').waitFor();
    expect(engine.stopped).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { newPage, noBrowser, openConsole, serveConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';

describe.skipIf(noBrowser)('the link', () => {
  it('loses its token in the address bar, and a reload still works', async () => {
    const { page, console, token } = await openConsole(new EngineDouble());
    expect(page.url()).toBe(`http://127.0.0.1:${console.port}/`);
    expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
    await page.reload();
    await page.getByText('Connected').waitFor();
    expect(await page.content()).not.toContain(token);
  });

  it('is asked for in a tab that has none', async () => {
    const { console } = await serveConsole(new EngineDouble());
    const page = await newPage();
    await page.goto(`http://127.0.0.1:${console.port}/`);
    await page.getByText('This page needs the link of the running engine.').waitFor();
  });

  it('of an earlier run is refused with a page that says what to do', async () => {
    const { console } = await serveConsole(new EngineDouble());
    const page = await newPage();
    const response = await page.goto(`http://127.0.0.1:${console.port}/?token=old`);
    expect(response?.status()).toBe(403);
    await page.getByText('Open the link that Rackboot printed').waitFor();
  });
});

describe.skipIf(noBrowser)('when the engine goes away', () => {
  it('the page says so, comes back by itself and has missed nothing', async () => {
    const engine = new EngineDouble();
    const { page, console, token } = await openConsole(engine);
    engine.append({ type: 'config.changed', what: 'one' });
    const events = page.getByRole('listbox', { name: 'Events' });
    await events.getByText('one').waitFor();
    await console.close();
    await page.getByText('The engine does not answer.').waitFor();
    await page.getByLabel('Machines nobody has chosen for').selectOption({ label: 'Boot their own disk' });
    await page.getByRole('alert').getByText('NOT_RUNNING').waitFor();
    await expect.poll(() => page.getByLabel('Machines nobody has chosen for').inputValue()).toBe('wait*');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    engine.append({ type: 'config.changed', what: 'two' });
    engine.machine('02:00:00:00:00:01', { name: 'meanwhile' });
    await serveConsole(engine, { port: console.port, token });
    await page.getByText('Connected').waitFor();
    await page.getByText('The engine does not answer.').waitFor({ state: 'detached' });
    await page.getByRole('listbox', { name: 'Machines' }).getByText('meanwhile').waitFor();
    await events.getByText('two').waitFor();
    expect(await events.getByRole('option').count()).toBe(engine.events.length);
  });

  it('and another run answers, the page asks for the new link', async () => {
    const { page, console } = await openConsole(new EngineDouble());
    await console.close();
    await serveConsole(new EngineDouble(), { port: console.port });
    await page.getByText('Rackboot was started again.').waitFor();
  });

  it('and another run answers to the same token, its events are counted anew', async () => {
    const engine = new EngineDouble();
    const { page, console, token } = await openConsole(engine);
    const events = page.getByRole('listbox', { name: 'Events' });
    for (let index = 0; index < 5; index++)
      engine.append({ type: 'config.changed', what: `first run ${index}` });
    await events.getByText('first run 4').waitFor();
    await console.close();
    const next = new EngineDouble(1_760_000_999_000);
    for (let index = 0; index < 9; index++)
      next.append({ type: 'config.changed', what: `second run ${index}` });
    await serveConsole(next, { port: console.port, token });
    await events.getByText('second run 8').waitFor();
    expect(await events.getByText('first run').count()).toBe(0);
    expect(await events.getByText('second run').count()).toBe(9);
  });
});

describe.skipIf(noBrowser)('what is wrong with the network', () => {
  it('stands at the top: another DHCP server, a service that failed', async () => {
    const engine = new EngineDouble();
    const { page } = await openConsole(engine);
    await page.getByText('No other DHCP server answers here.').waitFor();
    engine.setEngine({
      neighbours: [{ kind: 'dhcp', address: '10.77.0.254' as Ipv4 }],
      services: [
        {
          name: 'tftp',
          state: 'failed',
          error: { code: 'PORT_IN_USE', message: 'Port 69 is used by in.tftpd.', hint: 'Stop it.' },
        },
      ],
    });
    await page.getByText('Another DHCP server answers here: 10.77.0.254.').waitFor();
    await page.getByText('TFTP does not work. Port 69 is used by in.tftpd.').waitFor();
  });
});

describe.skipIf(noBrowser)('the keyboard', () => {
  it('is enough: from the list to an armed install', async () => {
    const engine = new EngineDouble();
    engine.addImage('debian.iso', 659_000_000, 'Debian 12.12');
    engine.addAnswer('lab.preseed', '');
    engine.machine('02:00:00:00:00:01', { name: 'first' });
    const { mac } = engine.machine('02:00:00:00:00:02', { name: 'second' });
    const { page } = await openConsole(engine);
    const focused = () =>
      page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
      );
    const tabTo = async (label: string) => {
      for (let stops = 0; (await focused()) !== label; stops++) {
        if (stops > 40) throw new Error(`${label} is not reached by Tab`);
        await page.keyboard.press('Tab');
      }
    };
    await tabTo('Machines');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { selected: true }).getByText('second').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('boots');
    await page.keyboard.type('Debian');
    await page.getByRole('combobox', { name: 'Answer file' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('lab');
    await page.getByText('Not armed.').waitFor();
    await tabTo('Arm for one install');
    expect(await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)).toBe(
      'solid',
    );
    await page.keyboard.press('Enter');
    await page.getByText('Armed for one install.', { exact: true }).waitFor();
    expect(engine.config.assignments[mac]).toEqual({ image: 'debian', answer: 'lab.preseed', arm: 'once' });
  });

  it('reaches every control, and each has a name', async () => {
    const engine = new EngineDouble();
    engine.addImage('debian.iso', 1000);
    engine.machine('02:00:00:00:00:01');
    const { page } = await openConsole(engine);
    await page.getByRole('listbox', { name: 'Machines' }).getByText('02:00:00:00:00:01').click();
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll('button, select, input:not([type=file]), [tabindex="0"]')]
        .filter((element) => {
          const labels =
            element instanceof HTMLInputElement || element instanceof HTMLSelectElement
              ? (element.labels?.length ?? 0)
              : 0;
          return labels === 0 && !element.getAttribute('aria-label') && !element.textContent?.trim();
        })
        .map((element) => element.outerHTML),
    );
    expect(nameless).toEqual([]);
  });
});

/** A console open in a real Chromium, before the real console server, in front of an engine that a test drives. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, expect, onTestFinished } from 'vitest';
import { newToken } from '../../main/control/guard.ts';
import type { Console } from '../../main/control/server.ts';
import { startConsole } from '../../main/control/server.ts';
import type { EngineApi } from '../../shared/model/api.ts';
import { builtPage } from './built-page.ts';
import { launchChromium, noChromium } from './chromium.ts';

export { dropFromDisk } from './chromium.ts';

/** Why browser tests are skipped here, or undefined. */
export const noBrowser = noChromium;
if (noBrowser) console.warn(`Console tests are skipped: ${noBrowser}.`);

let browser: Promise<Browser> | undefined;
function launched(): Promise<Browser> {
  browser ??= launchChromium();
  return browser;
}
afterAll(async () => (await browser)?.close());

export interface OpenConsole {
  readonly page: Page;
  readonly console: Console;
  readonly token: string;
}

export async function serveConsole(
  api: EngineApi,
  given: { port?: number; token?: string } = {},
): Promise<{ console: Console; token: string }> {
  const token = given.token ?? newToken();
  const console = await startConsole({
    api,
    host: '127.0.0.1',
    port: given.port ?? 0,
    token,
    staticDir: builtPage(),
    now: Date.now,
  });
  onTestFinished(() => console.close());
  return { console, token };
}

/** A tab of its own context. Anything the page throws, or its content policy forbids, fails the test. */
export async function newPage(options: { locale?: string } = {}): Promise<Page> {
  const context = await (
    await launched()
  ).newContext({ viewport: { width: 1440, height: 900 }, timezoneId: 'UTC', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/content security policy|React/i.test(message.text())) faults.push(message.text());
  });
  onTestFinished(async () => {
    await context.close();
    expect(faults).toEqual([]);
  });
  return page;
}

export async function openConsole(api: EngineApi): Promise<OpenConsole> {
  const served = await serveConsole(api);
  const page = await newPage();
  await page.goto(served.console.url);
  await page.getByText('Connected').waitFor();
  return { page, ...served };
}

/** Something of the menu "More" at the top. */
export async function chooseInMenu(page: Page, item: string | RegExp): Promise<void> {
  await page
    .locator('header')
    .getByRole('button', { name: /^(More|Mehr)/ })
    .click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** What a person does who drags files from a folder onto an element: dragenter, dragover, drop. */
export async function dropFiles(
  page: Page,
  selector: string,
  files: readonly { name: string; bytes: number; iso?: boolean; text?: string }[],
): Promise<void> {
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, bytes, iso, text } of given) {
      const content = new Uint8Array(bytes);
      if (iso)
        content.set(
          [...'CD001'].map((letter) => letter.charCodeAt(0)),
          0x8001,
        );
      data.items.add(new File([text ?? content], name));
    }
    return data;
  }, files);
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent(selector, type, { dataTransfer: transfer });
}

/** The console in a browser of its own, as large as README shows it. */
import type { Page } from 'playwright-core';
import { launchChromium } from '../console/chromium.ts';
import type { Lab } from '../lab/lab.ts';

/** Open until the lab closes. What the page throws is told with a failed test. */
export async function openPage(lab: Lab, url: string): Promise<Page> {
  const browser = await launchChromium();
  lab.onClose(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  page.setDefaultTimeout(30_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  lab.onReport(() => `the page threw: ${faults.join('\n') || 'nothing'}`);
  await page.goto(url);
  await page.getByText('Connected').first().waitFor();
  return page;
}

/**
 * The console with a large lab, in headless Chromium: how soon it can be used, and how many frames a second it draws while
 * somebody scrolls and news keep coming: `node bench/console.ts [--machines N] [--packets N] [--rounds N] [--seconds N]`.
 *
 * The page and its server are the real ones; the engine is the tests' double, so that the figures are the page's. Frames are
 * counted twice: by the page's own animation frames, and by what the compositor drew in Chromium's trace.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { newToken } from '../main/control/guard.ts';
import { startConsole } from '../main/control/server.ts';
import { builtPage } from '../test/console/built-page.ts';
import { LargeLab } from './console-lab.ts';

const { values: options } = parseArgs({
  options: {
    machines: { type: 'string', default: '1000' },
    packets: { type: 'string', default: '200000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '8' },
  },
});
const rounds = Number(options.rounds);
const seconds = Number(options.seconds);

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = CANDIDATES.find((path) => existsSync(path));
if (executablePath === undefined) throw new Error(`None of ${CANDIDATES.join(', ')} is installed.`);

/** In page time, ms since its navigation began. */
interface Start {
  readonly socket: number;
  readonly drawn: number;
  /** Drawn, and the last long task of the start is over. */
  readonly interactive: number;
}

/** Notes when the page reached for the engine's socket, when its first lane stood there, and every long task. */
function watchStart(): void {
  const seen = { socket: 0, drawn: 0, longEnd: 0 };
  Object.assign(globalThis, { seen });
  const Real = WebSocket;
  globalThis.WebSocket = class extends Real {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      seen.socket ||= performance.now();
    }
  };
  new PerformanceObserver((list) => {
    for (const task of list.getEntries())
      seen.longEnd = Math.max(seen.longEnd, task.startTime + task.duration);
  }).observe({ type: 'longtask', buffered: true });
  const look = (): void => {
    if (document.querySelector('[data-track]')) seen.drawn = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function measureStart(browser: Browser, url: string): Promise<Start> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.addInitScript(watchStart);
  await page.goto(url);
  await page.waitForFunction(() => (globalThis as unknown as { seen: { drawn: number } }).seen.drawn > 0);
  await page.waitForTimeout(3000);
  const seen = await page.evaluate(
    () => (globalThis as unknown as { seen: { socket: number; drawn: number; longEnd: number } }).seen,
  );
  await page.context().close();
  return { socket: seen.socket, drawn: seen.drawn, interactive: Math.max(seen.drawn, seen.longEnd) };
}

interface Frames {
  readonly pagePerSecond: number;
  readonly drawnPerSecond: number;
  /** Of the times between two of the page's frames, in ms. */
  readonly p99: number;
  readonly worst: number;
  /** Fewest in any whole second. */
  readonly worstSecond: number;
}

/** Scrolls the list named, down and up again, for some seconds, while a trace is taken. */
async function measureFrames(browser: Browser, page: Page, list: string | undefined): Promise<Frames> {
  await browser.startTracing(page, {
    categories: ['disabled-by-default-devtools.timeline.frame', 'devtools.timeline.frame'],
  });
  const times = await page.evaluate(
    ([name, ms]) =>
      new Promise<number[]>((resolve) => {
        const box = name && document.querySelector(`[role=listbox][aria-label="${name}"]`);
        const frames: number[] = [];
        const begun = performance.now();
        let step = 60;
        const draw = (): void => {
          const at = performance.now();
          frames.push(at);
          if (at - begun > ms) return resolve(frames);
          if (box) {
            if (box.scrollTop + box.clientHeight >= box.scrollHeight - 1) step = -60;
            else if (box.scrollTop <= 0) step = 60;
            box.scrollTop += step;
          }
          requestAnimationFrame(draw);
        };
        requestAnimationFrame(draw);
      }),
    [list ?? '', seconds * 1000] as const,
  );
  const trace = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
    traceEvents: { name: string }[];
  };
  const drawn = trace.traceEvents.filter(({ name }) => name === 'DrawFrame').length;
  const gaps = times
    .slice(1)
    .map((at, index) => at - (times[index] as number))
    .sort((a, b) => a - b);
  const first = times[0] as number;
  const wholeSeconds = Array.from(
    { length: seconds },
    (_, second) => times.filter((at) => Math.floor((at - first) / 1000) === second).length,
  );
  return {
    pagePerSecond: (times.length - 1) / (((times.at(-1) as number) - first) / 1000),
    drawnPerSecond: drawn / seconds,
    p99: gaps[Math.floor(gaps.length * 0.99)] as number,
    worst: gaps.at(-1) as number,
    worstSecond: Math.min(...wholeSeconds),
  };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

const lab = new LargeLab(Number(options.machines), Number(options.packets));
const console_ = await startConsole({
  api: lab.engine,
  host: '127.0.0.1',
  port: 0,
  token: newToken(),
  staticDir: builtPage(),
  now: Date.now,
});
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const starts: Start[] = [];
  for (let round = 0; round < rounds; round++) starts.push(await measureStart(browser, console_.url));
  const after = (key: 'drawn' | 'interactive'): number => median(starts.map((one) => one[key] - one.socket));
  console.log(`${options.machines} machines, ${options.packets} packets, ${lab.engine.events.length} events`);
  console.log(
    `from the engine's socket: first lane ${after('drawn').toFixed(0)} ms, interactive ${after('interactive').toFixed(0)} ms; ` +
      `from navigation: interactive ${median(starts.map((one) => one.interactive)).toFixed(0)} ms ` +
      `(worst ${Math.max(...starts.map((one) => one.interactive)).toFixed(0)} ms, median of ${rounds})`,
  );

  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(console_.url);
  await page.locator('[data-track]').first().waitFor();
  const report = async (what: string, list?: string): Promise<void> => {
    const { pagePerSecond, drawnPerSecond, p99, worst, worstSecond } = await measureFrames(
      browser,
      page,
      list,
    );
    console.log(
      `${what.padEnd(52)} ${pagePerSecond.toFixed(1)} frames/s, drawn ${drawnPerSecond.toFixed(1)}/s, ` +
        `worst second ${worstSecond}, p99 ${p99.toFixed(0)} ms, worst ${worst.toFixed(0)} ms`,
    );
  };
  await report('nothing happens');
  await report('machines, scrolling', 'Machines');
  lab.begin();
  await report('live updates');
  await report('machines, scrolling, live updates', 'Machines');
  await report('events, scrolling, live updates', 'Events');
  await page.getByRole('tab', { name: 'Packets' }).click();
  await page.getByRole('listbox', { name: 'Packets' }).waitFor();
  await report('packets are read for the first time, live updates', 'Packets');
  await page.waitForFunction(
    (count) =>
      Number(
        document
          .querySelector('[role=listbox][aria-label=Packets] [role=option]')
          ?.getAttribute('aria-setsize'),
      ) >= count,
    lab.packets,
    { timeout: 120_000 },
  );
  await report('packets, scrolling, live updates', 'Packets');
  await report('machines, scrolling, live updates, packets below', 'Machines');
  lab.end();
} finally {
  lab.end();
  await browser.close();
  await console_.close();
}

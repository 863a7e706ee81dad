/**
 * resources/icons from renderer/icon.svg, by a browser without a window. Run by hand after the drawing changed; the pictures
 * are kept in the repository, because a packaging machine needs no browser.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './setup.mjs';

const svg = readFileSync(join(root, 'renderer', 'icon.svg'), 'utf8');
/** The drawing is dark: on a dark dock, panel or task bar it needs a plate to be seen. */
const plated = svg.replace(/(<svg[^>]*>)([\s\S]*)<\/svg>/, (_, head, shapes) => {
  const plate = '<rect width="32" height="32" rx="7" fill="#f5f6f4"/>';
  return `${head}${plate}<g transform="translate(2.4 2.4) scale(0.85)">${shapes}</g></svg>`;
});
/** macOS colours template images by their opacity alone: one colour, and the lamps left out as holes. */
const template = svg.replaceAll(/fill="#(2f6fd6|2b8a57|f5f6f4)"/g, 'fill="#fff"');
const folder = join(root, 'resources', 'icons');

/** name, edge in px, margin as a share (macOS wants air around an app's icon), template? */
const PICTURES = [
  ['icon.png', 1024, 0.08, false],
  ['tray.png', 22, 0, false],
  ['tray@2x.png', 44, 0, false],
  ['trayTemplate.png', 18, 0, true],
  ['trayTemplate@2x.png', 36, 0, true],
];

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.RACKBOOT_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage();
for (const [name, edge, margin, isTemplate] of PICTURES) {
  await page.setViewportSize({ width: edge, height: edge });
  const inner = edge * (1 - 2 * margin);
  const drawing = (isTemplate ? cutOut(template) : plated).replace(
    '<svg ',
    `<svg width="${inner}" height="${inner}" `,
  );
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;width:${edge}px;height:${edge}px">${drawing}</body>`,
  );
  await page.screenshot({ path: join(folder, name), omitBackground: true });
}
await browser.close();

/** White shapes become holes in the black ones. @param {string} drawing */
function cutOut(drawing) {
  const shapes = drawing.replace(/^[\s\S]*?<svg[^>]*>/, '').replace('</svg>', '');
  const black = shapes.match(/<[^>]*fill="#1b201c"[^>]*>/g)?.join('') ?? '';
  const white = shapes.match(/<[^>]*fill="#fff"[^>]*>/g)?.join('') ?? '';
  const mask = `<mask id="m"><rect width="32" height="32" fill="#fff"/>${white.replaceAll('#fff', '#000')}</mask>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><defs>${mask}</defs><g mask="url(#m)">${black}</g></svg>`;
}

/**
 * resources/icons from renderer/icon.svg, by a browser without a window. Run by hand after the drawing changed; the pictures
 * are kept in the repository, because a packaging machine needs no browser.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
for (const [name, edge, margin, isTemplate] of PICTURES)
  writeFileSync(join(folder, name), await picture(isTemplate ? cutOut(template) : plated, edge, margin));
// Made here, because electron-builder would fetch a tool for it.
const app = new Map();
for (const edge of [16, 32, 48, 128, 256, 512, 1024])
  app.set(edge, await picture(plated, edge, edge < 128 ? 0 : 0.08));
writeFileSync(join(folder, 'icon.icns'), icns(app));
writeFileSync(join(folder, 'icon.ico'), ico(app));
await browser.close();

/** A PNG with nothing behind it. @param {string} drawing @param {number} edge px @param {number} margin share of the edge */
async function picture(drawing, edge, margin) {
  await page.setViewportSize({ width: edge, height: edge });
  const inner = edge * (1 - 2 * margin);
  const sized = drawing.replace('<svg ', `<svg width="${inner}" height="${inner}" `);
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;width:${edge}px;height:${edge}px">${sized}</body>`,
  );
  return page.screenshot({ omitBackground: true });
}

/** Apple's container: four letters and a length for each picture, big-endian. @param {Map<number, Buffer>} pictures */
function icns(pictures) {
  const types = { ic07: 128, ic08: 256, ic09: 512, ic10: 1024 };
  const chunk = (/** @type {string} */ type, /** @type {Buffer} */ bytes) => {
    const head = Buffer.alloc(8, type, 'latin1');
    head.writeUInt32BE(8 + bytes.length, 4);
    return Buffer.concat([head, bytes]);
  };
  const chunks = Object.entries(types).map(([type, edge]) => chunk(type, pictures.get(edge)));
  return chunk('icns', Buffer.concat(chunks));
}

/** Windows': a directory of 16 bytes an entry, then the PNGs; an edge of 256 is written as 0. @param {Map<number, Buffer>} pictures */
function ico(pictures) {
  const edges = [16, 32, 48, 256];
  const head = Buffer.alloc(6 + 16 * edges.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(edges.length, 4);
  let offset = head.length;
  edges.forEach((edge, index) => {
    const at = 6 + 16 * index;
    const { length } = pictures.get(edge);
    head.writeUInt8(edge % 256, at);
    head.writeUInt8(edge % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += length;
  });
  return Buffer.concat([head, ...edges.map((edge) => pictures.get(edge))]);
}

/** White shapes become holes in the black ones. @param {string} drawing */
function cutOut(drawing) {
  const shapes = drawing.replace(/^[\s\S]*?<svg[^>]*>/, '').replace('</svg>', '');
  const black = shapes.match(/<[^>]*fill="#1b201c"[^>]*>/g)?.join('') ?? '';
  const white = shapes.match(/<[^>]*fill="#fff"[^>]*>/g)?.join('') ?? '';
  const mask = `<mask id="m"><rect width="32" height="32" fill="#fff"/>${white.replaceAll('#fff', '#000')}</mask>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><defs>${mask}</defs><g mask="url(#m)">${black}</g></svg>`;
}

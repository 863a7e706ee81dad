/**
 * The licences of what ships: dist/licences/licences.txt (the full texts) and packages.json (name, version, SPDX, for
 * About). Ships: the production dependencies with all they need, and what vite bundles into the console's pages.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * @typedef {object} Licensed
 * @property {string} name
 * @property {string} version
 * @property {string} licence SPDX expression
 * @property {string} text
 */

/** Development dependencies whose code is in the console's bundle. */
export const BUNDLED = ['@mantine/core', '@mantine/hooks', 'diff', 'react', 'react-dom', 'zustand'];
/** What may ship beside code under Apache-2.0 without more than its text. Anything else is looked at by a person first. */
const FREE =
  /^(MIT|MIT-0|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|Unlicense|CC0-1\.0|Python-2\.0)$/;
const TEXT = /^(licen[cs]e|copying|notice)/i;

/**
 * @param {string} root the checkout, with its node_modules
 * @returns {Licensed[]} sorted by name; throws an Error that names a package without a licence, or with one not known here
 */
export function shippedLicences(root) {
  const own = readJson(join(root, 'package.json'));
  /** @type {Map<string, Licensed>} */
  const found = new Map();
  const walk = (/** @type {string} */ name, /** @type {string} */ from, /** @type {boolean} */ optional) => {
    const folder = folderOf(name, from, root);
    if (folder === undefined) {
      if (optional) return;
      throw new Error(`${name}, which ${from} needs, is not installed: run npm ci.`);
    }
    if (found.has(folder)) return;
    const manifest = readJson(join(folder, 'package.json'));
    found.set(folder, licensed(manifest, folder));
    for (const one of Object.keys(manifest.dependencies ?? {})) walk(one, folder, false);
    for (const one of Object.keys(manifest.optionalDependencies ?? {})) walk(one, folder, true);
  };
  for (const name of [...Object.keys(own.dependencies), ...BUNDLED]) walk(name, root, false);
  return [...found.values()].sort(
    (a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version),
  );
}

/** @param {string} root @param {string} [to] @returns {Licensed[]} */
export function writeLicences(root, to = join(root, 'dist', 'licences')) {
  const all = shippedLicences(root);
  const head = `What Rackboot is made of, besides its own code (Apache-2.0, see LICENSE) and Electron (LICENSE.electron.txt,
LICENSES.chromium.html beside the program). Boot firmware: ipxe.txt.\n`;
  const texts = all.map(({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text}\n`);
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, 'licences.txt'), [head, ...texts].join(`\n${'-'.repeat(80)}\n\n`));
  const short = all.map(({ name, version, licence }) => ({ name, version, licence }));
  writeFileSync(join(to, 'packages.json'), `${JSON.stringify(short, undefined, 2)}\n`);
  return all;
}

/** @param {any} manifest @param {string} folder @returns {Licensed} */
function licensed({ name, version, license }, folder) {
  const words =
    String(license ?? '')
      .match(/[\w.-]+/g)
      ?.filter((word) => word !== 'OR' && word !== 'AND') ?? [];
  if (words.length === 0 || !words.every((word) => FREE.test(word)))
    throw new Error(
      `${name} ${version} has the licence "${license ?? 'none'}": see whether it may ship, and say so here.`,
    );
  const files = readdirSync(folder).filter((file) => TEXT.test(file));
  const text = files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
  // A package of a family whose text lies in its parent's: the name of the licence is what there is.
  return {
    name,
    version,
    licence: license,
    text: text || `Licensed under ${license}; the package brings no text.`,
  };
}

/** As Node looks: from the folder that needs it up to the checkout. @param {string} name @param {string} from @param {string} root */
function folderOf(name, from, root) {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (at === root || at === dirname(at)) return undefined;
  }
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

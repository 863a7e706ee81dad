/** Where the console is shown: Electron's window where it can run, else a browser. Says which and why. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodePath, root, say } from './setup.mjs';

/**
 * @typedef {object} Machine
 * @property {NodeJS.Platform} platform
 * @property {Readonly<Record<string, string | undefined>>} env
 * @property {number | undefined} uid
 */

/**
 * Why there can be no window here, before Electron is even looked for; undefined when there can.
 * @param {Machine} machine
 */
export function noWindow({ platform, env, uid }) {
  if (uid === 0) return 'Chromium does not run as root';
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display';
  if (env.CI) return 'this is a CI machine';
  return undefined;
}

/**
 * The path of Electron's program, fetched when the package is there and the program is not.
 * @returns {{ program: string } | { why: string }}
 */
export function findElectron() {
  const folder = join(root, 'node_modules', 'electron');
  const program = electronProgram(folder);
  if (program !== undefined) return { program };
  say('Fetching Electron …');
  const { status } = spawnSync(nodePath(), [join(folder, 'install.js')], {
    stdio: ['ignore', 2, 2],
    timeout: 300_000,
  });
  const fetched = status === 0 ? electronProgram(folder) : undefined;
  return fetched === undefined ? { why: 'Electron could not be fetched' } : { program: fetched };
}

/**
 * As the package's own index.js finds it.
 * @param {string} folder
 */
function electronProgram(folder) {
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
  const program = join(dist, readFileSync(pathFile, 'utf8'));
  return existsSync(program) ? program : undefined;
}

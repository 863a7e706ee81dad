/**
 * Everything a fresh clone needs before any of our code can run, and nothing when it is all there: the packages of
 * package-lock.json (the pinned Node 24 among them) and the built console. Plain JavaScript for whatever Node the
 * machine has, from 20 on. Says what it does on stderr, never on stdout: scripts read that.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Printed as "CODE: sentence" and a hint, like the errors of the app; exit code 1. */
export class SetupError extends Error {
  /** @param {string} message @param {string} hint */
  constructor(message, hint) {
    super(message);
    this.hint = hint;
  }
}

/**
 * @param {{ quiet?: boolean, build?: boolean, folder?: string }} [options] quiet: say only what was done; build: the
 *   console's pages as well; folder: the checkout, for tests
 * @returns {string} the path of Node 24
 */
export function ensureSetup({ quiet = false, build = true, folder = root } = {}) {
  if (inStep(folder, build)) return nodePath(folder);
  return withLock(join(folder, '.cache', 'setup.lock'), () => {
    if (!packagesInStep(folder)) installPackages(folder, quiet);
    if (build && !consoleInStep(folder)) buildConsole(folder, quiet);
    return nodePath(folder);
  });
}

/** @param {string} folder @param {boolean} build */
function inStep(folder, build) {
  return packagesInStep(folder) && (!build || consoleInStep(folder));
}

/** @param {string} folder */
export function nodePath(folder = root) {
  return join(folder, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

// Packages

/** @param {string} folder */
function packagesInStep(folder) {
  return readText(packagesMark(folder)) === packagesKey(folder) && existsSync(nodePath(folder));
}

/** @param {string} folder */
const packagesMark = (folder) => join(folder, 'node_modules', '.rackboot-setup');

/**
 * The packages hold programs for one system and CPU: a folder carried to another machine is not in step.
 * @param {string} folder
 */
function packagesKey(folder) {
  const lock = readFileSync(join(folder, 'package-lock.json'));
  return `${sha256(lock)} ${process.platform} ${process.arch}\n`;
}

/** @param {string} folder @param {boolean} quiet */
function installPackages(folder, quiet) {
  say(`Installing the packages of package-lock.json into ${join(folder, 'node_modules')} …`);
  const args = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  runNpm(folder, ['ci', ...args], quiet);
  // The package "node" brings its program by an install script, which `ignore-scripts` in an .npmrc forbids.
  if (!existsSync(nodePath(folder)))
    runNpm(folder, ['rebuild', 'node', '--ignore-scripts=false', ...args], quiet);
  if (!existsSync(nodePath(folder))) {
    throw new SetupError(
      'npm did not bring Node 24.',
      'Run "npm rebuild node --ignore-scripts=false" and read what it says.',
    );
  }
  writeFileSync(packagesMark(folder), packagesKey(folder));
}

/** @param {string} folder @param {string[]} args @param {boolean} quiet */
function runNpm(folder, args, quiet) {
  const started = Date.now();
  const cli = process.env.npm_execpath;
  const [file, before] = cli?.endsWith('.js')
    ? [process.execPath, [cli]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  const { status, error } = spawnSync(file, [...before, ...args], {
    cwd: folder,
    // npm's own output would mix with JSON that scripts read from our stdout.
    stdio: ['ignore', 2, 2],
    shell: file.endsWith('.cmd'),
    env: { ...process.env, npm_config_global: 'false', npm_config_loglevel: 'error' },
  });
  if (error)
    throw new SetupError(
      `npm cannot be started (${error.message}).`,
      'Install Node.js 20 or newer with npm.',
    );
  if (status !== 0) {
    throw new SetupError(
      `"npm ${args[0]}" failed with exit code ${status}; what it said is above.`,
      'It needs the network, or a filled npm cache ("npm ci --prefer-offline"), and room on the disk.',
    );
  }
  if (!quiet) say(`npm ${args[0]}: ${seconds(started)}`);
}

// The console's pages

/** Everything vite reads to make them. */
const CONSOLE_SOURCES = ['renderer', 'shared', 'vite.config.ts', 'package-lock.json'];

/** @param {string} folder */
function consoleInStep(folder) {
  return readText(consoleMark(folder)) === consoleKey(folder);
}

/** @param {string} folder */
const consoleMark = (folder) => join(folder, 'dist', 'renderer', '.built-from');

/**
 * By content: a fresh clone gives every file the time of the clone.
 * @param {string} folder
 */
function consoleKey(folder) {
  const hash = createHash('sha256');
  for (const path of CONSOLE_SOURCES.flatMap((name) => filesUnder(folder, name)).sort()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(folder, path)))
      .update('\0');
  }
  return `${hash.digest('hex')}\n`;
}

/** @param {string} folder @param {string} path @returns {string[]} */
function filesUnder(folder, path) {
  const info = statSync(join(folder, path), { throwIfNoEntry: false });
  if (!info) return [];
  if (!info.isDirectory()) return [path];
  return readdirSync(join(folder, path)).flatMap((name) => filesUnder(folder, `${path}/${name}`));
}

/** @param {string} folder @param {boolean} quiet */
function buildConsole(folder, quiet) {
  say('Building the console …');
  const started = Date.now();
  const key = consoleKey(folder);
  const vite = join(folder, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status, stdout, stderr } = spawnSync(nodePath(folder), [vite, 'build', '--logLevel', 'warn'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}`);
    throw new SetupError(
      'The console could not be built; what vite said is above.',
      'Undo your changes under renderer/ or fix them.',
    );
  }
  mkdirSync(dirname(consoleMark(folder)), { recursive: true });
  writeFileSync(consoleMark(folder), key);
  if (!quiet) say(`vite build: ${seconds(started)}`);
}

// One set-up at a time

/** @template T @param {string} lock @param {() => T} work @returns {T} */
function withLock(lock, work) {
  mkdirSync(dirname(lock), { recursive: true });
  let waited = false;
  while (!take(lock)) {
    if (!waited) say(`Another set-up is under way (${lock}); waiting for it …`);
    waited = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  try {
    return work();
  } finally {
    release();
    process.off('exit', release);
  }
}

/**
 * The file holds its owner's process id; a lock whose owner is gone (killed, power cut) is nobody's.
 * @param {string} lock
 */
function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const owner = Number(readText(lock));
  const seenAt = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  // Between creating the file and writing into it the owner is unknown for a moment.
  const abandoned = owner > 0 ? !isAlive(owner) : Date.now() - seenAt > 5000;
  if (abandoned) rmSync(lock, { force: true });
  return false;
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

// Words

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** @param {number} started */
export function seconds(started) {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}

/** @param {string} path */
function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** @param {Uint8Array} bytes */
function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

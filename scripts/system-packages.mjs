/**
 * Debian packages for tests and measurements, installed by root only. Daemons that come with them are not started: Debian
 * asks /usr/sbin/policy-rc.d first, and while packages are installed ours says no.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, say, seconds } from './setup.mjs';

const POLICY = '/usr/sbin/policy-rc.d';
const POLICY_ASIDE = `${POLICY}.before-rackboot`;

/**
 * Installs what is missing where that is possible.
 * @param {string[]} packages @param {string} [purpose]
 * @returns {string[]} what is still missing
 */
export function installPackages(packages, purpose = 'for the tests') {
  const missing = packages.filter((name) => !isInstalled(name));
  if (missing.length === 0 || !canInstall()) return missing;
  say(`Installing system packages ${purpose}: ${missing.join(' ')} …`);
  const started = Date.now();
  if (withoutCandidate(missing).length > 0) apt(['update']);
  const unknown = withoutCandidate(missing);
  const known = missing.filter((name) => !unknown.includes(name));
  const install = () => known.length === 0 || apt(['install', '--no-install-recommends', ...known]);
  const done = withoutDaemons(() => install() || (apt(['update']) && install()));
  say(done ? `apt-get install: ${seconds(started)}` : 'apt-get install failed; what it said is above.');
  return packages.filter((name) => !isInstalled(name));
}

/**
 * A package unpacked into .cache, for programs whose package cannot be installed beside another.
 * @param {string} name @param {string} program @returns {string | undefined} the program's path
 */
export function unpackPackage(name, program) {
  const folder = join(root, '.cache', name);
  const path = join(folder, program);
  if (existsSync(path) || !existsSync('/usr/bin/apt-get')) return existsSync(path) ? path : undefined;
  mkdirSync(folder, { recursive: true });
  const download = spawnSync('apt-get', ['download', name], { cwd: folder, stdio: ['ignore', 'ignore', 2] });
  const deb = readdirSync(folder).find((file) => file.endsWith('.deb'));
  if (download.status !== 0 || deb === undefined) return undefined;
  spawnSync('dpkg-deb', ['-x', deb, '.'], { cwd: folder, stdio: ['ignore', 2, 2] });
  return existsSync(path) ? path : undefined;
}

/** @param {string[]} packages @returns {string[] | undefined} which are not installed; undefined where there is no apt-get */
export function missingPackages(packages) {
  return existsSync('/usr/bin/apt-get') ? packages.filter((name) => !isInstalled(name)) : undefined;
}

/** What a person would type for it. @param {string[]} packages */
export function installCommand(packages) {
  return `apt-get install --no-install-recommends ${packages.join(' ')}`;
}

/** Why nothing can be installed here; undefined when it can. */
export function installRefusal() {
  if (!existsSync('/usr/bin/apt-get')) return 'this is no Debian system';
  return process.getuid?.() === 0 ? undefined : 'not run as root';
}

const canInstall = () => installRefusal() === undefined;

/** @param {string} name */
function isInstalled(name) {
  const { status, stdout } = spawnSync('dpkg-query', ['-W', '-f=${db:Status-Status}', name], {
    encoding: 'utf8',
  });
  return status === 0 && stdout === 'installed';
}

/**
 * Packages the lists do not have: they are not there yet (a bare system), or this release has no such package.
 * @param {string[]} names
 */
function withoutCandidate(names) {
  const { stdout } = spawnSync('apt-cache', ['policy', ...names], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const known = [...(stdout ?? '').matchAll(/^(\S+):\n(?: .*\n)*? {2}Candidate: (?!\(none\))/gm)].map(
    (match) => match[1],
  );
  return names.filter((name) => !known.includes(name));
}

/** @param {string[]} args */
function apt(args) {
  const { status } = spawnSync('apt-get', ['-y', '-q', ...args], {
    // Long lists of packages are for a log, not for the reader of test results.
    stdio: ['ignore', 'ignore', 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
  });
  return status === 0;
}

/** @template T @param {() => T} work @returns {T} */
function withoutDaemons(work) {
  // One that was killed in between left the machine's own policy aside.
  if (existsSync(POLICY_ASIDE)) renameSync(POLICY_ASIDE, POLICY);
  if (existsSync(POLICY)) renameSync(POLICY, POLICY_ASIDE);
  const restore = () => {
    rmSync(POLICY, { force: true });
    if (existsSync(POLICY_ASIDE)) renameSync(POLICY_ASIDE, POLICY);
  };
  // invoke-rc.d(8): 101 means "action forbidden by policy".
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  process.once('exit', restore);
  try {
    return work();
  } finally {
    restore();
    process.off('exit', restore);
  }
}

/** Debian packages that a script needs: named, and installed where a person says so. */
import { createInterface } from 'node:readline/promises';
import { say } from './setup.mjs';
import { installCommand, installPackages, missingPackages } from './system-packages.mjs';

/**
 * Asks before the system is changed. Where there is no apt-get, nothing is known to be missing: programs say themselves
 * what they do not find.
 * @param {Record<string, string>} packages name → what it is needed for @param {{ yes: boolean, purpose: string }} options
 * @returns {Promise<boolean>} whether all is there now
 */
export async function offerPackages(packages, { yes, purpose }) {
  const missing = missingPackages(Object.keys(packages)) ?? [];
  if (missing.length === 0) return true;
  say('These Debian packages are needed and not installed:');
  for (const name of missing) say(`  ${name}: ${packages[name]}`);
  const command = installCommand(missing);
  if (!yes) {
    if (!process.stdin.isTTY || !process.stdout.isTTY) {
      say(`Install them and run this again, or add --yes:\n  ${command}`);
      return false;
    }
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    const answer = await terminal.question(`Install them now with "${command}"? [y/N] `);
    terminal.close();
    if (!/^y(es)?$/i.test(answer.trim())) return false;
  }
  const left = installPackages(missing, purpose);
  if (left.length > 0) say(`Still missing: ${left.join(' ')}`);
  return left.length === 0;
}

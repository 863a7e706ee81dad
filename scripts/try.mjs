/**
 * `npm run try`: a rack where there is none. A virtual PC with real firmware boots a Debian installer over a private network,
 * and one watches it in the console. Linux and root only. `npm run try -- [FILE.iso] [--bios] [--emulate] [--auto] [--yes]`.
 */
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { main, run } from './process.mjs';
import { SetupError, ensureSetup, root, say } from './setup.mjs';
import { installCommand, installPackages, missingPackages } from './system-packages.mjs';
import { TRY_PACKAGES, parseTry, tryRefusal } from './try-needs.mjs';

await main(async () => {
  const { packages, yes, passOn } = parseTry(process.argv.slice(2));
  const refusal = tryRefusal({ platform: process.platform, uid: process.getuid?.() });
  if (refusal) throw new SetupError(refusal.message, refusal.hint);
  // What is missing where there is no apt-get, the programs themselves say when they are looked for.
  const missing = missingPackages(packages) ?? [];
  if (missing.length > 0 && !(await install(missing, yes))) return 1;
  const node = ensureSetup();
  return run(node, [join(root, 'test', 'try', 'main.ts'), ...passOn]);
});

/**
 * Asks before the system is changed. @param {string[]} missing @param {boolean} yes
 * @returns {Promise<boolean>} whether all is there now
 */
async function install(missing, yes) {
  say('These Debian packages are needed and not installed:');
  for (const name of missing) say(`  ${name}: ${TRY_PACKAGES[name]}`);
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
  const left = installPackages(missing, 'for the virtual rack');
  if (left.length > 0) say(`Still missing: ${left.join(' ')}`);
  return left.length === 0;
}

/**
 * `npm run screenshots`: README's pictures, taken anew in resources/screenshots, of a first boot as `npm run try` shows it.
 * Linux and root only. `npm run screenshots -- [FOLDER] [--yes]`.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { offerPackages } from './missing-packages.mjs';
import { main, run } from './process.mjs';
import { SetupError, ensureSetup, root, say } from './setup.mjs';
import { TRY_PACKAGES, tryRefusal } from './try-needs.mjs';

const PACKAGES = {
  ...TRY_PACKAGES,
  'memtest86+': 'another image',
  curl: 'what a Mac loads',
  chromium: 'the browser that is pictured',
};

await main(async () => {
  const args = process.argv.slice(2);
  const [folder = join(root, 'resources', 'screenshots')] = args.filter((arg) => arg !== '--yes');
  const refusal = tryRefusal('npm run screenshots', { platform: process.platform, uid: process.getuid?.() });
  if (refusal) throw new SetupError(refusal.message, refusal.hint);
  if (!(await offerPackages(PACKAGES, { yes: args.includes('--yes'), purpose: 'for the pictures' })))
    return 1;
  const node = ensureSetup();
  const code = await run(node, [join(root, 'test', 'try', 'pictures.ts'), resolve(folder)]);
  if (code === 0) pack(folder);
  return code;
});

/** Without loss, where a program for it is installed. @param {string} folder */
function pack(folder) {
  const pictures = readdirSync(folder)
    .filter((name) => name.endsWith('.png'))
    .map((name) => join(folder, name));
  for (const [program, ...options] of [
    ['oxipng', '-q', '-o', '4', '--strip', 'safe'],
    ['optipng', '-quiet', '-o5'],
  ]) {
    if (spawnSync(program, [...options, ...pictures]).status === 0) return;
  }
  say('The pictures are as large as the browser made them: neither oxipng nor optipng is installed.');
}

/**
 * `npm run screenshots`: README's pictures, taken anew in resources/screenshots, of a first boot as `npm run try` shows it.
 * Linux and root only. `npm run screenshots -- [FOLDER] [--yes]`.
 */
import { join, resolve } from 'node:path';
import { offerPackages } from './missing-packages.mjs';
import { main, run } from './process.mjs';
import { SetupError, ensureSetup, root } from './setup.mjs';
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
  return run(node, [join(root, 'test', 'try', 'pictures.ts'), resolve(folder)]);
});

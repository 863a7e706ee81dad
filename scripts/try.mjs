/**
 * `npm run try`: a rack where there is none. A virtual PC with real firmware boots a Debian installer over a private network,
 * and one watches it in the console. Linux and root only. `npm run try -- [FILE.iso] [--bios] [--emulate] [--auto] [--yes]`.
 */
import { join } from 'node:path';
import { offerPackages } from './missing-packages.mjs';
import { main, run } from './process.mjs';
import { SetupError, ensureSetup, root } from './setup.mjs';
import { parseTry, tryRefusal } from './try-needs.mjs';

await main(async () => {
  const { packages, yes, passOn } = parseTry(process.argv.slice(2));
  const refusal = tryRefusal('npm run try', { platform: process.platform, uid: process.getuid?.() });
  if (refusal) throw new SetupError(refusal.message, refusal.hint);
  if (!(await offerPackages(packages, { yes, purpose: 'for the virtual rack' }))) return 1;
  const node = ensureSetup();
  return run(node, [join(root, 'test', 'try', 'main.ts'), ...passOn]);
});

/**
 * `npm start`: everything a fresh clone needs, then the app. With arguments: exactly `rackboot ARGUMENTS`. Never changes
 * the system: what is installed goes into this folder, what the system would have to give is said.
 */
import { join } from 'node:path';
import { rackboot } from './cli.mjs';
import { main, run } from './process.mjs';
import { SetupError, ensureSetup, root, say } from './setup.mjs';
import { findElectron, noWindow } from './surface.mjs';

await main(async () => {
  const args = process.argv.slice(2);
  if (args.length > 0) return rackboot(args);
  const node = ensureSetup();
  const why = noWindow({ platform: process.platform, env: process.env, uid: process.getuid?.() });
  const electron = why === undefined ? findElectron() : { why };
  if ('program' in electron) {
    say('Rackboot opens in its window.');
    return desktop(node, electron.program);
  }
  say(`Rackboot opens in the browser: ${electron.why}.`);
  return rackboot(['serve', '--choose']);
});

/**
 * Electron runs compiled JavaScript.
 * @param {string} node @param {string} electron
 */
async function desktop(node, electron) {
  const code = await run(node, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b', 'main'], {
    cwd: root,
  });
  if (code !== 0)
    throw new SetupError(
      'The app could not be compiled; what the compiler said is above.',
      'Undo your changes under main/ or shared/, or fix them.',
    );
  return run(electron, [root]);
}

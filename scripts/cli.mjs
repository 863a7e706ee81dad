/** The app's command line on the pinned Node, after whatever set-up it needs. */
import { join } from 'node:path';
import { run } from './process.mjs';
import { ensureSetup, root } from './setup.mjs';

/** @param {string[]} args @returns {Promise<number>} the exit code */
export function rackboot(args) {
  // Only the engine shows the console; the other commands must not wait for a build.
  const node = ensureSetup({ quiet: true, build: args[0] === 'serve' });
  return run(node, [join(root, 'main', 'cli.ts'), ...args]);
}

/** `npm run -s rackboot -- ARGUMENTS`: the command line of the app, on the pinned Node. */
import { join } from 'node:path';
import { main, run } from './process.mjs';
import { ensureSetup, root } from './setup.mjs';

const args = process.argv.slice(2);

await main(() => {
  // Only the engine shows the console; the other commands must not wait for a build.
  const node = ensureSetup({ quiet: true, build: args[0] === 'serve' });
  return run(node, [join(root, 'main', 'cli.ts'), ...args]);
});

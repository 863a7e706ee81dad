/** `npm run bench -- NAME [ARGUMENTS]` runs bench/NAME.ts; without a name, lists them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { main, run } from './process.mjs';
import { SetupError, ensureSetup, root } from './setup.mjs';

const [name, ...args] = process.argv.slice(2);

await main(() => {
  const names = readdirSync(join(root, 'bench'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length));
  const file = join(root, 'bench', `${name}.ts`);
  if (!names.includes(name)) {
    throw new SetupError(
      name === undefined ? 'Which measurement?' : `There is no measurement "${name}".`,
      `Choose one of: ${names.join(', ')}`,
    );
  }
  return run(ensureSetup({ quiet: true, build: false }), [file, ...args], { cwd: root });
});

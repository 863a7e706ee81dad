/** `npm run bench -- NAME [ARGUMENTS]` runs bench/NAME.ts against the peers it finds; without a name, lists them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BENCH_PACKAGES, UNPACKED } from './lab-packages.mjs';
import { main, run } from './process.mjs';
import { SetupError, ensureSetup, root, say } from './setup.mjs';
import { installPackages, installRefusal, unpackPackage } from './system-packages.mjs';

const [name, ...args] = process.argv.slice(2);

/** The servers of ours that a measurement starts are programs of their own beside it. */
function measurements() {
  const files = readdirSync(join(root, 'bench')).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('-server.ts'),
  );
  return files.map((file) => file.slice(0, -'.ts'.length));
}

await main(() => {
  const names = measurements();
  if (!names.includes(name)) {
    throw new SetupError(
      name === undefined ? 'Which measurement?' : `There is no measurement "${name}".`,
      `Choose one of: ${names.join(', ')}`,
    );
  }
  const node = ensureSetup({ quiet: true, build: false });
  const missing = installPackages([...Object.keys(BENCH_PACKAGES), 'iproute2', 'curl']);
  if (missing.length > 0)
    say(`Not compared with (${installRefusal() ?? 'apt does not have them'}): ${missing.join(', ')}`);
  const unpacked = process.env[UNPACKED.variable] ?? unpackPackage(UNPACKED.package, UNPACKED.program);
  const env = { ...process.env, ...(unpacked !== undefined && { [UNPACKED.variable]: unpacked }) };
  return run(node, [join(root, 'bench', `${name}.ts`), ...args], { cwd: root, env });
});

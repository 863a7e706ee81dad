/**
 * `npm run package [-- --linux|--mac|--win] [--dir] …`: builds the app and its pages, collects the licences, and lets
 * electron-builder make installers in out/. Arguments go to electron-builder. It fetches Electron and its tools once.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeLicences } from './licences.mjs';
import { main, run } from './process.mjs';
import { SetupError, ensureSetup, root, say } from './setup.mjs';

const bin = (/** @type {string[]} */ ...path) => join(root, 'node_modules', ...path);

await main(async () => {
  const args = process.argv.slice(2);
  const node = ensureSetup();
  refuseForeign(args);
  say('Compiling the app …');
  if ((await run(node, [bin('typescript', 'bin', 'tsc'), '-b', 'main'], { cwd: root })) !== 0)
    throw new SetupError(
      'The app could not be compiled; what the compiler said is above.',
      'Fix main/ or shared/.',
    );
  say(`Licences of ${writeLicences(root).length} packages.`);
  if (!existsSync(join(root, 'resources', 'ipxe')))
    say('No boot firmware in resources/ipxe: the package brings none, and looks for it where it runs.');
  return run(node, [bin('electron-builder', 'cli.js'), ...args], { cwd: root });
});

/**
 * koffi's library comes as one package for each system and processor, and npm installs that of this one only. macOS is built for
 * both processors: `npm install --no-save --cpu=x64 --cpu=arm64 --os=darwin` brings both.
 * @param {string[]} args
 */
function refuseForeign(args) {
  const platforms = {
    '--linux': 'linux',
    '-l': 'linux',
    '--mac': 'darwin',
    '-m': 'darwin',
    '--win': 'win32',
    '-w': 'win32',
  };
  const asked = args.flatMap((arg) => platforms[arg] ?? []);
  const arches = args.flatMap((arg) => /^--(x64|arm64)$/.exec(arg)?.[1] ?? []);
  for (const platform of asked.length > 0 ? asked : [process.platform]) {
    const usual = platform === 'darwin' ? ['arm64', 'x64'] : [process.arch];
    for (const arch of arches.length > 0 ? arches : usual) {
      const name = `@koromix/koffi-${platform}-${arch}`;
      if (existsSync(bin(name))) continue;
      throw new SetupError(
        `The package for ${platform} on ${arch} would lack ${name}.`,
        `Run "npm install --no-save --os=${platform} --cpu=${arch} ${name}", or build on that system.`,
      );
    }
  }
}

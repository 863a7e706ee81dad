/** The renderer, built once for each state of its sources into the system's temporary folder. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = [
  'renderer/**/*.{ts,tsx,css,html,svg}',
  'shared/**/*.ts',
  'vite.config.ts',
  'package-lock.json',
];

export function builtPage(): string {
  const hash = createHash('sha256').update('production');
  for (const file of SOURCES.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).sort()) {
    hash.update(file).update(readFileSync(join(ROOT, file)));
  }
  const folder = join(tmpdir(), `rackboot-console-${hash.digest('hex').slice(0, 16)}`);
  if (!existsSync(join(folder, 'index.html'))) {
    const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
    // Two workers may begin at once: each builds aside, and the first to be done is taken.
    const aside = `${folder}.${process.pid}`;
    execFileSync(process.execPath, [vite, 'build', '--outDir', aside, '--logLevel', 'warn'], {
      cwd: ROOT,
      // Not vitest's own: React would be built for development.
      env: { ...process.env, NODE_ENV: 'production' },
    });
    try {
      renameSync(aside, folder);
    } catch (error) {
      rmSync(aside, { recursive: true, force: true });
      if (!existsSync(join(folder, 'index.html'))) throw error;
    }
  }
  return folder;
}

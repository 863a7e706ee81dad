/** ensureSetup in a folder of its own, with an npm and a vite that count how often they are asked. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ran } from './script.ts';
import { runNode, script } from './script.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rackboot-setup-'));
  put('package-lock.json', '{"lockfileVersion": 3}');
  put('renderer/index.html', '<!doctype html>');
  put('shared/model/api.ts', '');
  put('npm-cli.js', npm({}));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Its node hands on to ours; its vite writes a page. `scripts: false` is an npm with ignore-scripts. */
function npm({ code = 0, scripts = true, slowMs = 0 }): string {
  return `
    const { appendFileSync, mkdirSync, writeFileSync, chmodSync } = require('node:fs');
    appendFileSync('asked', process.argv.slice(2).join(' ') + '\\n');
    console.log('npm says something on stdout');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${slowMs});
    if (${code}) process.exit(${code});
    mkdirSync('node_modules/vite/bin', { recursive: true });
    writeFileSync('node_modules/vite/bin/vite.js', "require('node:fs').appendFileSync('asked', 'vite\\\\n'); require('node:fs').mkdirSync('dist/renderer', { recursive: true }); if (require('node:fs').existsSync('broken')) { console.error('no such import'); process.exit(1); }");
    if (${String(scripts)} || process.argv.includes('--ignore-scripts=false')) {
      mkdirSync('node_modules/node/bin', { recursive: true });
      writeFileSync('node_modules/node/bin/node', '#!/bin/sh\\nexec "${process.execPath}" "$@"\\n');
      chmodSync('node_modules/node/bin/node', 0o755);
    }
  `;
}

const ensure = (options = {}, env: NodeJS.ProcessEnv = {}): Promise<Ran> =>
  runNode(
    [
      '--input-type=module',
      '-e',
      `import { main } from ${JSON.stringify(script('process.mjs'))};
       import { ensureSetup } from ${JSON.stringify(script('setup.mjs'))};
       await main(() => { console.log(ensureSetup(${JSON.stringify({ folder, ...options })})); return 0; });`,
    ],
    { npm_execpath: join(folder, 'npm-cli.js'), ...env },
  );

const asked = (): string[] =>
  existsSync(join(folder, 'asked'))
    ? readFileSync(join(folder, 'asked'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[0] ?? '')
    : [];
const node = () => join(folder, 'node_modules', 'node', 'bin', 'node');

describe.skipIf(process.platform === 'win32')('the set-up of a checkout', () => {
  it('installs and builds once, prints nothing but on stderr, and then does nothing', async () => {
    const first = await ensure();
    expect(first).toMatchObject({ code: 0, stdout: `${node()}\n` });
    expect(first.stderr).toContain('Installing the packages');
    expect(asked()).toEqual(['ci', 'vite']);
    expect(await ensure()).toEqual({ code: 0, stdout: `${node()}\n`, stderr: '' });
    expect(asked()).toEqual(['ci', 'vite']);
  });

  it('installs again when the lock file changes', async () => {
    await ensure();
    put('package-lock.json', '{"lockfileVersion": 3, "packages": {}}');
    await ensure();
    expect(asked()).toEqual(['ci', 'vite', 'ci', 'vite']);
  });

  it('builds again when what the console is made of changes, and only then', async () => {
    await ensure();
    put('renderer/app.tsx', 'new');
    await ensure();
    put('main/cli.ts', 'not of the console');
    await ensure();
    rmSync(join(folder, 'renderer/app.tsx'));
    await ensure();
    expect(asked()).toEqual(['ci', 'vite', 'vite', 'vite']);
  });

  it('builds nothing for commands without console', async () => {
    await ensure({ build: false });
    expect(asked()).toEqual(['ci']);
  });

  it('says what failed, with npm’s exit code, and tries again the next time', async () => {
    put('npm-cli.js', npm({ code: 7 }));
    const ran = await ensure();
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('"npm ci" failed with exit code 7');
    expect(ran.stderr).toContain('It needs the network');
    put('npm-cli.js', npm({}));
    expect((await ensure()).code).toBe(0);
  });

  it('brings Node even where npm ignores install scripts', async () => {
    put('npm-cli.js', npm({ scripts: false }));
    expect((await ensure()).code).toBe(0);
    expect(asked()).toEqual(['ci', 'rebuild', 'vite']);
  });

  it('shows what vite said when the console cannot be built, and does not take it for built', async () => {
    put('broken', '');
    const ran = await ensure();
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('no such import');
    expect(ran.stderr).toContain('The console could not be built');
    rmSync(join(folder, 'broken'));
    expect((await ensure()).code).toBe(0);
    expect(asked()).toEqual(['ci', 'vite', 'vite']);
  });

  it('is done once when three start at once', async () => {
    put('npm-cli.js', npm({ slowMs: 300 }));
    const all = await Promise.all([ensure(), ensure(), ensure()]);
    expect(all.map((ran) => ran.code)).toEqual([0, 0, 0]);
    expect(asked()).toEqual(['ci', 'vite']);
  });

  it('does not wait for a set-up that was killed', async () => {
    const dead = await runNode(['-e', 'console.log(process.pid)']);
    put('.cache/setup.lock', dead.stdout.trim());
    expect((await ensure()).code).toBe(0);
    expect(existsSync(join(folder, '.cache/setup.lock'))).toBe(false);
  });

  it('leaves no lock behind when it fails', async () => {
    put('npm-cli.js', npm({ code: 1 }));
    await ensure();
    expect(existsSync(join(folder, '.cache/setup.lock'))).toBe(false);
  });

  it('says so when there is no npm', async () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    chmodSync(empty, 0o755);
    const ran = await ensure({}, { npm_execpath: '', PATH: empty });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('npm cannot be started');
  });
});

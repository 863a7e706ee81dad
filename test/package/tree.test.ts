/**
 * What `npm run package` makes: electron-builder with a stand-in for Electron's own files, so nothing is fetched. The tree is
 * looked through, its fuses are read back, and the engine is started out of it by plain Node. Electron itself is not run.
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'plist';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callEngine } from '../../main/control/call.ts';
import { runInChild } from '../../main/host/child-process.ts';
import { spawnLinked } from '../../main/host/elevate.ts';
import { GUIDES } from '../../main/shell/menu.ts';
import { trayIcon } from '../../main/shell/tray.ts';
import type { AnswerTemplate } from '../../shared/model/api.ts';
import { standInElectron, standInElectronApp } from './stand-in-electron.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const require = createRequire(import.meta.url);
const skip = whySkipped();
/** Compiling, bundling and packing; a busy machine with two cores needs half a minute. */
const BUILD_MS = 300_000;

/** The parts of @electron/asar and @electron/fuses, which electron-builder brings, that are used here. */
interface Asar {
  listPackage(archive: string, options: { isPack: boolean }): string[];
  extractAll(archive: string, to: string): void;
}
interface Fuses {
  getCurrentFuseWire(program: string): Promise<Readonly<Record<number, number>>>;
  readonly FuseV1Options: Readonly<Record<string, number>>;
}

function whySkipped(): string | undefined {
  if (process.platform !== 'linux') return 'the stand-in for Electron is one for Linux';
  if (!existsSync(join(ROOT, 'node_modules', 'electron-builder'))) return 'electron-builder is not installed';
  return undefined;
}

describe.skipIf(skip !== undefined)(`the package${skip === undefined ? '' : ` (skipped: ${skip})`}`, () => {
  let folder: string;
  let unpacked: string;
  let resources: string;
  let packed: readonly string[];
  let asar: Asar;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rackboot-package-'));
    await standInElectron(join(folder, 'electron'));
    const set = { electronDist: join(folder, 'electron'), 'directories.output': join(folder, 'out') };
    const config = Object.entries(set).map(([key, value]) => `-c.${key}=${value}`);
    await promisify(execFile)(
      process.execPath,
      [join(ROOT, 'scripts', 'package.mjs'), '--linux', '--dir', ...config],
      { cwd: ROOT, maxBuffer: 16 * 1024 * 1024 },
    );
    unpacked = join(folder, 'out', 'linux-unpacked');
    resources = join(unpacked, 'resources');
    asar = (await import('@electron/asar')) as unknown as Asar;
    packed = asar.listPackage(join(resources, 'app.asar'), { isPack: false });
  }, BUILD_MS);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('holds the program, its three entries, the page and the preload script in the archive', () => {
    const needed = [
      '/package.json',
      '/dist/main/main.js',
      '/dist/main/cli.js',
      '/dist/main/engine.child.js',
      '/dist/main/net/address-keeper-process.js',
      '/dist/main/net/capture-process.js',
      '/dist/main/shell/preload.cjs',
      '/dist/resources/mac-models.json',
      '/dist/renderer/index.html',
    ];
    expect(needed.filter((path) => !packed.includes(path))).toEqual([]);
    expect(packed.some((path) => /^\/dist\/renderer\/assets\/.+\.js$/.test(path))).toBe(true);
  });

  it('holds nothing that only developers need', () => {
    const odd =
      /\.(ts|cts|tsx|map|tsbuildinfo)$|^\/(test|bench|scripts|renderer|docs|\.)|^\/node_modules\/(electron|vite|react|vitest)\//;
    expect(packed.filter((path) => odd.test(path) && !path.startsWith('/node_modules/zod/'))).toEqual([]);
    expect(
      packed.filter((path) => /^\/node_modules\/koffi\/((lib|vendor|doc)\/|.*\.(cc|hh)$)/.test(path)),
    ).toEqual([]);
  });

  it('has the native library outside of the archive, for this system and no other, and nothing else there', () => {
    const outside = readdirSync(join(resources, 'app.asar.unpacked'), { recursive: true }).map(String);
    const { platform, arch } = process;
    expect(outside.filter((path) => path.endsWith('.node'))).toEqual([
      `node_modules/@koromix/koffi-${platform}-${arch}/${platform}_${arch}/koffi.node`,
    ]);
    expect(outside.filter((path) => path.split('/').length > 2 && !path.includes('@koromix'))).toEqual([]);
  });

  it('has the resources where the app looks for them', () => {
    const needed = [
      ...readdirSync(join(ROOT, 'resources', 'answer-templates')).map((name) => `answer-templates/${name}`),
      ...GUIDES.map((name) => `docs/${name}.md`),
      ...(['linux', 'darwin'] as const).map((platform) => `icons/${trayIcon(platform)}`),
      'icons/tray@2x.png',
      'icons/icon.png',
      'licences/ipxe.txt',
      'licences/GPL-2.0.txt',
      'licences/licences.txt',
      'licences/packages.json',
    ];
    expect(needed.filter((path) => !existsSync(join(resources, path)))).toEqual([]);
    expect(readFileSync(join(resources, 'licences', 'ipxe.txt'), 'utf8')).toContain('Source offer');
  });

  it('names the licence of every package in the archive, with its text', () => {
    const text = readFileSync(join(resources, 'licences', 'licences.txt'), 'utf8');
    const shipped = packed.filter((path) =>
      /^(\/node_modules\/(@[^/]+\/)?[^/@]+)+\/package\.json$/.test(path),
    );
    expect(shipped.length).toBeGreaterThan(20);
    const names = shipped.map((path) => path.replace(/^.*node_modules\//, '').replace('/package.json', ''));
    expect(names.filter((name) => !text.includes(`\n${name} `))).toEqual([]);
    // Bundled into the console's pages, so in no folder of their own.
    for (const name of ['react-dom', '@mantine/core', 'zustand']) expect(text).toContain(`\n${name} `);
  });

  it('has its fuses set', async () => {
    const { getCurrentFuseWire, FuseV1Options } = require('@electron/fuses') as Fuses;
    const wire = await getCurrentFuseWire(join(unpacked, 'rackboot'));
    const isOn = (name: string): boolean => wire[FuseV1Options[name] ?? -1] === '1'.charCodeAt(0);
    const fuses = [
      'RunAsNode',
      'EnableCookieEncryption',
      'EnableNodeOptionsEnvironmentVariable',
      'EnableNodeCliInspectArguments',
      'EnableEmbeddedAsarIntegrityValidation',
      'OnlyLoadAppFromAsar',
      'GrantFileProtocolExtraPrivileges',
    ];
    expect(Object.fromEntries(fuses.map((name) => [name, isOn(name)]))).toEqual({
      RunAsNode: true,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      GrantFileProtocolExtraPrivileges: false,
    });
  });

  it('has no feed, so no updates', () => {
    expect(existsSync(join(resources, 'app-update.yml'))).toBe(false);
  });

  it('starts its engine: packages, native library, page and templates are found', async () => {
    const app = join(folder, 'app');
    asar.extractAll(join(resources, 'app.asar'), app);
    const run = {
      interface: 'lo',
      mode: 'listen',
      images: [],
      dataDir: join(folder, 'data'),
      console: { host: '127.0.0.1', port: 0 },
      httpPort: 0,
      assign: [],
      arm: 'off',
      force: false,
      resourcesDir: resources,
    } as const;
    const program = { file: process.execPath, args: [join(app, 'dist', 'main', 'engine.child.js')], env: {} };
    const engine = await runInChild(run, program, async ({ file, args }) => spawnLinked(file, args, {}));
    try {
      const { origin, searchParams } = new URL(engine.consoleUrl);
      const page = await fetch(origin);
      expect(await page.text()).toContain('<div id="root">');
      expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
      const token = searchParams.get('token') ?? '';
      const templates = await callEngine({ url: origin, token }, 'answers.templates', {});
      expect((templates as AnswerTemplate[]).length).toBeGreaterThan(0);
    } finally {
      await engine.stop('the test ends');
    }
  });

  it(
    'has the same on macOS, with the files it opens in its Info.plist',
    async () => {
      await standInElectronApp(join(folder, 'electron-mac'));
      const out = join(folder, 'out-mac');
      await promisify(execFile)(
        process.execPath,
        [
          join(ROOT, 'node_modules', 'electron-builder', 'cli.js'),
          ...['--mac', '--x64', '--dir', `-c.electronDist=${join(folder, 'electron-mac')}`],
          `-c.directories.output=${out}`,
        ],
        { cwd: ROOT, maxBuffer: 16 * 1024 * 1024 },
      );
      const contents = join(out, 'mac', 'Rackboot.app', 'Contents');
      const needed = [
        'app.asar',
        'icon.icns',
        'answer-templates',
        'docs/macs.md',
        'icons/trayTemplate@2x.png',
      ];
      expect(needed.filter((path) => !existsSync(join(contents, 'Resources', path)))).toEqual([]);
      const info = parse(readFileSync(join(contents, 'Info.plist'), 'utf8')) as Record<string, unknown>;
      expect(info).toMatchObject({
        CFBundleIdentifier: 'org.rackboot.desktop',
        CFBundleDocumentTypes: [
          { CFBundleTypeExtensions: ['iso'], LSHandlerRank: 'Alternate' },
          { CFBundleTypeExtensions: ['pcapng'], LSHandlerRank: 'Alternate' },
        ],
        ElectronAsarIntegrity: { 'Resources/app.asar': { algorithm: 'SHA256' } },
      });
      // No scheme is registered: there are no deep links.
      expect(info).not.toHaveProperty('CFBundleURLTypes');
    },
    BUILD_MS,
  );
});

/** Who may import whom: the table of ARCHITECTURE.md as data. To make an exception, change the table and say why. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { DHCP_OPTIONS } from '../shared/wire/dhcp-options.ts';

const ROOT = join(import.meta.dirname, '..');

interface Layer {
  /** Folder or file, the longest match counts. */
  readonly at: string;
  readonly layers: readonly string[];
  /** Packages; `node:` stands for all of Node, a name that ends in a slash for all below it. */
  readonly packages?: readonly string[];
}

const LAYERS: readonly Layer[] = [
  { at: 'shared/wire', layers: ['shared/wire'] },
  { at: 'shared/model', layers: ['shared/model', 'shared/wire'], packages: ['zod'] },
  // Parsers of answer files' formats, which need nothing but the language.
  {
    at: 'shared/boot',
    layers: ['shared/boot', 'shared/model', 'shared/wire'],
    packages: ['liquidjs', 'yaml', 'saxes', 'smol-toml'],
  },
  {
    at: 'main/net',
    layers: ['main/net', 'shared/wire', 'shared/model', 'shared/boot'],
    packages: ['node:', 'koffi'],
  },
  {
    at: 'main/services',
    layers: ['main/services', 'main/net', 'shared/wire', 'shared/model', 'shared/boot'],
    packages: ['node:', 'plist'],
  },
  {
    at: 'main/engine',
    layers: [
      'main/engine',
      'main/services',
      'main/net',
      'shared/wire',
      'shared/model',
      'shared/boot',
      'resources',
    ],
    packages: ['node:', 'zod', 'unixcrypt', 'papaparse', 'oui-data'],
  },
  // Addresses cross the console as the branded types of shared/wire.
  {
    at: 'main/control',
    layers: ['main/control', 'main/engine', 'shared/model', 'shared/wire'],
    packages: ['node:', 'ws', 'zod'],
  },
  {
    at: 'main/host',
    layers: ['main/host', 'main/control', 'main/engine', 'shared/model'],
    packages: ['node:', 'zod'],
  },
  { at: 'main/shell', layers: ['main/shell', 'shared/model'], packages: ['node:', 'electron'] },
  // The entries are where the parts meet.
  {
    at: 'main',
    layers: [
      'main',
      'main/host',
      'main/control',
      'main/engine',
      'main/services',
      'main/net',
      'shared/wire',
      'shared/model',
      'shared/boot',
    ],
    packages: ['node:', 'zod'],
  },
  {
    at: 'main/main.ts',
    layers: ['main', 'main/shell', 'main/host', 'main/control', 'main/engine', 'main/net', 'shared/model'],
    packages: ['node:', 'electron', 'electron-updater'],
  },
  {
    at: 'renderer',
    layers: ['renderer', 'shared/wire', 'shared/model', 'shared/boot'],
    packages: ['react', 'react-dom', 'react-dom/', '@mantine/', 'zustand', 'zustand/', 'diff'],
  },
  // Data tables.
  { at: 'resources', layers: [] },
];

interface Import {
  readonly file: string;
  /** As written. */
  readonly from: string;
  /** Path from the root for our own files, the package's name otherwise. */
  readonly target: string;
  readonly ours: boolean;
}

const files = ['shared', 'main', 'renderer'].flatMap(sources);
const imports = files.flatMap(importsOf);

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|cts|tsx)$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

/** Static and dynamic imports, re-exports, and types given as import('…'); the compiler's own parser finds them. */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...ts.preProcessFile(text, true, true).importedFiles.map((one) => one.fileName)].map((from) => {
    const ours = from.startsWith('.');
    return { file, from, ours, target: ours ? join(dirname(file), from) : from };
  });
}

function layerOf(path: string): Layer | undefined {
  return LAYERS.filter(({ at }) => path === at || path.startsWith(`${at}/`)).sort(
    (a, b) => b.at.length - a.at.length,
  )[0];
}

function allowed({ file, target, ours }: Import): boolean {
  const layer = layerOf(file);
  if (!layer) return false;
  if (!ours)
    return (layer.packages ?? []).some(
      (name) => target === name || (/[:/]$/.test(name) && target.startsWith(name)),
    );
  // Styles and pictures beside a page are part of it.
  return layer.layers.includes(layerOf(target)?.at ?? '');
}

const complaint = ({ file, from }: Import): string => {
  const layer = layerOf(file);
  return `${file} imports ${from}; ${layer?.at ?? 'it'} may import ${[...(layer?.layers ?? []), ...(layer?.packages ?? [])].join(', ') || 'nothing'}`;
};

describe('the layers', () => {
  it('are known for every file', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => layerOf(file) === undefined)).toEqual([]);
  });

  it('import only what the table allows', () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.filter((one) => !allowed(one)).map(complaint)).toEqual([]);
  });

  it('refuse what the table does not name', () => {
    const wrong: [string, string][] = [
      ['shared/wire/dhcp.ts', '../model/config.ts'],
      ['shared/wire/dhcp.ts', 'node:fs'],
      ['shared/boot/plan.ts', '../../main/net/ports.ts'],
      ['main/net/ports.ts', '../services/dhcp.ts'],
      ['main/services/dhcp.ts', '../engine/engine.ts'],
      ['main/services/dhcp.ts', 'electron'],
      ['main/control/server.ts', '../services/dhcp.ts'],
      ['main/shell/window.ts', '../engine/engine.ts'],
      ['main/cli.ts', 'electron'],
      ['main/cli.ts', './shell/window.ts'],
      ['renderer/app.tsx', '../main/engine/engine.ts'],
      ['renderer/app.tsx', 'node:fs'],
      ['elsewhere/a.ts', './b.ts'],
    ];
    for (const [file, from] of wrong) {
      const ours = from.startsWith('.');
      expect(
        allowed({ file, from, ours, target: ours ? join(dirname(file), from) : from }),
        `${file} → ${from}`,
      ).toBe(false);
    }
  });

  it('have pure files at the bottom: no Node in shared', () => {
    expect(
      imports
        .filter(({ file, target }) => file.startsWith('shared/') && target.startsWith('node:'))
        .map(complaint),
    ).toEqual([]);
  });

  it('keep Electron in the shell and its entry', () => {
    const users = new Set(
      imports
        .filter(({ target }) => target === 'electron' || target.startsWith('electron/'))
        .map(({ file }) => file),
    );
    expect([...users].filter((file) => file !== 'main/main.ts' && !file.startsWith('main/shell/'))).toEqual(
      [],
    );
  });
});

describe('services', () => {
  /** A service is its file and the parts named after it: firmware.ts, firmware-folders.ts. */
  const SERVICES = ['dhcp', 'tftp', 'http', 'images', 'firmware', 'neighbours', 'syslog', 'hooks'] as const;
  const inServices = (path: string): string | undefined => /^main\/services\/([\w-]+)\.ts$/.exec(path)?.[1];
  const serviceOf = (name: string): string | undefined =>
    SERVICES.find(
      (service) =>
        name === service ||
        name.startsWith(`${service}-`) ||
        name.startsWith(`${service.replace(/s$/, '')}-`),
    );

  it('never import another service: what they need arrives as constructor arguments', () => {
    const crossing = imports.filter(({ file, target }) => {
      const [from, to] = [inServices(file), inServices(target)];
      if (from === undefined || to === undefined) return false;
      const other = serviceOf(to);
      return other !== undefined && other !== serviceOf(from);
    });
    expect(crossing.map(complaint)).toEqual([]);
  });

  it('are all there', () => {
    const names = new Set(files.flatMap((file) => inServices(file) ?? []));
    expect(SERVICES.filter((service) => !names.has(service))).toEqual([]);
  });
});

describe('DHCP options', () => {
  it('have one row each in the one table', () => {
    expect(new Set(DHCP_OPTIONS.map((row) => row.code)).size).toBe(DHCP_OPTIONS.length);
    expect(new Set(DHCP_OPTIONS.map((row) => row.name)).size).toBe(DHCP_OPTIONS.length);
  });

  it('are never taken by bare number outside of shared/wire', () => {
    const naked = /\boptions?(?:\.(?:get|has)\(|\?*\.?\[)\s*\d/;
    expect('message.options.get(43)').toMatch(naked);
    expect('options[93]').toMatch(naked);
    const found = files
      .filter((file) => !file.startsWith('shared/wire/'))
      .filter((file) => naked.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(found).toEqual([]);
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

interface Licences {
  readonly BUNDLED: readonly string[];
  shippedLicences(root: string): { name: string; version: string; licence: string; text: string }[];
}
const SCRIPT = new URL('../../scripts/licences.mjs', import.meta.url).href;
const { BUNDLED, shippedLicences } = (await import(SCRIPT)) as Licences;

let root: string;
const add = (path: string, manifest: object, text?: string): void => {
  mkdirSync(join(root, path), { recursive: true });
  writeFileSync(join(root, path, 'package.json'), JSON.stringify({ version: '1.0.0', ...manifest }));
  if (text !== undefined) writeFileSync(join(root, path, 'LICENSE'), text);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rackboot-licences-'));
  add('.', { dependencies: { a: '1' } });
  for (const name of BUNDLED) add(`node_modules/${name}`, { name, license: 'MIT' }, `text of ${name}`);
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the licences of what ships', () => {
  it('are those of the dependencies, theirs, and what the pages are bundled from', () => {
    add('node_modules/a', {
      name: 'a',
      license: 'ISC',
      dependencies: { b: '1' },
      optionalDependencies: { c: '1' },
    });
    add(
      'node_modules/a/node_modules/b',
      { name: 'b', version: '2.0.0', license: '(MIT OR CC0-1.0)' },
      'inner',
    );
    add('node_modules/b', { name: 'b', license: 'MIT' }, 'outer, which nobody needs');
    add('node_modules/dev', { name: 'dev', license: 'GPL-3.0' });
    const all = shippedLicences(root);
    expect(all.map(({ name }) => name)).toEqual([...BUNDLED, 'a', 'b'].sort((a, b) => a.localeCompare(b)));
    expect(all.find(({ name }) => name === 'b')).toEqual({
      name: 'b',
      version: '2.0.0',
      licence: '(MIT OR CC0-1.0)',
      text: 'inner',
    });
  });

  it('stop the packaging where one is unknown, missing, or not installed', () => {
    add('node_modules/a', { name: 'a', license: 'GPL-3.0-only' });
    expect(() => shippedLicences(root)).toThrow('a 1.0.0 has the licence "GPL-3.0-only"');
    add('node_modules/a', { name: 'a' });
    expect(() => shippedLicences(root)).toThrow('"none"');
    rmSync(join(root, 'node_modules/a'), { recursive: true });
    expect(() => shippedLicences(root)).toThrow('is not installed');
  });
});

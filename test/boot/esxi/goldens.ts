/**
 * boot.cfg of each generation in its real layout, the list of drivers shortened, and one as people leave it behind:
 * `<name>.cfg` goes in, `<name>.rewritten.cfg` beside it comes out. UPDATE_GOLDEN=1 writes those anew; read the diff.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

const ROOT = join(import.meta.dirname, '../../fixtures/esxi');
const REWRITTEN = '.rewritten.cfg';

export const GENERATIONS: readonly string[] = readdirSync(ROOT)
  .filter((file) => file.endsWith('.cfg') && !file.endsWith(REWRITTEN))
  .map((file) => file.slice(0, -'.cfg'.length));

export function bootCfgOf(name: string): string {
  return readFileSync(join(ROOT, `${name}.cfg`), 'utf8');
}

export function expectRewritten(name: string, text: string): void {
  const path = join(ROOT, `${name}${REWRITTEN}`);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text);
  expect(existsSync(path), `${path} is missing: run with UPDATE_GOLDEN=1 and read what it writes`).toBe(true);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

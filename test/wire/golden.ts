/**
 * Golden packets: `<name>.hex` is what a real program sent (first line: which), `<name>.txt` beside it is how we read it.
 * UPDATE_GOLDEN=1 writes the texts anew; read the diff before committing it.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { hexBytes } from '../../shared/wire/bytes.ts';

const ROOT = join(import.meta.dirname, '../fixtures/wire');

export type GoldenKind = 'dhcp' | 'tftp' | 'frame';

export interface Golden {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function goldens(kind: GoldenKind): readonly Golden[] {
  return readdirSync(join(ROOT, kind))
    .filter((file) => file.endsWith('.hex'))
    .map((file) => golden(kind, file.slice(0, -'.hex'.length)));
}

export function golden(kind: GoldenKind, name: string): Golden {
  const lines = readFileSync(join(ROOT, kind, `${name}.hex`), 'utf8').split('\n');
  return { name, bytes: hexBytes(lines.filter((line) => !line.startsWith('#')).join('')) };
}

export function expectGoldenText(kind: GoldenKind, name: string, text: string): void {
  const path = join(ROOT, kind, `${name}.txt`);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text);
  expect(existsSync(path), `${path} is missing: run with UPDATE_GOLDEN=1 and read what it writes`).toBe(true);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { prepareDataDir, tidyDataDir } from '../../main/engine/data-dir.ts';
import { temporaryFolder } from './temporary.ts';

it('takes away what killed engines left half written, and nothing that a person put there', async () => {
  const folder = temporaryFolder();
  await prepareDataDir(folder);
  const stay = [
    'config.json',
    'config.json.bad-2026-01-01T00-00-00.000Z',
    'answers/mine.tmp',
    'answers/a.1.part.cfg',
  ];
  const go = [
    'config.json.71.3.tmp',
    'engine.json.4.1.tmp',
    'answers/ks.cfg.71.12.tmp',
    'firmware/.ipxe.efi.71.part',
  ];
  for (const name of [...stay, ...go]) writeFileSync(join(folder, name), '{');
  mkdirSync(join(folder, 'images', 'kept'));
  await tidyDataDir(folder);
  const left = readdirSync(folder, { recursive: true }).map(String);
  expect(left.toSorted()).toEqual([...stay, 'answers', 'firmware', 'images', 'images/kept'].toSorted());
});

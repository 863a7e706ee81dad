import { describe, expect, it } from 'vitest';
import { bootCfgFiles, parseBootCfg, bootCfgValue, resolveFile } from '../../../shared/boot/esxi/boot-cfg.ts';
import { bootCfgPlace, bootCfgPrefix } from '../../../shared/boot/esxi/boot-places.ts';
import { rewriteBootCfg } from '../../../shared/boot/esxi/boot-cfg-rewrite.ts';
import { parseBootPath } from '../../../shared/boot/boot-path.ts';
import { bootCfgOf } from './goldens.ts';

const mac = '52:54:00:ab:cd:ef';

describe('where loaders look for boot.cfg', () => {
  it.each([
    ['/01-52-54-00-ab-cd-ef/boot.cfg', { mac, dir: '' }],
    ['01-52-54-00-AB-CD-EF/boot.cfg', { mac, dir: '' }],
    ['/01-52-54-00-AB-cd-Ef/BOOT.CFG', { mac, dir: '' }],
    ['/i/esxi/efi/boot/01-52-54-00-ab-cd-ef/boot.cfg', { mac, dir: '/i/esxi/efi/boot' }],
    ['esxi/01-52-54-00-ab-cd-ef/boot.cfg', { mac, dir: '/esxi' }],
    ['esxi\\01-52-54-00-ab-cd-ef\\boot.cfg', { mac, dir: '/esxi' }],
    ['/boot.cfg', { dir: '' }],
    ['boot.cfg', { dir: '' }],
    ['//boot.cfg', { dir: '' }],
    ['\\boot.cfg', { dir: '' }],
    ['/i/esxi/boot.cfg', { dir: '/i/esxi' }],
    ['./esxi/./boot.cfg', { dir: '/esxi' }],
    // Infiniband, and what only looks like a MAC.
    ['/20-52-54-00-ab-cd-ef/boot.cfg', { dir: '/20-52-54-00-ab-cd-ef' }],
    ['/52-54-00-ab-cd-ef/boot.cfg', { dir: '/52-54-00-ab-cd-ef' }],
    ['/01-52-54-00-ab-cd/boot.cfg', { dir: '/01-52-54-00-ab-cd' }],
  ])('%s', (asked, place) => {
    expect(bootCfgPlace(asked)).toEqual(place);
  });

  it.each([
    '/esxi/../boot.cfg',
    '/boot.cfg.bak',
    '/xboot.cfg',
    '/boot.cfg/x',
    '/01-52-54-00-ab-cd-ef',
    '/boot.cfg\0',
    '',
    '/',
  ])('%j is none of them', (asked) => {
    expect(bootCfgPlace(asked)).toBeUndefined();
  });
});

describe('what a rewritten boot.cfg leads to', () => {
  it.each([
    ['http://10.77.0.1:8080', 'http://10.77.0.1:8080'],
    [undefined, ''],
  ])('by %s is a file inside the image', (http, base) => {
    const text = rewriteBootCfg(bootCfgOf('7.0'), { prefix: bootCfgPrefix('esxi-7.0', http) });
    const prefix = bootCfgValue(parseBootCfg(text), 'prefix') ?? '';
    expect(prefix).toBe(`${base}/i/esxi-7.0`);
    const asked = bootCfgFiles(text).map((name) => resolveFile(prefix, name));
    expect(asked.slice(0, 3)).toEqual(
      ['b.b00', 'jumpstrt.gz', 'useropts.gz'].map((name) => `${base}/i/esxi-7.0/${name}`),
    );
    for (const path of asked)
      expect(parseBootPath(path.slice(base.length))).toMatchObject({ kind: 'in-image', image: 'esxi-7.0' });
  });
});

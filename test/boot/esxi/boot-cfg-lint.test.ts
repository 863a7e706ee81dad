import { describe, expect, it } from 'vitest';
import type { BootCfgCode } from '../../../shared/boot/esxi/boot-cfg-lint.ts';
import { lintBootCfg } from '../../../shared/boot/esxi/boot-cfg-lint.ts';
import { rewriteBootCfg } from '../../../shared/boot/esxi/boot-cfg-rewrite.ts';
import type { EsxiVersion } from '../../../shared/boot/esxi/version.ts';
import { parseEsxiVersion } from '../../../shared/boot/esxi/version.ts';
import { bootCfgOf, GENERATIONS } from './goldens.ts';

const found = (text: string, loader?: EsxiVersion): string[] =>
  lintBootCfg(text, loader).map(({ line, code }) => `${line} ${code}`);

describe('a line that is not what it was meant to be', () => {
  it.each<[string, BootCfgCode]>([
    ['kernelopts=ks=http://s/ks.cfg', 'plural-kernelopts'],
    ['KernelOpts =x', 'plural-kernelopts'],
    ['kernelopt = runweasel', 'blank-before-equals'],
    ['modules =a', 'blank-before-equals'],
    ['kernelargs=x', 'unknown-key'],
    ['x = y', 'unknown-key'],
    ['runweasel', 'no-equals'],
    ['kernelo=x', 'abbreviated-key'],
    ['timeout=abc', 'not-an-integer'],
    ['timeout=5s', 'not-an-integer'],
    ['norts=yes', 'not-an-integer'],
    ['modules=/a.gz', 'leading-slash'],
    ['modules=a --- \\b', 'leading-slash'],
    ['crypto=/crypto64.efi', 'leading-slash'],
    ['modules=a --- --- b', 'empty-item'],
    ['modules=--- b', 'empty-item'],
    ['prefix=esxi', 'relative-prefix'],
    ['kernelopt=ks=cdrom:/KS.CFG', 'own-kickstart'],
    ['modules=b ks=usb', 'own-kickstart'],
    ['build=7.0.3-0.20.19193900', 'not-for-mboot'],
    ['bootstate=0', 'not-for-mboot'],
  ])('%s', (line, code) => {
    expect(found(`kernel=b.b00\n# comment\n${line}\n`)).toEqual([`3 ${code}`]);
  });

  it.each([
    'timeout=-1',
    'timeout=',
    'timeout=007',
    'kernelopt=',
    'prefix=',
    'prefix=/esxi',
    'prefix=http://s/esxi',
    'modules=a --- b ---',
    'title=anything at all = goes',
    'errtimeout=30',
    '',
    '   ',
    '# a = b',
  ])('%j is nothing to say a word about', (line) => {
    expect(found(`kernel=b.b00\n${line}\n`)).toEqual([]);
  });
});

describe('a whole file', () => {
  it('without a kernel stops the loader', () => {
    expect(found('title=x\nmodules=a\n')).toEqual(['2 missing-kernel']);
    expect(found('kernel=\ntitle=x\n')).toEqual(['1 missing-kernel']);
    expect(found('kernel =b.b00\n')).toEqual(['1 blank-before-equals', '1 missing-kernel']);
    expect(found('')).toEqual(['1 missing-kernel']);
  });

  it('names the line that counts of several', () => {
    const warnings = lintBootCfg('kernel=a\ntimeout=1\nkernel=b\nkern=c\n');
    expect(warnings.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '1 duplicate-key',
      '3 duplicate-key',
      '4 abbreviated-key',
    ]);
    expect(warnings[0]?.sentence).toContain('line 4');
  });

  it.each([
    '<!DOCTYPE html>\n<html><body>404</body></html>',
    '<html>',
    '\n  <HTML lang="en">',
    '<?xml version="1.0"?>\n<html/>',
  ])('that is a web page is only that: %j', (page) => {
    expect(found(page)).toEqual(['1 not-a-boot-cfg']);
  });

  it('with a byte order mark loses its first line', () => {
    expect(found('\ufeffkernel=b.b00\n')).toEqual(['1 byte-order-mark', '1 missing-kernel']);
  });

  it('is measured by its loader, where that is known', () => {
    const text = 'kernel=b.b00\ncrypto=c.efi\nskip=1\nnativehttp=1\ntftpblksize=1024\n';
    const by = (version: string): string[] => found(text, parseEsxiVersion(version) as EsxiVersion);
    expect(by('6.7 U1')).toEqual([
      '2 other-version',
      '3 other-version',
      '4 other-version',
      '5 other-version',
    ]);
    expect(by('7.0.2')).toEqual(['3 other-version', '5 other-version']);
    expect(by('8.0')).toEqual(['3 other-version']);
    expect(by('8.0 U1')).toEqual([]);
    expect(by('9.0')).toEqual(['4 other-version']);
    expect(found(text)).toEqual([]);
  });
});

describe('every generation', () => {
  it.each(GENERATIONS)('%s, rewritten, leaves nothing that does harm', (name) => {
    const text = rewriteBootCfg(bootCfgOf(name), { prefix: 'http://s/i/e', ks: 'http://s/ks' });
    const harmless = ['not-for-mboot', 'own-kickstart'];
    // Lines nobody reads are kept as they are: they are in the technician's own file.
    const kept = name === 'by-hand' ? ['plural-kernelopts'] : [];
    const codes = lintBootCfg(text).map(({ code }) => code);
    expect([...new Set(codes.filter((code) => !harmless.includes(code)))]).toEqual(kept);
  });

  it('what people leave behind', () => {
    expect(found(bootCfgOf('by-hand'))).toEqual([
      '3 not-for-mboot',
      '7 leading-slash',
      '8 duplicate-key',
      '8 own-kickstart',
      '9 plural-kernelopts',
      '10 own-kickstart',
      '11 leading-slash',
      '11 empty-item',
      '11 own-kickstart',
      '15 not-for-mboot',
    ]);
  });
});

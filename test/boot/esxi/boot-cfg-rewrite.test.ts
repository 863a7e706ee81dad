import { describe, expect, it } from 'vitest';
import { rewriteBootCfg } from '../../../shared/boot/esxi/boot-cfg-rewrite.ts';
import { mergeKernelOptions } from '../../../shared/boot/esxi/kernel-options.ts';
import { bootCfgOf, expectRewritten, GENERATIONS } from './goldens.ts';

const CHANGES = {
  prefix: 'http://10.77.0.1:8080/i/esxi',
  ks: 'http://10.77.0.1:8080/m/52-54-00-ab-cd-ef/ks.cfg',
  bootif: '01-52-54-00-ab-cd-ef',
  extra: 'allowLegacyCPU=true systemMediaSize=small',
};

describe('boot.cfg of one machine', () => {
  it.each(GENERATIONS)('from %s', (name) => {
    const text = rewriteBootCfg(bootCfgOf(name), CHANGES);
    expectRewritten(name, text);
    expect(rewriteBootCfg(text, CHANGES)).toBe(text);
  });

  it.each(GENERATIONS)('from %s with the line ends of Windows and none at the end is the same', (name) => {
    const text = bootCfgOf(name);
    const windows = text.trimEnd().replaceAll('\n', '\r\n');
    expect(rewriteBootCfg(windows, CHANGES)).toBe(rewriteBootCfg(text, CHANGES));
  });

  it('keeps what no loader knows, and comments, where they are', () => {
    const text = '# rack 3\nnorts=1\nfoo = bar\n\nkernel=/b.b00\nmodules=/a.gz\nbuild=7\n';
    expect(rewriteBootCfg(text, { prefix: 'http://s/i/e' })).toBe(
      '# rack 3\nnorts=1\nfoo = bar\n\nprefix=http://s/i/e\nkernel=b.b00\nkernelopt=\nmodules=a.gz\nbuild=7\n',
    );
  });

  it('drops lines that another one of the same key replaces', () => {
    const text = 'kernel=/old\nprefix=\nkern=/b.b00\nprefix=/x\nmodules=/a\nMODULES=/b --- c/d\n';
    expect(rewriteBootCfg(text, { prefix: 'p' })).toBe(
      'kernel=b.b00\nkernelopt=\nprefix=p\nmodules=b --- c/d\n',
    );
  });

  it('adds prefix and kernelopt where there is no kernel to put them beside', () => {
    expect(rewriteBootCfg('title=x\n\n\n', { prefix: 'p', ks: 'http://s/ks' })).toBe(
      'title=x\n\n\nprefix=p\nkernelopt=ks=http://s/ks\n',
    );
    expect(rewriteBootCfg('', { prefix: 'p' })).toBe('prefix=p\nkernelopt=\n');
  });

  it('never drops a slash inside a name, nor one of a URL', () => {
    const text = 'kernel=//efi/boot/b.b00\nmodules=/a/b.gz x=/y/z---http://t//c.gz\n';
    expect(rewriteBootCfg(text, { prefix: 'http://s/i/e' })).toBe(
      'prefix=http://s/i/e\nkernel=efi/boot/b.b00\nkernelopt=\nmodules=a/b.gz x=/y/z --- http://t//c.gz\n',
    );
  });

  it('takes no new line from a value', () => {
    const text = rewriteBootCfg('kernel=b.b00\n', {
      prefix: 'http://s\nkernel=evil',
      ks: 'http://s/ks\r\nkernel=evil',
      extra: 'a=1\nkernel=evil',
    });
    expect(text.split('\n').filter((line) => line.startsWith('kernel='))).toEqual(['kernel=b.b00']);
  });
});

describe('kernelopt', () => {
  const ks = 'http://s/ks.cfg';
  it.each([
    ['runweasel cdromBoot', {}, 'runweasel'],
    ['cdromBoot runweasel', { ks }, `runweasel ks=${ks}`],
    ['runweasel ks=http://old/ks', { ks }, `runweasel ks=${ks}`],
    ['CDROMBOOT runweasel KS=usb ks', { ks }, `runweasel ks=${ks}`],
    ['', { ks }, `ks=${ks}`],
    ['', {}, ''],
    // Nobody armed it.
    ['runweasel ks=cdrom:/KS.CFG', {}, 'runweasel'],
    ['ks=cdrom:/KS.CFG', {}, 'runweasel'],
    ['ks=cdrom:/KS.CFG x=1', {}, 'x=1 runweasel'],
    // A technician's own words are taken as they are, but for one that nothing armed.
    ['runweasel', { extra: 'ks=http://mine/ks.cfg a' }, 'runweasel a'],
    ['runweasel', { ks, extra: 'ks=http://mine/ks.cfg a' }, `runweasel ks=${ks} a`],
    ['runweasel vlanid=4', { extra: 'vlanid=7' }, 'runweasel vlanid=7'],
    ['runweasel a=1 a=2', { extra: 'b' }, 'runweasel a=1 a=2 b'],
    ['runweasel', { extra: '  runweasel ' }, 'runweasel'],
    ['BOOTIF=01-00 runweasel', { bootif: '01-aa' }, 'runweasel BOOTIF=01-aa'],
    ['runweasel', { bootif: '01-aa', extra: 'BOOTIF=01-bb' }, 'runweasel BOOTIF=01-bb'],
    ['BOOTIF=01-00 runweasel', {}, 'BOOTIF=01-00 runweasel'],
    ['netdevice=vmnic0 bootproto=dhcp', { ks }, `netdevice=vmnic0 bootproto=dhcp ks=${ks}`],
  ])('%j with %j', (existing, changes, merged) => {
    expect(mergeKernelOptions(existing, changes)).toBe(merged);
  });
});

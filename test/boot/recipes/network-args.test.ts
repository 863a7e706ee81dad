import { describe, expect, it } from 'vitest';
import { networkArgs } from '../../../shared/boot/recipes/network-args.ts';

describe('a command line for the network', () => {
  it.each([
    ['console=ttyS0,115200 --- quiet', 'console=ttyS0,115200 --- quiet', []],
    ['initrd=/i BOOT_IMAGE=/v quiet', 'quiet', []],
    ['boot=cdrom cdrom quiet', 'quiet', ['boot=cdrom', 'cdrom']],
    [
      'file=/cdrom/preseed/ubuntu.seed cdrom-detect/try-usb=true a',
      'a',
      ['file=/cdrom/preseed/ubuntu.seed', 'cdrom-detect/try-usb=true'],
    ],
    ['file=/preseed.cfg quiet', 'quiet', ['file=/preseed.cfg']],
    [
      'inst.stage2=hd:LABEL=Rocky-9 rd.live.check quiet',
      'quiet',
      ['inst.stage2=hd:LABEL=Rocky-9', 'rd.live.check'],
    ],
    ['root=live:CDLABEL=Fedora-Live rd.live.image', 'rd.live.image', ['root=live:CDLABEL=Fedora-Live']],
    ['archisobasedir=arch archisolabel=ARCH_202601', 'archisobasedir=arch', ['archisolabel=ARCH_202601']],
    ['findiso= boot=live', 'boot=live', ['findiso=']],
    ['"ds=nocloud;s=/x y/" z', 'z', ['"ds=nocloud;s=/x y/"']],
    ['"a b" z', '"a b" z', []],
    [
      'autoinstall ds=nocloud;s=/cdrom/nocloud/ quiet ---',
      'quiet ---',
      ['autoinstall', 'ds=nocloud;s=/cdrom/nocloud/'],
    ],
    ['inst.ks=http://10.0.0.1/ks.cfg inst.text', 'inst.text', ['inst.ks=http://10.0.0.1/ks.cfg']],
    ['', '', []],
  ])('%s', (given, args, dropped) => {
    expect(networkArgs(given)).toEqual({ args, dropped });
  });
});

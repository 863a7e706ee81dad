import { describe, expect, it } from 'vitest';
import { HASH, warned, wiped } from './checked.ts';

const COMPLETE = `vmaccepteula\nrootpw --iscrypted ${HASH}\ninstall --firstdisk --overwritevmfs\nreboot\n`;

describe('an ESXi kickstart', () => {
  it('is looked through by its own check, for the version of the image', () => {
    expect(warned('esxi-kickstart', COMPLETE)).toEqual([]);
    expect(wiped('esxi-kickstart', COMPLETE)).toEqual(['3 install --overwritevmfs']);
    const image = { title: 'ESXi 7.0', family: 'esxi', version: '7.0', answer: 'esxi-kickstart' as const };
    expect(warned('esxi-kickstart', `${COMPLETE}lang en\n`, { image })).toEqual([
      '5 ESXi 7.0 passes over "lang".',
    ]);
  });

  it('of the first generation is read as one, and Secure Boot is spoken of where nothing is said for it', () => {
    const first = `accepteula\nrootpw --iscrypted ${HASH}\nautopart --firstdisk\ninstall url http://10.77.0.1/\nreboot\n`;
    expect(warned('esxi-kickstart', first)).toEqual([]);
    expect(wiped('esxi-kickstart', first)).toEqual(['3 autopart']);
    expect(warned('esxi-kickstart', `${COMPLETE}%firstboot --interpreter=busybox\nx\n`)).toEqual([
      '5 ESXi 8.0 leaves %firstboot out on machines with Secure Boot: what must happen there belongs behind %post.',
    ]);
    expect(warned('esxi-kickstart', `${COMPLETE}%post\nx\n%firstboot --interpreter=busybox\nx\n`)).toEqual(
      [],
    );
  });

  it('points at hosts on our network', () => {
    expect(
      warned('esxi-kickstart', `${COMPLETE}%pre --interpreter=busybox\nwget http://192.168.9.9/x\n`),
    ).toEqual([
      '6 This line points at 192.168.9.9, which is not on 10.77.0.0/24, the network machines are on; ours is http://10.77.0.1.',
    ]);
    expect(
      warned(
        'esxi-kickstart',
        `${COMPLETE}%pre --interpreter=busybox\nwget http://10.77.0.1/x\n# http://192.168.9.9\n`,
      ),
    ).toEqual([]);
  });
});

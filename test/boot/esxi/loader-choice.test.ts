import { describe, expect, it } from 'vitest';
import type { LoaderOffer } from '../../../shared/boot/esxi/loader-choice.ts';
import { chooseEsxiLoader } from '../../../shared/boot/esxi/loader-choice.ts';
import { parseEsxiVersion } from '../../../shared/boot/esxi/version.ts';

const offer = (version: string, changes: Partial<LoaderOffer> = {}): LoaderOffer => {
  const parsed = parseEsxiVersion(version);
  return {
    image: `esxi-${version}`,
    title: `VMware ESXi ${version}`,
    cpu: 'x86_64',
    loader: '/efi/boot/bootx64.efi',
    ...(parsed && { version: parsed }),
    ...changes,
  };
};
const chosen = (wanted: LoaderOffer, ...others: LoaderOffer[]): string => {
  const choice = chooseEsxiLoader(wanted, [wanted, ...others]);
  return 'missing' in choice ? choice.missing : choice.image;
};

describe('the loader for an ESXi image on UEFI', () => {
  it.each([
    ['7.0', [], 'esxi-7.0'],
    ['7.0', ['6.5', '6.7'], 'esxi-7.0'],
    ['6.5', ['8.0', '7.0'], 'esxi-8.0'],
    ['5.5', ['6.0'], 'esxi-6.0'],
    ['5.0', ['5.5', '9.0'], 'esxi-9.0'],
    ['6.0', [], 'esxi-6.0'],
    ['8.0', ['8.0 U2'], 'esxi-8.0 U2'],
  ])('of %s beside %j is the one of %s', (wanted, others, image) => {
    expect(chosen(offer(wanted), ...others.map((one) => offer(one)))).toBe(image);
  });

  it('of an image that tells no version is its own, where only old ones are beside it', () => {
    const unknown = offer('', { image: 'unknown' });
    expect(chosen(unknown)).toBe('unknown');
    expect(chosen(unknown, offer('5.5'))).toBe('unknown');
    expect(chosen(unknown, offer('7.0'))).toBe('esxi-7.0');
  });

  it.each([
    ['5.5', []],
    ['5.0', ['5.1', '5.5']],
  ])('of %s beside %j is missing, and it is said what to do', (wanted, others) => {
    const choice = chooseEsxiLoader(offer(wanted), [offer(wanted), ...others.map((one) => offer(one))]);
    expect(choice).toEqual({
      missing: `VMware ESXi ${wanted} boots over the network on UEFI only with the loader of ESXi 6.0 or newer, and no such image is here.`,
      hint: expect.stringContaining('Drop the ISO of any newer ESXi'),
    });
  });

  it('is of the same processor', () => {
    const arm = offer('9.0', { image: 'arm', cpu: 'arm64', loader: '/efi/boot/bootaa64.efi' });
    expect(chosen(offer('7.0'), arm)).toBe('esxi-7.0');
    expect(chosen(arm, offer('9.0.1'))).toBe('arm');
  });

  it('stays with an image that does not tell its version, unless another does', () => {
    expect(chosen(offer('unknown'))).toBe('esxi-unknown');
    expect(chosen(offer('unknown'), offer('7.0'))).toBe('esxi-7.0');
    expect(chosen(offer('7.0'), offer('unknown'))).toBe('esxi-7.0');
  });

  it('says why it is another image’s', () => {
    expect(chooseEsxiLoader(offer('6.5'), [offer('8.0 U2')])).toEqual({
      image: 'esxi-8.0 U2',
      loader: '/efi/boot/bootx64.efi',
      why: 'the loader of ESXi 8.0 U2 (VMware ESXi 8.0 U2), the newest here: it starts older versions',
    });
  });
});

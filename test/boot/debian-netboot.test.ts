import { describe, expect, it } from 'vitest';
import type { NetbootChoice } from '../../shared/boot/debian-netboot.ts';
import { chooseNetboot } from '../../shared/boot/debian-netboot.ts';
import type { LinuxEntry } from '../../shared/boot/linux-start.ts';
import type { Image } from '../../shared/model/image.ts';
import { debianDvd, debianMini, imageOf } from './linux-samples.ts';

function choose(cd: Image, others: readonly Image[]): NetbootChoice {
  return chooseNetboot(cd, cd.recipe.entries[0] as LinuxEntry, [cd, ...others]);
}

/** The same, for another release, processor or distribution. */
function changed(image: Image, recipe: Partial<Image['recipe']>, entry: Partial<LinuxEntry> = {}): Image {
  const entries = image.recipe.entries.map((one) => ({ ...(one as LinuxEntry), ...entry }));
  return { ...image, recipe: { ...image.recipe, entries, ...recipe } };
}

describe('a Debian DVD starts with', () => {
  it('the netboot image of its release whose kernel its packages are for', async () => {
    const dvd = await imageOf('dvd', debianDvd());
    const older = await imageOf('older', debianMini('6.1.0-13-amd64'));
    const mini = await imageOf('mini', debianMini());
    const choice = choose(dvd, [older, mini]);
    expect(choice).toMatchObject({ image: { id: 'mini' }, entry: { kernel: '/linux' } });
    expect('why' in choice && choice.why).toBe(
      'kernel and initrd of Debian 12 installer (mini.iso), packages of its own',
    );
  });

  it('one whose kernel says no version, where none says a better one', async () => {
    const dvd = await imageOf('dvd', debianDvd());
    const { kernelRelease: _, ...entry } = (await imageOf('mini', debianMini())).recipe
      .entries[0] as LinuxEntry;
    const mini = await imageOf('mini', debianMini());
    const silent = { ...mini, recipe: { ...mini.recipe, entries: [entry] } };
    expect(choose(dvd, [silent])).toMatchObject({ image: { id: 'mini' } });
  });

  it('nothing where there is none, and says which one to drop', async () => {
    const dvd = await imageOf('dvd', debianDvd());
    const mini = await imageOf('mini', debianMini());
    const others = [
      changed(mini, { version: '11' }),
      changed(mini, { distribution: 'Kali' }),
      changed(mini, {}, { cpu: 'arm64' }),
      await imageOf('netinst', debianDvd('6.1.0-18-amd64', 'not_complete')),
    ];
    expect(choose(dvd, others)).toEqual({
      missing:
        'Debian 12.5 installer looks for a drive with this image in it, so it starts with kernel and initrd of the Debian 12 netboot image, and none for amd64 is here.',
      hint: 'Drop mini.iso, or the netboot files packed as an ISO, of Debian 12.5 amd64 (kernel 6.1.0-18-amd64).',
    });
  });

  it('nothing where the kernels differ, and says which they are', async () => {
    const dvd = await imageOf('dvd', debianDvd());
    expect(choose(dvd, [await imageOf('mini', debianMini('6.1.0-30-amd64'))])).toMatchObject({
      missing:
        'Debian 12.5 installer has packages for kernel 6.1.0-18-amd64, and Debian 12 installer (mini.iso) starts kernel 6.1.0-30-amd64: the installer would find no modules.',
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { MacCandidate, MacImagesContext } from '../../shared/boot/bsdp-images.ts';
import {
  bootImageIndexes,
  chainedCandidate,
  chainedImageId,
  HOLD_KEY,
  macImages,
} from '../../shared/boot/bsdp-images.ts';
import type { BootPlan, Cpu } from '../../shared/model/machine.ts';
import { bootImageIdParts } from '../../shared/wire/bsdp-image.ts';
import { debianImage, memtestImage } from './image-samples.ts';
import { DIAGNOSTICS, macClient, NETINSTALL } from './mac-samples.ts';

const LOADERS: Partial<Record<Cpu, string>> = { x86_64: 'snponly.efi', i386: 'snponly-i386.efi' };
const WAIT: BootPlan = { action: 'wait', why: ['machines without one wait until somebody chooses'] };
const LOCAL: BootPlan = { action: 'local', why: ['assigned to its own disk'] };
const planned = (image: string): BootPlan => ({ action: 'image', image, why: [`assigned to ${image}`] });

const debian = chainedCandidate(debianImage(), 137, macClient());
const memtest = chainedCandidate(memtestImage(), 138, macClient());
const sierra: MacCandidate = {
  key: NETINSTALL.key,
  id: NETINSTALL.id,
  name: NETINSTALL.name,
  nbi: { file: NETINSTALL.file, rootPath: NETINSTALL.rootPath ?? '' },
  canWipe: true,
};
const diagnostics: MacCandidate = {
  key: DIAGNOSTICS.key,
  id: DIAGNOSTICS.id,
  name: DIAGNOSTICS.name,
  nbi: { file: DIAGNOSTICS.file, filterOnly: true },
  canWipe: false,
};

function shown(plan: BootPlan, more: Partial<MacImagesContext> = {}, client = macClient()) {
  return macImages(client, {
    plan,
    assigned: false,
    armed: false,
    candidates: [debian, memtest, sierra, diagnostics],
    loader: (cpu) => LOADERS[cpu],
    ...more,
  });
}

const keys = (images: ReturnType<typeof shown>): readonly string[] => images.images.map(({ key }) => key);

describe('a Mac with an assignment', () => {
  it('is shown that image and nothing else', () => {
    const images = shown(planned('debian'), { assigned: true });
    expect(images.images).toEqual([
      {
        key: 'debian',
        id: 0x81000089,
        name: 'Debian 12 installer',
        file: 'snponly.efi',
        filterOnly: false,
      },
    ]);
    expect(images.why).toEqual(['assigned to debian']);
  });

  it('loads the iPXE of its own firmware: 32-bit EFI by its model', () => {
    const old = macClient('Macmini2,1');
    const image = chainedCandidate(debianImage(), 137, macClient());
    expect(shown(planned('debian'), { assigned: true, candidates: [image] }, old).images[0]?.file).toBe(
      'snponly-i386.efi',
    );
  });

  it('to an NBI is shown it without asking for its kind', () => {
    const images = shown(planned('diagnostics'), { assigned: true });
    expect(images.images).toEqual([{ ...DIAGNOSTICS, filterOnly: false }]);
  });

  it('to an image that may wipe is shown it only when armed, and waits until then', () => {
    expect(keys(shown(planned('sierra'), { assigned: true, armed: true }))).toEqual(['sierra']);
    const waiting = shown(planned('sierra'), { assigned: true });
    expect(waiting.images.map(({ key, name, file }) => [key, name, file])).toEqual([
      [HOLD_KEY, 'Rackboot', 'snponly.efi'],
    ]);
    expect(waiting.why).toEqual([
      'assigned to sierra',
      'NetInstall of macOS Sierra: it can wipe a disk and is not armed for this Mac',
      'it waits in iPXE',
    ]);
  });

  it('to an image that does not boot on it waits, with the reason', () => {
    const images = shown(planned('debian'), {
      assigned: true,
      candidates: [{ ...debian, objection: 'it is for other models' }],
    });
    expect(keys(images)).toEqual([HOLD_KEY]);
    expect(images.why).toContain('Debian 12 installer: it is for other models');
    const gone = shown(planned('gone'), { assigned: true });
    expect(gone.why).toContain('gone: it is not among the images for Macs');
  });

  it('to its own disk is shown nothing, so its firmware goes on to the disk', () => {
    expect(shown(LOCAL, { assigned: true })).toEqual({ images: [], hidden: [], why: LOCAL.why });
  });
});

describe('a Mac without an assignment', () => {
  it('waits by default, and may choose what boots on it: nothing that wipes', () => {
    const images = shown(WAIT);
    expect(keys(images)).toEqual([HOLD_KEY, 'debian', 'memtest', 'diagnostics']);
    expect(images.images.at(-1)?.filterOnly).toBe(true);
    expect(images.hidden).toEqual([
      { key: 'sierra', name: sierra.name, why: 'it can wipe a disk and is not armed for this Mac' },
    ]);
  });

  it('gets what the policy for unknown machines gives as its default', () => {
    expect(keys(shown(planned('memtest')))).toEqual(['memtest', 'debian', 'diagnostics']);
    expect(keys(shown(planned('sierra'), { armed: true }))).toEqual([
      'sierra',
      'debian',
      'memtest',
      'diagnostics',
    ]);
  });

  it('is not shown another image that wipes because one is armed', () => {
    expect(keys(shown(planned('debian'), { armed: true }))).not.toContain('sierra');
  });

  it('is told nothing where unknown machines boot their own disk', () => {
    expect(keys(shown(LOCAL))).toEqual([]);
  });

  it('is not shown what does not boot on it', () => {
    const bios = {
      ...debianImage(),
      id: 'bios',
      title: 'DOS',
      recipe: { ...debianImage().recipe, entries: [] },
    };
    const images = shown(WAIT, { candidates: [chainedCandidate(bios, 9, macClient()), memtest] });
    expect(keys(images)).toEqual([HOLD_KEY, 'memtest']);
    expect(images.hidden).toEqual([
      {
        key: 'bios',
        name: 'DOS',
        why: 'DOS has nothing that boots on Mac mini (Late 2012) or Mac mini Server (Late 2012)',
      },
    ]);
  });

  it('is shown the first of two images with one id, as by Apple’s server', () => {
    const twin = { ...diagnostics, key: 'twin', name: 'Twin' };
    const images = shown(WAIT, { candidates: [diagnostics, twin] });
    expect(keys(images)).toEqual([HOLD_KEY, 'diagnostics']);
    expect(images.hidden).toEqual([
      { key: 'twin', name: 'Twin', why: 'it has the same image id as Apple Hardware Test' },
    ]);
  });
});

describe('without an iPXE for its firmware', () => {
  const none = { loader: () => undefined };
  const why = 'no iPXE for i386 EFI, the firmware of Mac mini (Mid 2007), is at hand';
  const old = macClient('Macmini2,1');

  it('a Mac is shown nothing where it would have to wait', () => {
    const images = shown(WAIT, none, old);
    expect(keys(images)).toEqual([]);
    expect(images.why.at(-1)).toBe(why);
  });

  it('an NBI still boots', () => {
    const images = shown(planned('diagnostics'), none, old);
    expect(keys(images)).toEqual(['diagnostics']);
    expect(images.hidden.filter((one) => one.why === why).map(({ key }) => key)).toEqual([
      'debian',
      'memtest',
    ]);
  });

  it('a PowerPC Mac boots NBIs only', () => {
    const images = shown(planned('debian'), {}, macClient('PowerMac11,2', 'ppc'));
    expect(keys(images)).toEqual([]);
    expect(images.why.at(-1)).toBe("PowerMac11,2 has no EFI: only Apple's own images boot on it");
  });
});

describe('a Mac that cannot netboot', () => {
  it.each([
    ['Macmini8,1', 'Mac mini (2018) has the T2 chip, whose firmware cannot boot from a network.'],
    ['Mac14,2', 'Mac14,2 has Apple silicon, which cannot boot from a network.'],
  ])('%s is shown nothing, whatever it is assigned', (identifier, why) => {
    expect(shown(planned('debian'), { assigned: true }, macClient(identifier))).toEqual({
      images: [],
      hidden: [],
      why: [why],
    });
  });
});

describe('bootImageIndexes', () => {
  const many = Array.from({ length: 300 }, (_, at) => `image-${at}`);

  it('gives each key its own local index, neither taken nor the one of waiting', () => {
    const indexes = bootImageIndexes(many, new Set([2, 3, 4]));
    expect(indexes.size).toBe(300);
    expect(new Set(indexes.values()).size).toBe(300);
    for (const index of indexes.values()) {
      expect(index).toBeGreaterThan(4);
      expect(index).toBeLessThanOrEqual(4095);
    }
  });

  it('gives the same on every run, and never moves an image because another was added', () => {
    const before = bootImageIndexes(many.slice(0, 100), new Set());
    const after = bootImageIndexes(many, new Set());
    for (const [key, index] of before) expect(after.get(key)).toBe(index);
    expect([...bootImageIndexes(['debian', 'memtest'], new Set())]).toEqual([
      ['debian', bootImageIndexes(['debian'], new Set()).get('debian')],
      ['memtest', bootImageIndexes(['memtest'], new Set()).get('memtest')],
    ]);
  });

  it('gives none where all are used', () => {
    const all = new Set(Array.from({ length: 4094 }, (_, at) => at + 2));
    expect(bootImageIndexes(['one'], all).size).toBe(0);
    all.delete(7);
    expect(bootImageIndexes(['one', 'two'], all)).toEqual(new Map([['one', 7]]));
  });
});

it('chained images have the attributes of the recipes for ISC dhcpd', () => {
  expect(bootImageIdParts(chainedImageId(137))).toEqual({ install: true, kind: 1, index: 137 });
});

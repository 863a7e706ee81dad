import { describe, expect, it } from 'vitest';
import type { PlanContext } from '../../shared/boot/plan.ts';
import { planBoot } from '../../shared/boot/plan.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { debianImage, memtestImage, nbiImage } from './image-samples.ts';

const mac = '52:54:00:00:00:01' as Mac;
const debian = debianImage();
const context = (more: Partial<PlanContext>): PlanContext => ({
  unknown: { action: 'wait' },
  image: (id) => (id === debian.id || id === debian.name ? debian : undefined),
  hasAnswer: (id) => id === 'lab.preseed',
  now: 1000,
  ...more,
});
const armed = { image: debian.id, answer: 'lab.preseed', arm: 'once' } as const;
const install = { image: debian.id, answer: 'lab.preseed', answeredAt: 5 };

describe('planBoot', () => {
  const table: [string, Partial<PlanContext>, object][] = [
    ['an unknown machine waits by default', {}, { action: 'wait' }],
    ['an unknown machine boots its disk when told so', { unknown: { action: 'local' } }, { action: 'local' }],
    [
      'an unknown machine gets an interactive image without arming',
      { unknown: { action: 'image', image: 'debian.iso', arm: 'off' } },
      { action: 'image', image: debian.id },
    ],
    [
      'an unknown machine is not given an answer file that is not armed',
      { unknown: { action: 'image', image: debian.id, answer: 'lab.preseed', arm: 'off' } },
      { action: 'wait' },
    ],
    [
      'an unknown machine installs when the policy is armed',
      { unknown: { action: 'image', ...armed } },
      { action: 'image', image: debian.id, answer: 'lab.preseed' },
    ],
    [
      'an unknown machine that was installed once is not installed again',
      { unknown: { action: 'image', ...armed }, install },
      { action: 'local' },
    ],
    [
      'an assignment goes before the policy',
      { assignment: { image: 'local', arm: 'off' }, unknown: { action: 'image', ...armed } },
      { action: 'local' },
    ],
    ['an assignment that is not armed waits', { assignment: { ...armed, arm: 'off' } }, { action: 'wait' }],
    [
      'an armed assignment installs',
      { assignment: armed },
      { action: 'image', image: debian.id, answer: 'lab.preseed' },
    ],
    [
      'an arming is used up once the answer file was fetched',
      { assignment: armed, install },
      { action: 'local' },
    ],
    [
      'an arming is used up for good once spent',
      { assignment: armed, install: { ...install, spentAt: 9 } },
      { action: 'local' },
    ],
    [
      'a disarmed machine that was installed boots its disk',
      { assignment: { ...armed, arm: 'off' }, install },
      { action: 'local' },
    ],
    [
      'always means always',
      { assignment: { ...armed, arm: 'always' }, install },
      { action: 'image', image: debian.id, answer: 'lab.preseed' },
    ],
    [
      'an install of another image does not use up this arming',
      { assignment: armed, install: { ...install, image: 'other' } },
      { action: 'image', image: debian.id, answer: 'lab.preseed' },
    ],
    [
      'an arming counts until its time is over',
      { assignment: { ...armed, armedUntil: 1001 } },
      { action: 'image', image: debian.id, answer: 'lab.preseed' },
    ],
    ['an arming that expired waits', { assignment: { ...armed, armedUntil: 1000 } }, { action: 'wait' }],
    [
      'an arming for every boot that expired after an install boots the disk',
      { assignment: { ...armed, arm: 'always', armedUntil: 1000 }, install },
      { action: 'local' },
    ],
    [
      'an expired arming keeps nothing from booting that needs none',
      { assignment: { image: debian.id, arm: 'once', armedUntil: 1000 } },
      { action: 'image', image: debian.id },
    ],
    [
      'an arming is used up by an earlier install too, whatever was installed since',
      {
        assignment: armed,
        install: { ...install, image: 'other' },
        pastInstalls: [{ ...install, spentAt: 6 }],
      },
      { action: 'local' },
    ],
    ['a missing image waits', { assignment: { image: 'gone', arm: 'off' } }, { action: 'wait' }],
    ['a missing answer file waits', { assignment: { ...armed, answer: 'gone' } }, { action: 'wait' }],
    [
      'kernel arguments that install unattended wait: they are no answer file, which can be armed',
      { assignment: { image: debian.id, arm: 'once', kernelArgs: 'quiet ks=http://x/ks.cfg' } },
      { action: 'wait' },
    ],
    [
      'an address to chain to reads no answer file',
      { assignment: { ...armed, image: 'vc' }, image: () => ({ ...debian, id: 'vc', kind: 'url' }) },
      { action: 'wait' },
    ],
    [
      'kernel arguments are kept',
      { assignment: { image: debian.id, arm: 'off', kernelArgs: 'quiet' } },
      { action: 'image', image: debian.id, kernelArgs: 'quiet' },
    ],
  ];
  it.each(table)('%s', (_name, given, expected) => {
    const { why, ...plan } = planBoot(mac, context(given));
    expect(plan).toEqual(expected);
    expect(why.length).toBeGreaterThan(0);
  });

  const macs: [string, Partial<PlanContext>, object][] = [
    ['boots what was chosen at it', { chosen: 'memtest' }, { action: 'image', image: 'memtest' }],
    [
      'boots what was chosen at it although others boot their disks',
      { chosen: 'memtest', unknown: { action: 'local' } },
      { action: 'image', image: 'memtest' },
    ],
    [
      'boots what it is assigned, whatever was chosen at it',
      { chosen: 'memtest', assignment: { image: debian.id, arm: 'off' } },
      { action: 'image', image: debian.id },
    ],
    ['waits when what was chosen at it is gone', { chosen: 'gone' }, { action: 'wait' }],
    [
      'keeps answer file and arming of what it would get anyway',
      { chosen: debian.id, unknown: { action: 'image', ...armed } },
      { action: 'image', image: debian.id, answer: 'lab.preseed' },
    ],
    ['does not boot an installer of Apple’s that is not armed', { chosen: 'sierra' }, { action: 'wait' }],
    [
      'does not boot one that it is assigned, and that is not armed',
      { assignment: { image: 'sierra', arm: 'off' } },
      { action: 'wait' },
    ],
    [
      'boots one that is armed',
      { assignment: { image: 'sierra', arm: 'once' } },
      { action: 'image', image: 'sierra' },
    ],
    [
      'boots its disk once that has begun',
      { assignment: { image: 'sierra', arm: 'once' }, install: { image: 'sierra', answeredAt: 5 } },
      { action: 'local' },
    ],
    [
      'boots one that does not install without arming',
      { assignment: { image: 'netboot', arm: 'off' } },
      { action: 'image', image: 'netboot' },
    ],
  ];
  const library = [debian, memtestImage(), nbiImage(), { ...nbiImage({ install: false }), id: 'netboot' }];
  it.each(macs)('a Mac %s', (_name, given, expected) => {
    const image = (id: string) => library.find((one) => one.id === id);
    const { why, ...plan } = planBoot(mac, context({ image, ...given }));
    expect(plan).toEqual(expected);
    expect(why.length).toBeGreaterThan(0);
  });

  it('says that it was installed already, and that an arming expired', () => {
    expect(
      planBoot(
        mac,
        context({ assignment: armed, install: { ...install, spentAt: 6, reported: true } }),
      ).why.at(-1),
    ).toBe('it was installed once already: one arming is for one install');
    expect(
      planBoot(mac, context({ assignment: armed, install: { ...install, spentAt: 6 } })).why.at(-1),
    ).toMatch(/^it was given its installer once already, and never heard to be done: /);
    expect(planBoot(mac, context({ assignment: { ...armed, armedUntil: 1 } })).why.at(-1)).toBe(
      'Debian 12 installer with lab.preseed can wipe a disk and is not armed: its arming expired',
    );
  });

  it('says which word of the decision made it wait', () => {
    expect(planBoot(mac, context({ assignment: { ...armed, arm: 'off' } })).why.at(-1)).toMatch(/not armed/);
    expect(
      planBoot(
        mac,
        context({
          image: () => ({ ...debian, recipe: { ...debian.recipe, entries: [] } }),
          assignment: armed,
        }),
      ).action,
    ).toBe('wait');
  });
});

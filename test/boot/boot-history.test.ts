import { describe, expect, it } from 'vitest';
import type { BootHistory } from '../../shared/boot/boot-history.ts';
import { callInBoot, KEPT_BOOTS, mergeBoots, stepBoots } from '../../shared/boot/boot-history.ts';
import type { Signal } from '../../shared/boot/progress.ts';
import { stepStage } from '../../shared/boot/progress.ts';
import type { BootPlan, ClientKind, Install, Stage } from '../../shared/model/machine.ts';

const INSTALLS: BootPlan = { action: 'image', image: 'debian', answer: 'a', why: [] };

/** A machine, and what is heard of it: seconds after the one before, then the signal. */
function told(...heard: readonly (readonly [number, Signal | 'restart'])[]) {
  let history: BootHistory = { boots: [] };
  let [stage, time]: [Stage, number] = ['seen', 1_000_000];
  let install: Install | undefined;
  for (const [seconds, signal] of heard) {
    time += seconds * 1000;
    if (signal === 'restart') {
      history = { boots: history.boots };
      continue;
    }
    stage = stepStage(stage, signal, 'pxe');
    if (signal.on === 'answer') install = { image: 'debian', answer: 'a', answeredAt: time };
    history = stepBoots(history, signal, { stage, plan: INSTALLS, ...(install && { install }) }, time);
  }
  return history.boots;
}

const asks = (kind: ClientKind): Signal => ({ on: 'asked', kind });
const loader: Signal = { on: 'loader' };
const script = (does: 'wait' | 'local' | 'image'): Signal => ({ on: 'script', does });
const kernel: Signal = { on: 'kernel' };
const answer: Signal = { on: 'answer' };
const offered: Signal = { on: 'offered', kind: 'pxe' };

const install: (readonly [number, Signal])[] = [
  [0, asks('pxe')],
  [1, offered],
  [1, loader],
  [2, asks('ipxe')],
  [2, script('image')],
  [1, kernel],
  [30, asks('installer')],
  [5, answer],
];

describe('a boot', () => {
  it('goes from the first question of firmware to the furthest stage, with what it was given', () => {
    expect(told(...install)).toEqual([
      {
        startedAt: 1_000_000,
        by: 'pxe',
        reached: 'answer',
        reachedAt: 1_042_000,
        image: 'debian',
        answer: 'a',
        calls: [],
      },
    ]);
  });

  const held: (readonly [number, Signal])[] = [
    [0, asks('pxe')],
    [1, loader],
    [2, asks('ipxe')],
    [2, script('wait')],
  ];
  const card: (readonly [number, Signal])[] = [
    [0, asks('ipxe')],
    [2, script('wait')],
  ];
  const local: (readonly [number, Signal])[] = [
    [0, asks('pxe')],
    [1, loader],
    [2, asks('ipxe')],
    [2, script('local')],
  ];
  const table: [string, number, (readonly [number, Signal | 'restart'])[]][] = [
    [
      'is one while firmware asks again and again',
      1,
      [
        [0, asks('pxe')],
        [4, asks('pxe')],
        [8, asks('pxe')],
        [16, asks('pxe')],
        [32, asks('pxe')],
      ],
    ],
    [
      'is one while UEFI tries HTTP after PXE',
      1,
      [
        [0, asks('pxe')],
        [4, asks('pxe')],
        [60, asks('http')],
        [4, asks('http')],
      ],
    ],
    [
      'is one where the script sends UEFI on and it tries its next entry',
      1,
      [...local, [3, asks('http')], [4, loader]],
    ],
    [
      'is one where a loader fails and HTTP is tried',
      1,
      [
        [0, asks('pxe')],
        [1, loader],
        [20, asks('http')],
      ],
    ],
    [
      'is one while iPXE that firmware loaded asks again',
      1,
      [
        [0, asks('pxe')],
        [1, loader],
        [2, asks('ipxe')],
        [10, asks('ipxe')],
        [1, script('image')],
        [3, asks('ipxe')],
      ],
    ],
    [
      'is one where an iPXE in the card goes on to another one',
      1,
      [
        [0, asks('ipxe')],
        [2, script('image')],
        [10, asks('ipxe')],
      ],
    ],
    [
      'is one where an iPXE in the card gets ours first',
      1,
      [
        [0, asks('ipxe')],
        [1, loader],
        [4, asks('ipxe')],
        [2, script('image')],
        [1, kernel],
      ],
    ],
    [
      'is one for an installer and a system that ask too',
      1,
      [...install, [9, asks('installer')], [300, asks('plain')]],
    ],
    [
      'is one while a BIOS ROM that is offered no file asks again',
      1,
      [
        [0, asks('pxe')],
        [1, { on: 'local' }],
        [16, asks('pxe')],
      ],
    ],
    ['ends when firmware asks after an installer', 2, [...install, [600, asks('pxe')]]],
    [
      'ends when firmware asks after an installer, across a restart of ours',
      2,
      [...install, [600, 'restart'], [1, asks('pxe')], [4, asks('pxe')]],
    ],
    [
      'ends when a machine that was held is powered off and on',
      2,
      [...held, [5, script('wait')], [5, asks('pxe')]],
    ],
    ['ends so too in whatever way it tries first', 2, [...held, [5, asks('http')]]],
    ['ends so too across a restart of ours', 2, [...held, [1, 'restart'], [5, asks('pxe')]]],
    [
      'ends when an iPXE in the card asks again after it was held',
      2,
      [...card, [5, script('wait')], [5, asks('ipxe')]],
    ],
    [
      'ends when its system asked for an address in between',
      2,
      [...local, [30, asks('plain')], [40, asks('http')]],
    ],
    ['ends when firmware asks as before after it was sent to its disk', 2, [...local, [60, asks('pxe')]]],
    [
      'ends when nothing was heard for longer than firmware tries',
      2,
      [
        [0, asks('pxe')],
        [400, asks('http')],
      ],
    ],
    [
      'begins with the first file where nobody heard the firmware',
      1,
      [
        [0, loader],
        [1, script('image')],
        [1, kernel],
      ],
    ],
    [
      'begins so anew after an install',
      2,
      [
        [0, loader],
        [1, script('image')],
        [1, kernel],
        [1, answer],
        [900, loader],
        [1, script('local')],
      ],
    ],
    [
      'is none of a machine that only asks for an address',
      0,
      [
        [0, asks('plain')],
        [1, asks('installer')],
      ],
    ],
  ];
  it.each(table)('%s', (_title, count, heard) => expect(told(...heard)).toHaveLength(count));

  it('counts silence and steps back for nothing', () => {
    const boots = told(...held, [200, { on: 'quiet', ms: 200_000 }], [1, loader]);
    expect(boots).toMatchObject([{ reached: 'script', reachedAt: 1_005_000 }]);
  });

  it('is kept among the last twenty', () => {
    const boots = told(
      ...Array.from({ length: 25 }, (): (readonly [number, Signal])[] => [
        [600, asks('pxe')],
        [1, kernel],
      ]).flat(),
    );
    expect(boots).toHaveLength(KEPT_BOOTS);
    expect(boots.at(-1)?.startedAt).toBe(1_000_000 + 25 * 600_000 + 24 * 1000);
  });

  it('is written into by calls home, the newest', () => {
    const boots = told(...install, [600, asks('pxe')]);
    expect(callInBoot(boots, 'installed', 7).map(({ calls }) => calls)).toEqual([
      [],
      [{ stage: 'installed', at: 7 }],
    ]);
    expect(callInBoot([], 'installed', 7)).toEqual([]);
  });

  it('of two cards stands among those of the other in the order of time', () => {
    const [one, other] = [told(...install), told([50, asks('pxe')])];
    expect(mergeBoots(other, one).map(({ startedAt }) => startedAt)).toEqual([1_000_000, 1_050_000]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Load } from '../../shared/boot/load-progress.ts';
import { beginLoad, loadProgress, stepLoad } from '../../shared/boot/load-progress.ts';

const FILES = [
  { path: '/i/esxi/b.b00', sizeBytes: 1000 },
  { path: '/i/esxi/k.b00', sizeBytes: 4000 },
  { path: '/i/esxi/s.v00', sizeBytes: 5000 },
];

const steps = (...all: [path: string, bytes: number, now: number][]): Load =>
  all.reduce<Load>((load, [path, bytes, now]) => {
    const next = stepLoad(load, { path, bytes, now });
    if (!next) throw new Error(`${path} is not in the list`);
    return next;
  }, beginLoad(FILES));

describe('a load', () => {
  it('has nothing to tell before its first byte', () => {
    expect(loadProgress(beginLoad(FILES))).toBeUndefined();
    expect(loadProgress(beginLoad([]))).toBeUndefined();
  });

  it('tells file, bytes of all, rate and time left', () => {
    const load = steps(['/i/esxi/b.b00', 1000, 100], ['/i/esxi/k.b00', 1500, 1100]);
    expect(loadProgress(load)).toEqual({
      file: 'k.b00',
      number: 2,
      count: 3,
      bytes: 2500,
      totalBytes: 10_000,
      bytesPerSecond: 2500,
      msLeft: 3000,
    });
  });

  it('guesses no rate from the first moment', () => {
    const progress = loadProgress(steps(['/i/esxi/b.b00', 1000, 0], ['/i/esxi/k.b00', 4000, 499]));
    expect(progress).toMatchObject({ bytes: 5000, bytesPerSecond: 0 });
    expect(progress).not.toHaveProperty('msLeft');
  });

  it('counts a file once that is asked for twice, the first time for its size only, and begins its clock then', () => {
    const sizes = steps(['/i/esxi/b.b00', 100, 0], ['/i/esxi/k.b00', 50, 10], ['/i/esxi/s.v00', 50, 800]);
    expect(loadProgress(sizes)).toMatchObject({ number: 3, bytes: 200 });
    const again = stepLoad(sizes, { path: '/i/esxi/b.b00', bytes: 50, now: 5000 }) as Load;
    expect(loadProgress(again)).toMatchObject({ number: 1, bytes: 200, bytesPerSecond: 0 });
    const whole = stepLoad(again, { path: '/i/esxi/b.b00', bytes: 9999, now: 6000 }) as Load;
    expect(loadProgress(whole)).toMatchObject({ bytes: 1100, bytesPerSecond: 900 });
  });

  it('guesses no rate from the first few bytes of many', () => {
    const load = steps(['/i/esxi/b.b00', 10, 0], ['/i/esxi/k.b00', 10, 5000]);
    expect(loadProgress(load)).toMatchObject({ bytes: 20, bytesPerSecond: 0 });
  });

  it('ends with every byte and no time left', () => {
    const load = steps(
      ['/i/esxi/b.b00', 1000, 0],
      ['/i/esxi/k.b00', 4000, 500],
      ['/i/esxi/s.v00', 5000, 1000],
    );
    expect(loadProgress(load)).toMatchObject({ bytes: 10_000, totalBytes: 10_000, msLeft: 0 });
  });

  it('does not concern other files', () => {
    expect(stepLoad(beginLoad(FILES), { path: '/i/esxi/crypto64.efi', bytes: 1, now: 0 })).toBeUndefined();
  });
});

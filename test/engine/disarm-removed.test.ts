import { describe, expect, it } from 'vitest';
import type { CommandsOptions } from '../../main/engine/commands.ts';
import { createCommands } from '../../main/engine/commands.ts';
import type { EventBody } from '../../shared/model/event.ts';
import { debianImage, memtestImage } from '../boot/image-samples.ts';
import { ANSWERS, inventoryBench, mac } from './inventory-bench.ts';

const [one, two, three] = [mac(1), mac(2), mac(3)];
const INSTALL = { image: 'debian', answer: 'lab.preseed' };

/** @param removed what is said to be removed, with what is armed at that moment */
async function bench(removed: unknown[]) {
  const machineBench = await inventoryBench();
  const { settings, machines, decisions } = machineBench;
  const remove = async (id: string): Promise<void> => {
    removed.push([id, [one, two, three].map((who) => settings.get().assignments[who]?.arm)]);
  };
  const library = [debianImage(), memtestImage()];
  const all = createCommands({
    ...machineBench,
    append: (event: EventBody) => machineBench.events.push(event),
    images: { list: () => library, get: (id: string) => library.find((image) => image.id === id), remove },
    answers: { list: () => ANSWERS.map((id) => ({ id })), has: () => true, remove },
  } as unknown as CommandsOptions);
  for (const [who, answer, arm] of [
    [one, 'lab.preseed', 'once'],
    [two, 'other.preseed', 'always'],
    [three, 'lab.preseed', 'off'],
  ] as const)
    await machineBench.commands['machines.assign']({ mac: who, ...INSTALL, answer, arm });
  machineBench.events.length = 0;
  return { ...machineBench, all, machines, decisions };
}

describe('what is removed', () => {
  it('is armed for no machine, before it goes: another image may come under its id', async () => {
    const removed: unknown[] = [];
    const { all, decisions, machines, events, settings } = await bench(removed);
    await settings.update({ unknown: { action: 'image', ...INSTALL, arm: 'once' } });
    await all['images.remove']({ id: 'debian' });
    expect(removed).toEqual([['debian', ['off', 'off', 'off']]]);
    // It is back, or what calls itself so.
    expect([one, two, three, mac(9)].map((who) => decisions.plan(who).action)).toEqual(Array(4).fill('wait'));
    expect(events).toEqual([
      { type: 'config.changed', what: 'unknown' },
      { type: 'machine.disarmed', mac: one, why: ['its image was removed'] },
      { type: 'machine.disarmed', mac: two, why: ['its image was removed'] },
    ]);
    machines.close();
  });

  it('leaves other armings alone', async () => {
    const removed: unknown[] = [];
    const { all, events, machines } = await bench(removed);
    await all['images.remove']({ id: 'memtest' });
    await all['answers.remove']({ id: 'lab.preseed' });
    expect(removed).toEqual([
      ['memtest', ['once', 'always', 'off']],
      ['lab.preseed', ['off', 'always', 'off']],
    ]);
    expect(events).toEqual([{ type: 'machine.disarmed', mac: one, why: ['its answer file was removed'] }]);
    machines.close();
  });
});

import { describe, expect, it } from 'vitest';
import { inventoryBench, mac } from './inventory-bench.ts';

const [one, two, three] = [mac(1), mac(2), mac(3)];
const INSTALL = { image: 'debian', answer: 'lab.preseed' };
const BOOTS = { itself: true, boots: true };

describe('an arming that expires', () => {
  it('counts as off from that moment on, and is taken back and said once', async () => {
    const { commands, decisions, settings, events, clock, expiry, machines } = await inventoryBench();
    await commands['machines.assign']({ mac: one, ...INSTALL, arm: 'off' });
    await commands['machines.arm']({ mac: one, arm: 'once', minutes: 5 });
    expect(settings.get().assignments[one]).toEqual({ ...INSTALL, arm: 'once', armedUntil: 301_000 });
    clock.now = 300_999;
    await expiry.tick();
    expect(decisions.plan(one)).toMatchObject({ action: 'image', answer: 'lab.preseed' });
    expect(decisions.arm(one)).toBe('once');
    clock.now = 301_000;
    expect(decisions.plan(one)).toMatchObject({ action: 'wait' });
    expect(decisions.plan(one).why.at(-1)).toMatch(/not armed: its arming expired$/);
    expect([decisions.arm(one), decisions.takeAnswer(one)]).toEqual(['off', undefined]);
    await expiry.tick();
    await expiry.tick();
    expect(events.filter(({ type }) => type === 'machine.disarmed')).toEqual([
      { type: 'machine.disarmed', mac: one, why: ['its arming expired'] },
    ]);
    expect(settings.get().assignments[one]).toEqual({ ...INSTALL, arm: 'off', armedUntil: 301_000 });
    // A clock that is put back arms nothing.
    clock.now = 2000;
    expect(decisions.plan(one).action).toBe('wait');
    expect(machines.get(one)?.plan?.why.at(-1)).toMatch(/expired/);
    machines.close();
  });

  it('expires while the engine is off, and is said when it is back', async () => {
    const first = await inventoryBench();
    await first.commands['machines.assign']({ mac: one, ...INSTALL, arm: 'once', armedUntil: 5000 });
    first.machines.close();
    const second = await inventoryBench(first.folder, { now: 6000 });
    expect(second.decisions.plan(one).action).toBe('wait');
    await second.expiry.tick();
    expect(second.events).toEqual([{ type: 'machine.disarmed', mac: one, why: ['its arming expired'] }]);
    second.machines.close();
  });

  it('cuts no install off whose answer file was fetched before, and says nothing about it', async () => {
    const { commands, decisions, events, clock, expiry, machines } = await inventoryBench();
    await commands['machines.assign']({ mac: one, ...INSTALL, arm: 'once', armedUntil: 5000 });
    expect(decisions.takeAnswer(one)).toEqual(INSTALL);
    clock.now = 9000;
    await expiry.tick();
    expect(decisions.takeAnswer(one)).toEqual(INSTALL);
    expect(events.filter(({ type }) => type === 'machine.disarmed')).toEqual([]);
    const script = decisions.script(one, BOOTS);
    expect(script.does).toBe('local');
    expect(script.text).toContain(
      'boots its own disk: it was given its installer once already, and never heard to be done: one arming',
    );
    expect(events.at(-1)).toMatchObject({ type: 'machine.disarmed', mac: one });
    machines.close();
  });

  it('ends an arming for every boot too', async () => {
    const { commands, decisions, clock, machines } = await inventoryBench();
    await commands['machines.assign']({ mac: one, ...INSTALL, arm: 'always', armedUntil: 5000 });
    decisions.takeAnswer(one);
    expect(decisions.script(one, BOOTS).does).toBe('image');
    clock.now = 5000;
    expect(decisions.armedAlways(one)).toBe(false);
    expect(decisions.script(one, BOOTS).does).toBe('local');
    machines.close();
  });

  it('that is over when it is given arms nothing and forgets no install', async () => {
    const { commands, decisions, settings, machines } = await inventoryBench();
    await commands['machines.assign']({ mac: one, ...INSTALL, arm: 'once' });
    decisions.takeAnswer(one);
    await commands['machines.assign']({ mac: one, ...INSTALL, arm: 'once', armedUntil: 999 });
    expect(settings.get().assignments[one]?.arm).toBe('off');
    expect(decisions.plan(one).action).toBe('local');
    machines.close();
  });
});

describe('an arming', () => {
  it('is of what was assigned before it, also while that is being saved', async () => {
    const { commands, decisions, settings, machines } = await inventoryBench();
    await commands['machines.assign']({ mac: one, ...INSTALL, arm: 'off' });
    await Promise.all([
      commands['machines.assign']({ mac: one, image: 'debian', answer: 'other.preseed', arm: 'off' }),
      commands['machines.arm']({ mac: one, arm: 'once' }),
    ]);
    expect(settings.get().assignments[one]).toEqual({ ...INSTALL, answer: 'other.preseed', arm: 'once' });
    expect(decisions.plan(one)).toMatchObject({ answer: 'other.preseed' });
    await Promise.allSettled([
      commands['machines.assign']({ mac: one, image: null, arm: 'off' }),
      commands['machines.arm']({ mac: one, arm: 'once' }),
    ]);
    expect(settings.get().assignments).toEqual({});
    machines.close();
  });
});

describe('a selection', () => {
  it('is assigned and armed as one', async () => {
    const { commands, settings, decisions, machines } = await inventoryBench();
    const assigned = await commands['machines.assignMany']({ macs: [one, two], ...INSTALL, arm: 'off' });
    expect(assigned.machines.map((machine) => [machine.mac, machine.how])).toEqual([
      [one, 'config'],
      [two, 'config'],
    ]);
    const { machines: armed } = await commands['machines.armMany']({
      macs: [one, two],
      arm: 'once',
      minutes: 1,
    });
    expect(armed.map(({ plan }) => plan?.action)).toEqual(['image', 'image']);
    expect(settings.get().assignments[two]).toEqual({ ...INSTALL, arm: 'once', armedUntil: 61_000 });
    await commands['machines.armMany']({ macs: [one, two, one], arm: 'off' });
    expect(settings.get().assignments[one]).toEqual({ ...INSTALL, arm: 'off' });
    expect(decisions.plan(two).action).toBe('wait');
    await commands['machines.assignMany']({ macs: [one, two], image: null, arm: 'off' });
    expect(settings.get().assignments).toEqual({});
    machines.close();
  });

  it('is left as it was when one of it is refused, which the error names', async () => {
    const { commands, settings, events, machines } = await inventoryBench();
    await commands['machines.assignMany']({ macs: [one, two], ...INSTALL, arm: 'off' });
    await commands['machines.name']({ mac: three, name: 'u3' });
    const before = [settings.get(), events.length];
    await expect(
      commands['machines.armMany']({ macs: [one, three, two], arm: 'once' }),
    ).rejects.toMatchObject({
      code: 'NOT_ARMED',
      message: `u3 (${three}) has no image that could be armed.`,
    });
    await expect(
      commands['machines.assignMany']({ macs: [one, two], image: 'gone', arm: 'off' }),
    ).rejects.toMatchObject({ code: 'UNKNOWN_IMAGE' });
    await expect(
      commands['machines.assignMany']({ macs: [one, two], image: 'debian', answer: 'gone', arm: 'off' }),
    ).rejects.toMatchObject({ code: 'UNKNOWN_ANSWER' });
    expect([settings.get(), events.length]).toEqual(before);
    machines.close();
  });

  it('names the machine whose image or answer file went away', async () => {
    const { commands, settings, machines } = await inventoryBench();
    await commands['machines.assign']({ mac: one, ...INSTALL, arm: 'off' });
    await settings.change((config) => ({
      ...config,
      assignments: {
        ...config.assignments,
        [two]: { image: 'gone', arm: 'off' },
        [three]: { ...INSTALL, answer: 'gone', arm: 'off' },
      },
    }));
    await expect(commands['machines.armMany']({ macs: [one, two], arm: 'once' })).rejects.toMatchObject({
      code: 'UNKNOWN_IMAGE',
      message: `${two}: There is no image "gone".`,
    });
    await expect(commands['machines.armMany']({ macs: [one, three], arm: 'always' })).rejects.toMatchObject({
      code: 'UNKNOWN_ANSWER',
      message: `${three}: There is no answer file "gone".`,
    });
    expect(settings.get().assignments[one]?.arm).toBe('off');
    machines.close();
  });

  it('may hold machines that have nothing to disarm', async () => {
    const { commands, settings, machines } = await inventoryBench();
    await commands['machines.assign']({ mac: one, ...INSTALL, arm: 'always' });
    await commands['machines.name']({ mac: two, name: 'u2' });
    await commands['machines.armMany']({ macs: [one, two], arm: 'off' });
    expect(settings.get().assignments).toEqual({ [one]: { ...INSTALL, arm: 'off' } });
    machines.close();
  });
});

describe('what was used up', () => {
  it('stays so while other things are assigned, installed and taken away', async () => {
    const { commands, decisions, settings, machines } = await inventoryBench();
    await settings.update({ unknown: { action: 'image', ...INSTALL, arm: 'once' } });
    machines.see(one, 'dhcp', { kind: 'pxe' });
    expect(decisions.takeAnswer(one)).toEqual(INSTALL);
    const other = { image: 'debian', answer: 'other.preseed' };
    await commands['machines.assign']({ mac: one, ...other, arm: 'once' });
    expect(decisions.script(one, BOOTS).does).toBe('image');
    expect(decisions.takeAnswer(one)).toEqual(other);
    expect(decisions.script(one, BOOTS).does).toBe('local');
    // Back to what machines without an assignment get: this one had it.
    await commands['machines.assign']({ mac: one, image: null, arm: 'off' });
    expect(decisions.script(one, BOOTS).does).toBe('local');
    await commands['machines.forget']({ mac: one });
    machines.see(one, 'dhcp', { kind: 'pxe' });
    expect(decisions.script(one, BOOTS).does).toBe('local');
    // Only a person arms it anew.
    await commands['machines.arm']({ mac: one, arm: 'once' });
    expect(decisions.script(one, BOOTS).does).toBe('image');
    machines.close();
  });
});

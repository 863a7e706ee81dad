import { describe, expect, it } from 'vitest';
import { isBooting } from '../../shared/model/booting.ts';
import { askBeforeQuit } from '../../main/shell/quit-question.ts';
import type { Machine, Stage } from '../../shared/model/machine.ts';
import { machineAt } from '../control/api-double.ts';
import { DialogDouble } from './electron-double.ts';

const NOW = 1_700_000_000_000;
const machine = (stage: Stage, more: Partial<Machine> = {}): Machine => ({
  ...machineAt(1, NOW),
  stage,
  ...more,
});
const MINUTE = 60_000;

describe('a machine is booting', () => {
  it.each<[Stage, boolean]>([
    ['seen', false],
    ['offered', true],
    ['addressed', true],
    ['loader', true],
    ['ipxe', true],
    ['script', true],
    ['kernel', true],
    ['installer', true],
    ['answer', true],
    ['installed', false],
    ['local', false],
    ['stalled', false],
  ])('%s: %s', (stage, booting) => {
    expect(isBooting(machine(stage), NOW)).toBe(booting);
  });

  it('not while it waits to be told, or is sent to its own disk', () => {
    for (const action of ['wait', 'local'] as const)
      expect(isBooting(machine('script', { plan: { action, why: [] } }), NOW)).toBe(false);
    expect(isBooting(machine('script', { plan: { action: 'image', image: 'a', why: [] } }), NOW)).toBe(true);
  });

  it('not when it only wanted an address', () => {
    expect(isBooting(machine('addressed', { kind: 'plain' }), NOW)).toBe(false);
  });

  it('not any more when a live system or an installer has long been silent, unless something is loading', () => {
    expect(isBooting(machine('kernel', { lastSeen: NOW - 31 * MINUTE }), NOW)).toBe(false);
    expect(isBooting(machine('answer', { lastSeen: NOW - 31 * MINUTE }), NOW)).toBe(true);
    expect(isBooting(machine('answer', { lastSeen: NOW - 121 * MINUTE }), NOW)).toBe(false);
    const transfer = { file: 'initrd', bytes: 1, totalBytes: 2 };
    expect(isBooting(machine('kernel', { lastSeen: NOW - 31 * MINUTE, transfer }), NOW)).toBe(true);
  });
});

describe('the question before quitting', () => {
  const ask = (dialog: DialogDouble, machines: readonly Machine[]) =>
    askBeforeQuit({ dialog, machines: async () => machines, now: () => NOW }, 'Quit anyway');

  it('is asked only while machines are booting', async () => {
    const dialog = new DialogDouble();
    expect(await ask(dialog, [machine('local'), machine('seen')])).toBe(true);
    expect(dialog.asked).toEqual([]);
  });

  it('names them, and keeping on serving is what Enter and Escape do', async () => {
    const dialog = new DialogDouble();
    dialog.answers = [0, 1];
    const machines = [machine('kernel', { name: 'node-1' }), machine('answer', { model: 'Mac mini' })];
    expect(await ask(dialog, machines)).toBe(false);
    expect(await ask(dialog, machines)).toBe(true);
    expect(dialog.asked[0]).toMatchObject({
      message: '2 machines are booting.',
      buttons: ['Keep serving', 'Quit anyway'],
      defaultId: 0,
      cancelId: 0,
    });
    expect(dialog.asked[0]?.detail).toContain('node-1, Mac mini (02:00:00:00:00:01).');
  });

  it('is not asked where the engine does not answer', async () => {
    const dialog = new DialogDouble();
    const machines = () => Promise.reject(new Error('gone'));
    expect(await askBeforeQuit({ dialog, machines, now: () => NOW }, 'Quit anyway')).toBe(true);
  });
});

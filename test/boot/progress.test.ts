import { describe, expect, it } from 'vitest';
import type { Signal } from '../../shared/boot/progress.ts';
import { stepStage } from '../../shared/boot/progress.ts';
import type { ClientKind, Stage } from '../../shared/model/machine.ts';

function walk(kind: ClientKind, ...signals: Signal[]): Stage[] {
  let stage: Stage = 'seen';
  return signals.map((signal) => (stage = stepStage(stage, signal, kind)));
}

describe('stepStage', () => {
  it('follows an unattended install from power-on to its own disk', () => {
    expect(
      walk(
        'pxe',
        { on: 'asked', kind: 'pxe' },
        { on: 'offered', kind: 'pxe' },
        { on: 'asked', kind: 'pxe' },
        { on: 'acknowledged', kind: 'pxe' },
        { on: 'loader' },
        { on: 'asked', kind: 'ipxe' },
        { on: 'offered', kind: 'ipxe' },
        { on: 'acknowledged', kind: 'ipxe' },
        { on: 'script', does: 'image' },
        { on: 'kernel' },
        { on: 'asked', kind: 'installer' },
        { on: 'acknowledged', kind: 'installer' },
        { on: 'answer' },
        { on: 'kernel' },
        { on: 'asked', kind: 'pxe' },
        { on: 'offered', kind: 'pxe' },
        { on: 'local' },
      ),
    ).toEqual([
      'seen',
      'offered',
      'offered',
      'addressed',
      'loader',
      'ipxe',
      'ipxe',
      'ipxe',
      'script',
      'kernel',
      'installer',
      'installer',
      'answer',
      'answer',
      'seen',
      'offered',
      'local',
    ]);
  });

  it('keeps a running system where it is when it asks for an address', () => {
    for (const stage of ['kernel', 'answer', 'installed', 'local'] as const) {
      expect(stepStage(stage, { on: 'asked', kind: 'plain' }, 'pxe')).toBe(stage);
      expect(stepStage(stage, { on: 'acknowledged', kind: 'plain' }, 'pxe')).toBe(stage);
    }
  });

  it('knows an installer by its class only where one was started: ESXi asks by it ever after', () => {
    const asked = (stage: Stage): Stage => stepStage(stage, { on: 'asked', kind: 'installer' }, 'ipxe');
    for (const stage of ['loader', 'ipxe', 'script', 'kernel', 'stalled'] as const)
      expect(asked(stage)).toBe('installer');
    for (const stage of ['seen', 'addressed', 'answer', 'installed', 'local'] as const)
      expect(asked(stage)).toBe(stage);
  });

  it('calls silence a stall only where a machine should have spoken', () => {
    const quiet = (stage: Stage, kind: ClientKind, ms: number): Stage =>
      stepStage(stage, { on: 'quiet', ms }, kind);
    expect(quiet('loader', 'pxe', 59_999)).toBe('loader');
    expect(quiet('loader', 'pxe', 60_000)).toBe('stalled');
    expect(quiet('addressed', 'plain', 1e9)).toBe('addressed');
    expect(quiet('kernel', 'pxe', 1e9)).toBe('kernel');
    expect(quiet('local', 'pxe', 1e9)).toBe('local');
    expect(stepStage('stalled', { on: 'asked', kind: 'pxe' }, 'pxe')).toBe('seen');
    expect(stepStage('stalled', { on: 'script', does: 'wait' }, 'ipxe')).toBe('script');
  });
});

import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { onStopSignal } from '../../main/host/stop-signals.ts';

describe('signals to stop', () => {
  const setUp = () => {
    const source = new EventEmitter();
    const said: string[] = [];
    let now = 5000;
    const end = onStopSignal(
      source,
      () => now,
      (signal) => said.push(`stop ${signal}`),
      () => said.push('give up'),
    );
    return { source, said, end, later: (ms: number) => (now += ms) };
  };

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s stops once, however often one wish arrives',
    (signal) => {
      const { source, said, later } = setUp();
      source.emit(signal, signal);
      later(3);
      source.emit(signal, signal);
      later(900);
      source.emit('SIGTERM', 'SIGTERM');
      expect(said).toEqual([`stop ${signal}`]);
    },
  );

  it('gives up when the person insists', () => {
    const { source, said, later } = setUp();
    source.emit('SIGINT', 'SIGINT');
    later(1500);
    source.emit('SIGINT', 'SIGINT');
    expect(said).toEqual(['stop SIGINT', 'give up']);
  });

  it('stops listening', () => {
    const { source, said, end } = setUp();
    end();
    source.emit('SIGINT', 'SIGINT');
    expect(said).toEqual([]);
    expect(
      source.listenerCount('SIGINT') + source.listenerCount('SIGTERM') + source.listenerCount('SIGHUP'),
    ).toBe(0);
  });
});

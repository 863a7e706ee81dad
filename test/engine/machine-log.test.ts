import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Mac } from '../../shared/wire/address.ts';
import { temporaryMachines } from './temporary.ts';

const mac = '52:54:00:00:00:01' as Mac;

describe('what a machine logs', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is told five times a second at most, the last line always', () => {
    const machines = temporaryMachines(() => 0);
    machines.see(mac, 'dhcp');
    vi.advanceTimersByTime(1000);
    const told: (string | undefined)[] = [];
    machines.onChange((one) => void told.push(machines.get(one)?.log?.text));
    for (let i = 0; i < 100; i++) {
      machines.logged(mac, `line ${i}`);
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(1000);
    expect(told.length).toBeGreaterThan(1);
    expect(told.length).toBeLessThanOrEqual(6);
    expect(told.at(-1)).toBe('line 99');
    expect(machines.get(mac)).toMatchObject({ log: { text: 'line 99', at: 9 }, lastSeen: 9 });
    machines.close();
  });

  it('of a stranger is nobody’s', () => {
    const machines = temporaryMachines(() => 0);
    machines.logged(mac, 'line');
    expect(machines.get(mac)).toBeUndefined();
    machines.close();
  });
});

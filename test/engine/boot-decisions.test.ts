import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBootDecisions } from '../../main/engine/boot-decisions.ts';
import { createMachineRegistry } from '../../main/engine/machine-registry.ts';
import { openMachineStore } from '../../main/engine/machine-store.ts';
import type { Arm } from '../../shared/model/config.ts';
import { DEFAULT_CONFIG } from '../../shared/model/config.ts';
import type { EventBody } from '../../shared/model/event.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { debianImage } from '../boot/image-samples.ts';
import { temporaryFolder } from './temporary.ts';

const mac = '52:54:00:00:00:01' as Mac;

const NOW = { itself: true, boots: true };

function bench(arm: Arm, folder = temporaryFolder()) {
  const events: EventBody[] = [];
  const append = (event: EventBody): number => events.push(event);
  const machines = createMachineRegistry({
    store: openMachineStore(join(folder, 'machines.db'), 0),
    append,
    now: () => 50,
    onSaveError: () => undefined,
  });
  machines.see(mac, 'dhcp', { kind: 'pxe', arch: 7, platform: 'efi', cpu: 'x86_64' });
  const decisions = createBootDecisions({
    http: 'http://10.77.0.1',
    config: () => ({
      ...DEFAULT_CONFIG,
      unknown: { action: 'image', image: 'debian', answer: 'lab.preseed', arm },
    }),
    machines,
    image: () => debianImage(),
    hasAnswer: () => true,
    hasFirmware: () => true,
    append,
    now: () => 50,
    token: () => 'aaaa',
  });
  return { events, machines, decisions, folder };
}

describe('an arming for one install', () => {
  it('survives a loader that fails before the answer file, and ends with the first boot after it', () => {
    const { decisions, events, machines } = bench('once');
    for (let attempt = 0; attempt < 3; attempt++)
      expect(decisions.script(mac, NOW).text).toContain('preseed.cfg');
    expect(decisions.takeAnswer(mac)).toEqual({ image: 'debian', answer: 'lab.preseed' });
    expect(decisions.takeAnswer(mac)).toEqual({ image: 'debian', answer: 'lab.preseed' });
    expect(decisions.loader({ mac, kind: 'pxe', arch: 0 })?.file).toBeUndefined();
    expect(decisions.script(mac, NOW).does).toBe('local');
    expect(decisions.takeAnswer(mac)).toBeUndefined();
    expect(events.filter((event) => event.type === 'machine.disarmed')).toHaveLength(1);
    machines.close();
  });

  it('stays used up after a restart with the same command line', () => {
    const first = bench('once');
    first.decisions.takeAnswer(mac);
    first.machines.close();
    const second = bench('once', first.folder);
    expect(second.decisions.script(mac, NOW).does).toBe('local');
    second.machines.close();
  });

  it('does not end for machines armed for every boot', () => {
    const { decisions, machines } = bench('always');
    decisions.takeAnswer(mac);
    expect(decisions.script(mac, NOW).does).toBe('image');
    expect(decisions.takeAnswer(mac)).toBeDefined();
    machines.close();
  });

  it('gives no answer file to a machine that is not armed', () => {
    const { decisions, machines } = bench('off');
    expect(decisions.takeAnswer(mac)).toBeUndefined();
    expect(decisions.script(mac, NOW).does).toBe('wait');
    machines.close();
  });
});

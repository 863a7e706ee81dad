import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createImageLoads } from '../../main/engine/image-loads.ts';
import { createMachineRegistry } from '../../main/engine/machine-registry.ts';
import { openMachineStore } from '../../main/engine/machine-store.ts';
import type { TransferProgress } from '../../shared/model/boot-file.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { temporaryFolder } from './temporary.ts';

const mac = '52:54:00:00:00:01' as Mac;

function bench() {
  const machines = createMachineRegistry({
    store: openMachineStore(join(temporaryFolder(), 'm.db'), 0),
    append: () => undefined,
    now: () => 5,
    onSaveError: () => undefined,
  });
  machines.see(mac, 'dhcp', { kind: 'ipxe' });
  let time = 0;
  const loads = createImageLoads({ machines, now: () => time });
  const tell = (path: string, bytes: number, at: number, more: Partial<TransferProgress> = {}): void => {
    time = at;
    const from = '10.77.0.100' as Ipv4;
    loads.onTransfer({
      via: 'http',
      path,
      from,
      mac,
      start: 0,
      bytes,
      totalBytes: 400,
      done: false,
      ...more,
    });
  };
  return { machines, loads, tell };
}

describe('bytes on their way', () => {
  it('are shown while they are, from where the answer began', () => {
    const { machines, tell } = bench();
    tell('/i/a/initrd', 50, 0, { start: 100 });
    expect(machines.get(mac)?.transfer).toEqual({ file: '/i/a/initrd', bytes: 150, totalBytes: 400 });
    tell('/i/a/initrd', 300, 1, { start: 100, done: true });
    expect(machines.get(mac)?.transfer).toBeUndefined();
    expect(machines.get(mac)?.load).toBeUndefined();
    machines.close();
  });

  it('of an image with several files are shown together, and end with the stage', () => {
    const { machines, loads, tell } = bench();
    loads.begin(mac, [
      { path: '/i/a/vmlinuz', sizeBytes: 400 },
      { path: '/i/a/initrd', sizeBytes: 600 },
    ]);
    tell('/i/a/vmlinuz', 400, 0, { done: true });
    tell('/i/a/initrd', 100, 1000);
    expect(machines.get(mac)?.load).toEqual({
      file: 'initrd',
      number: 2,
      count: 2,
      bytes: 500,
      totalBytes: 1000,
      bytesPerSecond: 500,
      msLeft: 1000,
    });
    machines.signal(mac, { on: 'answer' });
    expect(machines.get(mac)?.load).toBeUndefined();
    machines.close();
  });

  it('of nobody we know are shown nowhere', () => {
    const { machines, loads } = bench();
    const from = '10.77.0.9' as Ipv4;
    loads.onTransfer({ via: 'http', path: '/x', from, start: 0, bytes: 1, totalBytes: 1, done: true });
    expect(machines.list()).toHaveLength(1);
    machines.close();
  });
});

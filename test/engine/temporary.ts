/** What is gone after the test: a folder, and a registry of machines in one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { MachineRegistry } from '../../main/engine/machine-registry.ts';
import { createMachineRegistry } from '../../main/engine/machine-registry.ts';
import { openMachineStore } from '../../main/engine/machine-store.ts';
import type { EventBody } from '../../shared/model/event.ts';

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rackboot-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A registry of machines that keeps them in a folder of its own, at the time 9. */
export function temporaryMachines(append: (event: EventBody) => number): MachineRegistry {
  return createMachineRegistry({
    store: openMachineStore(join(temporaryFolder(), 'm.db'), 0),
    append,
    now: () => 9,
    onSaveError: () => undefined,
  });
}

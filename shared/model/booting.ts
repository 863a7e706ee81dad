/** Which machines would be left in the lurch if Rackboot stopped answering now: the one rule behind every warning and the tray's count. */
import type { Machine, Stage } from './machine.ts';

/** Loading from us in minutes; after these the engine calls a silent machine stalled by itself (shared/boot/progress.ts). */
const LOADING: ReadonlySet<Stage> = new Set(['offered', 'addressed', 'loader', 'ipxe', 'script']);
/** A kernel of ours that asks for nothing more is a live system or a memory test: it does not need us. */
const KERNEL_MS = 30 * 60_000;
/** An installer may be busy with its own disk for long between two files. */
const INSTALLER_MS = 2 * 3_600_000;

/**
 * A waiting machine is not booting: it is held in a loop that asks again, and a plain client only wanted an address.
 * @param now ms since 1970
 */
export function isBooting(machine: Machine, now: number): boolean {
  const { stage, kind, plan, lastSeen, transfer } = machine;
  if (stage === 'installed' || stage === 'local' || stage === 'stalled') return false;
  if (transfer !== undefined) return true;
  const silentMs = now - lastSeen;
  if (stage === 'kernel') return silentMs < KERNEL_MS;
  if (stage === 'installer' || stage === 'answer') return silentMs < INSTALLER_MS;
  return LOADING.has(stage) && kind !== 'plain' && plan?.action !== 'wait' && plan?.action !== 'local';
}

/** What to call it in a sentence. */
export function nameOf({ name, model, mac }: Machine): string {
  return name ?? (model === undefined ? mac : `${model} (${mac})`);
}

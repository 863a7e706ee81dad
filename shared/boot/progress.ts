/** Where a machine is in its boot: one step for each thing heard from it. */
import type { ClientKind, Stage } from '../model/machine.ts';

export type Signal =
  /** DHCPDISCOVER, or a BSDP question. */
  | { readonly on: 'asked'; readonly kind: ClientKind }
  | { readonly on: 'offered'; readonly kind: ClientKind }
  | { readonly on: 'acknowledged'; readonly kind: ClientKind }
  /** A boot file of ours was requested by TFTP or by UEFI HTTP boot. */
  | { readonly on: 'loader' }
  | { readonly on: 'script'; readonly does: 'wait' | 'local' | 'image' }
  /** A file of its image was requested. */
  | { readonly on: 'kernel' }
  | { readonly on: 'answer' }
  | { readonly on: 'installed' }
  /** Sent to its own disk without a script. */
  | { readonly on: 'local' }
  | { readonly on: 'quiet'; readonly ms: number };

/** Later stages that a running installer or system keeps although it asks DHCP again. */
const RUNNING: ReadonlySet<Stage> = new Set(['kernel', 'installer', 'answer', 'installed', 'local']);

const BEFORE_INSTALLER: ReadonlySet<Stage> = new Set(['loader', 'ipxe', 'script', 'kernel', 'stalled']);

/**
 * Silence that means trouble, in ms, by stage. A waiting machine asks every few seconds, so `script` is quiet only when it
 * hangs. `kernel` and later are missing on purpose: a memory test or a running installer has nothing to ask us.
 */
const STALLED_AFTER: Partial<Record<Stage, number>> = {
  offered: 60_000,
  addressed: 60_000,
  loader: 60_000,
  ipxe: 60_000,
  script: 120_000,
};

/** The stage after `signal`; the same stage when it changes nothing. */
export function stepStage(stage: Stage, signal: Signal, kind: ClientKind): Stage {
  switch (signal.on) {
    case 'asked':
      return asked(stage, signal.kind);
    case 'offered':
      return signal.kind !== 'ipxe' &&
        signal.kind !== 'installer' &&
        (stage === 'seen' || stage === 'stalled')
        ? 'offered'
        : stage;
    case 'acknowledged':
      return signal.kind !== 'ipxe' &&
        signal.kind !== 'installer' &&
        ['seen', 'offered', 'stalled'].includes(stage)
        ? 'addressed'
        : stage;
    case 'loader':
      return RUNNING.has(stage) && stage !== 'local' ? stage : 'loader';
    case 'script':
      return signal.does === 'local' ? 'local' : 'script';
    case 'kernel':
      return stage === 'answer' || stage === 'installer' || stage === 'installed' ? stage : 'kernel';
    case 'answer':
      return stage === 'installed' ? stage : 'answer';
    case 'installed':
      return 'installed';
    case 'local':
      return 'local';
    case 'quiet': {
      const limit = STALLED_AFTER[stage];
      // A plain client that has its address is done, not stuck.
      return limit !== undefined && signal.ms >= limit && kind !== 'plain' ? 'stalled' : stage;
    }
  }
}

function asked(stage: Stage, kind: ClientKind): Stage {
  switch (kind) {
    case 'pxe':
    case 'http':
    case 'bsdp':
      // Firmware asks only at the start of a boot; its retransmissions change nothing.
      return stage === 'offered' ? stage : 'seen';
    case 'ipxe':
      return 'ipxe';
    case 'installer':
      // ESXi asks by the same class once it is installed, also a host that never booted from here.
      return BEFORE_INSTALLER.has(stage) ? 'installer' : stage;
    case 'plain':
      return RUNNING.has(stage) || stage === 'addressed' || stage === 'offered' ? stage : 'seen';
  }
}

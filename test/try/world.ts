/**
 * A bench for one person, or for the tests and pictures of what a person does: the lab's switch and the engine on it, its
 * console reachable from this computer, an installer to drop, and machines to switch on. All in network namespaces.
 */
import { chmodSync } from 'node:fs';
import { makeBare } from '../lab/bare-interface.ts';
import { makeDebianIso } from '../lab/debian-iso.ts';
import type { Event } from '../../shared/model/event.ts';
import type { Lab } from '../lab/lab.ts';
import { RANGE } from '../lab/lab.ts';
import { configure } from '../lab/namespaces.ts';
import type { Firmware, VmOptions } from '../lab/qemu.ts';
import type { Rackboot } from '../lab/rackboot.ts';
import { startRackboot } from '../lab/rackboot.ts';
import type { TryMachine } from './machine.ts';
import { makeMachines } from './machine.ts';
import { openPassage } from './passage.ts';

export interface WorldOptions {
  /** An installer of the person's own. Default: one made of Debian's package. */
  readonly iso?: string;
  readonly firmware: Extract<Firmware, 'uefi' | 'bios-rom'>;
  readonly machine?: Pick<VmOptions, 'fast' | 'display'>;
  /** Rackboot is found as it is at its first start: no network chosen, the interface to the switch bare, an office beside. */
  readonly firstStart?: boolean;
  readonly onEvent?: (event: Event) => void;
  readonly say: (line: string) => void;
}

export interface World {
  readonly lab: Lab;
  readonly rackboot: Rackboot;
  /** The console's link for a browser on this computer. */
  readonly console: string;
  /** What to drop. */
  readonly iso: string;
  /** Switches a new one on. */
  addMachine(): Promise<TryMachine>;
}

/** Everything is gone when the lab closes, which is the caller's to do, also when this rejects. */
export async function openWorld(lab: Lab, options: WorldOptions): Promise<World> {
  // An ISO is dragged out of this folder by whoever is at the screen, who is not root.
  chmodSync(lab.directory, 0o755);
  const iso =
    options.iso ??
    makeDebianIso(lab.directory, 'debian-12.iso', { layout: 'mini.iso', names: 'rock-ridge-and-joliet' });
  const { onEvent, firmware, machine, say } = options;
  if (options.firstStart === true) makeFirstStart(lab);
  const rackboot = await startRackboot(lab, options.firstStart === true ? [] : ['--range', RANGE], {
    ...(options.firstStart === true && { choose: true }),
    ...(onEvent && { onEvent }),
  });
  const console = await openPassage(lab, rackboot.seen('engine.ready')[0]?.console ?? '');
  const machines = makeMachines({ lab, rackboot, firmware, wanted: machine ?? {}, say });
  return { lab, rackboot, console, iso, addMachine: () => machines.add() };
}

/** The way out of an office is what a newcomer must not answer on. */
function makeFirstStart(lab: Lab): void {
  makeBare(lab);
  lab.addOtherNetwork('office0', '192.168.20.31/24', '192.168.20.1/24');
  configure('ip', '-n', lab.server.name, 'route', 'add', 'default', 'via', '192.168.20.1');
}

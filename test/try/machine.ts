/** Virtual PCs of the bench: as fast as this computer lets them be, with a window where there is a screen. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab } from '../lab/lab.ts';
import type { Firmware, Vm, VmOptions } from '../lab/qemu.ts';
import { startVm } from '../lab/qemu.ts';
import type { Rackboot } from '../lab/rackboot.ts';

export interface TryMachine {
  /** `Virtual PC 1` */
  readonly name: string;
  readonly mac: string;
  readonly vm: Vm;
  /** Off and on again, with the memory of its firmware. */
  restart(): Promise<TryMachine>;
}

export interface MachinesOptions {
  readonly lab: Lab;
  readonly rackboot: Rackboot;
  readonly firmware: Firmware;
  readonly wanted: Pick<VmOptions, 'fast' | 'display'>;
  readonly say: (line: string) => void;
}

/** A machine with working virtualisation asks for an address after some five seconds. */
const FIRST_WORD_MS = 20_000;
/** QEMU that cannot open its window ends at once. */
const WINDOW_MS = 2000;

export function makeMachines({ lab, rackboot, firmware, wanted, say }: MachinesOptions): {
  add(): Promise<TryMachine>;
} {
  let { fast = false, display } = wanted;
  let count = 0;

  async function start(number: number): Promise<TryMachine> {
    const mac = `52:54:00:77:77:${String(number).padStart(2, '0')}`;
    const name = nameOf(mac);
    const switchOn = (): Promise<Vm> =>
      startVm(lab, {
        ...{ name: `pc${number}`, mac, firmware, fast, ...(display && { display }) },
        // What iPXE tells of it is what it is called here, too.
        smbios: { manufacturer: 'Virtual', product: `PC ${number}` },
        variables: join(lab.directory, `pc${number}.vars`),
      });
    const heard = (): number => rackboot.seen('machine.stage', (event) => event.mac === mac).length;
    const before = heard();
    let vm = await switchOn();
    if (display && (await endsWithin(vm, WINDOW_MS))) {
      display = undefined;
      say(`The window of ${name} could not be opened; its screen stays unseen.`);
      vm = await switchOn();
    }
    // Computers that say they have virtualisation and have not (some clouds do) show it only by a machine that stands still.
    if (fast && !(await comesTrue(() => heard() > before, FIRST_WORD_MS, vm))) {
      fast = false;
      say('Virtual machines do not run by this processor’s own means here; emulated, they are slower.');
      await vm.stop();
      vm = await switchOn();
    }
    return {
      ...{ name, mac, vm },
      async restart() {
        await vm.stop();
        return start(number);
      },
    };
  }

  return { add: () => start(++count) };
}

/** Of a MAC of ours, and of any other the MAC itself. */
export function nameOf(mac: string): string {
  const number = /^52:54:00:77:77:(\d\d)$/.exec(mac)?.[1];
  return number === undefined ? mac : `Virtual PC ${Number(number)}`;
}

async function endsWithin(vm: Vm, ms: number): Promise<boolean> {
  return Promise.race([vm.exited.then(() => true), sleep(ms, false, { ref: false })]);
}

async function comesTrue(look: () => boolean, ms: number, vm: Vm): Promise<boolean> {
  let off = false;
  void vm.exited.then(() => (off = true));
  for (const deadline = Date.now() + ms; Date.now() < deadline && !off; await sleep(100)) {
    if (look()) return true;
  }
  // Switched off in the meantime: nothing is wrong with it.
  return off;
}

/** Follows a machine through the boot of a Debian installer image and holds Rackboot to every step of it. */
import { statSync } from 'node:fs';
import { expect } from 'vitest';
import type { Stage } from '../../shared/model/machine.ts';
import { CALL_HOME_PATH, MARKER, questionsOn } from './debian-iso.ts';
import type { Vm } from './qemu.ts';
import type { Rackboot } from './rackboot.ts';
import { DEBIAN_INSTALLER } from './needs.ts';

/** Emulated machines are slow, and the tests' machine may have other work. */
export const BOOT_MS = 300_000;

export interface ExpectedBoot {
  readonly image: string;
  /** The boot file firmware loads by TFTP; undefined where iPXE is in the ROM. */
  readonly loader?: string;
  /** In the image. */
  readonly kernel: string;
  readonly initrd: string;
}

export interface SeenBoot {
  readonly address: string;
  readonly stages: readonly Stage[];
}

/** From power-on until the machine powered itself off, having read its answer file without a question. */
export async function followDebianBoot(
  rackboot: Rackboot,
  vm: Vm,
  expected: ExpectedBoot,
): Promise<SeenBoot> {
  const mac = vm.mac;
  const acknowledged = await rackboot.waitFor(
    'dhcp.answered',
    (e) => e.mac === mac && e.reply === 'DHCPACK',
    BOOT_MS,
  );
  const address = acknowledged.address ?? 'no address';
  if (expected.loader !== undefined) {
    const { loader } = expected;
    const loaded = await rackboot.waitFor(
      'tftp.finished',
      (e) => e.mac === mac && e.file.endsWith(loader),
      BOOT_MS,
    );
    expect(loaded).toMatchObject({ from: address, bytes: statSync(`/usr/lib/ipxe/${loader}`).size });
  }
  const served = (path: string) =>
    rackboot.waitFor('http.served', (e) => e.mac === mac && e.path === path, BOOT_MS);
  const script = await served(`/m/${mac.replaceAll(':', '-')}/boot.ipxe`);
  const kernel = await served(`/i/${expected.image}${expected.kernel}`);
  const initrd = await served(`/i/${expected.image}${expected.initrd}`);
  expect([script.status, kernel.status, initrd.status]).toEqual([200, 200, 200]);
  expect({ kernel: kernel.bytes, initrd: initrd.bytes }).toEqual({
    kernel: statSync(`${DEBIAN_INSTALLER}/linux`).size,
    initrd: statSync(`${DEBIAN_INSTALLER}/initrd.gz`).size,
  });

  await refuseQuestions(
    vm,
    rackboot.waitFor('answer.served', (e) => e.mac === mac, BOOT_MS),
  );
  await refuseQuestions(vm, vm.waitForConsole(MARKER, BOOT_MS));
  await rackboot.waitFor('http.served', (e) => e.mac === mac && e.path === CALL_HOME_PATH, BOOT_MS);
  expect(await vm.exited).toMatchObject({ code: 0 });
  expect(questionsOn(vm.console())).toEqual([]);

  const stages = rackboot.seen('machine.stage', (e) => e.mac === mac).map((e) => e.stage);
  const order: Stage[] = ['ipxe', 'script', 'kernel', 'installer', 'answer'];
  if (expected.loader !== undefined) order.unshift('loader');
  // Before it: how the firmware came to ask.
  expect(stages.slice(stages.indexOf(order[0] as Stage))).toEqual(order);
  return { address, stages };
}

/** A question holds the installer for ever; it is told at once instead of after a timeout. */
export async function refuseQuestions(vm: Vm, step: Promise<unknown>): Promise<void> {
  let done = false;
  const watched = step.finally(() => (done = true));
  const asked = (async () => {
    while (!done) {
      const questions = questionsOn(vm.console());
      if (questions.length > 0) throw new Error(`the installer of ${vm.name} asks: ${questions.join(' · ')}`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  })();
  await Promise.all([watched, asked]);
}

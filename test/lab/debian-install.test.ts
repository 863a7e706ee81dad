/** Two machines at once, Rackboot's own answer file, and nobody there: each gets its own, asks nothing, and installs once. */
import { closeSync, ftruncateSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BOOT_MS, refuseQuestions } from './debian-boot.ts';
import { makeDebianDvd, makeDebianIso } from './debian-iso.ts';
import { downloadDebian } from './debian-mirror.ts';
import type { Lab } from './lab.ts';
import { RANGE } from './lab.ts';
import { DISK_BOOTED, makeBiosDisk, makeEfiDisk } from './local-disk.ts';
import type { Firmware, Vm } from './qemu.ts';
import { startVm } from './qemu.ts';
import type { Rackboot } from './rackboot.ts';
import { startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

interface Rack {
  readonly name: string;
  readonly mac: string;
  readonly firmware: Firmware;
}

const MACHINES: readonly Rack[] = [
  { name: 'lab-uefi', mac: '52:54:00:77:d1:01', firmware: 'uefi' },
  { name: 'lab-bios', mac: '52:54:00:77:d1:02', firmware: 'bios-rom' },
];

/** What a person might write, and a shell must not read. */
const HOSTILE = `it's "in" $(poweroff -f) \`poweroff -f\` ; poweroff -f # \\ %s $HOME {{ mac }} <&>`;
const BEGIN = 'RACKBOOT-LAB-NOTE[';

/** Named, and armed for one install with the answer file. */
async function arm(rackboot: Rackboot, image: string, answer: string): Promise<void> {
  for (const { mac, name } of MACHINES) await rackboot.call('machines.name', { mac, name });
  const macs = MACHINES.map(({ mac }) => mac);
  await rackboot.call('machines.assignMany', { macs, image, answer, arm: 'once' });
}

/** Of the built-in template; `change` is what this test needs besides. Returns the id of what is saved. */
async function answersFor(
  rackboot: Rackboot,
  image: string,
  change: (text: string) => string,
): Promise<string> {
  const { id } = await rackboot.call('answers.fromTemplate', { image, rootPassword: 'only in this lab' });
  const { text } = await rackboot.call('answers.read', { id });
  return (await rackboot.call('answers.save', { name: 'lab.preseed', text: change(text) })).id;
}

function homeStages(rackboot: Rackboot, mac: string): readonly string[] {
  return rackboot.seen('home.called', (e) => e.mac === mac).map(({ stage }) => stage);
}

function untilHome(rackboot: Rackboot, mac: string, stage: string, timeoutMs: number): Promise<unknown> {
  return rackboot.waitFor('home.called', (e) => e.mac === mac && e.stage === stage, timeoutMs);
}

/** Every machine read its own answer file once, at its own address. */
function expectOwnAnswers(rackboot: Rackboot): void {
  for (const { mac } of MACHINES) {
    expect(rackboot.seen('answer.served', (e) => e.mac === mac)).toHaveLength(1);
    const address = rackboot.seen('dhcp.answered', (e) => e.mac === mac).at(-1)?.address;
    const files = rackboot.seen('http.served', (e) => e.path.endsWith('/preseed.cfg') && e.from === address);
    expect(files.map((file) => ({ mac: file.mac, status: file.status }))).toEqual([{ mac, status: 200 }]);
  }
  expect(rackboot.seen('answer.refused')).toEqual([]);
}

async function start(lab: Lab, machine: Rack, life: string, disk: string): Promise<Vm> {
  const { name, mac, firmware } = machine;
  const variables = join(lab.directory, `${name}.vars`);
  return startVm(lab, { name: `${name}-${life}`, mac, firmware, disk, variables });
}

describeLab('Two machines', ['namespaces', 'qemu', 'ovmf', 'debian', 'mtools'], () => {
  const lab = useLab('install');

  it('begin to install at once, each with its own answers, and boot their own disks from then on', async () => {
    const { directory } = lab();
    const layout = { layout: 'mini.iso', names: 'rock-ridge-and-joliet' } as const;
    const iso = makeDebianIso(directory, 'debian.iso', layout);
    const rackboot = await startRackboot(lab(), ['--range', RANGE, '--image', iso]);
    const answer = await answersFor(rackboot, 'debian', (text) =>
      text.replace(
        /^(d-i preseed\/early_command string )/m,
        `$1printf '${BEGIN}%s]\\n' {{ note }} >/dev/console; `,
      ),
    );
    await arm(rackboot, 'debian', answer);
    const note = (mac: string, text: string): Promise<unknown> =>
      rackboot.call('machines.edit', { mac, variables: { note: text } });
    for (const { mac } of MACHINES) {
      // No preseed file has a place for it: said before the power is on, and no installer starts.
      await note(mac, 'one line\nand another');
      const { text, problems } = await rackboot.call('answers.preview', { mac, id: answer });
      expect([text, problems.length]).toEqual([undefined, 1]);
      expect(await rackboot.call('machines.plan', { mac })).toMatchObject({ action: 'wait' });
      await note(mac, `${mac} ${HOSTILE}`);
      expect(await rackboot.call('machines.plan', { mac })).toMatchObject({ action: 'image', answer });
    }

    const disks = { uefi: makeEfiDisk(directory), 'bios-rom': makeBiosDisk(directory) };
    const diskOf = ({ firmware }: Rack): string => disks[firmware as keyof typeof disks];
    await Promise.all(
      MACHINES.map(async (machine) => {
        const { mac, name } = machine;
        const { text } = await rackboot.call('answers.preview', { mac, id: answer });
        expect(text).toContain(name);
        const vm = await start(lab(), machine, 'first', diskOf(machine));
        await refuseQuestions(vm, untilHome(rackboot, mac, 'started', BOOT_MS));
        await refuseQuestions(vm, vm.waitForConsole(`${BEGIN}${mac} ${HOSTILE}]`, BOOT_MS));
        // It goes on to a mirror, which this network has not: it is switched off, as by a power cut.
        await vm.stop();
      }),
    );
    expectOwnAnswers(rackboot);

    await Promise.all(
      MACHINES.map(async (machine) => {
        const vm = await start(lab(), machine, 'second', diskOf(machine));
        await vm.waitForConsole(DISK_BOOTED, BOOT_MS);
      }),
    );
    expectOwnAnswers(rackboot);
    for (const { mac } of MACHINES) {
      expect(rackboot.seen('machine.disarmed', (e) => e.mac === mac)).toHaveLength(1);
      expect(homeStages(rackboot, mac)).toEqual(['started']);
    }
    const known = await rackboot.call('machines.list');
    expect(known.map(({ name, stage }) => ({ name, stage }))).toEqual(
      MACHINES.map(({ name }) => ({ name, stage: 'local' })),
    );
  });
});

/** Emulated, both at once on two cores with other work: 38 minutes were seen. */
const INSTALL_MS = 3 * 3600_000;
const DISK_BYTES = 4 * 1024 ** 3;

describeLab(
  'Two machines with a mirror',
  ['fullInstall', 'namespaces', 'qemu', 'ovmf', 'xorriso', 'debianArchive'],
  () => {
    const lab = useLab('full');

    it(
      'install Debian completely at once, restart into what they installed, and stay with it',
      async () => {
        const { directory } = lab();
        mkdirSync(join(directory, 'debian'));
        const debian = downloadDebian(join(directory, 'debian'));
        const images = makeDebianDvd(directory, debian);
        const rackboot = await startRackboot(lab(), [
          ...['--range', RANGE],
          ...images.flatMap((image) => ['--image', image]),
        ]);
        // Of the drivers those of virtual machines: the kernel for real ones is five times as large, and this one is emulated.
        const kernel = 'd-i base-installer/kernel/image string linux-image-cloud-amd64\n';
        const answer = await answersFor(rackboot, 'dvd', (text) => `${text.trimEnd()}\n${kernel}`);
        await arm(rackboot, 'dvd', answer);
        const begun = Date.now();
        const told = (name: string, what: string): void => {
          const minutes = ((Date.now() - begun) / 60_000).toFixed(1);
          process.stderr.write(`lab: ${name}: ${what} after ${minutes} min\n`);
        };
        await Promise.all(
          MACHINES.map(async (machine) => {
            const { mac, name } = machine;
            const disk = emptyDisk(join(directory, `${name}.img`));
            const first = await start(lab(), machine, 'first', disk);
            for (const stage of ['started', 'installed']) {
              await refuseQuestions(first, untilHome(rackboot, mac, stage, INSTALL_MS));
              told(name, stage);
            }
            // It restarts by itself.
            await refuseQuestions(first, first.waitForConsole(`${name} login:`, INSTALL_MS));
            told(name, 'runs what it installed');
            // The new system itself, by the network that was set up for it.
            await untilHome(rackboot, mac, 'booted', INSTALL_MS);
            await first.stop();
            const second = await start(lab(), machine, 'second', disk);
            await second.waitForConsole(`${name} login:`, INSTALL_MS);
            told(name, 'runs it again after a power cycle');
          }),
        );
        expectOwnAnswers(rackboot);
        for (const { mac } of MACHINES) {
          expect(rackboot.seen('machine.disarmed', (e) => e.mac === mac)).toHaveLength(1);
          // Cut off at once, the new system may not have kept that it had called, and does so again.
          expect([...new Set(homeStages(rackboot, mac))]).toEqual(['started', 'installed', 'booted']);
          const kernels = rackboot.seen('http.served', (e) => e.mac === mac && e.path.endsWith('/initrd.gz'));
          expect(kernels).toHaveLength(1);
        }
      },
      INSTALL_MS,
    );
  },
);

/** With nothing on it, and taking no room until something is. */
function emptyDisk(path: string): string {
  const file = openSync(path, 'w');
  ftruncateSync(file, DISK_BYTES);
  closeSync(file);
  return path;
}

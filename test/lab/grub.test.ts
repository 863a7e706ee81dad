/** A machine on which iPXE fails is given GRUB, and boots the same by it: waits, installs once, then its disk. Under OVMF. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openTokens } from '../../main/engine/tokens.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { BOOT_MS } from './debian-boot.ts';
import { CALL_HOME_PATH, makeDebianIso, MARKER, questionsOn, writePreseed } from './debian-iso.ts';
import type { Lab } from './lab.ts';
import { RANGE, SERVER_ADDRESS } from './lab.ts';
import { DISK_BOOTED, makeEfiDisk } from './local-disk.ts';
import { ENVIRONMENT } from './processes.ts';
import { startVm } from './qemu.ts';
import { startRackboot } from './rackboot.ts';
import { DEBIAN_INSTALLER, GRUB_MODULES } from './needs.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

const MAC = '52:54:00:77:00:0a' as Mac;
const DASHES = MAC.replaceAll(':', '-');

interface Grub {
  /** Its file; the name is what DHCP says. */
  readonly loader: string;
  /** Where it looks for its configuration. */
  readonly config: string;
  /** By what kernel and initrd come. */
  readonly way: 'http.served' | 'tftp.finished';
}

async function bootsByGrub(lab: Lab, { loader, config, way }: Grub): Promise<void> {
  const name = loader.slice(loader.lastIndexOf('/') + 1);
  const iso = makeDebianIso(lab.directory, 'debian.iso', { layout: 'mini.iso', names: 'joliet' });
  const rackboot = await startRackboot(lab, ['--range', RANGE, '--image', iso, '--unknown', 'wait']);
  const preseed = writePreseed(lab.directory, SERVER_ADDRESS);
  const answer = await rackboot.call('answers.import', { path: preseed });
  expect((await rackboot.call('firmware.import', { path: loader })).version).toMatch(/^GRUB 2\./);
  await rackboot.call('config.update', { loaders: { [MAC]: name } });
  const disk = makeEfiDisk(lab.directory);
  const vm = await startVm(lab, { name: 'grub', mac: MAC, firmware: 'uefi', disk });
  const loaded = (path: string) =>
    rackboot.waitFor('tftp.finished', (e) => e.mac === MAC && e.file === path, BOOT_MS);
  await loaded(name);
  await loaded(config);
  // Asked again out of the loop.
  const again = (): number =>
    rackboot.seen('tftp.finished', (e) => e.file === `/m/${DASHES}/grub.cfg` && e.bytes > 0).length;
  await rackboot.waitFor('tftp.finished', () => again() >= 2, BOOT_MS);
  await vm.waitForConsole(/Rackboot: \S+ waits:/, BOOT_MS);

  await rackboot.call('machines.assign', { mac: MAC, image: 'debian', answer: answer.id, arm: 'once' });
  for (const file of ['/i/debian/linux', '/i/debian/initrd.gz'])
    await rackboot.waitFor(way, (e) => ('path' in e ? e.path : e.file) === file, BOOT_MS);
  const served = await rackboot.waitFor('answer.served', (e) => e.mac === MAC, BOOT_MS);
  expect(served.answer).toBe(answer.id);
  await vm.waitForConsole(MARKER, BOOT_MS);
  await rackboot.waitFor('http.served', (e) => e.mac === MAC && e.path === CALL_HOME_PATH, BOOT_MS);
  expect(await vm.exited).toMatchObject({ code: 0 });
  expect(questionsOn(vm.console())).toEqual([]);

  const second = await startVm(lab, { name: 'second', mac: MAC, firmware: 'uefi', disk });
  await second.waitForConsole(DISK_BOOTED, BOOT_MS);
  expect(rackboot.seen('answer.served')).toHaveLength(1);
  // Looking for its lists and modules is no failure, and where its answers lie stands in no event.
  expect(rackboot.seen('tftp.failed')).toEqual([]);
  const log = readFileSync(join(rackboot.dataDirectory, 'events.jsonl'), 'utf8');
  expect(log).toContain(`/m/${DASHES}/…/preseed.cfg`);
  const tokens = await openTokens(rackboot.dataDirectory);
  for (const purpose of ['home', 'answer'] as const) expect(log).not.toContain(tokens.of(purpose, MAC));
}

describeLab('GRUB', ['namespaces', 'qemu', 'ovmf', 'debian', 'mtools'], () => {
  const lab = useLab('grub');

  it('of the Debian installer does, which knows the server by TFTP only', () =>
    bootsByGrub(lab(), {
      loader: join(DEBIAN_INSTALLER, 'grubx64.efi'),
      // The folder is built in.
      config: '/debian-installer/amd64/grub/grub.cfg',
      way: 'tftp.finished',
    }));
});

describeLab('GRUB with HTTP', ['namespaces', 'qemu', 'ovmf', 'debian', 'mtools', 'grub'], () => {
  const lab = useLab('grub-http');

  it('does, and finds its configuration by the MAC in its name', () =>
    bootsByGrub(lab(), {
      loader: makeGrub(lab().directory),
      config: `/boot/grub/grub.cfg-01-${DASHES}`,
      way: 'http.served',
    }));
});

const MODULES = [
  ...[
    'normal',
    'configfile',
    'net',
    'efinet',
    'tftp',
    'http',
    'linux',
    'chain',
    'boot',
    'echo',
    'sleep',
    'test',
  ],
  ...['true', 'minicmd', 'search', 'search_fs_file', 'fat', 'part_gpt', 'gzio'],
];

/** As grub-mknetdir makes it, with HTTP. */
function makeGrub(directory: string): string {
  const path = join(directory, 'grubnet.efi');
  const args = ['-d', GRUB_MODULES, '-O', 'x86_64-efi', '-o', path, '-p', '/boot/grub', ...MODULES];
  const made = spawnSync('grub-mkimage', args, { encoding: 'utf8', env: ENVIRONMENT });
  expect([made.status, made.stderr]).toEqual([0, '']);
  return path;
}

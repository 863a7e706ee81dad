/** A machine on which iPXE fails is given GRUB, and boots the same by it: Debian's own GRUB for network boot, under OVMF. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BOOT_MS } from './debian-boot.ts';
import { CALL_HOME_PATH, makeDebianIso, MARKER, questionsOn, writePreseed } from './debian-iso.ts';
import { RANGE, SERVER_ADDRESS, useLab } from './lab.ts';
import { DISK_BOOTED, makeEfiDisk } from './local-disk.ts';
import { startVm } from './qemu.ts';
import { startRackboot } from './rackboot.ts';
import { DEBIAN_INSTALLER, describeLab } from './requirements.ts';

const MAC = '52:54:00:77:00:0a';
const DASHES = MAC.replaceAll(':', '-');
/** The folder is built into Debian's. */
const CONFIG = '/debian-installer/amd64/grub/grub.cfg';

describeLab('GRUB', ['namespaces', 'qemu', 'ovmf', 'debian', 'mtools'], () => {
  const lab = useLab('grub');

  it.each([
    ['by HTTP', 80, 'http.served'],
    ['by TFTP, where its HTTP knows port 80 only', 8080, 'tftp.finished'],
  ] as const)('waits, installs Debian once %s, and boots the disk', async (_, port, way) => {
    const iso = makeDebianIso(lab().directory, 'debian.iso', { layout: 'mini.iso', names: 'joliet' });
    const rackboot = await startRackboot(lab(), [
      ...['--range', RANGE, '--image', iso, '--unknown', 'wait', '--http-port', String(port)],
    ]);
    const home = `${SERVER_ADDRESS}${port === 80 ? '' : `:${port}`}`;
    const answer = await rackboot.call('answers.import', { path: writePreseed(lab().directory, home) });
    await rackboot.call('firmware.import', { path: join(DEBIAN_INSTALLER, 'grubx64.efi') });
    await rackboot.call('config.update', { loaders: { [MAC]: 'grubx64.efi' } });
    const disk = makeEfiDisk(lab().directory);
    const vm = await startVm(lab(), { name: 'grub', mac: MAC, firmware: 'uefi', disk });
    const asked = (file: string) =>
      rackboot.seen('tftp.finished', (e) => e.mac === MAC && e.file.endsWith(file));
    await rackboot.waitFor('tftp.finished', (e) => e.mac === MAC && e.file === 'grubx64.efi', BOOT_MS);
    await rackboot.waitFor(
      'tftp.finished',
      (e) => e.file.endsWith(`/m/${DASHES}/grub.cfg`) && asked(`/m/${DASHES}/grub.cfg`).length >= 2,
      BOOT_MS,
    );
    expect(asked(CONFIG)).not.toEqual([]);
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

    const again = await startVm(lab(), { name: 'again', mac: MAC, firmware: 'uefi', disk });
    await again.waitForConsole(DISK_BOOTED, BOOT_MS);
    expect(rackboot.seen('answer.served')).toHaveLength(1);
    // Looking for its lists and modules is no failure, and where its answers lie stands in no event.
    expect(rackboot.seen('tftp.failed')).toEqual([]);
    const log = readFileSync(join(rackboot.dataDirectory, 'events.jsonl'), 'utf8');
    expect(log).toContain(`/m/${DASHES}/…/preseed.cfg`);
    expect(log).not.toMatch(new RegExp(`${MAC.replaceAll(':', '')}[0-9a-f]{20}`));
    expect(log).not.toContain('$6$');
  });
});

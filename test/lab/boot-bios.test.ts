/** A dropped ISO boots on BIOS firmware (SeaBIOS), from an iPXE ROM and from a PXE ROM that loads undionly.kpxe by TFTP. */
import { expect, it } from 'vitest';
import { BOOT_MS, followDebianBoot } from './debian-boot.ts';
import { makeDebianIso, makeMemtestIso, writePreseed } from './debian-iso.ts';
import { RANGE, SERVER_ADDRESS } from './lab.ts';
import { DISK_BOOTED, makeBiosDisk } from './local-disk.ts';
import { startVm } from './qemu.ts';
import { startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

const ROM_MAC = '52:54:00:77:00:11';
const PXE_MAC = '52:54:00:77:00:12';

describeLab('BIOS', ['namespaces', 'qemu', 'ipxe', 'debian'], () => {
  const lab = useLab('bios');

  it('boots two machines at once, each with an address of its own and without a question', async () => {
    const iso = makeDebianIso(lab().directory, 'debian.iso', { layout: 'mini.iso', names: 'plain' });
    const answer = writePreseed(lab().directory, SERVER_ADDRESS);
    const rackboot = await startRackboot(lab(), [
      ...['--range', RANGE, '--image', iso, '--unknown', 'debian.iso', '--answer', answer, '--arm', 'once'],
    ]);
    const rom = await startVm(lab(), { name: 'rom', mac: ROM_MAC, firmware: 'bios-rom' });
    const pxe = await startVm(lab(), { name: 'pxe', mac: PXE_MAC, firmware: 'bios-tftp' });
    const expected = { image: 'debian', kernel: '/LINUX', initrd: '/INITRD.GZ' };
    const boots = await Promise.all([
      followDebianBoot(rackboot, rom, expected),
      followDebianBoot(rackboot, pxe, { ...expected, loader: 'undionly.kpxe' }),
    ]);
    expect(new Set(boots.map(({ address }) => address)).size).toBe(2);
  });

  it('boots where every twentieth packet is lost', async () => {
    const iso = makeDebianIso(lab().directory, 'debian.iso', {
      layout: 'install.amd',
      names: 'rock-ridge-and-joliet',
    });
    const answer = writePreseed(lab().directory, SERVER_ADDRESS);
    const rackboot = await startRackboot(lab(), [
      ...['--range', RANGE, '--image', iso, '--assign', `${PXE_MAC}=debian.iso,${answer}`, '--arm', 'once'],
    ]);
    const restore = lab().setLoss(5);
    try {
      const vm = await startVm(lab(), { name: 'lossy', mac: PXE_MAC, firmware: 'bios-tftp' });
      await followDebianBoot(rackboot, vm, {
        ...{ image: 'debian', loader: 'undionly.kpxe' },
        ...{ kernel: '/install.amd/vmlinuz', initrd: '/install.amd/initrd.gz' },
      });
    } finally {
      restore();
    }
  });
});

describeLab('BIOS with a memory test', ['namespaces', 'qemu', 'ipxe', 'memtest'], () => {
  const lab = useLab('bios-mem');

  it('boots Memtest86+ as the second image of the library', async () => {
    const iso = makeMemtestIso(lab().directory, 'memtest.iso');
    const rackboot = await startRackboot(lab(), [
      '--range',
      RANGE,
      '--image',
      iso,
      '--assign',
      `${PXE_MAC}=memtest.iso`,
    ]);
    const vm = await startVm(lab(), { name: 'memtest', mac: PXE_MAC, firmware: 'bios-tftp' });
    await rackboot.waitFor(
      'tftp.finished',
      (e) => e.mac === PXE_MAC && e.file.endsWith('undionly.kpxe'),
      BOOT_MS,
    );
    await rackboot.waitFor('machine.stage', (e) => e.mac === PXE_MAC && e.stage === 'kernel', BOOT_MS);
    await vm.waitForConsole(/Memtest86\+ +v\d/, BOOT_MS);
  });

  it('boots the disk where the policy for unknown machines is their own disk', async () => {
    const rackboot = await startRackboot(lab(), ['--range', RANGE, '--unknown', 'local']);
    const disk = makeBiosDisk(lab().directory);
    const smbios = { manufacturer: 'HP', product: 'ProLiant DL360 Gen9', serial: 'CZJ1' };
    const vm = await startVm(lab(), { name: 'local', mac: ROM_MAC, firmware: 'bios-rom', disk, smbios });
    await vm.waitForConsole(DISK_BOOTED, BOOT_MS);
    await rackboot.waitFor('machine.stage', (e) => e.mac === ROM_MAC && e.stage === 'local');
    const [machine] = await rackboot.call('machines.list');
    expect(machine).toMatchObject({ serial: 'CZJ1', model: 'HP ProLiant DL360 Gen9' });
  });
});

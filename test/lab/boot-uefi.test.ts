/** A dropped ISO boots on UEFI firmware (OVMF): power-on, TFTP, iPXE, HTTP out of the ISO, and no question asked. */
import { expect, it } from 'vitest';
import { BOOT_MS, followDebianBoot } from './debian-boot.ts';
import { makeDebianIso, makeMemtestIso, writePreseed } from './debian-iso.ts';
import { RANGE, SERVER_ADDRESS } from './lab.ts';
import { startVm } from './qemu.ts';
import { startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

const MAC = '52:54:00:77:00:01';

describeLab('UEFI', ['namespaces', 'qemu', 'ovmf', 'debian'], () => {
  const lab = useLab('uefi');

  it('boots the installer without a question where every twentieth packet is lost', async () => {
    const iso = makeDebianIso(lab().directory, 'lossy.iso', { layout: 'install.amd', names: 'joliet' });
    const answer = writePreseed(lab().directory, SERVER_ADDRESS);
    const rackboot = await startRackboot(lab(), [
      ...['--range', RANGE, '--image', iso, '--unknown', 'lossy.iso', '--answer', answer, '--arm', 'once'],
    ]);
    const restore = lab().setLoss(5);
    try {
      const vm = await startVm(lab(), { name: 'lossy', mac: MAC, firmware: 'uefi' });
      await followDebianBoot(rackboot, vm, {
        ...{ image: 'lossy', loader: 'snponly.efi' },
        ...{ kernel: '/install.amd/vmlinuz', initrd: '/install.amd/initrd.gz' },
      });
    } finally {
      restore();
    }
  });
});

describeLab('UEFI with a memory test', ['namespaces', 'qemu', 'ovmf', 'memtest'], () => {
  const lab = useLab('uefi-mem');

  it('holds an unknown machine until it is assigned an image, then boots that', async () => {
    const iso = makeMemtestIso(lab().directory, 'memtest.iso');
    const rackboot = await startRackboot(lab(), ['--range', RANGE, '--image', iso, '--unknown', 'wait']);
    const smbios = { manufacturer: 'Dell Inc.', product: 'PowerEdge R640', serial: 'AB & C/1' };
    const vm = await startVm(lab(), { name: 'unknown', mac: MAC, firmware: 'uefi', smbios });
    const script = `/m/${MAC.replaceAll(':', '-')}/boot.ipxe`;
    const asked = () => rackboot.seen('http.served', (e) => e.path === script);
    await rackboot.waitFor('http.served', (e) => e.path === script && asked().length >= 3, BOOT_MS);
    await vm.waitForConsole(/waits:/, BOOT_MS);
    // It told by iPXE what machine it is, once, and went on.
    expect((await rackboot.call('machines.list')).map(({ serial, model }) => [serial, model])).toEqual([
      ['AB & C/1', 'Dell Inc. PowerEdge R640'],
    ]);
    expect(rackboot.seen('http.served', (e) => e.path.endsWith('/facts'))).toMatchObject([{ status: 200 }]);
    expect(rackboot.seen('http.served', (e) => e.path.startsWith('/i/'))).toEqual([]);

    await rackboot.call('machines.assign', { mac: MAC, image: 'memtest' });
    await rackboot.waitFor('machine.stage', (e) => e.mac === MAC && e.stage === 'kernel', BOOT_MS);
    await rackboot.waitFor(
      'http.served',
      (e) => e.path.startsWith('/i/memtest/') && e.status === 200,
      BOOT_MS,
    );
    expect(await vm.untilColour(MEMTEST_BLUE, BOOT_MS)).toBe(MEMTEST_BLUE);
  });

  it('boots by HTTP from the first byte where the firmware asks for that', async () => {
    const iso = makeMemtestIso(lab().directory, 'memtest.iso');
    const rackboot = await startRackboot(lab(), [
      '--range',
      RANGE,
      '--image',
      iso,
      '--unknown',
      'memtest.iso',
    ]);
    const vm = await startVm(lab(), { name: 'http', mac: MAC, firmware: 'uefi-http' });
    await rackboot.waitFor('machine.seen', (e) => e.mac === MAC && e.arch === 16, BOOT_MS);
    const loader = await rackboot.waitFor(
      'http.served',
      (e) => e.method === 'GET' && e.path === '/fw/snponly.efi',
      BOOT_MS,
    );
    expect(loader.status).toBe(200);
    await rackboot.waitFor(
      'http.served',
      (e) => e.path.startsWith('/i/memtest/') && e.status === 200,
      BOOT_MS,
    );
    expect(await vm.untilColour(MEMTEST_BLUE, BOOT_MS)).toBe(MEMTEST_BLUE);
    expect(rackboot.seen('tftp.finished')).toEqual([]);
  });
});

/** What most of Memtest86+'s screen is filled with. */
const MEMTEST_BLUE = '0000aa';

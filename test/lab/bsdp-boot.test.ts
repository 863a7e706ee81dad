/**
 * A Mac's whole netboot: BSDP and TFTP by the lab's client, then the very file it loaded on real firmware with its MAC,
 * through iPXE to the kernel of its image.
 */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BOOT_MS } from './debian-boot.ts';
import { makeMemtestIso } from './debian-iso.ts';
import { DNSMASQ_ADDRESS, DNSMASQ_POOL, startDnsmasq } from './dnsmasq.ts';
import { POOL, RANGE, SERVER_ADDRESS } from './lab.ts';
import { bootLoader } from './mac-boot.ts';
import type { TftpStep } from './mac-steps.ts';
import { addMac } from './mac.ts';
import type { Vm } from './qemu.ts';
import type { Rackboot } from './rackboot.ts';
import { startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

const MODEL = 'Macmini6,2';
const LOADER = '/usr/lib/ipxe/snponly.efi';
/** What most of Memtest86+'s screen is filled with. */
const MEMTEST_BLUE = '0000aa';

/** The loader as Debian ships it, in blocks that every Mac takes. */
const WHOLE_LOADER = {
  step: 'tftp',
  server: SERVER_ADDRESS,
  blksize: 1460,
  bytes: statSync(LOADER).size,
  sha256: createHash('sha256').update(readFileSync(LOADER)).digest('hex'),
};

/** From the loader to the test's screen; returns the address that iPXE got. */
async function followMemtest(rackboot: Rackboot, vm: Vm): Promise<string | undefined> {
  const mac = vm.mac;
  const served = (path: string) =>
    rackboot.waitFor('http.served', (e) => e.mac === mac && e.path.startsWith(path), BOOT_MS);
  const script = await served(`/m/${mac.replaceAll(':', '-')}/boot.ipxe`);
  const kernel = await served('/i/memtest/');
  expect([script.status, kernel.status]).toEqual([200, 200]);
  expect(await vm.untilColour(MEMTEST_BLUE, BOOT_MS)).toBe(MEMTEST_BLUE);
  const stages = rackboot.seen('machine.stage', (e) => e.mac === mac).map((e) => e.stage);
  expect(stages.slice(stages.lastIndexOf('loader'))).toEqual(['loader', 'ipxe', 'script', 'kernel']);
  return script.from;
}

describeLab('a Mac boots', ['namespaces', 'qemu', 'ovmf', 'memtest', 'mtools', 'dnsmasq'], () => {
  const lab = useLab('bsdp-boot');

  it('the image it was assigned, from the N key to the kernel, with one address all the way', async () => {
    const iso = makeMemtestIso(lab().directory, 'memtest.iso');
    const mac = addMac(lab(), { name: 'assigned', mac: 'a8:20:66:77:00:01', model: MODEL });
    const rackboot = await startRackboot(lab(), [
      ...['--range', RANGE, '--image', iso, '--assign', `${mac.mac}=memtest.iso`],
    ]);
    const [image] = await rackboot.call('images.list');
    const title = image?.title ?? '';

    const boot = await mac.netboot({ blksize: 8192, gatherMs: 1000 });
    expect(boot.failed).toBeUndefined();
    expect(boot.ignored).toEqual([]);
    expect(boot.offers).toMatchObject([{ kind: 'plain', yiaddr: POOL.first, server: SERVER_ADDRESS }]);
    expect(boot.lease).toMatchObject({
      address: POOL.first,
      mask: '255.255.255.0',
      router: SERVER_ADDRESS,
    });
    const [list] = boot.lists;
    expect(boot.lists).toEqual([
      {
        step: 'list',
        from: { address: SERVER_ADDRESS, port: 67 },
        server: SERVER_ADDRESS,
        siaddr: SERVER_ADDRESS,
        priority: 0x8000,
        default: list?.images[0]?.id,
        images: [{ id: expect.stringMatching(/^8100[0-9a-f]{4}$/) as string, name: title }],
        instances: 1,
        bytes: 300,
      },
    ]);
    expect(boot.select).toMatchObject({
      from: { address: SERVER_ADDRESS, port: 67 },
      result: 'SELECT',
      image: list?.default,
      siaddr: SERVER_ADDRESS,
      sname: SERVER_ADDRESS,
      file: 'snponly.efi',
      tftpServerName: SERVER_ADDRESS,
      bootfileName: 'snponly.efi',
    });
    expect(boot.select).not.toHaveProperty('rootPath');
    expect(boot.tftp).toMatchObject(WHOLE_LOADER);

    const vm = await bootLoader(lab(), mac, (boot.tftp as TftpStep).path ?? '');
    expect(await followMemtest(rackboot, vm)).toBe(POOL.first);
    const addresses = rackboot.seen('dhcp.answered', (e) => e.mac === mac.mac).map((e) => e.address);
    expect(new Set(addresses)).toEqual(new Set([POOL.first]));
    expect(rackboot.seen('bsdp.answered')).toMatchObject([
      { mac: mac.mac, message: 'DHCPINFORM[LIST]', reply: 'DHCPACK[LIST]', images: [title] },
      {
        ...{ mac: mac.mac, message: 'DHCPINFORM[SELECT]', reply: 'DHCPACK[SELECT]' },
        ...{ images: [title], file: 'snponly.efi' },
      },
    ]);
    expect(rackboot.seen('bsdp.ignored')).toEqual([]);
    expect(await rackboot.call('machines.list')).toMatchObject([
      {
        ...{ mac: mac.mac, modelId: MODEL, stage: 'kernel', address: POOL.first },
        model: expect.stringMatching(/^Mac mini \(Late 2012\)/) as string,
      },
    ]);
  });

  it('what a person chose in its boot picker, also after Rackboot was started anew', async () => {
    const iso = makeMemtestIso(lab().directory, 'memtest.iso');
    const mac = addMac(lab(), { name: 'chooses', mac: 'a8:20:66:77:00:02', model: MODEL });
    const args = ['--range', '10.77.0.110-10.77.0.150', '--image', iso, '--unknown', 'wait'];
    const first = await startRackboot(lab(), args);
    const [image] = await first.call('images.list');
    const title = image?.title ?? '';

    // N alone: held until somebody chooses on the console.
    const held = await mac.netboot({ until: 'select', gatherMs: 500 });
    expect(held.lists[0]?.images.map(({ name }) => name)).toEqual(['Rackboot', title]);
    expect(held.chosen?.image).toBe(held.lists[0]?.images[0]?.id);
    expect(first.seen('machine.chose')).toEqual([]);

    const picked = await mac.netboot({ pick: title, order: 'B', until: 'select', gatherMs: 500 });
    expect(picked.offers.map(({ kind }) => kind)).toEqual(['plain']);
    expect(picked.select).toMatchObject({ result: 'SELECT', image: picked.lists[0]?.images[1]?.id });
    expect(first.seen('machine.chose')).toMatchObject([{ mac: mac.mac, image: 'memtest' }]);
    await first.stop('SIGKILL');

    const second = await startRackboot(lab(), args, { dataDirectory: first.dataDirectory });
    const again = await mac.netboot({ blksize: 1468, gatherMs: 1000 });
    expect(again.failed).toBeUndefined();
    expect(again.lists).toEqual([]);
    const [bound] = again.offers.filter(({ kind }) => kind === 'bsdp');
    expect(again.offers).toHaveLength(2);
    expect(bound).toMatchObject({
      ...{ ciaddr: '0.0.0.0', yiaddr: '0.0.0.0', siaddr: SERVER_ADDRESS, sname: SERVER_ADDRESS },
      ...{ file: 'snponly.efi', image: picked.select?.image, vendorClass: 'AAPLBSDPC' },
    });
    expect(again.tftp).toMatchObject(WHOLE_LOADER);
    expect(second.seen('bsdp.answered')).toMatchObject([
      { mac: mac.mac, message: 'DHCPDISCOVER', reply: 'DHCPOFFER', images: [title], file: 'snponly.efi' },
    ]);

    const vm = await bootLoader(lab(), mac, again.tftp?.path ?? '');
    expect(await followMemtest(second, vm)).toBe(again.lease?.address);
  });

  it('from Rackboot where another DHCP server gives the addresses', async () => {
    await startDnsmasq(lab(), 'office');
    const iso = makeMemtestIso(lab().directory, 'memtest.iso');
    const mac = addMac(lab(), { name: 'beside', mac: 'a8:20:66:77:00:03', model: MODEL });
    const rackboot = await startRackboot(lab(), [
      ...['--mode', 'beside', '--image', iso, '--assign', `${mac.mac}=memtest.iso`],
    ]);
    const boot = await mac.netboot({ broadcast: true, blksize: 8192, gatherMs: 1000 });
    expect(boot.failed).toBeUndefined();
    // dnsmasq pings an address for three seconds before it offers it, and the Mac asks again meanwhile.
    expect(new Set(boot.offers.map(({ kind, server }) => `${kind} ${server}`))).toEqual(
      new Set([`plain ${DNSMASQ_ADDRESS}`]),
    );
    expect(boot.lease).toMatchObject({ server: DNSMASQ_ADDRESS });
    expect(boot.lists).toMatchObject([{ server: SERVER_ADDRESS }]);
    expect(boot.select).toMatchObject({ siaddr: SERVER_ADDRESS, file: 'snponly.efi' });
    expect(boot.tftp).toMatchObject(WHOLE_LOADER);

    const vm = await bootLoader(lab(), mac, boot.tftp?.path ?? '');
    const address = await followMemtest(rackboot, vm);
    expect(address).toBe(boot.lease?.address);
    expect(Number(address?.split('.')[3])).toBeGreaterThanOrEqual(Number(DNSMASQ_POOL.first.split('.')[3]));
    // We gave no address to anybody; iPXE alone got an offer, which holds a script and none.
    expect(rackboot.seen('dhcp.answered', (e) => e.reply !== 'DHCPOFFER')).toEqual([]);
    expect(new Set(rackboot.seen('dhcp.answered').map((e) => e.address))).toEqual(new Set([undefined]));
    expect(await rackboot.call('leases.list')).toEqual([]);
  });
});

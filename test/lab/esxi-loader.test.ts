/**
 * ESXi's real loader on real firmware, from power-on to the kernel. It cannot be shipped: RACKBOOT_ESX_LOADER says where an
 * mboot.efi is; for BIOS RACKBOOT_ESX_BIOS_LOADER and RACKBOOT_PXELINUX. RACKBOOT_ESX_KERNEL may name a kernel that it can start and that prints on the first serial port its command
 * line (`CMDLINE …`) and its modules (`MODULE <bytes> <name>`); without one the boot is followed until the kernel was loaded.
 * What was asked for is printed.
 */
import { expect, it } from 'vitest';
import type { LoadProgress } from '../../shared/model/machine.ts';
import { withoutTokens } from '../../shared/boot/token-mask.ts';
import { BOOT_MS } from './debian-boot.ts';
import type { EsxiIso } from './esxi-iso.ts';
import { makeEsxiIso } from './esxi-iso.ts';
import { writeKickstart } from './esxi-machine.ts';
import type { Lab } from './lab.ts';
import { RANGE, SERVER_ADDRESS } from './lab.ts';
import { bootLoader } from './mac-boot.ts';
import { addMac } from './mac.ts';
import { until } from './processes.ts';
import type { Vm } from './qemu.ts';
import { startVm } from './qemu.ts';
import type { Rackboot } from './rackboot.ts';
import { startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

const SERVER = `http://${SERVER_ADDRESS}`;
const IMAGE = 'esxi80';
const KERNEL = process.env['RACKBOOT_ESX_KERNEL'];
const BIG = 16 * 1024 * 1024;

interface Bench {
  readonly rackboot: Rackboot;
  readonly iso: EsxiIso;
}

/** Up to s.v00, which is as large as the console needs to be seen moving. */
async function bench(lab: Lab, mac: string): Promise<Bench> {
  const { RACKBOOT_ESX_LOADER: loader, RACKBOOT_ESX_BIOS_LOADER: biosLoader } = process.env;
  const iso = makeEsxiIso(lab.directory, `${IMAGE}.iso`, {
    ...{ version: '8.0', modules: 13, sizes: { 's.v00': BIG } },
    ...(loader !== undefined && { loader }),
    ...(biosLoader !== undefined && { biosLoader }),
    ...(KERNEL !== undefined && { kernel: KERNEL }),
  });
  const kickstart = writeKickstart(lab.directory, 'ks.cfg');
  const rackboot = await startRackboot(lab, [
    ...['--range', RANGE, '--image', iso.path, '--arm', 'once'],
    ...['--assign', `${mac}=${IMAGE}.iso,${lab.directory}/${kickstart}`],
  ]);
  return { rackboot, iso };
}

/** Everything this machine has loaded, as `GET /boot.cfg 200`. */
function requestsOf({ events }: Rackboot, mac: string): string[] {
  return events.flatMap((event) => {
    if (!('mac' in event) || event.mac !== mac) return [];
    if (event.type === 'http.served')
      return [`${event.method} ${event.path} ${event.status}${event.aborted === true ? ' dropped' : ''}`];
    if (event.type === 'tftp.finished') return [`RRQ ${event.file}`];
    return event.type === 'tftp.failed' ? [`RRQ ${event.file}: ${event.error}`] : [];
  });
}

/** From the loader's boot.cfg until its kernel runs; holds what it asked for to what its boot.cfg says. */
async function followLoader({ rackboot, iso }: Bench, vm: Vm): Promise<readonly string[]> {
  const dashes = vm.mac.replaceAll(':', '-');
  const paths = [...iso.files.keys()].map((name) => `/i/${IMAGE}/${name}`);
  const last = (KERNEL === undefined ? paths[0] : paths.at(-1)) ?? '';
  const whole = (path: string) =>
    rackboot.seen('http.served', (e) => e.path === path && e.method === 'GET' && e.status === 200);
  const loads: LoadProgress[] = [];
  try {
    await until(`${last} to be loaded`, BOOT_MS, async () => {
      const [machine] = await rackboot.call('machines.list');
      if (machine?.load && machine.load.bytes !== loads.at(-1)?.bytes) loads.push(machine.load);
      return whole(last).some(({ aborted }) => aborted !== true) || undefined;
    });
    if (KERNEL !== undefined) await expectKernel(vm, iso, dashes);
  } finally {
    const log = requestsOf(rackboot, vm.mac).map((line) => `  ${line}`);
    process.stderr.write(`${vm.name} asked for:\n${log.join('\n')}\n`);
  }
  expect(rackboot.seen('http.failed')).toEqual([]);
  const [machine] = await rackboot.call('machines.list');
  expect(machine).toMatchObject({ mac: vm.mac, stage: 'kernel' });
  if (KERNEL !== undefined) expectProgress(loads, machine?.load, iso);
  const served = rackboot.seen('http.served', (e) => e.method === 'GET' && e.aborted !== true);
  const files = served.filter(({ path }) => paths.includes(path)).map(({ path }) => path);
  // iPXE 2 asks for each twice: small ones have left whole before it leaves, having learned their size.
  const expected = KERNEL === undefined ? paths.slice(0, 1) : paths;
  expect(files.slice(-expected.length)).toEqual(expected);
  const missed = rackboot
    .seen('http.served', (e) => e.status >= 400)
    .map(({ path }) => path.split('/').at(-1));
  expect(missed.filter((name) => name !== 'crypto64.efi')).toEqual([]);
  return requestsOf(rackboot, vm.mac);
}

async function expectKernel(vm: Vm, { files }: EsxiIso, dashes: string): Promise<void> {
  const [kernel, ...modules] = [...files.keys()].map((name) => `${SERVER}/i/${IMAGE}/${name}`);
  await vm.waitForConsole(`MODULE ${BIG} ${modules.at(-1)}`, BOOT_MS);
  const [, line = ''] = /^CMDLINE (.*)$/m.exec(vm.console()) ?? [];
  process.stderr.write(`${vm.name} got: ${line}\n`);
  const [program, ...words] = line.split(' ');
  expect(program).toBe(kernel);
  expect(words.map((line) => withoutTokens(line)).toSorted()).toEqual([
    `BOOTIF=01-${dashes}`,
    `ks=${SERVER}/m/${dashes}/…/ks.cfg`,
    'runweasel',
  ]);
  const loaded = [...vm.console().matchAll(/^MODULE (\d+) (\S+)/gm)].map(([, , name]) => name);
  expect(loaded).toEqual(modules);
}

/** Rising while it was looked at, and whole at the end; a virtual machine loads faster than one can look. */
function expectProgress(
  seen: readonly LoadProgress[],
  last: LoadProgress | undefined,
  { files }: EsxiIso,
): void {
  const totalBytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  const always = { count: files.size, totalBytes };
  for (const load of seen) expect(load).toMatchObject(always);
  const bytes = seen.map((load) => load.bytes);
  expect(bytes).toEqual(bytes.toSorted((a, b) => a - b));
  expect(last).toMatchObject({ ...always, file: 's.v00', number: files.size, bytes: totalBytes });
}

describeLab('the real loader of ESXi', ['namespaces', 'qemu', 'ovmf', 'xorriso', 'esxLoader'], () => {
  const lab = useLab('esxi-loader');

  it('starts from our script after UEFI PXE, and loads with the boot.cfg of this machine', async () => {
    const mac = '52:54:00:7e:80:01';
    const started = await bench(lab(), mac);
    const vm = await startVm(lab(), { name: 'uefi', mac, firmware: 'uefi' });
    const log = await followLoader(started, vm);
    const dashes = mac.replaceAll(':', '-');
    expect(log).toContain('RRQ snponly.efi');
    const told = log.indexOf(`GET /m/${dashes}/boot.cfg 200`);
    expect(told).toBeGreaterThan(log.indexOf(`GET /m/${dashes}/boot.ipxe 200`));
    expect(log.findIndex((line) => /^GET \/i\/esxi80\/efi\/boot\/bootx64\.efi 200/i.test(line))).toBeLessThan(
      told,
    );
  });

  it('starts by UEFI HTTP boot without iPXE', async () => {
    const mac = '52:54:00:7e:80:02';
    const started = await bench(lab(), mac);
    const vm = await startVm(lab(), { name: 'uefi-http', mac, firmware: 'uefi-http' });
    const log = await followLoader(started, vm);
    const dashes = mac.replaceAll(':', '-');
    expect(log).toContain(`HEAD /m/${dashes}/mboot.efi 200`);
    expect(log).toContain(`GET /m/${dashes}/mboot.efi 200`);
    expect(log.filter((line) => line.includes('boot.ipxe'))).toEqual([]);
    expect(started.rackboot.seen('tftp.finished')).toEqual([]);
  });
});

describeLab(
  'the real loader of ESXi on a Mac',
  ['namespaces', 'qemu', 'ovmf', 'mtools', 'xorriso', 'esxLoader'],
  () => {
    const lab = useLab('esxi-mac');

    it('starts from the N key on, with the boot.cfg of this Mac', async () => {
      const mac = addMac(lab(), { name: 'esxi', mac: 'a8:20:66:7e:80:03', model: 'Macmini6,2' });
      const started = await bench(lab(), mac.mac);
      const boot = await mac.netboot({ blksize: 8192, gatherMs: 1000 });
      expect(boot.failed).toBeUndefined();
      expect(boot.lists[0]?.images).toMatchObject([{ name: started.iso.title }]);
      expect(boot.select).toMatchObject({ result: 'SELECT', file: 'snponly.efi' });
      const vm = await bootLoader(lab(), mac, boot.tftp?.path ?? '');
      const log = await followLoader(started, vm);
      const dashes = mac.mac.replaceAll(':', '-');
      expect(log).toContain('RRQ snponly.efi');
      expect(log).toContain(`GET /m/${dashes}/boot.ipxe 200`);
      expect(log).toContain(`GET /m/${dashes}/boot.cfg 200`);
    });
  },
);

describeLab(
  'the real loader of ESXi on BIOS',
  ['namespaces', 'qemu', 'ipxe', 'xorriso', 'esxBiosLoader', 'pxelinux'],
  () => {
    const lab = useLab('esxi-bios');

    it('starts through pxelinux.0 that somebody dropped, with the boot.cfg of this machine', async () => {
      const mac = '52:54:00:7e:80:04';
      const started = await bench(lab(), mac);
      const path = process.env['RACKBOOT_PXELINUX'] ?? '';
      expect(await started.rackboot.call('firmware.import', { path })).toMatchObject({ name: 'pxelinux.0' });
      const vm = await startVm(lab(), { name: 'bios', mac, firmware: 'bios-tftp' });
      const log = await followLoader(started, vm);
      const dashes = mac.replaceAll(':', '-');
      expect(log).toContain('RRQ undionly.kpxe');
      const steps = [`/m/${dashes}/boot.ipxe`, '/fw/pxelinux.0', `/m/${dashes}/pxelinux.cfg`];
      for (const step of [...steps, `/i/${IMAGE}/MBOOT.C32`, `/m/${dashes}/boot.cfg`])
        expect(log).toContain(`GET ${step} 200`);
    });
  },
);

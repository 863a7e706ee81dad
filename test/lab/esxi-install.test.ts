/** From the kickstart to the installed system: each machine its own, once, and what the console shows meanwhile. */
import { expect, it } from 'vitest';
import type { LoadProgress, Machine } from '../../shared/model/machine.ts';
import { withoutTokens } from '../../shared/boot/token-mask.ts';
import { ARCH } from './boot-machine.ts';
import type { EsxiMachine } from './esxi-machine.ts';
import { kickstartText, startEsxiPair } from './esxi-machine.ts';
import { SERVER_ADDRESS } from './lab.ts';
import { until } from './processes.ts';
import type { Rackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

const SERVER = `http://${SERVER_ADDRESS}`;

/** Firmware, iPXE, script, boot.cfg and all files; returns the address. */
async function bootInstaller({ dhcp, get, getAll, dashes, iso, image }: EsxiMachine): Promise<string> {
  await dhcp('firmware', ARCH.uefi);
  const { address } = await dhcp('ipxe', ARCH.uefi);
  await get(`/m/${dashes}/boot.ipxe`);
  await get(`/m/${dashes}/boot.cfg`);
  await getAll([...iso.files.keys()].map((name) => `/i/${image}/${name}`));
  return address;
}

async function machineOf(rackboot: Rackboot, mac: string): Promise<Machine | undefined> {
  return (await rackboot.call('machines.list')).find((one) => one.mac === mac);
}

describeLab('ESXi installs', ['namespaces', 'xorriso', 'curl'], () => {
  const lab = useLab('esxi-install');

  it('with a kickstart of its own that nobody else may read, and once', async () => {
    const { rackboot, machines, old, young } = await startEsxiPair(lab(), '60');
    for (const machine of machines) await bootInstaller(machine);
    expect((await young.get(`/m/${old.dashes}/ks.cfg`)).status).toBe(403);
    expect((await old.get(`/m/${young.dashes}/ks.cfg`)).status).toBe(403);
    expect(rackboot.seen('answer.served')).toEqual([]);

    const homes: string[] = [];
    for (const machine of machines) {
      const { status, text } = await machine.get(`/m/${machine.dashes}/ks.cfg`);
      const home = /"(http:[^"?]+)\?stage=installed"/.exec(text)?.[1] ?? '';
      expect(home).toMatch(new RegExp(`^${SERVER}/home/[\\w-]{16,}$`));
      homes.push(home);
      expect([status, text]).toEqual([200, kickstartText(machine.kickstart, machine.mac, home)]);
    }
    expect(new Set(homes).size).toBe(2);
    expect(rackboot.seen('answer.served')).toMatchObject(
      machines.map(({ mac, kickstart }) => ({ mac, answer: kickstart })),
    );
    // The installer may read it again; nobody else may.
    expect((await old.get(`/m/${old.dashes}/ks.cfg`)).status).toBe(200);
    expect((await young.get(`/m/${old.dashes}/ks.cfg`)).status).toBe(403);
    expect(rackboot.seen('machine.disarmed')).toEqual([]);

    // Off and on again: what was installed is not installed over.
    await old.dhcp('firmware', ARCH.uefi);
    await old.dhcp('ipxe', ARCH.uefi);
    const script = await old.get(`/m/${old.dashes}/boot.ipxe`);
    expect(script.text).toContain('boots its own disk');
    expect(script.text).not.toContain('/i/');
    expect(rackboot.seen('machine.disarmed')).toMatchObject([{ mac: old.mac }]);
    const shut = await old.getAll([
      `/m/${old.dashes}/ks.cfg`,
      `/m/${old.dashes}/boot.cfg`,
      `/01-${old.dashes}/boot.cfg`,
      '/boot.cfg',
    ]);
    expect(shut.map(({ status }) => status)).not.toContain(200);
    expect(await machineOf(rackboot, old.mac)).toMatchObject({ stage: 'local' });
    expect(await machineOf(rackboot, young.mac)).toMatchObject({ stage: 'answer' });
  });

  it('and shows which module is loading, that the installer is up, and that it called home', async () => {
    const sizes = { 's.v00': 12 * 1024 * 1024 };
    const { rackboot, old, young } = await startEsxiPair(lab(), '61', { sizes });
    const { dashes, mac, iso, image } = young;
    await young.dhcp('firmware', ARCH.uefi);
    const { address } = await young.dhcp('ipxe', ARCH.uefi);
    await young.get(`/m/${dashes}/boot.ipxe`);
    await young.get(`/m/${dashes}/boot.cfg`);
    const names = [...iso.files.keys()];
    const path = (name: string): string => `/i/${image}/${name}`;
    const big = names.indexOf('s.v00');
    // As iPXE 2 does: each for its size first. Nothing is counted twice.
    await young.sizes(names.map(path));
    await young.getAll(names.slice(0, big).map(path));
    const slow = await young.getSlowly(path('s.v00'), 1024 * 1024);
    expectRising(await loadsOf(rackboot, mac, 's.v00'), {
      ...{ file: 's.v00', number: big + 1, count: names.length },
      totalBytes: [...iso.files.values()].reduce((sum, { length }) => sum + length, 0),
    });
    expect(await slow.exited).toMatchObject({ code: 0 });
    await young.getAll(names.slice(big + 1).map(path));
    expect(await machineOf(rackboot, mac)).toMatchObject({ stage: 'kernel', address });

    expect(await young.dhcp('esxi-installer')).toMatchObject({ address });
    expect(await machineOf(rackboot, mac)).toMatchObject({ stage: 'installer', address });
    const { text } = await young.get(`/m/${dashes}/ks.cfg`);
    const home = /"http:\/\/[\d.]+(\/home\/[^"?]+)\?/.exec(text)?.[1] ?? '';
    expect((await young.get(`${home}?stage=installed`)).status).toBe(200);
    expect(rackboot.seen('home.called')).toMatchObject([{ mac, stage: 'installed' }]);
    expect(rackboot.seen('machine.disarmed')).toMatchObject([{ mac }]);
    expect(await machineOf(rackboot, mac)).toMatchObject({ stage: 'installed' });
    const token = home.slice('/home/'.length);
    expect(token).not.toBe('');
    expect(JSON.stringify(rackboot.events)).not.toContain(token);

    // The system that was installed asks by the same class, and from the network it gets its own disk.
    await young.dhcp('esxi-installer');
    expect(await machineOf(rackboot, mac)).toMatchObject({ stage: 'installed' });
    await young.dhcp('ipxe', ARCH.uefi);
    expect((await young.get(`/m/${dashes}/boot.ipxe`)).text).toContain('boots its own disk');
    // The other one still has its install before it.
    await old.dhcp('ipxe', ARCH.uefi);
    expect(withoutTokens((await old.get(`/m/${old.dashes}/boot.cfg`)).text)).toContain(
      `ks=${SERVER}/m/${old.dashes}/…/ks.cfg`,
    );
    expect(rackboot.seen('http.failed')).toEqual([]);
  });
});

/** What the console sees of this file's load, three times. */
async function loadsOf(rackboot: Rackboot, mac: string, file: string): Promise<readonly LoadProgress[]> {
  const seen: LoadProgress[] = [];
  return until(`three steps of ${file}`, 20_000, async () => {
    const load = (await machineOf(rackboot, mac))?.load;
    if (load?.file === file && load.bytes !== seen.at(-1)?.bytes) seen.push(load);
    return seen.length >= 3 ? seen : undefined;
  });
}

function expectRising(loads: readonly LoadProgress[], always: Partial<LoadProgress>): void {
  for (const load of loads) {
    expect(load).toMatchObject(always);
    expect(load.bytes).toBeLessThanOrEqual(load.totalBytes);
  }
  const bytes = loads.map((load) => load.bytes);
  expect(bytes).toEqual(bytes.toSorted((a, b) => a - b));
  const last = loads.at(-1);
  expect(last?.bytesPerSecond).toBeGreaterThan(0);
  expect(last?.msLeft).toBeGreaterThan(0);
}

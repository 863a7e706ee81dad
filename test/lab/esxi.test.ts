/**
 * What ESXi's loaders ask for, as recorded from the real ones (facts, esxi-loader.md), asked by two machines at once that
 * have an image and a kickstart each. Rackboot takes seconds to start, so each test looks at several things.
 */
import { expect, it } from 'vitest';
import { addBootMachine, ARCH } from './boot-machine.ts';
import type { EsxiMachine } from './esxi-machine.ts';
import { expectOwnBootCfg, startEsxiPair } from './esxi-machine.ts';
import { LOADER_WAYS, replay } from './esxi-replay.ts';
import { SERVER_ADDRESS } from './lab.ts';
import type { Rackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

const SERVER = `http://${SERVER_ADDRESS}`;

/** Size hints, probes and whatever else loaders break off are no failures. */
function expectNoFailures(rackboot: Rackboot): void {
  expect(rackboot.seen('http.failed')).toEqual([]);
  expect(rackboot.seen('machine.stage', (e) => e.stage === 'stalled')).toEqual([]);
}

/** All that boot.cfg is asked for by, where the MAC stands in the path. */
function namedPlaces({ dashes, image }: EsxiMachine): string[] {
  const folders = [`01-${dashes}`, `01-${dashes.toUpperCase()}`];
  return ['', `/i/${image}`, `/i/${image}/efi/boot`, `/i/${image}/EFI/BOOT`].flatMap((folder) =>
    folders.map((mac) => `${folder}/${mac}/boot.cfg`),
  );
}

/** And by the address that asks. */
function placesByAddress({ image }: EsxiMachine): string[] {
  return [
    '/boot.cfg',
    `/i/${image}/boot.cfg`,
    `/i/${image}/efi/boot/boot.cfg`,
    `/i/${image}/EFI/BOOT/BOOT.CFG`,
  ];
}

describeLab('ESXi, two machines at once', ['namespaces', 'xorriso', 'curl'], () => {
  const lab = useLab('esxi');

  it('each gets its own script, and its own boot.cfg wherever a loader looks for it', async () => {
    const { rackboot, machines } = await startEsxiPair(lab(), '10');
    const images = await rackboot.call('images.list');
    expect(images.map(({ id, title }) => [id, title])).toEqual(
      machines.map(({ image, iso }) => [image, iso.title]),
    );
    await Promise.all(
      machines.map(async (machine) => {
        await expectOwnScript(machine);
        await expectOwnBootCfgEverywhere(machine);
        await expectOwnBootCfgByTftp(machine);
      }),
    );
    expectNoFailures(rackboot);
  });

  it('nobody else gets one, and the loader has the name that people give it', async () => {
    const { rackboot, machines } = await startEsxiPair(lab(), '20');
    const [visitor, leased] = [
      addBootMachine(lab(), { name: '20-visitor', mac: '52:54:00:7e:20:09', address: '10.77.0.9/24' }),
      addBootMachine(lab(), { name: '20-leased', mac: '52:54:00:7e:20:08' }),
    ];
    await leased.dhcp('firmware', ARCH.uefi);
    for (const somebody of [visitor, leased]) {
      const { dashes } = somebody;
      const server = ['/boot.cfg', `/01-${dashes}/boot.cfg`, `/m/${dashes}/boot.cfg`, `/m/${dashes}/ks.cfg`];
      const refused = await somebody.getAll(server);
      expect(refused.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
      for (const { image, iso } of machines) {
        const own = await somebody.getAll([`/i/${image}/boot.cfg`, `/i/${image}/efi/boot/boot.cfg`]);
        expect(own.map(({ status, text }) => [status, text])).toEqual(Array(2).fill([200, iso.bootCfg]));
      }
      expect((await somebody.tftp(['boot.cfg', '/boot.cfg'])).map(({ status }) => status)).toEqual([0, 0]);
    }
    expect(rackboot.seen('answer.served')).toEqual([]);

    for (const machine of machines) {
      const { dashes, image, mboot } = machine;
      const own = `/m/${dashes}/mboot.efi`;
      expect(await machine.dhcp('http', ARCH['uefi-http'])).toMatchObject({
        file: `${SERVER}${own}`,
        vendorClass: 'HTTPClient',
      });
      expect(await machine.heads([own])).toEqual([[200, mboot.length]]);
      const found = await machine.getAll([own, `/i/${image}/mboot.efi`, '/mboot.efi']);
      const byTftp = await machine.tftp(['mboot.efi', '/mboot.efi', `i\\${image}\\mboot.efi`]);
      expect([...found, ...byTftp].map(({ status, body }) => [status, body.equals(mboot)])).toEqual(
        Array(6).fill([200, true]),
      );
    }
    expectNoFailures(rackboot);
  });

  it('whatever the versions of loader and iPXE, every path they ask for is answered right', async () => {
    const { rackboot, machines } = await startEsxiPair(lab(), '30', { sizes: { 's.v00': 6 * 1024 * 1024 } });
    for (const way of LOADER_WAYS) {
      await Promise.all(machines.map((machine) => replay(machine, way)));
      const stages = (await rackboot.call('machines.list')).map(({ mac, stage }) => [mac, stage]);
      expect(stages.toSorted(), way.title).toEqual(machines.map(({ mac }) => [mac, 'kernel']));
    }
    expectNoFailures(rackboot);
    const missed = rackboot.seen('http.served', (e) => e.status >= 400);
    expect(new Set(missed.map(({ path }) => path.split('/').at(-1)))).toEqual(new Set(['crypto64.efi']));
  });
});

async function expectOwnScript(machine: EsxiMachine): Promise<void> {
  const { dashes } = machine;
  expect(await machine.dhcp('firmware', ARCH.uefi)).toMatchObject({ file: 'snponly.efi' });
  const path = `/m/${dashes}/boot.ipxe`;
  expect(await machine.dhcp('ipxe', ARCH.uefi)).toMatchObject({ file: `${SERVER}${path}` });
  const { status, text } = await machine.get(path);
  expect(status).toBe(200);
  const chains = text.split('\n').filter((line) => line.startsWith('chain http'));
  // The newest loader here starts both; what plain ISO 9660 has in upper case may be asked for so.
  expect(
    chains.map((line) => line.replace(/\/efi\/boot\/bootx64\.efi/i, (name) => name.toLowerCase())),
  ).toEqual([
    `chain ${SERVER}/i/esxi80/efi/boot/bootx64.efi -c ${SERVER}/m/${dashes}/boot.cfg BOOTIF=01-${dashes} || goto failed`,
  ]);
}

async function expectOwnBootCfgEverywhere(machine: EsxiMachine): Promise<void> {
  const [told] = await machine.getAll([`/m/${machine.dashes}/boot.cfg`]);
  expect(told?.status).toBe(200);
  expectOwnBootCfg(machine, told?.text ?? '', { told: true });
  const places = [...namedPlaces(machine), ...placesByAddress(machine)];
  const found = await machine.getAll(places);
  for (const [at, one] of found.entries()) {
    expect([one.status, one.text], places[at]).toEqual([200, found[0]?.text]);
    expectOwnBootCfg(machine, one.text);
  }
}

/** The same with paths for TFTP, whatever slashes the loader writes. */
async function expectOwnBootCfgByTftp(machine: EsxiMachine): Promise<void> {
  const slashes = [...namedPlaces(machine), ...placesByAddress(machine)].flatMap((path) => [
    path,
    path.slice(1),
  ]);
  const names = [...slashes, ...slashes.map((path) => path.replaceAll('/', '\\'))];
  const found = await machine.tftp(names);
  for (const [at, one] of found.entries()) {
    expect([one.status, one.text], names[at]).toEqual([200, found[0]?.text]);
    expectOwnBootCfg(machine, one.text, { via: 'tftp' });
  }
}

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBootDecisions } from '../../main/engine/boot-decisions.ts';
import { createMacBoot } from '../../main/engine/mac-boot.ts';
import { createMachineRegistry } from '../../main/engine/machine-registry.ts';
import { openMachineStore } from '../../main/engine/machine-store.ts';
import type { ClientIdentity } from '../../shared/boot/identify.ts';
import type { Assignment, Config } from '../../shared/model/config.ts';
import { configSchema } from '../../shared/model/config.ts';
import type { Image } from '../../shared/model/image.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { debianImage, memtestImage, nbiImage } from '../boot/image-samples.ts';
import { MODELS } from '../boot/mac-samples.ts';
import { temporaryFolder } from './temporary.ts';

const mac = '3c:07:54:77:af:54' as Mac;

interface Given {
  readonly config?: Partial<Config>;
  readonly assignment?: Assignment;
  readonly images?: readonly Image[];
  readonly firmware?: readonly string[];
}

function bench({ config, assignment, images, firmware = ['snponly.efi', 'ipxe.efi'] }: Given = {}) {
  const library = images ?? [debianImage(), memtestImage()];
  const machines = createMachineRegistry({
    store: openMachineStore(join(temporaryFolder(), 'm.db'), 0),
    append: () => undefined,
    now: () => 9,
    onSaveError: () => undefined,
  });
  machines.see(mac, 'bsdp', { kind: 'bsdp', modelId: 'Macmini6,2' });
  const settings = (): Config => ({
    ...configSchema.parse({}),
    ...config,
    ...(assignment && { assignments: { [mac]: assignment } }),
  });
  const hasFirmware = (name: string): boolean => firmware.includes(name);
  const decisions = createBootDecisions({
    http: 'http://10.77.0.1',
    config: settings,
    machines,
    image: (id) => library.find((one) => one.id === id),
    hasAnswer: () => true,
    hasFirmware,
    append: () => undefined,
    now: () => 9,
    token: () => '',
  });
  const macBoot = createMacBoot({
    http: 'http://10.77.0.1',
    address: '10.77.0.1' as Ipv4,
    models: MODELS,
    config: settings,
    decisions,
    machine: machines.get,
    images: () => library,
    hasFirmware,
  });
  const identity = (kind: ClientIdentity['kind'] = 'bsdp', systemId = 'Macmini6,2'): ClientIdentity => ({
    mac,
    kind,
    apple: { arch: 'i386', systemId },
  });
  const shown = (who = identity()) => macBoot.images(who).images;
  return { macBoot, machines, decisions, identity, shown };
}

describe('a Mac that is to boot its own disk', () => {
  it('is shown nothing, and leaves an iPXE that it was started in: Apple’s firmware goes on', () => {
    const { decisions, shown, machines } = bench({ assignment: { image: 'local', arm: 'off' } });
    expect(shown()).toEqual([]);
    const text = (): string => decisions.script(mac, { itself: true, boots: true }).text;
    // Its firmware has not told of EFI yet: iPXE itself knows that it is no PC BIOS.
    expect(text()).toContain('\niseq ${platform} pcbios || exit 1\n');
    machines.see(mac, 'dhcp', { kind: 'ipxe', platform: 'efi', cpu: 'x86_64' });
    expect(text()).toMatch(/\nexit 1\n$/);
    expect(text()).not.toContain('sanboot');
    machines.close();
  });
});

describe('what a Mac is shown', () => {
  it('is the image that holds it, then everything that boots on it, through iPXE', () => {
    const { shown, machines } = bench();
    expect(shown().map(({ name, file }) => [name, file])).toEqual([
      ['Rackboot', 'snponly.efi'],
      ['Debian 12 installer', 'snponly.efi'],
      ['memtest86+', 'snponly.efi'],
    ]);
    machines.close();
  });

  it('is its assignment and nothing else', () => {
    const { shown, machines } = bench({ assignment: { image: 'memtest', arm: 'off' } });
    expect(shown().map(({ name }) => name)).toEqual(['memtest86+']);
    machines.close();
  });

  it('is loaded by what was chosen for it by hand, where that is there', () => {
    const loaders = { [mac]: 'ipxe.efi' };
    const { shown, machines } = bench({ config: { loaders } });
    expect(shown()[0]?.file).toBe('ipxe.efi');
    machines.close();
    const without = bench({ config: { loaders }, firmware: ['snponly.efi'] });
    expect(without.shown()[0]?.file).toBe('snponly.efi');
    without.machines.close();
  });

  it('is nothing for 32-bit firmware without a 32-bit iPXE, and says so', () => {
    const { macBoot, identity, machines } = bench();
    expect(macBoot.images(identity('bsdp', 'Macmini2,1'))).toMatchObject({ images: [] });
    expect(macBoot.images(identity('bsdp', 'Macmini2,1')).why.at(-1)).toMatch(/no iPXE for i386 EFI/);
    machines.close();
  });

  it('has two images of one name told apart', () => {
    const { shown, machines } = bench({ images: [debianImage(), { ...debianImage(), id: 'debian-2' }] });
    expect(shown().map(({ name }) => name)).toEqual([
      'Rackboot',
      'Debian 12 installer (debian)',
      'Debian 12 installer (debian-2)',
    ]);
    machines.close();
  });

  it('has Apple’s own installers only where they are armed for it', () => {
    const unarmed = bench({ images: [nbiImage()] });
    expect(unarmed.shown().map(({ name }) => name)).toEqual(['Rackboot']);
    unarmed.machines.close();
    const armed = bench({ images: [nbiImage()], assignment: { image: 'sierra', arm: 'once' } });
    expect(armed.shown()).toMatchObject([
      {
        name: 'Sierra',
        id: 0x81000929,
        file: '/i/sierra/i386/booter',
        rootPath: 'http://10.77.0.1/i/sierra/NetInstall.dmg',
      },
    ]);
    armed.machines.close();
  });

  it('has those that do not install by NFS where a server for that is named, others by HTTP', () => {
    const bsdp = {
      offer: 'plain',
      priority: 5,
      nfs: { server: '10.77.0.9' as Ipv4, export: '/nbi' },
    } as const;
    const images = [
      nbiImage({ install: false }),
      { ...nbiImage({ install: false, type: 'HTTP', index: 7 }), id: 'http' },
    ];
    const { shown, macBoot, machines } = bench({ config: { bsdp }, images });
    expect(shown().map(({ rootPath }) => rootPath)).toEqual([
      undefined,
      'nfs:10.77.0.9:/nbi:Sierra.nbi/NetInstall.dmg',
      'http://10.77.0.1/i/http/NetInstall.dmg',
    ]);
    expect(macBoot.settings()).toEqual({ offer: 'plain', priority: 5 });
    machines.close();
  });

  it('keeps its default when something was chosen at it, and the choice is what it boots', () => {
    const { shown, machines, decisions } = bench();
    machines.choose(mac, 'memtest');
    expect(shown()[0]?.name).toBe('Rackboot');
    expect(decisions.plan(mac)).toMatchObject({ action: 'image', image: 'memtest' });
    machines.close();
  });

  it('is nothing once its one install began: its firmware asks, and goes on to its disk', () => {
    const { shown, identity, machines, decisions } = bench({
      images: [nbiImage()],
      assignment: { image: 'sierra', arm: 'once' },
    });
    decisions.beganUnasked(mac, nbiImage());
    expect(machines.get(mac)?.install).toEqual({ image: 'sierra', answeredAt: 9 });
    // macOS that looks, in the middle of the install, uses nothing up.
    shown(identity('plain'));
    expect(machines.get(mac)?.install?.spentAt).toBeUndefined();
    expect(shown()).toEqual([]);
    expect(machines.get(mac)?.install?.spentAt).toBe(9);
    machines.close();
  });

  it('does not use up an arming by what erases nothing', () => {
    const { decisions, machines } = bench({
      images: [nbiImage({ install: false })],
      assignment: { image: 'sierra', arm: 'off' },
    });
    decisions.beganUnasked(mac, nbiImage({ install: false }));
    expect(machines.get(mac)?.install).toBeUndefined();
    machines.close();
  });
});

describe('instructions', () => {
  it('name the server, the model and the image', () => {
    const { macBoot, machines } = bench({ assignment: { image: 'memtest', arm: 'off' } });
    const text = JSON.stringify(macBoot.instructions(mac));
    expect(text).toContain('sudo bless --netboot --server bsdp://10.77.0.1');
    expect(text).toContain('csrutil netboot add 10.77.0.1');
    expect(text).toContain('Mac mini (Late 2012)');
    expect(text).toContain('memtest86+');
    machines.close();
  });
});

describe('what is armed by hand', () => {
  const policy = { action: 'image', image: 'debian', answer: 'wipe.cfg', arm: 'off' } as const;

  it('is what counts for the Mac: its assignment, else what was chosen at it, else the policy', () => {
    const { decisions, machines } = bench({
      images: [debianImage(), nbiImage()],
      config: { unknown: policy },
    });
    expect(decisions.wanted(mac)).toEqual({ image: 'debian', answer: 'wipe.cfg', arm: 'off' });
    machines.choose(mac, 'sierra');
    expect(decisions.wanted(mac)).toEqual({ image: 'sierra', arm: 'off' });
    machines.choose(mac, 'debian');
    expect(decisions.wanted(mac)).toMatchObject({ answer: 'wipe.cfg' });
    machines.close();
    const own = bench({ assignment: { image: 'memtest', arm: 'once' }, config: { unknown: policy } });
    own.machines.choose(mac, 'debian');
    expect(own.decisions.wanted(mac)).toEqual({ image: 'memtest', arm: 'once' });
    own.machines.close();
  });
});

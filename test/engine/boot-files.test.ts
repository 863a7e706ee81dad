import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAnswerFiles } from '../../main/engine/answer-files.ts';
import { createBootDecisions } from '../../main/engine/boot-decisions.ts';
import { createBootFiles } from '../../main/engine/boot-files.ts';
import type { EsxiFiles } from '../../main/engine/esxi-files.ts';
import { createMachineRegistry } from '../../main/engine/machine-registry.ts';
import { openMachineStore } from '../../main/engine/machine-store.ts';
import { textFile } from '../../main/engine/text-file.ts';
import { createTokens } from '../../main/engine/tokens.ts';
import type { BootFileAnswer, BootRequest } from '../../shared/model/boot-file.ts';
import { DEFAULT_CONFIG } from '../../shared/model/config.ts';
import type { EventBody } from '../../shared/model/event.ts';
import type { NbImageInfo } from '../../shared/model/nbi.ts';
import type { AnswerFile } from '../../shared/model/image.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { debianImage, nbiImage } from '../boot/image-samples.ts';
import { temporaryFolder, temporaryMachines } from './temporary.ts';

const mac = '52:54:00:00:00:01' as Mac;
const other = '52:54:00:00:00:02' as Mac;
const itself = '10.77.0.100' as Ipv4;
const neighbour = '10.77.0.101' as Ipv4;
const stranger = '10.77.0.7' as Ipv4;

const answerFile = (id: string): AnswerFile => ({
  id,
  name: id,
  format: 'preseed',
  sizeBytes: 1,
  addedAt: 1,
});
const notThere = async (): Promise<BootFileAnswer> => ({ kind: 'missing', why: 'none here' });
const tokens = createTokens('a'.repeat(64));
const token = (who: Mac): string => tokens.of('answer', who);
const NO_ESXI: EsxiFiles = {
  bareBootCfg: async () => undefined,
  bootCfg: async () => undefined,
  loader: async () => undefined,
  loaderOf: async () => undefined,
  pxelinuxConfig: () => undefined,
};

function bench(arm: 'once' | 'off' = 'once') {
  const loads: string[] = [];
  const events: EventBody[] = [];
  const append = (event: EventBody): number => events.push(event);
  const machines = temporaryMachines(append);
  machines.see(mac, 'dhcp', { kind: 'ipxe', platform: 'efi', cpu: 'x86_64' });
  machines.see(other, 'dhcp', { kind: 'ipxe', platform: 'efi', cpu: 'x86_64' });
  const decisions = createBootDecisions({
    http: 'http://10.77.0.1',
    config: () => ({
      ...DEFAULT_CONFIG,
      unknown: { action: 'image', image: 'debian', answer: 'lab.preseed', arm },
    }),
    machines,
    image: (id) => (id === 'debian' ? debianImage() : undefined),
    hasAnswer: () => true,
    hasFirmware: () => true,
    append,
    now: () => 9,
    token,
  });
  const images = {
    get: (id: string) => (id === 'debian' ? debianImage() : undefined),
    open: async (_id: string, path: string) =>
      path === '/install.amd/vmlinuz' ? textFile('kernel') : undefined,
    openWhole: async () => textFile('iso'),
  };
  const whoAsks = {
    macAt: (address: Ipv4) => (address === itself ? mac : address === neighbour ? other : undefined),
    addressOf: (who: Mac) => (who === mac ? itself : undefined),
  };
  const open = createBootFiles({
    http: 'http://10.77.0.1',
    machines,
    decisions,
    answers: createAnswerFiles({
      machines,
      decisions,
      answers: { get: answerFile, read: async (id) => ({ id, name: id, text: 'd-i secret' }) },
      images,
      fill: (_mac, _image, _answer, text) => text,
      hostName: () => 'U12',
      tokens,
      ...whoAsks,
      append,
    }),
    esxi: NO_ESXI,
    images,
    firmware: { open: async (name) => (name === 'snponly.efi' ? textFile('loader') : undefined) },
    token,
    ...whoAsks,
    hasDiskElsewhere: () => false,
    beginLoad: (who, files) =>
      loads.push(`${who} ${files.map((file) => `${file.path} ${file.sizeBytes}`).join(', ')}`),
  });
  const ask = (path: string, from: Ipv4 = itself, more: Partial<BootRequest> = {}): Promise<BootFileAnswer> =>
    open({ via: 'http', path, from, ...more });
  return {
    events,
    loads,
    machines,
    ask,
    stages: () =>
      events.flatMap((event) => (event.type === 'machine.stage' && event.mac === mac ? [event.stage] : [])),
  };
}

async function text(answer: BootFileAnswer): Promise<string> {
  if (answer.kind !== 'file') return answer.kind;
  const bytes = new Uint8Array(answer.file.sizeBytes);
  await answer.file.read(bytes, 0);
  return Buffer.from(bytes).toString('utf8');
}

describe('what a path leads to', () => {
  it('takes a machine through its boot by what it asks for', async () => {
    const { ask, stages, machines, events, loads } = bench();
    expect(await text(await ask('snponly.efi', itself, { via: 'tftp' }))).toBe('loader');
    expect(await text(await ask('/m/52-54-00-00-00-01/boot.ipxe'))).toContain(
      '/i/debian/install.amd/vmlinuz',
    );
    expect(loads).toEqual([`${mac} /i/debian/install.amd/vmlinuz 6`]);
    expect(await text(await ask('/i/debian/install.amd/vmlinuz'))).toBe('kernel');
    expect(await text(await ask('/m/52-54-00-00-00-01/preseed.cfg'))).toBe('d-i secret');
    expect(stages()).toEqual(['loader', 'script', 'kernel', 'answer']);
    expect(events.at(-1)).toEqual({ type: 'answer.served', mac, answer: 'lab.preseed' });
    expect(machines.get(mac)?.install).toMatchObject({ image: 'debian', answer: 'lab.preseed' });
    machines.close();
  });

  it('gives the answer file to nobody else who has a lease, and moves nobody for a person with curl', async () => {
    const { ask, stages, machines } = bench();
    expect((await ask('/m/52-54-00-00-00-01/preseed.cfg', neighbour)).kind).toBe('refused');
    expect((await ask('/m/52-54-00-00-00-01/boot.ipxe', neighbour)).kind).toBe('file');
    expect(stages()).toEqual([]);
    expect(machines.get(mac)?.install).toBeUndefined();
    machines.close();
  });

  it('gives the answer file to no address that is not its own, where its own is known', async () => {
    const { ask, machines } = bench();
    expect((await ask('/m/52-54-00-00-00-01/preseed.cfg', stranger)).kind).toBe('refused');
    expect(machines.get(mac)?.install).toBeUndefined();
    expect((await ask('/m/52-54-00-00-00-02/preseed.cfg', stranger)).kind).toBe('file');
    machines.close();
  });

  it('gives no answer file without arming, or under another name', async () => {
    const { ask, machines } = bench('off');
    expect((await ask('/m/52-54-00-00-00-01/preseed.cfg')).kind).toBe('missing');
    machines.close();
    const armed = bench();
    expect((await armed.ask('/m/52-54-00-00-00-01/other.cfg')).kind).toBe('missing');
    expect(armed.machines.get(mac)?.install).toBeUndefined();
    armed.machines.close();
  });

  it('learns from iPXE what machine it is, from that machine alone', async () => {
    const { ask, machines } = bench();
    const facts = '/m/52-54-00-00-00-01/facts';
    const query =
      'serial=ABC%201234&manufacturer=Dell%20Inc.&product=PowerEdge%20R640&uuid=4C4C4544-0041-4210-8043-C7C04F313233';
    for (const [from, more] of [
      [neighbour, { query }],
      [stranger, { query }],
      [itself, { query, head: true }],
      [itself, { query: 'serial=Not%20Specified&manufacturer=&product=%FF&uuid=' }],
      [itself, {}],
    ] as const)
      expect(await text(await ask(facts, from, more))).toBe('');
    expect(machines.get(mac)).not.toHaveProperty('serial');
    expect(await text(await ask(facts, itself, { query }))).toBe('');
    const model = 'Dell Inc. PowerEdge R640';
    const uuid = '4c4c4544-0041-4210-8043-c7c04f313233';
    expect(machines.get(mac)).toMatchObject({ serial: 'ABC 1234', model, uuid });
    machines.see(mac, 'dhcp', { modelId: 'Macmini6,2', model: 'Mac mini (Late 2012)' });
    await ask(facts, itself, { query: 'serial=C07&product=Macmini6%2C2&uuid=x' });
    expect(machines.get(mac)).toMatchObject({ serial: 'C07', model: 'Mac mini (Late 2012)', uuid });
    machines.close();
  });

  it('tells a token only to who may be the machine', async () => {
    const { ask, machines } = bench();
    const script = '/m/52-54-00-00-00-01/boot.ipxe';
    expect(await text(await ask(script))).toContain(`/m/52-54-00-00-00-01/${token(mac)}/preseed.cfg`);
    for (const from of [neighbour, stranger]) {
      const shown = await text(await ask(script, from));
      expect(shown).toContain('/m/52-54-00-00-00-01/preseed.cfg');
      expect(shown).not.toContain(token(mac));
    }
    machines.close();
  });

  it('always has an autoexec.ipxe, and nothing for paths that are not ours', async () => {
    const { ask, machines } = bench();
    for (const path of ['autoexec.ipxe', '/fw/autoexec.ipxe', '\\deep\\er\\AUTOEXEC.IPXE']) {
      expect(await text(await ask(path, stranger, { via: 'tftp' }))).toMatch(/^#!ipxe\n/);
    }
    for (const path of [
      '/i/gone/x',
      '/i/debian/none',
      '/i/gone.iso',
      '/fw/none.efi',
      '/../x',
      '/m/zz/boot.ipxe',
      '/x/y',
    ]) {
      expect((await ask(path)).kind, path).toBe('missing');
    }
    expect(await text(await ask('/i/debian.iso'))).toBe('iso');
    machines.close();
  });

  it('knows a machine by its script alone when another server gave it its address', async () => {
    const { ask, machines } = bench();
    await ask('/m/52-54-00-00-00-99/boot.ipxe', stranger);
    expect(machines.get('52:54:00:00:00:99' as Mac)).toMatchObject({ how: 'http', stage: 'script' });
    machines.close();
  });
});

describe('a Mac’s own firmware', () => {
  const MIB = 1024 * 1024;
  const sized = (sizeBytes: number) => ({ ...textFile('x'), sizeBytes });

  function macBench(
    options: {
      install?: boolean;
      arm?: 'once' | 'off';
      elsewhere?: boolean;
      info?: Partial<NbImageInfo>;
    } = {},
  ) {
    const image = nbiImage({ install: options.install ?? false, ...options.info });
    const machines = createMachineRegistry({
      store: openMachineStore(join(temporaryFolder(), 'm.db'), 0),
      append: () => undefined,
      now: () => 9,
      onSaveError: () => undefined,
    });
    machines.see(mac, 'bsdp', { kind: 'bsdp', platform: 'efi', cpu: 'x86_64' });
    const decisions = createBootDecisions({
      http: 'http://10.77.0.1',
      config: () => ({
        ...DEFAULT_CONFIG,
        assignments: { [mac]: { image: 'sierra', arm: options.arm ?? 'off' } },
      }),
      machines,
      image: (id) => (id === 'sierra' ? image : undefined),
      hasAnswer: () => false,
      hasFirmware: () => true,
      append: () => undefined,
      now: () => 9,
      token,
    });
    let closed = 0;
    const open = createBootFiles({
      http: 'http://10.77.0.1',
      machines,
      decisions,
      answers: { ofMachine: notThere, ofAsker: notThere },
      esxi: NO_ESXI,
      images: {
        get: (id) => (id === 'sierra' ? image : undefined),
        open: async (_id, path) => ({
          ...sized(
            path.endsWith('kernelcache') ? 32 * MIB : path.endsWith('booter') ? 32 * MIB - 1 : 40 * MIB,
          ),
          close: async () => void closed++,
        }),
        openWhole: async () => undefined,
      },
      firmware: { open: async () => textFile('loader') },
      token,
      macAt: () => mac,
      addressOf: () => itself,
      hasDiskElsewhere: () => options.elsewhere ?? false,
      beginLoad: () => undefined,
    });
    const ask = (via: 'tftp' | 'http', path: string) => open({ via, path, from: itself });
    return { ask, machines, closed: () => closed };
  }

  it('is given blocks of 1460 bytes at most, and is refused what it would fail on', async () => {
    const { ask, machines, closed } = macBench();
    expect(await ask('tftp', 'snponly.efi')).toMatchObject({ kind: 'file', maxBlksize: 1460 });
    expect(await ask('tftp', '/i/sierra/i386/booter')).toMatchObject({ kind: 'file', maxBlksize: 1460 });
    expect(closed()).toBe(0);
    expect(await ask('tftp', '/i/sierra/i386/x86_64/kernelcache')).toMatchObject({
      kind: 'refused',
      why: "/i/sierra/i386/x86_64/kernelcache has 32.0 MiB, and Apple's firmware loads no file of 32 MiB or more by TFTP.",
    });
    expect(closed()).toBe(1);
    const byHttp = await ask('http', '/i/sierra/i386/x86_64/kernelcache');
    expect(byHttp.kind === 'file' && byHttp.maxBlksize).toBeUndefined();
    machines.see(mac, 'dhcp', { kind: 'ipxe' });
    expect((await ask('tftp', '/i/sierra/i386/x86_64/kernelcache')).kind).toBe('file');
    machines.close();
  });

  it('goes from booter to kernel, and its install has begun with the disk image', async () => {
    const { ask, machines } = macBench({ install: true, arm: 'once' });
    await ask('tftp', '\\i\\sierra\\i386\\booter');
    expect(machines.get(mac)).toMatchObject({ stage: 'loader' });
    await ask('tftp', '/i/sierra/i386/x86_64/kernelcache');
    expect(machines.get(mac)).toMatchObject({ stage: 'kernel' });
    expect(machines.get(mac)?.install).toBeUndefined();
    await ask('http', '/i/sierra/NetInstall.dmg');
    expect(machines.get(mac)?.install).toEqual({ image: 'sierra', answeredAt: 9 });
    machines.close();
  });

  it.each([
    ['whose disk image another server has', { elsewhere: true }, 'i386/x86_64/kernelcache'],
    ['that is a booter only', { info: { type: 'BootFileOnly' as const } }, 'i386/booter'],
  ])('of an installer %s has begun before that', async (_, more, path) => {
    const { ask, machines } = macBench({ install: true, arm: 'once', ...more });
    await ask('http', `/i/sierra/${path}`);
    expect(machines.get(mac)?.install).toEqual({ image: 'sierra', answeredAt: 9 });
    machines.close();
  });
});

import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createAnswerFiles } from '../../main/engine/answer-files.ts';
import { createAnswerTexts } from '../../main/engine/answer-texts.ts';
import { createAnswerValues } from '../../main/engine/answer-values.ts';
import { createBootDecisions } from '../../main/engine/boot-decisions.ts';
import { createBootFiles } from '../../main/engine/boot-files.ts';
import { createEsxiFiles } from '../../main/engine/esxi-files.ts';
import { createTokens } from '../../main/engine/tokens.ts';
import { createMachineRegistry } from '../../main/engine/machine-registry.ts';
import { openMachineStore } from '../../main/engine/machine-store.ts';
import { textFile } from '../../main/engine/text-file.ts';
import type { BootFileAnswer, BootRequest } from '../../shared/model/boot-file.ts';
import type { Assignment } from '../../shared/model/config.ts';
import { DEFAULT_CONFIG } from '../../shared/model/config.ts';
import type { AnswerFile } from '../../shared/model/image.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { subnetOf } from '../../shared/wire/address.ts';
import { debianImage, esxiImage } from '../boot/image-samples.ts';
import { temporaryFolder } from './temporary.ts';

const one = '52:54:00:ab:cd:01' as Mac;
const two = '52:54:00:ab:cd:02' as Mac;
const nobody = '10.77.0.9' as Ipv4;
const ADDRESSES = new Map<Ipv4, Mac>([
  ['10.77.0.101' as Ipv4, one],
  ['10.77.0.102' as Ipv4, two],
]);
const addressOf = (mac: Mac): Ipv4 => (mac === one ? '10.77.0.101' : '10.77.0.102') as Ipv4;
const http = 'http://10.77.0.1';

const ORIGINAL = readFileSync(join(import.meta.dirname, '../fixtures/esxi/7.0.cfg'), 'latin1');
const KICKSTART =
  'vmaccepteula\nnetwork --device={{networkDevice}}\n%post\nwget {{homeUrl}}?stage=installed\n';
const answers: Record<string, AnswerFile & { text: string }> = Object.fromEntries(
  [
    ['one.cfg', KICKSTART],
    ['two.cfg', '# two\nvmaccepteula\n'],
    ['open.cfg', 'vmaccepteula\nrootpw --iscrypted {{rootPasswordCrypted}}\n'],
  ].map(([id = '', text = '']) => [
    id,
    {
      ...{ id, name: id, format: 'esxi-kickstart', sizeBytes: text.length, addedAt: 1, text },
      variables: [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name as string),
    },
  ]),
);

const tokens = createTokens('a'.repeat(64));
const token = (mac: Mac): string => tokens.of('answer', mac);

function bench(more: Partial<Record<Mac, Assignment>> = {}) {
  const machines = createMachineRegistry({
    store: openMachineStore(join(temporaryFolder(), 'm.db'), 0),
    append: () => undefined,
    now: () => 9,
    onSaveError: () => undefined,
  });
  for (const mac of [one, two]) machines.see(mac, 'dhcp', { kind: 'ipxe', platform: 'efi', cpu: 'x86_64' });
  const library = [esxiImage(), debianImage()];
  const files: Record<string, string> = {
    '/BOOT.CFG': ORIGINAL,
    '/boot.cfg': ORIGINAL,
    '/EFI/BOOT/BOOTX64.EFI': 'the loader',
    '/b.b00': 'kernel',
    '/efi/boot/boot.cfg': ORIGINAL.replace('runweasel', 'runweasel ks=cdrom:/KS.CFG'),
  };
  const images = {
    list: () => library,
    get: (id: string) => library.find((image) => image.id === id),
    open: async (id: string, path: string) => {
      const text = id === 'esxi' ? files[path] : undefined;
      return text === undefined ? undefined : textFile(text);
    },
    openWhole: async () => undefined,
  };
  const texts = createAnswerTexts({
    values: createAnswerValues({
      http,
      address: '10.77.0.1' as Ipv4,
      subnet: subnetOf('10.77.0.1' as Ipv4, 24),
      config: () => DEFAULT_CONFIG,
      machine: machines.get,
      addressOf,
      homePath: (mac) => `/home/${mac.replaceAll(':', '')}`,
      passwords: { find: () => undefined },
    }),
    text: (id) => answers[id]?.text,
    folder: join(import.meta.dirname, '../../resources/answer-templates'),
  });
  const decisions = createBootDecisions({
    http,
    config: () => ({
      ...DEFAULT_CONFIG,
      assignments: {
        [one]: { image: 'esxi', answer: 'one.cfg', kernelArgs: 'allowLegacyCPU=true', arm: 'once' },
        [two]: { image: 'esxi', answer: 'two.cfg', arm: 'once' },
        ...more,
      },
    }),
    machines,
    image: images.get,
    images: images.list,
    hasAnswer: (id) => id in answers,
    answerProblem: (mac, image, id) => answers[id] && texts.problem(mac, image, answers[id]),
    hasFirmware: (name) => name === 'pxelinux.0',
    append: () => undefined,
    now: () => 9,
    token,
  });
  const whoAsks = { macAt: (address: Ipv4) => ADDRESSES.get(address), addressOf: () => undefined };
  const loads: string[] = [];
  const open = createBootFiles({
    http,
    machines,
    decisions,
    answers: createAnswerFiles({
      machines,
      decisions,
      answers: {
        get: (id) => answers[id],
        read: async (id) => ({ id, name: id, text: answers[id]?.text ?? '' }),
      },
      images,
      fill: texts.fill,
      hostName: () => undefined,
      tokens,
      ...whoAsks,
      append: () => undefined,
    }),
    esxi: createEsxiFiles({
      http,
      decisions,
      machines,
      images,
      hasFirmware: (name) => name === 'pxelinux.0',
    }),
    images,
    firmware: { open: async () => undefined },
    token,
    ...whoAsks,
    hasDiskElsewhere: () => false,
    beginLoad: (mac, list) => loads.push(`${mac} ${list.length} ${list[0]?.path}`),
  });
  const ask = (path: string, from: Ipv4, via: BootRequest['via'] = 'http') => open({ via, path, from });
  return { ask, machines, decisions, loads };
}

async function text(answer: BootFileAnswer): Promise<string> {
  if (answer.kind !== 'file') return `${answer.kind}: ${answer.why}`;
  const bytes = new Uint8Array(answer.file.sizeBytes);
  await answer.file.read(bytes, 0);
  return Buffer.from(bytes).toString('utf8');
}

const line = (cfg: string, key: string): string | undefined =>
  new RegExp(`^${key}=(.*)$`, 'm').exec(cfg)?.[1];

describe('boot.cfg of a machine', () => {
  const dashes = (mac: Mac) => mac.replaceAll(':', '-');
  const places = (mac: Mac): string[] => [
    `/m/${dashes(mac)}/boot.cfg`,
    `/m/${dashes(mac)}/01-${dashes(mac)}/boot.cfg`,
    `/01-${dashes(mac)}/boot.cfg`,
    `/01-${dashes(mac).toUpperCase()}/boot.cfg`,
    `/i/esxi/01-${dashes(mac)}/boot.cfg`,
    `/i/esxi/efi/boot/01-${dashes(mac)}/boot.cfg`,
    '/i/esxi/boot.cfg',
    '/i/esxi/efi/boot/boot.cfg',
    '/boot.cfg',
  ];

  it.each([one, two])('is its own wherever its loader looks: %s', async (mac) => {
    const { ask, machines } = bench();
    for (const place of places(mac)) {
      const cfg = await text(await ask(place, addressOf(mac)));
      expect(line(cfg, 'prefix'), place).toBe(`${http}/i/esxi`);
      expect(line(cfg, 'kernel'), place).toBe('b.b00');
      expect(line(cfg, 'kernelopt'), place).toContain(`ks=${http}/m/${dashes(mac)}/${token(mac)}/ks.cfg`);
      expect(line(cfg, 'kernelopt'), place).not.toMatch(/cdromBoot/i);
      expect(line(cfg, 'kernelopt')?.includes('allowLegacyCPU=true'), place).toBe(mac === one);
      expect(line(cfg, 'modules'), place).not.toMatch(/(^|--- )\//);
      // The script that leads to the first two places says BOOTIF to the loader itself.
      expect(line(cfg, 'kernelopt')?.includes(`BOOTIF=01-${dashes(mac)}`), place).toBe(
        !place.startsWith('/m/'),
      );
    }
    machines.close();
  });

  it('is asked for by TFTP too, without a slash, and leads to TFTP then', async () => {
    const { ask, machines } = bench();
    for (const place of [`01-${dashes(one)}/boot.cfg`, 'boot.cfg', `i\\esxi\\boot.cfg`]) {
      const cfg = await text(await ask(place, addressOf(one), 'tftp'));
      expect(line(cfg, 'prefix'), place).toBe('/i/esxi');
    }
    machines.close();
  });

  it('is nobody else’s: a stranger gets the image’s own, and nothing where there is no image', async () => {
    const { ask, machines } = bench();
    expect(await text(await ask('/i/esxi/boot.cfg', nobody))).toBe(ORIGINAL);
    // Nobody armed the kickstart that stands in it.
    expect(line(await text(await ask('/i/esxi/efi/boot/boot.cfg', nobody)), 'kernelopt')).toBe('runweasel');
    expect(await text(await ask('/boot.cfg', nobody))).toMatch(/^missing/);
    expect(await text(await ask('/01-52-54-00-00-00-77/boot.cfg', nobody))).toMatch(/^missing/);
    machines.close();
  });

  it('begins its load, once it is asked for by the machine itself', async () => {
    const { ask, machines, loads } = bench();
    await ask(`/01-${dashes(one)}/boot.cfg`, addressOf(two));
    expect(loads).toEqual([]);
    await ask(`/m/${dashes(one)}/boot.cfg`, addressOf(one));
    expect(loads).toEqual([`${one} 1 /i/esxi/b.b00`]);
    machines.close();
  });

  it('of a machine that boots no ESXi is not there', async () => {
    const { ask, machines } = bench({ [one]: { image: 'debian', arm: 'off' } });
    expect(await text(await ask(`/m/${dashes(one)}/boot.cfg`, addressOf(one)))).toMatch(/^missing/);
    expect(await text(await ask(`/01-${dashes(one)}/boot.cfg`, addressOf(one)))).toMatch(/^missing/);
    machines.close();
  });
});

describe('the loader', () => {
  it('is there as mboot.efi wherever it is asked for by that name', async () => {
    const { ask, machines } = bench();
    for (const path of ['mboot.efi', '/i/esxi/mboot.efi', '/m/52-54-00-ab-cd-01/mboot.efi', '/fw/MBOOT.EFI'])
      expect(await text(await ask(path, addressOf(one))), path).toBe('the loader');
    expect(await text(await ask('mboot.efi', nobody, 'tftp'))).toBe('the loader');
    expect(await text(await ask('/i/debian/mboot.efi', nobody))).toMatch(/^missing/);
    machines.close();
  });

  it('is what UEFI HTTP boot gets at once', () => {
    const { decisions, machines } = bench();
    expect(decisions.loader({ mac: one, kind: 'http', arch: 16, cpu: 'x86_64' })).toMatchObject({
      url: `${http}/m/52-54-00-ab-cd-01/mboot.efi`,
      vendorClass: 'HTTPClient',
    });
    machines.close();
  });

  it('on BIOS has its PXELINUX configuration', async () => {
    const { ask, machines } = bench();
    expect(await text(await ask('/m/52-54-00-ab-cd-01/pxelinux.cfg', addressOf(one)))).toContain(
      `APPEND -c ${http}/m/52-54-00-ab-cd-01/boot.cfg BOOTIF=01-52-54-00-ab-cd-01`,
    );
    machines.close();
  });
});

describe('the kickstart of a machine', () => {
  it('is expanded for it, and given to it alone', async () => {
    const { ask, machines } = bench();
    expect(await text(await ask('/m/52-54-00-ab-cd-01/ks.cfg', addressOf(two)))).toMatch(/^refused/);
    expect(await text(await ask('/m/52-54-00-ab-cd-01/ks.cfg', addressOf(one)))).toBe(
      `vmaccepteula\nnetwork --device=${one}\n%post\nwget ${http}/home/525400abcd01?stage=installed\n`,
    );
    expect(await text(await ask('/m/52-54-00-ab-cd-02/ks.cfg', addressOf(two)))).toBe(
      '# two\nvmaccepteula\n',
    );
    machines.close();
  });

  it('with something left open makes the machine wait, and says what', () => {
    const { decisions, machines } = bench({ [one]: { image: 'esxi', answer: 'open.cfg', arm: 'once' } });
    expect(decisions.plan(one)).toMatchObject({
      action: 'wait',
      why: expect.arrayContaining([
        'open.cfg, line 2: {{ rootPasswordCrypted }} has no value for this machine: set a root password for it, its group or all',
      ]) as string[],
    });
    machines.close();
  });
});

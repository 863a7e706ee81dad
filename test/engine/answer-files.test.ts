import { describe, expect, it } from 'vitest';
import { createAnswerFiles } from '../../main/engine/answer-files.ts';
import { createBootDecisions } from '../../main/engine/boot-decisions.ts';
import { createTokens } from '../../main/engine/tokens.ts';
import { parseBootPath } from '../../shared/boot/boot-path.ts';
import type { BootFileAnswer, BootRequest } from '../../shared/model/boot-file.ts';
import { DEFAULT_CONFIG } from '../../shared/model/config.ts';
import { AppError } from '../../shared/model/error.ts';
import type { EventBody } from '../../shared/model/event.ts';
import type { AnswerFormat } from '../../shared/model/image.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { debianImage } from '../boot/image-samples.ts';
import { temporaryMachines } from './temporary.ts';

const mac = '52:54:00:00:00:01' as Mac;
const other = '52:54:00:00:00:02' as Mac;
const itself = '10.77.0.100' as Ipv4;
const neighbour = '10.77.0.101' as Ipv4;
/** Nobody's address: behind a relay, or of a card that another server gave one. */
const unknown = '192.168.9.9' as Ipv4;

const tokens = createTokens('a'.repeat(64));
const token = (who: Mac): string => tokens.of('answer', who);
const MACHINE = '/m/52-54-00-00-00-01';

function bench(format: AnswerFormat = 'kickstart', arm: 'once' | 'off' = 'once') {
  const events: EventBody[] = [];
  const append = (event: EventBody): number => events.push(event);
  const machines = temporaryMachines(append);
  for (const who of [mac, other]) machines.see(who, 'dhcp', { kind: 'ipxe', platform: 'efi', cpu: 'x86_64' });
  const image = { ...debianImage(), recipe: { ...debianImage().recipe, answer: format } };
  const images = { get: (id: string) => (id === 'debian' ? image : undefined) };
  let assigned = 'a.cfg';
  let whileRead = (): void => undefined;
  const decisions = createBootDecisions({
    http: 'http://10.77.0.1',
    config: () => ({
      ...DEFAULT_CONFIG,
      assignments: { [mac]: { image: 'debian', answer: assigned, arm } },
    }),
    machines,
    image: images.get,
    hasAnswer: () => true,
    hasFirmware: () => true,
    append,
    now: () => 9,
    token,
  });
  let hole = false;
  const files = createAnswerFiles({
    machines,
    decisions,
    answers: {
      get: (id) => ({ id, name: id, format, sizeBytes: 1, addedAt: 1 }),
      read: async (id) => {
        whileRead();
        return { id, name: id, text: 'hello {{mac}}' };
      },
    },
    images,
    fill: (who, _image, _answer, text) => {
      if (hole) throw new AppError('ANSWER_INCOMPLETE', 'A hole.', 'Fill it.');
      return text.replace('{{mac}}', who);
    },
    hostName: () => 'Rack 1, U12',
    tokens,
    macAt: (address) => (address === itself ? mac : address === neighbour ? other : undefined),
    addressOf: (who) => (who === mac ? itself : who === other ? neighbour : undefined),
    append,
  });
  async function ask(asked: string, from: Ipv4 = itself, more: Partial<BootRequest> = {}): Promise<string> {
    const request: BootRequest = { via: 'http', path: asked, from, ...more };
    const path = parseBootPath(asked);
    if (path?.kind === 'kickstart') return shown(await files.ofAsker(request));
    if (path?.kind === 'machine') return shown(await files.ofMachine(path, request));
    throw new Error(`${asked} is of another kind`);
  }
  return {
    ask,
    kickstart: () => files.ofAsker({ via: 'http', path: '/ks.cfg', from: itself }),
    machines,
    install: () => machines.get(mac)?.install,
    refusals: () => events.filter((event) => event.type === 'answer.refused'),
    events,
    breaks: () => (hole = true),
    assignsWhileRead: (answer: string) => (whileRead = () => void (assigned = answer)),
  };
}

async function shown(answer: BootFileAnswer): Promise<string> {
  if (answer.kind !== 'file') return answer.kind;
  const bytes = new Uint8Array(answer.file.sizeBytes);
  await answer.file.read(bytes, 0);
  return Buffer.from(bytes).toString('utf8');
}

describe('an answer file by its token', () => {
  it('goes to the machine, and to an address that nobody knows', async () => {
    for (const from of [itself, unknown]) {
      const { ask, install, events } = bench();
      expect(await ask(`${MACHINE}/${token(mac)}/ks.cfg`, from)).toBe(`hello ${mac}`);
      expect(install()).toMatchObject({ image: 'debian', answer: 'a.cfg' });
      expect(events.at(-1)).toEqual({ type: 'answer.served', mac, answer: 'a.cfg' });
    }
  });

  it('is refused, and uses nothing up, where another was assigned while it was read', async () => {
    const { ask, install, assignsWhileRead } = bench();
    assignsWhileRead('b.cfg');
    expect(await ask(`${MACHINE}/${token(mac)}/ks.cfg`)).toBe('refused');
    expect(install()).toBeUndefined();
    expect(await ask(`${MACHINE}/${token(mac)}/ks.cfg`)).toBe(`hello ${mac}`);
    expect(install()).toMatchObject({ answer: 'b.cfg' });
  });

  it('is refused to another machine, which is told of', async () => {
    const { ask, install, refusals } = bench();
    expect(await ask(`${MACHINE}/${token(mac)}/ks.cfg`, neighbour)).toBe('refused');
    expect(install()).toBeUndefined();
    expect(refusals()).toEqual([
      {
        type: 'answer.refused',
        mac,
        from: neighbour,
        by: other,
        why: expect.stringContaining('another machine'),
      },
    ]);
  });

  it.each([
    ['of another machine', token(other)],
    ['of another purpose', tokens.of('home', mac)],
    ['cut short', token(mac).slice(0, 20)],
    ['invented', 'f'.repeat(32)],
  ])('is refused for a token %s, and no event has it', async (_, wrong) => {
    const { ask, install, events, refusals } = bench();
    expect(await ask(`${MACHINE}/${wrong}/ks.cfg`)).toBe('refused');
    expect(await ask(`${MACHINE}/${wrong}`)).toBe('refused');
    expect(install()).toBeUndefined();
    expect(refusals()).toHaveLength(2);
    expect(JSON.stringify(events)).not.toContain(wrong);
  });

  it('goes to a further card of the machine, where its installer says that both are its', async () => {
    const cards = (...list: Mac[]) => ({
      headers: Object.fromEntries(list.map((card, n) => [`x-rhn-provisioning-mac-${n}`, `eth${n} ${card}`])),
    });
    const { ask } = bench();
    expect(await ask(`${MACHINE}/${token(mac)}/ks.cfg`, neighbour, cards(other))).toBe('refused');
    expect(await ask(`${MACHINE}/${token(mac)}/ks.cfg`, neighbour, cards(other, mac))).toBe(`hello ${mac}`);
  });
});

describe('an answer file without a token', () => {
  it('goes to the address of the machine alone', async () => {
    const { ask, install, refusals } = bench();
    for (const from of [neighbour, unknown]) expect(await ask(`${MACHINE}/ks.cfg`, from)).toBe('refused');
    expect(install()).toBeUndefined();
    expect(refusals().map(({ from }) => from)).toEqual([neighbour, unknown]);
    expect(await ask(`${MACHINE}/ks.cfg`)).toBe(`hello ${mac}`);
  });
});

describe('what an installer asks for', () => {
  it.each<[AnswerFormat, string]>([
    ['preseed', 'preseed.cfg'],
    ['kickstart', 'ks.cfg'],
    ['esxi-kickstart', 'ks.cfg'],
    ['autoyast', 'autoinst.xml'],
    ['agama', 'agama.json'],
    ['unattend', 'unattend.xml'],
    ['toml', 'answer.toml'],
    ['autoinstall', 'user-data'],
  ])('%s is called %s', async (format, name) => {
    const { ask } = bench(format);
    expect(await ask(`${MACHINE}/${token(mac)}/other.txt`)).toBe('missing');
    expect(await ask(`${MACHINE}/${token(mac)}/${name}`)).toBe(`hello ${mac}`);
  });

  it('may be its length first, which begins no install', async () => {
    const { ask, install, events } = bench();
    expect(await ask(`${MACHINE}/${token(mac)}/ks.cfg`, itself, { head: true })).toBe(`hello ${mac}`);
    expect(install()).toBeUndefined();
    expect(events.some((event) => event.type === 'answer.served')).toBe(false);
  });

  it('is what cloud-init wants beside user-data, the id the same for one installer', async () => {
    const { ask, install } = bench('autoinstall');
    const base = `${MACHINE}/${token(mac)}/`;
    const metaData = await ask(`${base}meta-data`);
    expect(metaData).toMatch(
      /^instance-id: rackboot-52-54-00-00-00-01-[0-9a-f]{12}\nlocal-hostname: "rack-1-u12"\n$/,
    );
    expect(await ask(`${base}vendor-data`)).toBe('');
    expect(await ask(`${base}network-config`)).toBe('missing');
    expect(install()).toBeUndefined();
    expect(await ask(`${base}user-data`)).toBe(`hello ${mac}`);
    expect(install()).toBeDefined();
    expect(await ask(`${base}meta-data`)).toBe(metaData);
  });

  it('is refused, and uses up nothing, where the machine is not armed or a value is missing', async () => {
    const off = bench('kickstart', 'off');
    expect(await off.ask(`${MACHINE}/${token(mac)}/ks.cfg`)).toMatch(/missing|refused/);
    expect(await off.kickstart()).toEqual({
      kind: 'refused',
      why: `${mac} gets no answer file here now: Debian 12 installer with a.cfg can wipe a disk and is not armed`,
      mac,
    });
    await expect(bench('autoinstall').kickstart()).resolves.toMatchObject({
      why: `${mac} gets no answer file here now: it has a.cfg, which its installer asks for elsewhere`,
    });
    const { ask, install, breaks } = bench();
    breaks();
    await expect(ask(`${MACHINE}/${token(mac)}/ks.cfg`)).rejects.toMatchObject({ code: 'ANSWER_INCOMPLETE' });
    expect(install()).toBeUndefined();
  });
});

describe('one address for all machines', () => {
  const header = (card: string, number = 0) => ({
    headers: { [`x-rhn-provisioning-mac-${number}`]: card },
  });

  it.each(['/ks.cfg', '/ks.php', '/ks', 'KS.CFG'])('%s answers by who holds the address', async (path) => {
    const { ask, install } = bench();
    expect(await ask(path, neighbour)).toBe('refused');
    expect(await ask(path, unknown)).toBe('missing');
    expect(install()).toBeUndefined();
    expect(await ask(path)).toBe(`hello ${mac}`);
  });

  it('answers by the header of inst.ks.sendmac, to the first card that has an answer', async () => {
    const { ask, machines } = bench();
    const headers = {
      'x-rhn-provisioning-mac-2': 'eth2 52:54:00:00:00:02',
      'x-rhn-provisioning-mac-10': 'eno10 52:54:00:00:00:01',
      'x-rhn-provisioning-mac-0': 'ib0 80:00:00:48:fe:80:00:00:00:00:00:00:00:02:c9:03:00:00:00:01',
      'x-system-serial-number': ' CZ 1234 ',
    };
    expect(await ask('/ks.php', itself, { headers })).toBe(`hello ${mac}`);
    expect(machines.get(mac)).toMatchObject({ serial: 'CZ 1234', address: itself });
  });

  it('refuses who says that it is another machine, and tells of it', async () => {
    const { ask, install, refusals } = bench();
    for (const from of [neighbour, unknown])
      expect(await ask('/ks.cfg', from, header('eth0 52:54:00:00:00:01', 7))).toBe('refused');
    expect(install()).toBeUndefined();
    expect(refusals()).toMatchObject([
      { mac, from: neighbour, by: other },
      { mac, from: unknown },
    ]);
    expect(await ask('/ks.cfg', itself, header('eth0 52:54:00:ff:ff:ff'))).toBe('missing');
  });

  it('is for installers that read kickstarts', async () => {
    const { ask, install } = bench('preseed');
    expect(await ask('/ks.cfg')).toBe('refused');
    expect(install()).toBeUndefined();
  });
});

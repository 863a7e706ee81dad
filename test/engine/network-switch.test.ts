import { beforeEach, describe, expect, it } from 'vitest';
import type { Network, OpenNetwork } from '../../main/engine/network.ts';
import { createNeighbours } from '../../main/engine/neighbours-heard.ts';
import type { NetworkSwitch } from '../../main/engine/network-switch.ts';
import { createNetworkSwitch } from '../../main/engine/network-switch.ts';
import type { InterfaceInfo } from '../../shared/model/api.ts';
import type { Mode } from '../../shared/model/config.ts';
import { AppError } from '../../shared/model/error.ts';
import type { EventBody } from '../../shared/model/event.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';

const otherServer = new AppError('OTHER_DHCP_SERVER', '192.168.1.1 answers DHCP.', 'Choose another.');
const taken = new AppError('PORT_IN_USE', 'UDP port 67 is taken.', 'Stop it.');

let cards: InterfaceInfo[];
let log: string[];
let events: EventBody[];
/** Thrown by the next openings, undefined: none. */
let failures: (Error | undefined)[];
let missing: AppError | undefined;
/** Openings wait for this. */
let gate: Promise<unknown>;
let aborted: boolean;
/** ms */
let time: number;
let networks: NetworkSwitch;

function card(name: string, address?: string, index?: number): InterfaceInfo {
  const addresses = address === undefined ? [] : [{ address: address as Ipv4, prefixLength: 24 }];
  return { name, addresses, up: true, loopback: false, ...(index !== undefined && { index }) };
}

function network(name: string | undefined, mode: Mode, info?: InterfaceInfo): Network {
  const address = info?.addresses[0]?.address as Ipv4;
  return {
    mode,
    ...(info && { at: { info, address, http: `http://${address}` } }),
    services: [{ name: 'dhcp', start: async () => undefined, stop: async () => undefined }],
    neighbours: createNeighbours(() => undefined),
    pool: () => undefined,
    given: {} as Network['given'],
    async close() {
      if (name !== undefined) log.push(`close ${name} ${mode}`);
    },
  };
}

beforeEach(() => {
  cards = [card('lan0', '10.77.0.1', 7), card('lan1', '10.88.0.1'), card('bare')];
  log = [];
  events = [];
  failures = [];
  missing = undefined;
  gate = Promise.resolve();
  aborted = false;
  time = 0;
  networks = createNetworkSwitch({
    idle: network(undefined, 'listen'),
    async open(info, { mode, force, again, first, before, signal }: OpenNetwork) {
      const notes = [
        ...(force ? ['by force'] : []),
        ...(again === true ? ['again'] : []),
        ...(first === true && before ? ['first and yet after something'] : []),
      ];
      log.push(['open', info.name, mode, ...notes, `after ${before?.at?.info.name ?? 'nothing'}`].join(' '));
      signal.addEventListener('abort', () => (aborted = true));
      await gate;
      const failure = failures.shift();
      if (failure) throw failure;
      return network(info.name, mode, info);
    },
    interfaces: async () => cards,
    missingPrivilege: async (mode) => (mode === 'listen' ? undefined : missing),
    append: (event) => void events.push(event),
    changed: () => undefined,
    onReady: ({ at, mode }) => log.push(`ready ${at?.info.name} ${mode}`),
    now: () => time,
  });
});

const use = (name: string, mode: Mode, force = false): Promise<void> =>
  networks.use({ interface: name, mode, force });
const types = (): string[] => events.map(({ type }) => type);

describe('going over to a network', () => {
  it('ends what served before first, and says so', async () => {
    await use('lan0', 'own');
    await use('lan1', 'beside');
    expect(log).toEqual([
      'open lan0 own after nothing',
      'ready lan0 own',
      'close lan0 own',
      'open lan1 beside after lan0',
      'ready lan1 beside',
    ]);
    expect(events).toEqual([{ type: 'network.ended', interface: 'lan0', mode: 'own' }]);
    expect(networks.state()).toMatchObject({ network: { mode: 'beside' }, info: { name: 'lan1' } });
  });

  it('does nothing where it serves so already', async () => {
    await use('lan0', 'own');
    log.length = 0;
    await use('lan0', 'own');
    expect(log).toEqual([]);
  });

  it('is one at a time, in the order of asking, and tells what is under way', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    const first = use('lan0', 'own');
    const second = use('lan1', 'own');
    await expect.poll(() => networks.state().changing).toEqual({ interface: 'lan0', mode: 'own' });
    expect(log).toEqual(['open lan0 own after nothing']);
    resolve();
    await Promise.all([first, second]);
    expect(networks.state().changing).toBeUndefined();
    expect(log.slice(1)).toEqual([
      'ready lan0 own',
      'close lan0 own',
      'open lan1 own after lan0',
      'ready lan1 own',
    ]);
  });

  it.each([
    ['nosuch0', 'UNKNOWN_INTERFACE'],
    ['bare', 'INTERFACE_WITHOUT_ADDRESS'],
  ])('%s is refused with %s before anything ends', async (name, code) => {
    await use('lan0', 'own');
    log.length = 0;
    await expect(use(name, 'own')).rejects.toMatchObject({ code });
    missing = new AppError('NEEDS_PRIVILEGE', 'This user may not.', 'Run it with sudo.');
    await expect(use('lan1', 'own')).rejects.toMatchObject({ code: 'NEEDS_PRIVILEGE' });
    expect(log).toEqual([]);
    expect(events).toEqual([]);
    // Listening needs no rights.
    await use('lan1', 'listen');
    expect(log.at(-1)).toBe('ready lan1 listen');
  });
});

describe('a change that fails', () => {
  it('leaves what served before, without asking again whether another server is there', async () => {
    await use('lan0', 'own', true);
    failures = [taken];
    await expect(use('lan1', 'own')).rejects.toBe(taken);
    expect(log.slice(2)).toEqual([
      'close lan0 own',
      'open lan1 own after lan0',
      'open lan0 own by force again after lan0',
      'ready lan0 own',
    ]);
    expect(events.at(-1)).toMatchObject({
      type: 'network.failed',
      interface: 'lan1',
      mode: 'own',
      code: 'PORT_IN_USE',
    });
    expect(networks.state()).toMatchObject({ network: { mode: 'own' }, info: { name: 'lan0' } });
    expect(networks.state().changing).toBeUndefined();
  });

  it('is idle when that cannot be had back either', async () => {
    await use('lan0', 'own');
    failures = [taken, taken];
    await expect(use('lan1', 'own')).rejects.toBe(taken);
    expect(types()).toEqual(['network.ended', 'network.failed', 'network.failed']);
    expect(networks.state().network.at).toBeUndefined();
    await use('lan1', 'own');
    expect(log.at(-1)).toBe('ready lan1 own');
  });

  it('is served before again as soon as that can be had back', async () => {
    await use('lan0', 'own');
    failures = [taken, taken];
    await expect(use('lan1', 'own')).rejects.toBe(taken);
    await networks.look();
    expect(networks.state().network.at).toBeUndefined();
    time += 5000;
    await networks.look();
    // Others are asked for: nobody knows what came meanwhile.
    expect(log.slice(-2)).toEqual(['open lan0 own after lan0', 'ready lan0 own']);
  });

  it('is idle again where nothing served before', async () => {
    failures = [taken];
    await expect(use('lan0', 'own')).rejects.toBe(taken);
    expect(log).toEqual(['open lan0 own after nothing']);
    expect(networks.state().network.at).toBeUndefined();
  });
});

describe('the interface', () => {
  beforeEach(() => use('lan0', 'own'));
  const plug = (info: InterfaceInfo | undefined): void => {
    cards = [...cards.filter(({ name }) => name !== 'lan0'), ...(info ? [info] : [])];
  };

  it('is shown as it is now', async () => {
    plug({ ...card('lan0', '10.77.0.1'), link: false });
    await networks.look();
    expect(networks.state()).toMatchObject({ info: { link: false } });
    expect(networks.state().lost).toBeUndefined();
  });

  it('that is switched off is the same one when it is switched on', async () => {
    plug({ ...card('lan0', '10.77.0.1'), up: false });
    await networks.look();
    plug(card('lan0', '10.77.0.1'));
    await networks.look();
    expect(events).toEqual([]);
    expect(log).toHaveLength(2);
  });

  it.each([
    ['is gone', undefined, 'UNKNOWN_INTERFACE'],
    ['has lost its address', card('lan0'), 'INTERFACE_WITHOUT_ADDRESS'],
  ])('that %s is told once, and served again when it is back', async (_, now, code) => {
    plug(now);
    await networks.look();
    await networks.look();
    expect(events).toMatchObject([{ type: 'service.failed', service: 'dhcp', code }]);
    expect(networks.state()).toMatchObject({ lost: { code }, info: { name: 'lan0', addresses: [] } });
    plug(card('lan0', '10.77.0.1'));
    await networks.look();
    expect(log.slice(2)).toEqual(['close lan0 own', 'open lan0 own after lan0', 'ready lan0 own']);
    expect(networks.state().lost).toBeUndefined();
  });

  it('that has another address is served by that one', async () => {
    plug(card('lan0', '10.77.0.5'));
    await networks.look();
    expect(log.at(-1)).toBe('ready lan0 own');
    expect(networks.state().network.at?.address).toBe('10.77.0.5');
  });

  it.each([
    ['made anew under its name', '10.77.0.1', 24, 8],
    ['on a wider network', '10.77.0.1', 16, 7],
  ])('that was %s is opened anew, also for who asks for it', async (_, address, prefixLength, index) => {
    await networks.look();
    // The system may not tell.
    plug(card('lan0', '10.77.0.1'));
    await networks.look();
    expect(log).toHaveLength(2);
    log.length = 0;
    const now = {
      ...card('lan0', undefined, index),
      addresses: [{ address: address as Ipv4, prefixLength }],
    };
    plug(now);
    await networks.look();
    expect(log).toEqual(['close lan0 own', 'open lan0 own after lan0', 'ready lan0 own']);
    plug({ ...now, index: 9 });
    await use('lan0', 'own');
    expect(log.slice(3)).toEqual(['close lan0 own', 'open lan0 own after lan0', 'ready lan0 own']);
    expect(networks.state().network.at?.info.index).toBe(9);
  });

  it('that is back without a cable waits for it in own mode: who could be heard there?', async () => {
    plug(undefined);
    await networks.look();
    plug({ ...card('lan0', '10.77.0.1'), link: false });
    await networks.look();
    expect(log).toHaveLength(2);
    plug({ ...card('lan0', '10.77.0.1'), link: true });
    await networks.look();
    expect(log.at(-1)).toBe('ready lan0 own');
  });

  it('that is back where another server is, is only listened to, and that is said', async () => {
    plug(undefined);
    await networks.look();
    events.length = 0;
    failures = [otherServer];
    plug(card('lan0', '192.168.1.7'));
    await networks.look();
    expect(log.slice(2)).toEqual([
      'close lan0 own',
      'open lan0 own after lan0',
      'open lan0 listen after lan0',
      'ready lan0 listen',
    ]);
    expect(events).toMatchObject([
      { type: 'network.ended', interface: 'lan0', mode: 'own' },
      { type: 'network.failed', interface: 'lan0', mode: 'own', code: 'OTHER_DHCP_SERVER' },
    ]);
    expect(networks.state()).toMatchObject({ network: { mode: 'listen' }, info: { name: 'lan0' } });
    // Not by itself: a person has to look at that.
    time += 60_000;
    await networks.look();
    expect(log.at(-1)).toBe('ready lan0 listen');
  });

  it('is forced only where a person insisted: with the same address', async () => {
    await use('lan1', 'own', true);
    const replug = async (address: string): Promise<string | undefined> => {
      cards = [card('lan0', '10.77.0.1')];
      await networks.look();
      cards = [card('lan1', address)];
      await networks.look();
      return log.at(-2);
    };
    expect(await replug('10.88.0.1')).toBe('open lan1 own by force after lan1');
    expect(await replug('192.168.1.7')).toBe('open lan1 own after lan1');
    expect(await replug('10.88.0.1')).toBe('open lan1 own after lan1');
  });

  it('is tried until it can be served again, with pauses that grow, and what fails is told once', async () => {
    const attempts = (): number => log.filter((line) => line.startsWith('open')).length - 1;
    failures = Array.from({ length: 5 }, () => taken);
    plug(card('lan0', '10.77.0.5'));
    const made: number[] = [];
    for (; attempts() < 6; time += 1000) {
      const before = attempts();
      await networks.look();
      if (attempts() > before) made.push(time);
    }
    expect(made).toEqual([0, 5000, 15_000, 35_000, 65_000, 95_000]);
    expect(types()).toEqual(['network.ended', 'network.failed']);
    expect(log.at(-1)).toBe('ready lan0 own');
    expect(networks.state().network.at?.address).toBe('10.77.0.5');
    expect(networks.state().changing).toBeUndefined();
  });

  it('is not tried any more when a person has chosen another', async () => {
    failures = [taken];
    plug(card('lan0', '10.77.0.5'));
    await networks.look();
    await use('lan1', 'listen');
    plug(card('lan0', '10.77.0.1'));
    time += 60_000;
    await networks.look();
    expect(log.at(-1)).toBe('ready lan1 listen');
  });

  it('that is back stays failed for who may not open ports any more', async () => {
    plug(undefined);
    await networks.look();
    missing = new AppError('NEEDS_PRIVILEGE', 'This user may not.', 'Run it with sudo.');
    plug(card('lan0', '10.77.0.1'));
    await networks.look();
    expect(log).toHaveLength(2);
    expect(networks.state().lost).toBeDefined();
  });
});

describe('a place that is wanted', () => {
  const place = { interface: 'bare', mode: 'own', force: false } as const;
  const address = (): void => void (cards = [card('bare', '10.99.0.1')]);

  it('is served as soon as its interface is there, with an address, and on', async () => {
    networks.want(place);
    await networks.look();
    cards = [{ ...card('bare', '10.99.0.1'), up: false }];
    await networks.look();
    cards = [card('lan0', '10.77.0.1')];
    await networks.look();
    expect([log, events]).toEqual([[], []]);
    address();
    await networks.look();
    expect(log).toEqual(['open bare own after nothing', 'ready bare own']);
  });

  it('is only listened to by who may not more, and that is said', async () => {
    missing = new AppError('NEEDS_PRIVILEGE', 'This user may not.', 'Run it with sudo.');
    networks.want(place);
    address();
    await networks.look();
    expect(log).toEqual(['open bare listen after nothing', 'ready bare listen']);
    expect(events).toMatchObject([{ type: 'network.failed', mode: 'own', code: 'NEEDS_PRIVILEGE' }]);
  });

  it('is forgotten for the one that a person chooses, also when that fails', async () => {
    networks.want(place);
    failures = [taken];
    await expect(use('lan0', 'own')).rejects.toBe(taken);
    address();
    time += 60_000;
    await networks.look();
    expect(log).toEqual(['open lan0 own after nothing']);
  });

  it('is not begun any more when Rackboot ends', async () => {
    networks.want(place);
    address();
    await networks.close();
    await networks.look();
    expect(log).toEqual([]);
  });
});

describe('the end', () => {
  it('ends what serves, and is no change', async () => {
    await use('lan0', 'own');
    await networks.close();
    expect(log.at(-1)).toBe('close lan0 own');
    expect(events).toEqual([]);
    await expect(use('lan1', 'own')).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('gives up a change under way, and brings nothing back', async () => {
    await use('lan0', 'own');
    const { promise, reject } = Promise.withResolvers<void>();
    gate = promise;
    const change = use('lan1', 'own').catch((error: unknown) => error);
    await expect.poll(() => log.at(-1)).toBe('open lan1 own after lan0');
    const closed = networks.close();
    expect(aborted).toBe(true);
    reject(taken);
    await closed;
    expect(await change).toBe(taken);
    expect(log.filter((line) => line.startsWith('open'))).toHaveLength(2);
    expect(types()).toEqual(['network.ended']);
  });
});

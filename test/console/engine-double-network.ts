/** Interfaces and networks of the engine double: choosing one, giving it an address, looking who else answers there. */
import type { Commands, EngineStatus, InterfaceInfo, NetworkProbe } from '../../shared/model/api.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Mode } from '../../shared/model/config.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { subnetOf } from '../../shared/wire/address.ts';
import type { EngineDouble } from './engine-double.ts';

/** What is plugged in, and what there is on it: set by a test. */
export interface NetworkOfDouble {
  cards: readonly InterfaceInfo[];
  /** By interface: who answers a probe there. */
  readonly servers: Record<string, NetworkProbe['servers']>;
  /** Addresses that somebody there has already. */
  readonly taken: Set<string>;
  /** May it open low ports and change interfaces? */
  privileged: boolean;
  /** Set by a test to hold a change of network, or a probe, until it lets it go on. */
  hold: Promise<void> | undefined;
}

type NetworkCommands = Pick<
  Commands,
  'interfaces.list' | 'interfaces.giveAddress' | 'network.probe' | 'network.use'
>;

export function card(name: string, change: Partial<InterfaceInfo> = {}): InterfaceInfo {
  return { name, addresses: [], up: true, loopback: false, ...change };
}

/** A laptop at a rack: a loopback, the office by Wi-Fi, the office by cable, an adapter on the rack's switch. */
export const LAPTOP: readonly InterfaceInfo[] = [
  card('lo', { loopback: true, addresses: [{ address: '127.0.0.1' as Ipv4, prefixLength: 8 }] }),
  card('wlan0', {
    mac: '3c:07:54:77:af:54' as Mac,
    wireless: true,
    speed: 866,
    addresses: [{ address: '192.168.1.23' as Ipv4, prefixLength: 24 }],
  }),
  card('eno1', {
    mac: '3c:07:54:77:af:55' as Mac,
    defaultRoute: true,
    speed: 1000,
    addresses: [{ address: '10.77.0.9' as Ipv4, prefixLength: 24 }],
  }),
  card('en7', { mac: '00:e0:4c:68:00:11' as Mac, speed: 2500 }),
  card('en8', {
    mac: '00:e0:4c:68:00:12' as Mac,
    speed: 1000,
    addresses: [{ address: '10.99.0.1' as Ipv4, prefixLength: 24 }],
  }),
];

const NEEDS = (what: string): AppError =>
  new AppError('NEEDS_PRIVILEGE', `This user may not ${what}.`, 'Run Rackboot as an administrator.');

export function networkCommands(engine: EngineDouble): NetworkCommands {
  const { network } = engine;
  const usable = (name: string): InterfaceInfo => {
    const found = network.cards.find((one) => one.name === name);
    if (!found)
      throw new AppError(
        'UNKNOWN_INTERFACE',
        `There is no network interface called "${name}".`,
        'See the list.',
      );
    if (found.addresses.length === 0)
      throw new AppError(
        'INTERFACE_WITHOUT_ADDRESS',
        `Interface ${name} has no IPv4 address.`,
        'Give it one.',
      );
    return found;
  };
  return {
    'interfaces.list': async () => network.cards,
    'interfaces.giveAddress': async ({ interface: name, address, prefixLength }) => {
      const found = network.cards.find((one) => one.name === name);
      if (!found) return usable(name);
      if (!network.privileged) throw NEEDS(`give ${name} an address`);
      if (network.taken.has(address))
        throw new AppError(
          'ADDRESS_IN_USE',
          `Somebody on ${name} has ${address} already.`,
          'Choose another address.',
        );
      const given = { ...found, addresses: [...found.addresses, { address, prefixLength }] };
      network.cards = network.cards.map((one) => (one.name === name ? given : one));
      return given;
    },
    'network.probe': async ({ interface: name }) => {
      usable(name);
      await network.hold;
      const servers = network.servers[name] ?? [];
      if (engine.engine.interface?.name === name) engine.hear(servers);
      return { servers, proposed: servers.some(({ kind }) => kind === 'dhcp') ? 'beside' : 'own' };
    },
    'network.use': async ({ interface: name, mode, force }) => {
      const found = usable(name);
      if (mode !== 'listen' && !network.privileged) throw NEEDS('open port 67 for DHCP');
      engine.setEngine({ changing: { interface: name, mode } });
      try {
        await network.hold;
        const other = (network.servers[name] ?? []).find(({ kind }) => kind === 'dhcp');
        if (mode === 'own' && other && !force)
          throw new AppError(
            'OTHER_DHCP_SERVER',
            `Another DHCP server answers on ${name}: ${other.address}.`,
            'Serve beside it, or force it.',
          );
      } finally {
        engine.forget('changing');
      }
      engine.engine = { ...engine.engine, neighbours: [] };
      engine.setEngine(statusOn(found, mode));
      if (mode !== 'own') engine.forget('pool');
      if (mode !== 'listen') engine.hear(network.servers[name] ?? []);
      engine.configure({ network: { interface: name, mode } });
      return engine.engine;
    },
  };
}

/** What the engine says of itself there. */
function statusOn(found: InterfaceInfo, mode: Mode): Partial<EngineStatus> {
  const { address, prefixLength } = found.addresses[0] as InterfaceInfo['addresses'][number];
  const { network } = subnetOf(address, prefixLength);
  const net = network.slice(0, network.lastIndexOf('.'));
  const services = mode === 'listen' ? ['capture'] : ['dhcp', 'tftp', 'http', 'capture'];
  return {
    mode,
    interface: found,
    address,
    http: `http://${address}`,
    services: services.map((name) => ({ name, state: 'running' as const })),
    ...(mode === 'own' && {
      pool: { first: `${net}.50` as Ipv4, last: `${net}.199` as Ipv4, size: 150, used: 0 },
    }),
  };
}

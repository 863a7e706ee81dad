/** The machine's network interfaces, and the choice of one. */
import { readFile, readdir } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import type { InterfaceInfo } from '../../shared/model/api.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import {
  ipv4FromBytes,
  macFromBytes,
  parseIpv4,
  parseMac,
  prefixLengthOf,
} from '../../shared/wire/address.ts';
import type { InterfaceFacts } from './interface-facts.ts';
import { interfaceFacts } from './interface-facts.ts';
import { openLibc } from './posix-socket.ts';

/**
 * Every interface, also those that are down, without address or without link.
 * Node's own list (getifaddrs filtered by IFF_UP and IFF_RUNNING in libuv) leaves out an interface whose cable is not
 * plugged in and a bridge without ports: exactly what a technician has before the rack is switched on. So on Linux the
 * kernel is asked by ioctl (netdevice(7)).
 */
export async function listInterfaces(): Promise<InterfaceInfo[]> {
  const known = new Map<string, InterfaceInfo>();
  for (const [name, entries] of Object.entries(networkInterfaces())) {
    known.set(name, fromNode(name, entries ?? []));
  }
  if (process.platform === 'linux') {
    for (const name of await linuxNames()) {
      const info = await fromLinux(name, known.get(name));
      if (info) known.set(name, info);
    }
  }
  const facts = await interfaceFacts();
  return [...known.values()]
    .map((info) => withFacts(info, facts))
    .sort((a, b) => Number(a.loopback) - Number(b.loopback) || a.name.localeCompare(b.name));
}

function withFacts(info: InterfaceInfo, facts: InterfaceFacts): InterfaceInfo {
  const { name, addresses } = info;
  const defaultRoute =
    facts.defaultRoutes.has(name) ||
    addresses.some(({ address }) => facts.defaultRouteAddresses.has(address));
  const index = indexOf(name);
  return {
    ...info,
    ...(index !== undefined && { index }),
    // What a computer takes when nobody gives it an address is the one to serve only where there is no other.
    addresses: addresses.toSorted((a, b) => Number(isLinkLocal(a.address)) - Number(isLinkLocal(b.address))),
    ...(defaultRoute && { defaultRoute }),
    ...(facts.wireless.has(name) && { wireless: true }),
  };
}

/** if_nametoindex(3). */
function indexOf(name: string): number | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    return openLibc().ifIndex(name) || undefined;
  } catch {
    // A list without numbers is better than none.
    return undefined;
  }
}

/** RFC 3927. */
function isLinkLocal(address: Ipv4): boolean {
  return address.startsWith('169.254.');
}

/** UNKNOWN_INTERFACE, INTERFACE_WITHOUT_ADDRESS, INTERFACE_DOWN, INTERFACE_AMBIGUOUS (no name given and not exactly one candidate). */
export function chooseInterface(all: readonly InterfaceInfo[], name: string | undefined): InterfaceInfo {
  const usable = all.filter((one) => !one.loopback && one.up && one.addresses.length > 0);
  const list = all.length > 0 ? all.map((one) => describe(one)).join(', ') : 'none';
  if (name === undefined) {
    const only = usable[0];
    if (only && usable.length === 1) return only;
    throw new AppError(
      'INTERFACE_AMBIGUOUS',
      usable.length === 0
        ? 'No network interface is up with an IPv4 address.'
        : `${usable.length} interfaces are up; Rackboot answers on one only, and which one is your choice.`,
      `Give --interface NAME. Interfaces here: ${list}.`,
    );
  }
  const info = all.find((one) => one.name === name);
  if (!info) {
    throw new AppError(
      'UNKNOWN_INTERFACE',
      `There is no network interface called "${name}".`,
      `Interfaces here: ${list}.`,
    );
  }
  if (info.addresses.length === 0) {
    throw new AppError(
      'INTERFACE_WITHOUT_ADDRESS',
      `Interface ${name} has no IPv4 address.`,
      process.platform === 'linux'
        ? `Give it one, for example: sudo ip addr add 10.77.0.1/24 dev ${name}`
        : 'Set a manual IPv4 address, for example 10.77.0.1 with netmask 255.255.255.0, in the network settings.',
    );
  }
  if (!info.up) {
    throw new AppError(
      'INTERFACE_DOWN',
      `Interface ${name} is switched off.`,
      process.platform === 'linux'
        ? `Switch it on: sudo ip link set ${name} up`
        : 'Switch it on in the network settings.',
    );
  }
  return info;
}

export function describe(info: InterfaceInfo): string {
  const address = info.addresses[0];
  const where = address ? `${address.address}/${address.prefixLength}` : 'no address';
  return `${info.name} (${where}${info.up ? '' : ', down'})`;
}

function fromNode(
  name: string,
  entries: readonly { family: string; address: string; netmask: string; mac: string; internal: boolean }[],
): InterfaceInfo {
  const mac = parseMac(entries[0]?.mac ?? '');
  return {
    name,
    ...(mac && { mac }),
    addresses: entries.flatMap((entry) => {
      const address = entry.family === 'IPv4' ? parseIpv4(entry.address) : undefined;
      const netmask = parseIpv4(entry.netmask);
      const prefixLength = netmask && prefixLengthOf(netmask);
      return address && prefixLength !== undefined ? [{ address, prefixLength }] : [];
    }),
    up: true,
    loopback: entries.some((entry) => entry.internal),
  };
}

/** Names in this process's network namespace (proc(5)); /sys may show another namespace's. */
async function linuxNames(): Promise<string[]> {
  const text = await readFile('/proc/self/net/dev', 'utf8').catch(() => '');
  return text
    .split('\n')
    .slice(2)
    .flatMap((line) => (line.includes(':') ? [line.slice(0, line.indexOf(':')).trim()] : []));
}

const SIOCGIFFLAGS = 0x8913;
const SIOCGIFADDR = 0x8915;
const SIOCGIFNETMASK = 0x891b;
const SIOCGIFMTU = 0x8921;
const SIOCGIFHWADDR = 0x8927;
const IFF_UP = 0x1;
const IFF_LOOPBACK = 0x8;
/** Operational: a cable with something at its other end (netdevice(7), RFC 2863). */
const IFF_RUNNING = 0x40;

async function fromLinux(name: string, node: InterfaceInfo | undefined): Promise<InterfaceInfo | undefined> {
  const libc = openLibc();
  const fd = libc.socket(2, 2, 0);
  if (fd < 0) return node;
  /** struct ifreq: 16 bytes of name, then the answer. */
  const ask = (request: number): DataView | undefined => {
    const ifreq = new Uint8Array(40);
    ifreq.set(new TextEncoder().encode(name.slice(0, 15)));
    return libc.ioctl(fd, request, ifreq) === 0 ? new DataView(ifreq.buffer, 16) : undefined;
  };
  const addressAt = (view: DataView | undefined): Ipv4 | undefined =>
    view && ipv4FromBytes(new Uint8Array(view.buffer, view.byteOffset + 4, 4));
  try {
    const flags = ask(SIOCGIFFLAGS)?.getUint16(0, true);
    if (flags === undefined) return node;
    const hardware = ask(SIOCGIFHWADDR);
    const mac: Mac | undefined =
      hardware && hardware.getUint16(0, true) === 1
        ? macFromBytes(new Uint8Array(hardware.buffer, hardware.byteOffset + 2, 6))
        : undefined;
    const address = addressAt(ask(SIOCGIFADDR));
    const netmask = addressAt(ask(SIOCGIFNETMASK));
    const prefixLength = netmask && prefixLengthOf(netmask);
    const primary = address && prefixLength !== undefined ? [{ address, prefixLength }] : [];
    const more = (node?.addresses ?? []).filter((one) => one.address !== address);
    const mtu = ask(SIOCGIFMTU)?.getInt32(0, true);
    const sys = `/sys/class/net/${name}`;
    const speed = Number((await readFile(`${sys}/speed`, 'utf8').catch(() => '')).trim());
    const wireless = (await readdir(`${sys}/wireless`).catch(() => undefined)) !== undefined;
    return {
      name,
      ...(mac && { mac }),
      addresses: [...primary, ...more],
      up: (flags & IFF_UP) !== 0,
      loopback: (flags & IFF_LOOPBACK) !== 0,
      ...((flags & IFF_UP) !== 0 && { link: (flags & IFF_RUNNING) !== 0 }),
      ...(mtu !== undefined && { mtu }),
      ...(speed > 0 && { speed }),
      ...(wireless && { wireless }),
    };
  } finally {
    libc.close(fd);
  }
}

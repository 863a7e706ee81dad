/** What the systems tell of their interfaces beside addresses: where the way to the internet goes, and which are wireless. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { parseIpv4 } from '../../shared/wire/address.ts';

export interface InterfaceFacts {
  readonly defaultRoutes: ReadonlySet<string>;
  /** Windows names routes by the address of their interface. */
  readonly defaultRouteAddresses: ReadonlySet<Ipv4>;
  readonly wireless: ReadonlySet<string>;
}

const NONE: ReadonlySet<never> = new Set();
/** Programs are started for these on macOS and Windows, while the interfaces are looked at every two seconds. ms */
const KEPT_MS = 10_000;

let kept: { readonly at: number; readonly facts: Promise<InterfaceFacts> } | undefined;

export function interfaceFacts(): Promise<InterfaceFacts> {
  if (process.platform === 'linux') return linuxFacts();
  const now = performance.now();
  if (kept === undefined || now - kept.at > KEPT_MS) kept = { at: now, facts: askSystem() };
  return kept.facts;
}

async function linuxFacts(): Promise<InterfaceFacts> {
  const table = await readFile('/proc/self/net/route', 'utf8').catch(() => '');
  return { defaultRoutes: linuxDefaultRoutes(table), defaultRouteAddresses: NONE, wireless: NONE };
}

async function askSystem(): Promise<InterfaceFacts> {
  switch (process.platform) {
    case 'darwin': {
      const [route, ports] = await Promise.all([
        output('/sbin/route', '-n', 'get', 'default'),
        output('/usr/sbin/networksetup', '-listallhardwareports'),
      ]);
      return {
        defaultRoutes: macDefaultRoutes(route),
        defaultRouteAddresses: NONE,
        wireless: macWireless(ports),
      };
    }
    case 'win32': {
      const [routes, wlan] = await Promise.all([
        output('route.exe', 'print', '-4', '0.0.0.0'),
        output('netsh.exe', 'wlan', 'show', 'interfaces'),
      ]);
      return {
        defaultRoutes: NONE,
        defaultRouteAddresses: windowsDefaultRoutes(routes),
        wireless: windowsWireless(wlan),
      };
    }
    default:
      return { defaultRoutes: NONE, defaultRouteAddresses: NONE, wireless: NONE };
  }
}

/** Nothing where the program is missing or fails. */
function output(program: string, ...args: string[]): Promise<string> {
  return new Promise((resolve) =>
    execFile(program, args, { windowsHide: true, timeout: 5000 }, (error, text) =>
      resolve(error ? '' : text),
    ),
  );
}

/** proc(5), /proc/net/route: Iface Destination Gateway Flags RefCnt Use Metric Mask …, numbers in hex. */
export function linuxDefaultRoutes(table: string): ReadonlySet<string> {
  const rows = table
    .split('\n')
    .slice(1)
    .map((row) => row.split('\t'));
  const RTF_UP = 1;
  return new Set(
    rows.flatMap(([name, destination, , flags, , , , mask]) =>
      name && destination === '00000000' && mask === '00000000' && Number(`0x${flags}`) & RTF_UP
        ? [name.trim()]
        : [],
    ),
  );
}

/** `route -n get default`: a line "  interface: en0". */
export function macDefaultRoutes(text: string): ReadonlySet<string> {
  const name = /^\s*interface:\s*(\S+)/m.exec(text)?.[1];
  return new Set(name === undefined ? [] : [name]);
}

/** `networksetup -listallhardwareports`: "Hardware Port: Wi-Fi", then "Device: en0". */
export function macWireless(text: string): ReadonlySet<string> {
  const found = text.matchAll(/^Hardware Port: (?:Wi-Fi|AirPort)\s*\nDevice: (\S+)/gm);
  return new Set([...found].map(([, name]) => name as string));
}

/** `route print -4 0.0.0.0`: destination, netmask, gateway, the interface's address, metric; in any language. */
export function windowsDefaultRoutes(text: string): ReadonlySet<Ipv4> {
  const rows = text.matchAll(/^\s*0\.0\.0\.0\s+0\.0\.0\.0\s+\S+\s+(\d+\.\d+\.\d+\.\d+)\s/gm);
  return new Set([...rows].flatMap(([, address]) => parseIpv4(address as string) ?? []));
}

/** `netsh wlan show interfaces`: blocks of "key : value" in the system's language; the first is the name, and one is a GUID. */
export function windowsWireless(text: string): ReadonlySet<string> {
  const blocks = text.split(/\r?\n\s*\r?\n/).filter((block) => /[0-9a-f]{8}-[0-9a-f]{4}-/i.test(block));
  return new Set(blocks.flatMap((block) => /^\s*[^:\r\n]+?\s+:\s(.+?)\s*$/m.exec(block)?.[1] ?? []));
}

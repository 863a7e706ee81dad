/** What this process may not do here, and how to give it that on this system, before anything is opened. */
import { readFile } from 'node:fs/promises';
import { release } from 'node:os';
import { AppError } from '../../shared/model/error.ts';

/** capability.h */
const CAP_NET_BIND_SERVICE = 10n;
const CAP_NET_RAW = 13n;

export interface PrivilegeFacts {
  readonly platform: NodeJS.Platform;
  /** Effective user id; absent on Windows. */
  readonly uid?: number;
  /** The program that runs us, links resolved. */
  readonly program: string;
  /** A desktop app: capabilities on its binary would break Chromium's sandbox. */
  readonly electron: boolean;
  readonly linux?: LinuxFacts;
}

export interface LinuxFacts {
  /** CapEff of /proc/self/status: what counts, also inside containers, where root may lack capabilities. */
  readonly capabilities: bigint;
  /** Set in containers and under systemd's NoNewPrivileges: capabilities on a file are ignored then. */
  readonly noNewPrivileges: boolean;
  /** net.ipv4.ip_unprivileged_port_start: ports from here on are free for everybody (ip-sysctl.rst). */
  readonly unprivilegedPortStart: number;
  /** "6.1.0-25-amd64" */
  readonly kernel: string;
}

export async function readPrivilegeFacts(): Promise<PrivilegeFacts> {
  const uid = process.geteuid?.();
  return {
    platform: process.platform,
    ...(uid !== undefined && { uid }),
    program: process.execPath,
    electron: process.versions['electron'] !== undefined,
    ...(process.platform === 'linux' && { linux: await readLinuxFacts() }),
  };
}

async function readLinuxFacts(): Promise<LinuxFacts> {
  const status = await readFile('/proc/self/status', 'utf8');
  const start = await readFile('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8').catch(() => '');
  return {
    capabilities: BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`),
    noNewPrivileges: /^NoNewPrivs:\s*1$/m.test(status),
    unprivilegedPortStart: /^\d+\s*$/.test(start) ? Number(start) : 1024,
    kernel: release(),
  };
}

/** NEEDS_PRIVILEGE when one of these ports cannot be opened on one interface; undefined when all can. */
export function missingPrivilege(facts: PrivilegeFacts, ports: readonly number[]): AppError | undefined {
  const low = [...new Set(ports)]
    .sort((a, b) => a - b)
    .filter((port) => port > 0 && port < lowestFreePort(facts));
  switch (facts.platform) {
    case 'win32':
      return undefined;
    case 'linux':
      return facts.linux && missingOnLinux(facts, facts.linux, low);
    default:
      // macOS lets everybody have low ports, but only on all interfaces at once; one address still needs root.
      return facts.uid === 0 || low.length === 0
        ? undefined
        : refused(`open ${list(low)} on one interface`, sudo(facts));
  }
}

function lowestFreePort({ linux }: PrivilegeFacts): number {
  return linux?.unprivilegedPortStart ?? 1024;
}

function missingOnLinux(
  facts: PrivilegeFacts,
  linux: LinuxFacts,
  low: readonly number[],
): AppError | undefined {
  const has = (capability: bigint): boolean => ((linux.capabilities >> capability) & 1n) === 1n;
  const wants: string[] = [];
  if (low.length > 0 && !has(CAP_NET_BIND_SERVICE)) wants.push(`open ${list(low)} (CAP_NET_BIND_SERVICE)`);
  // Linux 5.7 lets everybody tie a fresh socket to an interface (SO_BINDTODEVICE); before, it took CAP_NET_RAW.
  if (olderThan(linux.kernel, 5, 7) && !has(CAP_NET_RAW))
    wants.push('listen on one interface only (CAP_NET_RAW)');
  if (wants.length === 0) return undefined;
  const what = wants.join(' or ');
  if (facts.uid === 0)
    return refused(
      what,
      'Give the container the capabilities NET_BIND_SERVICE and NET_RAW, or run outside of it.',
    );
  if (facts.electron)
    return refused(what, 'Allow Rackboot to ask for an administrator’s password when it starts its engine.');
  if (linux.noNewPrivileges)
    return refused(what, `${sudo(facts)} Capabilities on the file do not count here: NoNewPrivs is set.`);
  const setcap = `sudo setcap cap_net_bind_service,cap_net_raw+ep ${shellWord(facts.program)}`;
  return refused(what, `Once: ${setcap} (again after each update), or run with sudo.`);
}

function refused(what: string, hint: string): AppError {
  return new AppError('NEEDS_PRIVILEGE', `This user may not ${what}.`, hint);
}

function sudo({ electron }: PrivilegeFacts): string {
  return electron ? 'Allow Rackboot to ask for an administrator’s password.' : 'Run it with sudo.';
}

function list(ports: readonly number[]): string {
  return ports.length === 1
    ? `port ${ports[0]}`
    : `ports ${ports.slice(0, -1).join(', ')} and ${ports.at(-1)}`;
}

function olderThan(kernel: string, major: number, minor: number): boolean {
  const [, a, b] = /^(\d+)\.(\d+)/.exec(kernel) ?? [];
  return a !== undefined && (Number(a) < major || (Number(a) === major && Number(b) < minor));
}

/** A word a POSIX shell takes as it is. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

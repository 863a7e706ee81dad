/** Giving an interface of this computer one more address and taking it away again, by the system's own program. */
import { execFile } from 'node:child_process';
import { AppError } from '../../shared/model/error.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { subnetOf } from '../../shared/wire/address.ts';

export interface GivenAddress {
  readonly interface: string;
  readonly address: Ipv4;
  readonly prefixLength: number;
}

type Line = readonly [program: string, ...args: string[]];
type Change = 'add' | 'remove' | 'up' | 'down';

/**
 * What is run, none where nothing has to be. Nothing is kept by the system over its next start. macOS and Windows as their
 * manuals have it (ifconfig(8), "netsh interface ipv4 add address"); not run there by us yet.
 */
export function addressLines(
  platform: NodeJS.Platform,
  change: Change,
  { interface: name, address, prefixLength }: GivenAddress,
): readonly Line[] {
  const { netmask } = subnetOf(address, prefixLength);
  switch (platform) {
    case 'linux': {
      const cidr = `${address}/${prefixLength}`;
      return {
        add: [['ip', 'addr', 'add', cidr, 'brd', '+', 'dev', name] as const],
        remove: [['ip', 'addr', 'del', cidr, 'dev', name] as const],
        up: [['ip', 'link', 'set', 'dev', name, 'up'] as const],
        down: [['ip', 'link', 'set', 'dev', name, 'down'] as const],
      }[change];
    }
    case 'darwin':
      return {
        add: [['ifconfig', name, 'inet', address, 'netmask', netmask, 'alias'] as const],
        remove: [['ifconfig', name, 'inet', address, '-alias'] as const],
        up: [['ifconfig', name, 'up'] as const],
        down: [['ifconfig', name, 'down'] as const],
      }[change];
    case 'win32': {
      const on = ['netsh', 'interface', 'ipv4'] as const;
      const kept = 'store=active';
      return {
        add: [
          // Else the interface would forget DHCP when it gets an address by hand.
          [...on, 'set', 'interface', name, 'dhcpstaticipcoexistence=enabled', kept] as const,
          [...on, 'add', 'address', `name=${name}`, `address=${address}`, `mask=${netmask}`, kept] as const,
        ],
        remove: [[...on, 'delete', 'address', `name=${name}`, `address=${address}`, kept] as const],
        up: [],
        down: [],
      }[change];
    }
    default:
      throw new AppError(
        'NOT_SUPPORTED',
        `Rackboot cannot give an interface an address on ${platform}.`,
        'Give it one in the network settings.',
      );
  }
}

/** NEEDS_PRIVILEGE, else INTERNAL with what the program said. */
export async function changeAddress(change: Change, given: GivenAddress): Promise<void> {
  for (const [program, ...args] of addressLines(process.platform, change, given))
    await run(program, args, given);
}

function run(program: string, args: readonly string[], given: GivenAddress): Promise<void> {
  // Where administrators' programs lie; the PATH of an ordinary user on Debian has not got it.
  const path = [process.env['PATH'], '/usr/sbin', '/sbin'].join(process.platform === 'win32' ? ';' : ':');
  return new Promise((resolve, reject) => {
    execFile(
      program,
      [...args],
      { env: { ...process.env, PATH: path }, windowsHide: true },
      (error, out, err) => {
        if (!error) return resolve();
        const said = `${err}${out}`.trim().split('\n')[0] ?? '';
        reject(refusal(said || error.message, given));
      },
    );
  });
}

function refusal(said: string, { interface: name, address, prefixLength }: GivenAddress): AppError {
  if (/not permitted|permission denied|elevation|administrator/i.test(said))
    return new AppError(
      'NEEDS_PRIVILEGE',
      `This user may not give ${name} an address.`,
      process.platform === 'linux'
        ? `Run with sudo, or give it yourself: sudo ip addr add ${address}/${prefixLength} dev ${name}`
        : 'Run Rackboot as administrator, or give it one in the network settings.',
    );
  return new AppError(
    'INTERNAL',
    `${name} could not be given ${address}/${prefixLength}: ${said}.`,
    'Give it one in the network settings.',
  );
}

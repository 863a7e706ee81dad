/** A machine of the lab that boots step by step as a test says: what firmware, loaders and installers ask for, each by itself. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Lab } from './lab.ts';
import { SERVER_ADDRESS } from './lab.ts';
import { number16 } from './mac-messages.ts';
import type { Namespace } from './namespaces.ts';
import type { Ran, Running } from './processes.ts';
import { NODE } from './rackboot.ts';

/** Who asks for an address. */
export type Asker =
  /** PXE firmware. */
  | 'firmware'
  | 'ipxe'
  /** An iPXE built with IMAGE_COMBOOT. */
  | 'ipxe-comboot'
  /** UEFI HTTP boot. */
  | 'http'
  | 'esxi-installer'
  | 'plain';

/** Of option 93. */
export const ARCH = { bios: 0, uefi: 7, 'uefi-http': 16 } as const;

export interface Lease {
  readonly address: string;
  readonly siaddr: string;
  /** Option 67, or the BOOTP field. */
  readonly file?: string;
  readonly vendorClass?: string;
}

export interface Fetched {
  readonly status: number;
  readonly body: Buffer;
  readonly text: string;
}

export interface AskedSize {
  readonly status: number;
  /** Content-Length. */
  readonly length: number;
  /** Bytes of the body that came all the same. */
  readonly received: number;
}

export interface BootMachine {
  readonly mac: string;
  /** `52-54-00-…` */
  readonly dashes: string;
  readonly namespace: Namespace;
  /** Takes the address it gets. */
  dhcp(asker: Asker, arch?: number): Promise<Lease>;
  get(path: string): Promise<Fetched>;
  /** One after the other over one connection, as iPXE does. */
  getAll(paths: readonly string[]): Promise<readonly Fetched[]>;
  /** HEAD: `[200, 1234]`, status and Content-Length. */
  heads(paths: readonly string[]): Promise<readonly (readonly [status: number, length: number])[]>;
  /** GET, left behind the headers: what iPXE 2 does where a loader asks for a size. */
  sizes(paths: readonly string[]): Promise<readonly AskedSize[]>;
  /** GET at so many bytes a second. */
  getSlowly(path: string, bytesPerSecond: number): Promise<Running>;
  /** Status 0: the server refused. */
  tftp(names: readonly string[]): Promise<readonly Fetched[]>;
  /** What OVMF does before each download: size, or what the server said. */
  tftpSizes(names: readonly string[]): Promise<readonly string[]>;
}

export interface BootMachineOptions {
  /** At most ten letters. */
  readonly name: string;
  readonly mac: string;
  /** `10.77.0.9/24`, for one that never asks for one. */
  readonly address?: string;
}

const EXCHANGE = join(import.meta.dirname, 'dhcp-exchange.ts');
const HTTP_SIZES = join(import.meta.dirname, 'http-sizes.ts');
const HTTP_SLOW = join(import.meta.dirname, 'http-slow.ts');
const TFTP_SIZES = join(import.meta.dirname, 'tftp-sizes.ts');
const SERVER = `http://${SERVER_ADDRESS}`;

export function addBootMachine(lab: Lab, { name, mac, address }: BootMachineOptions): BootMachine {
  const namespace = lab.addClient(name, { mac, ...(address !== undefined && { address }) });
  const folder = mkdtempSync(join(lab.directory, `${name}-`));
  let count = 0;
  const target = (): string => join(folder, String(count++));

  async function succeed(command: readonly string[]): Promise<Ran> {
    const ran = await namespace.run(command, { timeoutMs: 120_000 });
    expect([ran.code, ran.stderr], command.join(' ')).toEqual([0, '']);
    return ran;
  }

  async function getAll(paths: readonly string[]): Promise<readonly Fetched[]> {
    const targets = paths.map(target);
    const outputs = paths.flatMap((path, at) => ['-o', targets[at] as string, `${SERVER}${path}`]);
    const { stdout } = await succeed(['curl', ...AS_IPXE, '-w', '%{http_code}\n', ...outputs]);
    const statuses = stdout.trim().split('\n').map(Number);
    return targets.map((one, at) => fetched(one, statuses[at] as number));
  }

  return {
    ...{ mac, namespace, dashes: mac.replaceAll(':', '-') },
    async dhcp(asker, arch = ARCH.uefi) {
      const options = JSON.stringify(
        optionsOf(asker, arch).map(([code, data]) => [code, data.toString('hex')]),
      );
      return JSON.parse((await succeed([...NODE, EXCHANGE, options])).stdout) as Lease;
    },
    getAll,
    get: async (path) => (await getAll([path]))[0] as Fetched,
    async heads(paths) {
      const urls = paths.map((path) => `${SERVER}${path}`);
      const { stdout } = await succeed(['curl', '-sS', '--path-as-is', '-I', ...urls]);
      const answers = stdout.split(/^(?=HTTP\/)/m);
      return answers.map((headers) => [statusOf(headers), lengthOf(headers)] as const);
    },
    async sizes(paths) {
      const { stdout } = await succeed([...NODE, HTTP_SIZES, SERVER_ADDRESS, ...paths]);
      return stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as AskedSize);
    },
    getSlowly(path, bytesPerSecond) {
      // A window as small as firmware's: a large one takes megabytes before anybody reads them.
      const script = 'echo "4096 65536 131072" > /proc/sys/net/ipv4/tcp_rmem; exec "$@"';
      const command = [...NODE, HTTP_SLOW, SERVER_ADDRESS, path, String(bytesPerSecond)];
      return namespace.start(['sh', '-c', script, 'sh', ...command], { title: `slow GET of ${path}` });
    },
    async tftp(names) {
      const targets = names.map(target);
      // What follows the first slash of the address is the name: no slash and one can be told apart.
      const url = (name: string): string => `tftp://${SERVER_ADDRESS}/${encodeURIComponent(name)}`;
      const outputs = names.flatMap((name, at) => ['-o', targets[at] as string, url(name)]);
      const options = ['-s', '--tftp-blksize', '1468', '-w', '%{exitcode}\n'];
      const { stdout } = await namespace.run(['curl', ...options, ...outputs], { timeoutMs: 120_000 });
      const codes = stdout.trim().split('\n').map(Number);
      return targets.map((one, at) => {
        if (codes[at] === 0) return fetched(one, 200);
        expect(TFTP_REFUSALS, names[at]).toContain(codes[at]);
        return NOTHING;
      });
    },
    async tftpSizes(names) {
      const { stdout } = await succeed([...NODE, TFTP_SIZES, SERVER_ADDRESS, ...names]);
      return stdout.trimEnd().split('\n');
    },
  };
}

const AS_IPXE = ['-sS', '--path-as-is', '--http1.1', '-A', 'iPXE/1.21.1'];
/** curl: "file not found" and "access violation". */
const TFTP_REFUSALS = [68, 69];
const NOTHING: Fetched = { status: 0, body: Buffer.alloc(0), text: '' };

function fetched(file: string, status: number): Fetched {
  const body = readFileSync(file);
  return { status, body, text: body.toString('utf8') };
}

function statusOf(headers: string): number {
  return Number(/^HTTP\/1\.1 (\d+)/.exec(headers)?.[1]);
}

function lengthOf(headers: string): number {
  return Number(/^content-length: (\d+)/im.exec(headers)?.[1]);
}

/** RFC 2132, 4578 and 3004, and iPXE's src/net/udp/dhcp.c and features.h. */
function optionsOf(asker: Asker, arch: number): [code: number, data: Buffer][] {
  const wanted: [number, Buffer] = [55, Buffer.from([1, 3, 6, 12, 43, 54, 60, 66, 67, 175])];
  const text = (code: number, value: string): [number, Buffer] => [code, Buffer.from(value)];
  const network = (vendor: string): [number, Buffer][] => [
    text(60, `${vendor}:Arch:${String(arch).padStart(5, '0')}:UNDI:003016`),
    [93, number16(arch)],
    [94, Buffer.from([1, 3, 16])],
  ];
  switch (asker) {
    case 'firmware':
      return [wanted, ...network('PXEClient')];
    case 'http':
      return [wanted, ...network('HTTPClient')];
    case 'ipxe':
    case 'ipxe-comboot': {
      const features = [HTTP, TFTP, DNS, ...(arch === ARCH.bios ? [BZIMAGE, PXE] : [EFI])];
      if (asker === 'ipxe-comboot') features.push(COMBOOT);
      const encapsulated = Buffer.from(features.flatMap((code) => [code, 1, 1]));
      return [wanted, ...network('PXEClient'), text(77, 'iPXE'), [175, encapsulated]];
    }
    case 'esxi-installer':
      return [wanted, text(60, 'VMware ESXi')];
    case 'plain':
      return [wanted];
  }
}

/** iPXE's feature markers in option 175. */
const [HTTP, TFTP, DNS, BZIMAGE, PXE, COMBOOT, EFI] = [19, 21, 23, 24, 33, 35, 36];

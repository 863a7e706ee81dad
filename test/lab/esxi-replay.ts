/**
 * ESXi's loaders without the loaders: the requests that the real ones sent (facts, esxi-loader.md, table 0.1 and section 8),
 * asked anew in their order. Which files a loader goes on to is read out of the boot.cfg it got, as it does.
 */
import { expect } from 'vitest';
import { ARCH } from './boot-machine.ts';
import type { EsxiMachine } from './esxi-machine.ts';
import { expectOwnBootCfg } from './esxi-machine.ts';
import { SERVER_ADDRESS } from './lab.ts';

export interface LoaderWay {
  readonly title: string;
  readonly via: 'http' | 'tftp';
  readonly loader: (machine: EsxiMachine) => string;
  /** The MAC's own is fetched twice: to see whether it is there, and to read it. */
  readonly bootCfg: (machine: EsxiMachine) => readonly string[];
  /** A script said `-c` and BOOTIF. */
  readonly told?: boolean;
  /** How the loader learns sizes before it loads. */
  readonly sizes?: 'left' | 'head' | 'tsize';
  /** It looks for a module of its own, once or twice at each place. */
  readonly crypto?: 1 | 2;
}

const beside = ({ image }: EsxiMachine): string => `/i/${image}/efi/boot`;
const onImage = (machine: EsxiMachine): string => `${beside(machine)}/bootx64.efi`;
const twice = (path: string): readonly string[] => [path, path];

export const LOADER_WAYS: readonly LoaderWay[] = [
  {
    ...{ title: '6.7 to 7.0 on iPXE 1.21', via: 'http', loader: onImage },
    bootCfg: ({ dashes }) => twice(`/01-${dashes}/boot.cfg`),
  },
  {
    ...{ title: '6.7 to 7.0 on iPXE 2', via: 'http', loader: onImage },
    bootCfg: () => ['/boot.cfg'],
  },
  {
    ...{ title: '7.0.2 to 9.0 on iPXE 1.21', via: 'http', loader: onImage, crypto: 1 },
    bootCfg: (machine) => twice(`${beside(machine)}/01-${machine.dashes}/boot.cfg`),
  },
  {
    ...{ title: '7.0.2 to 9.0 on iPXE 2', via: 'http', loader: onImage },
    ...{ sizes: 'left', crypto: 2 },
    bootCfg: (machine) => [`${beside(machine)}/boot.cfg`],
  },
  {
    ...{ title: '7.0.2 to 9.0 on iPXE 2, told by the script', via: 'http', loader: onImage },
    ...{ sizes: 'left', crypto: 2, told: true },
    bootCfg: ({ dashes }) => [`/m/${dashes}/boot.cfg`],
  },
  {
    ...{ title: '7.0 to 9.0 by UEFI HTTP boot', via: 'http' },
    ...{ sizes: 'head', crypto: 1, told: true },
    loader: ({ dashes }) => `/m/${dashes}/mboot.efi`,
    bootCfg: ({ dashes }) => twice(`/m/${dashes}/01-${dashes}/boot.cfg`),
  },
  {
    ...{ title: '7.0 from the firmware by TFTP', via: 'tftp', sizes: 'tsize' },
    loader: () => 'mboot.efi',
    bootCfg: ({ dashes }) => [`/01-${dashes}/boot.cfg`],
  },
  {
    ...{ title: '9.0 from the firmware by TFTP', via: 'tftp', sizes: 'tsize', crypto: 2 },
    loader: () => 'mboot.efi',
    bootCfg: ({ dashes }) => [`01-${dashes}/boot.cfg`],
  },
  {
    ...{ title: '9.0 on iPXE, all by TFTP', via: 'tftp', crypto: 2 },
    loader: (machine) => onImage(machine).slice(1),
    bootCfg: (machine) => [`${beside(machine).slice(1)}/boot.cfg`],
  },
];

/** From the lease to the last module; every answer is held to what the loader needs. */
export async function replay(machine: EsxiMachine, way: LoaderWay): Promise<readonly string[]> {
  const log: string[] = [];
  const { via, told = false, crypto = 0 } = way;
  /** Each with its status, which must be this one. */
  async function load(paths: readonly string[], status: number): Promise<readonly Buffer[]> {
    const found = await (via === 'http' ? machine.getAll(paths) : machine.tftp(paths));
    for (const [at, one] of found.entries()) {
      log.push(`${via === 'http' ? 'GET' : 'RRQ'} ${paths[at]} ${one.status}`);
      expect(one.status, paths[at]).toBe(status);
    }
    return found.map(({ body }) => body);
  }
  async function sizes(paths: readonly string[], expected: readonly number[]): Promise<void> {
    if (way.sizes !== undefined) log.push(...paths.map((path) => `${way.sizes} ${path}`));
    expect(await sizesOf(machine, way, paths)).toEqual(way.sizes === undefined ? [] : expected);
  }

  await machine.dhcp(via === 'http' && way.sizes === 'head' ? 'http' : 'firmware', archOf(way));
  const loader = way.loader(machine);
  const bytes = loader.endsWith('mboot.efi') ? machine.mboot : machine.iso.loader;
  if (way.sizes === 'head' || way.sizes === 'tsize') await sizes([loader], [bytes.length]);
  const [program] = await load([loader], 200);
  expect(program?.equals(bytes)).toBe(true);

  const bootCfgs = way.bootCfg(machine);
  const texts = (await load(bootCfgs, 200)).map(String);
  expect(new Set(texts).size).toBe(1);
  const [bootCfg = ''] = texts;
  expectOwnBootCfg(machine, bootCfg, { via, told });
  const { prefix, names } = readBootCfg(bootCfg);
  const contents = names.map((name) => machine.iso.files.get(name) ?? Buffer.alloc(0));
  const paths = names.map((name) => `${prefix}/${name}`);
  await sizes(
    paths,
    contents.map(({ length }) => length),
  );
  const folder = loader.slice(0, loader.lastIndexOf('/') + 1);
  const places = [folder, `${prefix}/`, `${prefix}/efi/boot/`].map((place) => `${place}crypto64.efi`);
  for (let time = 0; time < crypto; time++) await load(places, via === 'http' ? 404 : 0);
  const files = await load(paths, 200);
  for (const [at, file] of files.entries()) expect(file.equals(contents[at] as Buffer), paths[at]).toBe(true);
  log.push('started');
  return log;
}

function archOf({ sizes }: LoaderWay): number {
  return sizes === 'head' ? ARCH['uefi-http'] : ARCH.uefi;
}

async function sizesOf(
  machine: EsxiMachine,
  { sizes }: LoaderWay,
  paths: readonly string[],
): Promise<readonly number[]> {
  switch (sizes) {
    case undefined:
      return [];
    case 'head': {
      const heads = await machine.heads(paths);
      expect(heads.map(([status]) => status)).toEqual(paths.map(() => 200));
      return heads.map(([, length]) => length);
    }
    case 'tsize':
      return (await machine.tftpSizes(paths)).map(Number);
    case 'left': {
      const asked = await machine.sizes(paths);
      expect(asked.map(({ status }) => status)).toEqual(paths.map(() => 200));
      return asked.map(({ length }) => length);
    }
  }
}

/** As the loader: `prefix` and a slash before each name. */
function readBootCfg(text: string): { prefix: string; names: string[] } {
  const value = (key: string): string => new RegExp(`^${key}=(.*)$`, 'm').exec(text)?.[1] ?? '';
  const prefix = value('prefix').replace(`http://${SERVER_ADDRESS}`, '');
  return { prefix, names: [value('kernel'), ...value('modules').split(' --- ')] };
}

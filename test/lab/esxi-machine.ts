/** Two machines with an ESXi each and a kickstart each: what the tests of ESXi begin with. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { withoutTokens } from '../../shared/boot/token-mask.ts';
import type { BootMachine } from './boot-machine.ts';
import { addBootMachine } from './boot-machine.ts';
import type { EsxiIso, EsxiIsoOptions } from './esxi-iso.ts';
import { makeEsxiIso, namesIn } from './esxi-iso.ts';
import type { Lab } from './lab.ts';
import { RANGE, SERVER_ADDRESS } from './lab.ts';
import type { Rackboot } from './rackboot.ts';
import { startRackboot } from './rackboot.ts';

const SERVER = `http://${SERVER_ADDRESS}`;

/** One machine, its image, its kickstart. */
export interface EsxiMachine extends BootMachine {
  readonly image: string;
  readonly iso: EsxiIso;
  /** What mboot.efi is for it: the newest loader there is, for it starts every version. */
  readonly mboot: Buffer;
  /** File name of its kickstart. */
  readonly kickstart: string;
}

export interface EsxiPair {
  readonly rackboot: Rackboot;
  readonly old: EsxiMachine;
  readonly young: EsxiMachine;
  /** Both. */
  readonly machines: readonly EsxiMachine[];
}

/** @param id of this pair in its lab: two digits for the MACs, and the beginning of names */
export async function startEsxiPair(
  lab: Lab,
  id: string,
  young: Partial<EsxiIsoOptions> = {},
): Promise<EsxiPair> {
  const isos = {
    esxi65: makeEsxiIso(lab.directory, 'esxi65.iso', { version: '6.5', crlf: true }),
    esxi80: makeEsxiIso(lab.directory, 'esxi80.iso', { version: '8.0', ...young }),
  };
  const machines = Object.entries(isos).map(([image, iso], at): EsxiMachine => ({
    ...addBootMachine(lab, { name: `${id}-${image}`, mac: `52:54:00:7e:${id}:0${at + 1}` }),
    ...{ image, iso, mboot: isos.esxi80.loader },
    kickstart: writeKickstart(lab.directory, `ks-${image}.cfg`),
  }));
  const rackboot = await startRackboot(lab, [
    ...['--range', RANGE, '--arm', 'once'],
    ...machines.flatMap(({ iso }) => ['--image', iso.path]),
    ...machines.flatMap(({ mac, image, kickstart }) => [
      '--assign',
      `${mac}=${image}.iso,${join(lab.directory, kickstart)}`,
    ]),
  ]);
  const [first, second] = machines as [EsxiMachine, EsxiMachine];
  return { rackboot, machines, old: first, young: second };
}

/** As people write them, with the two variables of this machine; returns its file name. */
export function writeKickstart(directory: string, name: string): string {
  writeFileSync(join(directory, name), kickstartText(name, '{{networkDevice}}', '{{homeUrl}}'));
  return name;
}

export function kickstartText(name: string, networkDevice: string, homeUrl: string): string {
  return [
    `# ${name}`,
    'vmaccepteula',
    `rootpw --iscrypted $6$rackbootlab$${'x'.repeat(86)}`,
    'install --firstdisk --overwritevmfs',
    `network --bootproto=dhcp --device=${networkDevice}`,
    'reboot',
    '%post --interpreter=busybox --ignorefailure=true',
    `wget -q -O /dev/null "${homeUrl}?stage=installed"`,
    '',
  ].join('\n');
}

export interface ExpectedBootCfg {
  /** Over TFTP a path. */
  readonly via?: 'http' | 'tftp';
  /** A script led to it, with BOOTIF on the loader's command line: there is none in it. */
  readonly told?: boolean;
}

/** Holds a boot.cfg to what this machine's must be. */
export function expectOwnBootCfg(
  { dashes, image, iso }: EsxiMachine,
  text: string,
  { via = 'http', told = false }: ExpectedBootCfg = {},
): void {
  const lines = text.split('\n');
  const values = (key: string): string[] =>
    lines.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1));
  expect(text).not.toContain('\r');
  expect(lines.at(-1)).toBe('');
  expect(values('title')).toEqual(['Loading ESXi installer']);
  expect(values('prefix')).toEqual([`${via === 'http' ? SERVER : ''}/i/${image}`]);
  const [kernel, ...modules] = namesIn(iso.bootCfg);
  expect(values('kernel')).toEqual([kernel]);
  expect(values('modules')).toEqual([modules.join(' --- ')]);
  // The machine itself asks, and is given its token.
  expect(withoutTokens(values('kernelopt').join(' | ')).split(' ').toSorted()).toEqual([
    ...(told ? [] : [`BOOTIF=01-${dashes}`]),
    `ks=${SERVER}/m/${dashes}/…/ks.cfg`,
    'runweasel',
  ]);
}

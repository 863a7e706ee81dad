/** What the variables of an answer file are for one machine, and who says so. */
import { imagePath } from '../../shared/boot/boot-path.ts';
import type { AnswerValue } from '../../shared/boot/answers/variables.ts';
import { builtinVariable, listOf, valueProblem } from '../../shared/boot/answers/variables.ts';
import type { Config } from '../../shared/model/config.ts';
import type { AnswerPreview } from '../../shared/model/api.ts';
import type { Image } from '../../shared/model/image.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Ipv4, Mac, Subnet } from '../../shared/wire/address.ts';
import { macDashes } from '../../shared/wire/address.ts';
import type { PasswordStore } from './password-store.ts';

export type ValueFrom = AnswerPreview['values'][number]['from'];

export interface KnownValue {
  readonly value: AnswerValue;
  readonly from: ValueFrom;
}

export type KnownValues = ReadonlyMap<string, KnownValue>;

export interface AnswerValuesOptions {
  readonly http: string;
  readonly address: Ipv4;
  readonly subnet: Subnet;
  readonly config: () => Config;
  readonly machine: (mac: Mac) => Machine | undefined;
  /** The address it holds now, where that is known. */
  readonly addressOf: (mac: Mac) => Ipv4 | undefined;
  /** Path of the address where this machine calls home. */
  readonly homePath: (mac: Mac) => string;
  readonly passwords: Pick<PasswordStore, 'find'>;
}

/** By name; what is not in it has no value. `image`: the one it boots. */
export type AnswerValuesOf = (mac: Mac, image: Image | undefined) => KnownValues;

export function createAnswerValues(options: AnswerValuesOptions): AnswerValuesOf {
  return (mac, image) => {
    const values = new Map<string, KnownValue>();
    const give = (from: ValueFrom, name: string, value: AnswerValue | undefined): void => {
      if (value !== undefined) values.set(name, { value, from });
    };
    const config = options.config();
    const machine = options.machine(mac);
    const notes = config.machines[mac];
    const plain = macDashes(mac).replaceAll('-', '');

    give('builtin', 'mac', mac);
    give('builtin', 'macDashes', macDashes(mac));
    give('builtin', 'macPlain', plain);
    give('builtin', 'macUpper', mac.toUpperCase());
    give('builtin', 'address', config.reservations[mac] ?? options.addressOf(mac));
    give('builtin', 'prefixLength', options.subnet.prefixLength);
    give('builtin', 'netmask', options.subnet.netmask);
    give('builtin', 'domain', config.domain);
    give('builtin', 'gateway', config.router);
    give('builtin', 'dns', config.dns);
    give('builtin', 'ntp', config.ntp);
    give('builtin', 'model', machine?.model);
    give('builtin', 'serial', machine?.serial);
    give('builtin', 'uuid', machine?.uuid);
    give('builtin', 'sshKeys', config.sshKeys);
    give('builtin', 'serverAddress', options.address);
    give('builtin', 'serverUrl', options.http);
    give('builtin', 'homeUrl', `${options.http}${options.homePath(mac)}`);
    give('builtin', 'imageUrl', image && `${options.http}${imagePath(image.id, '')}`.replace(/\/$/, ''));
    give('builtin', 'group', notes?.group);
    give('default', 'syslogHost', options.address);
    if (image && isDebianMirror(image)) {
      give('default', 'mirrorHost', new URL(options.http).host);
      give('default', 'mirrorPath', imagePath(image.id, '').replace(/\/$/, ''));
    }
    // The installer takes the card by its MAC: which one is vmnic0 or eth0 changes from machine to machine.
    give('default', 'networkDevice', mac);
    // Two machines of one name are worse than one with a name that nobody chose.
    give('default', 'hostName', `node-${plain.slice(-6)}`);
    if (isHostName(machine?.hostName)) give('builtin', 'hostName', machine?.hostName);
    give('machine', 'hostName', config.names[mac] ?? machine?.name);
    const password = options.passwords.find(mac, notes?.group);
    give(password?.from ?? 'all', 'rootPasswordCrypted', password?.hash);

    const group = notes?.group === undefined ? undefined : config.groups[notes.group];
    for (const [from, said] of [
      ['all', config.variables],
      ['group', group?.variables],
      ['machine', notes?.variables],
    ] as const)
      for (const [name, value] of Object.entries(said ?? {})) setSaid(name, value, from);

    splitHostName(values);
    return values;

    /** What is built in and no matter of choice stays what it is, whatever a config.json edited by hand says. */
    function setSaid(name: string, value: string, from: ValueFrom): void {
      const builtin = builtinVariable(name);
      if (!builtin) give(from, name, value);
      else if (builtin.settable) give(from, name, builtin.list ? listOf(name, value) : value);
    }
  };
}

/** It has the packages besides the installer: a network without a way out needs no other mirror. */
function isDebianMirror({ recipe }: Image): boolean {
  return (
    recipe.family === 'debian-installer' &&
    recipe.entries.some(
      (entry) => entry.how === 'linux' && (entry.rest?.from === 'drive' || entry.rest?.from === 'tree'),
    )
  );
}

/** A name may be given with its domain. */
function splitHostName(values: Map<string, KnownValue>): void {
  const name = values.get('hostName');
  if (typeof name?.value !== 'string') return;
  const [host = '', ...rest] = name.value.split('.');
  if (rest.length > 0) {
    values.set('hostName', { ...name, value: host });
    values.set('domain', { value: rest.join('.'), from: name.from });
  }
  const domain = values.get('domain');
  if (typeof domain?.value === 'string')
    values.set('fqdn', { value: `${host}.${domain.value}`, from: name.from });
}

/** What a client sent of itself may be anything. */
function isHostName(name: string | undefined): boolean {
  const variable = builtinVariable('hostName');
  return name !== undefined && variable !== undefined && valueProblem(variable, name) === undefined;
}

/**
 * The built-in variables of answer files: what each is called, what it may be, and what it says. A value whose type has a
 * closed alphabet (a MAC, an address, a hash) is checked before it is used; text may be anything and is quoted for the place
 * where it stands (the *-places.ts files).
 */

export type VariableType =
  'mac' | 'ipv4' | 'url' | 'host name' | 'device' | 'crypt hash' | 'number' | 'text' | 'path';

export interface Variable {
  readonly name: string;
  readonly type: VariableType;
  /** Several of them: `{% for one in … %}`. */
  readonly list?: true;
  /** One sentence for the editor. */
  readonly sentence: string;
  /** A harmless value of this type, for checks without a machine. A list has one. */
  readonly sample: string;
  /** A person may say another value, for a machine, a group or all. */
  readonly settable?: true;
}

/** Of SHA-512 ("secret" with the salt "saltsalt"): nobody's password. */
const SAMPLE_HASH =
  '$6$saltsalt$IxDD3jeSOb5eB1CX5LBsqZFVkJdido3OUILO5Ifz5iwMuTS4XMS130MTSuDDl3aCI6WouIL9AjRbLCelDCy.g.';

const variable = (
  name: string,
  type: VariableType,
  sample: string,
  sentence: string,
  more: Pick<Variable, 'list' | 'settable'> = {},
): Variable => ({ name, type, sample, sentence, ...more });

const SETTABLE = { settable: true } as const;
const LIST = { list: true } as const;

export const VARIABLES: readonly Variable[] = [
  variable('mac', 'mac', '52:54:00:ab:cd:ef', 'MAC of the card it boots from, lower case with colons.'),
  variable('macDashes', 'mac', '52-54-00-ab-cd-ef', 'The same with dashes, as PXELINUX and GRUB write it.'),
  variable('macPlain', 'mac', '525400abcdef', 'The same without anything between.'),
  variable('macUpper', 'mac', '52:54:00:AB:CD:EF', 'The same in upper case with colons.'),
  variable('address', 'ipv4', '192.0.2.10', 'Its IPv4 address: the fixed one, else the one it holds now.'),
  variable('prefixLength', 'number', '24', 'Bits of the network it boots in.'),
  variable('netmask', 'ipv4', '255.255.255.0', 'The same as a mask.'),
  variable('hostName', 'host name', 'node-abcdef', 'Its name, without the domain.', SETTABLE),
  variable('domain', 'host name', 'lab.example', 'Domain of the network.', SETTABLE),
  variable('fqdn', 'host name', 'node-abcdef.lab.example', 'Host name and domain.'),
  variable('gateway', 'ipv4', '192.0.2.1', 'Default gateway.', SETTABLE),
  variable('dns', 'ipv4', '192.0.2.1', 'Name servers.', { ...LIST, ...SETTABLE }),
  variable('ntp', 'host name', '192.0.2.1', 'Time servers.', { ...LIST, ...SETTABLE }),
  variable('model', 'text', 'Sample model', 'Maker and model of the machine, where known.', SETTABLE),
  variable('serial', 'text', 'SAMPLE1', 'Serial number of the machine, where a client sent it.', SETTABLE),
  variable('uuid', 'text', '00000000-0000-4000-8000-000000000000', 'SMBIOS UUID, where a client sent it.'),
  variable('disk', 'device', 'sda', 'Disk to install on; without one installers take the first.', SETTABLE),
  variable('rootPasswordCrypted', 'crypt hash', SAMPLE_HASH, 'Root password that is set for it, as a hash.'),
  variable('sshKeys', 'text', 'ssh-ed25519 AAAAC3Sample sample', 'Public keys that may log in as root.', {
    ...LIST,
    ...SETTABLE,
  }),
  variable('imageUrl', 'url', 'http://192.0.2.1/i/sample', 'The files of the image it boots.'),
  variable('homeUrl', 'url', 'http://192.0.2.1/home/sample', 'Where it calls home: put ?stage=… behind it.'),
  variable('serverAddress', 'ipv4', '192.0.2.1', 'Our own address.'),
  variable('serverUrl', 'url', 'http://192.0.2.1', 'Our own HTTP address.'),
  variable('syslogHost', 'host name', '192.0.2.1', 'Where logs are sent.', SETTABLE),
  variable(
    'networkDevice',
    'device',
    '52:54:00:ab:cd:ef',
    'The card to install with: its MAC, or a name like vmnic0.',
    SETTABLE,
  ),
  variable('group', 'text', 'sample', 'The group it is in.'),
];

const BY_NAME: ReadonlyMap<string, Variable> = new Map(VARIABLES.map((one) => [one.name, one]));

export function builtinVariable(name: string): Variable | undefined {
  return BY_NAME.get(name);
}

/** What fillAnswer takes, by name. Numbers stay numbers in formats that have any. */
export type AnswerValue = string | number | readonly string[];
export type AnswerValues = Readonly<Record<string, AnswerValue>>;

const HOST_LABEL = '[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const OCTET = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)';

/** No `$` before a line end: it would let one through. */
const TYPES: Readonly<Record<VariableType, { readonly is: RegExp; readonly called: string }>> = {
  mac: { is: /^[0-9A-Fa-f]{2}(([:-]?)[0-9A-Fa-f]{2})(\2[0-9A-Fa-f]{2}){4}(?![^])/, called: 'MAC address' },
  ipv4: { is: new RegExp(`^${OCTET}(\\.${OCTET}){3}(?![^])`), called: 'IPv4 address' },
  url: {
    is: /^https?:\/\/[A-Za-z0-9.:[\]-]+(\/[A-Za-z0-9._~%:@!*()+,=-]*)*(?![^])/,
    called: 'http URL without blanks or quotes',
  },
  'host name': {
    is: new RegExp(`^(?=.{1,253}(?![^]))${HOST_LABEL}(\\.${HOST_LABEL})*(?![^])`),
    called: 'host name',
  },
  device: { is: /^[A-Za-z0-9/][A-Za-z0-9._:/+-]{0,199}(?![^])/, called: 'name of a device' },
  /** crypt(3): MD5 (ESXi 4), SHA-256 or SHA-512. */
  'crypt hash': {
    is: /^\$(1|5|6)\$(rounds=\d{4,9}\$)?[A-Za-z0-9./]{1,16}\$[A-Za-z0-9./]{22,86}(?![^])/,
    called: 'hash of a password ($6$…)',
  },
  number: { is: /^\d{1,15}(?![^])/, called: 'number' },
  path: { is: /^\/[A-Za-z0-9._~/+-]*(?![^])/, called: 'path' },
  // What no text file can hold.
  text: { is: /^[^\0\p{Cs}]*(?![^])/u, called: 'text' },
};

/** Why this cannot be a value of that variable; undefined: it can. Never repeats the value: it may be a secret. */
export function valueProblem({ name, type, list }: Variable, value: AnswerValue): string | undefined {
  const values = Array.isArray(value) ? (value as readonly string[]) : [String(value as string | number)];
  if (Array.isArray(value) !== (list === true))
    return `The value of {{ ${name} }} is ${list === true ? 'no list' : 'a list'}.`;
  const { is, called } = TYPES[type];
  return values.every((one) => is.test(one)) ? undefined : `The value of {{ ${name} }} is no ${called}.`;
}

const TEXT: Pick<Variable, 'type'> = { type: 'text' };

/** Of a variable that somebody made up. */
export function customValueProblem(name: string, value: AnswerValue): string | undefined {
  return valueProblem({ name, ...TEXT, sample: '', sentence: '', ...(Array.isArray(value) && LIST) }, value);
}

/**
 * Why a person may not give this variable this value; undefined: they may. Built-in names that are facts (MAC, addresses we
 * give, our own URLs, passwords, which are hashed and kept elsewhere) cannot be overridden: a file that says {{ mac }} means it.
 */
export function variableRefusal(name: string, value: string): string | undefined {
  const builtin = builtinVariable(name);
  if (builtin?.settable !== true)
    return builtin ? `{{ ${name} }} is built in and cannot be set.` : customValueProblem(name, value);
  return valueProblem(builtin, builtin.list ? listOf(name, value) : value);
}

/** A list as a person writes it: a line each; addresses and names may stand in one line too. */
export function listOf(name: string, value: string): readonly string[] {
  const separator = name === 'sshKeys' ? /\r?\n/ : /[\s,;]+/;
  return value
    .split(separator)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

import { expect, it } from 'vitest';
import { createAnswerValues } from '../../main/engine/answer-values.ts';
import type { Config } from '../../shared/model/config.ts';
import { DEFAULT_CONFIG } from '../../shared/model/config.ts';
import type { Image, LinuxRest } from '../../shared/model/image.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { parseIpv4, parseMac, subnetOf } from '../../shared/wire/address.ts';

const MAC = parseMac('52:54:00:00:00:01') as Mac;
const ADDRESS = parseIpv4('10.77.0.1') as Ipv4;

function debian(rest: LinuxRest | undefined): Image {
  const entry = {
    ...{ how: 'linux' as const, cpu: 'x86_64' as const, title: 'Debian' },
    ...{ kernel: '/linux', initrds: ['/initrd.gz'], args: '', ...(rest && { rest }) },
  };
  return {
    ...{ id: 'dvd', kind: 'iso', title: 'Debian', name: 'dvd.iso', path: '/dvd.iso', owned: false },
    ...{ sizeBytes: 1, modifiedAt: 0, addedAt: 0 },
    recipe: { family: 'debian-installer', entries: [entry], notes: [], why: [] },
  };
}

function mirrorOf(rest: LinuxRest | undefined, config: Partial<Config> = {}): readonly unknown[] {
  const values = createAnswerValues({
    http: 'http://10.77.0.1:8080',
    address: ADDRESS,
    subnet: subnetOf(ADDRESS, 24),
    config: () => ({ ...DEFAULT_CONFIG, ...config }),
    machine: () => undefined,
    addressOf: () => undefined,
    homePath: () => '/home/x',
    passwords: { find: () => undefined },
  })(MAC, debian(rest));
  return ['mirrorHost', 'mirrorPath'].map((name) => values.get(name)?.value);
}

it.each([
  ['a netboot image says nothing of a mirror', undefined, {}, [undefined, undefined]],
  [
    'a CD that a netboot image starts is the mirror',
    { from: 'drive', packages: true } as const,
    {},
    ['10.77.0.1:8080', '/i/dvd'],
  ],
  ['so is a tree', { from: 'tree', packages: true } as const, {}, ['10.77.0.1:8080', '/i/dvd']],
  [
    'somebody names another',
    { from: 'tree', packages: false } as const,
    { variables: { mirrorHost: 'mirror.lab', mirrorPath: '/debian' } },
    ['mirror.lab', '/debian'],
  ],
])('%s', (_what, rest, config, expected) => {
  expect(mirrorOf(rest, config)).toEqual(expected);
});

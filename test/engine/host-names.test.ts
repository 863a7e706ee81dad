import { describe, expect, it } from 'vitest';
import type { KnownValue } from '../../main/engine/answer-values.ts';
import { createHostNames } from '../../main/engine/host-names.ts';
import type { Mac } from '../../shared/wire/address.ts';

const mac = '52:54:00:ab:cd:01' as Mac;

function named(values: Readonly<Record<string, string>>) {
  const known = Object.entries(values).map(([name, value]): [string, KnownValue] => [
    name,
    { value, from: 'machine' },
  ]);
  return createHostNames(() => new Map(known))(mac);
}

describe('the host name of a machine that installs', () => {
  it.each([
    [
      'is what its answer file is filled in with',
      { hostName: 'u12', domain: 'lab.example' },
      { hostName: 'u12', domain: 'lab.example' },
    ],
    ['needs no domain', { hostName: 'U12' }, { hostName: 'U12' }],
    [
      'adds no words to a command line',
      { hostName: 'Rack 1, init=/bin/sh' },
      { hostName: 'rack-1-init-bin-sh' },
    ],
    ['is never empty', { hostName: '机架', domain: ' ' }, { hostName: 'node-abcd01' }],
  ])('%s', (_, values, expected) => {
    expect(named(values)).toEqual(expected);
  });
});

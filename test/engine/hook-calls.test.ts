import { describe, expect, it } from 'vitest';
import { createHookCalls } from '../../main/engine/hook-calls.ts';
import type { HookCallsOptions } from '../../main/engine/hook-calls.ts';
import { DEFAULT_CONFIG } from '../../shared/model/config.ts';
import type { AnswerFile, Image } from '../../shared/model/image.ts';
import type { Boot, Machine } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';

const mac = '52:54:00:00:00:01' as Mac;
const machine: Machine = {
  mac,
  kind: 'plain',
  how: 'dhcp',
  stage: 'installed',
  stageAt: 5,
  firstSeen: 1,
  lastSeen: 5,
  model: 'Mac mini',
  serial: 'C07',
  uuid: 'u',
  hostName: 'said',
  address: '10.77.0.9' as Ipv4,
};
const boot: Boot = { startedAt: 1, reached: 'installed', reachedAt: 5, calls: [] };

const callOf = (options: Partial<HookCallsOptions>) =>
  createHookCalls({
    machine: () => machine,
    config: () => DEFAULT_CONFIG,
    image: (id) => ({ id, title: `title of ${id}` }) as Image,
    answer: (id) => ({ id, name: `${id}.cfg` }) as AnswerFile,
    addressOf: () => undefined,
    ...options,
  })({ mac, stage: 'installed', at: 9, msSincePowerOn: 8 });

describe('what is known of a machine that calls home', () => {
  it('is what it says and what was written down about it', () => {
    const config = {
      ...DEFAULT_CONFIG,
      names: { [mac]: 'esx-01' },
      machines: { [mac]: { group: 'rack 7', variables: { a: 'own' } } },
      groups: { 'rack 7': { variables: { a: 'group', b: 'group' } } },
      variables: { a: 'all', b: 'all', c: 'all' },
    };
    const given = { ...machine, boots: [{ ...boot, image: 'esxi80', answer: 'ks' }] };
    expect(
      callOf({ config: () => config, machine: () => given, addressOf: () => '10.77.0.100' as Ipv4 }),
    ).toEqual({
      mac,
      stage: 'installed',
      at: 9,
      msSincePowerOn: 8,
      name: 'esx-01',
      address: '10.77.0.100',
      image: 'esxi80',
      imageTitle: 'title of esxi80',
      answer: 'ks.cfg',
      group: 'rack 7',
      model: 'Mac mini',
      serial: 'C07',
      uuid: 'u',
      hostName: 'said',
      variables: { a: 'own', b: 'group', c: 'all' },
    });
  });

  it('of a new system is what was installed, although it booted its own disk', () => {
    const own = { ...machine, boots: [boot], install: { image: 'esxi80', answer: 'ks', answeredAt: 3 } };
    expect(callOf({ machine: () => own })).toMatchObject({ image: 'esxi80', answer: 'ks.cfg' });
    const local = { ...own, plan: { action: 'local' as const, why: [] } };
    expect(callOf({ machine: () => local })).toMatchObject({ image: 'esxi80' });
  });

  it('may be next to nothing', () => {
    expect(callOf({ machine: () => undefined })).toEqual({
      mac,
      stage: 'installed',
      at: 9,
      msSincePowerOn: 8,
      variables: {},
    });
    const gone = { ...machine, boots: [{ ...boot, image: 'gone', answer: 'gone' }] };
    const call = callOf({ machine: () => gone, image: () => undefined, answer: () => undefined });
    expect(call).toMatchObject({ image: 'gone', answer: 'gone' });
    expect(call).not.toHaveProperty('imageTitle');
  });
});

import { describe, expect, it } from 'vitest';
import type { HookCall } from '../../shared/boot/hook-call.ts';
import { hookBody, hookEnvironment } from '../../shared/boot/hook-call.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';

const little: HookCall = { mac: '52:54:00:00:00:01' as Mac, stage: 'installed', at: 0, variables: {} };
const much: HookCall = {
  ...little,
  msSincePowerOn: 61_000,
  name: 'esx-01',
  address: '10.77.0.100' as Ipv4,
  image: 'esxi80',
  imageTitle: 'VMware ESXi 8.0',
  answer: 'ks.cfg',
  group: 'rack 7',
  model: 'Mac mini (Late 2012)',
  serial: 'C07',
  uuid: '01234567-89ab-cdef-0123-456789abcdef',
  hostName: 'localhost',
  variables: { rack: '7', cluster: 'A\nB', RACK: '8' },
};

describe('what a hook is told', () => {
  it('by JSON: every key, and no variables, which may be secret', () => {
    expect(JSON.parse(hookBody(much, '2026-11-25T22:00:00.000Z', '1.2.3'))).toEqual({
      mac: much.mac,
      name: 'esx-01',
      stage: 'installed',
      address: '10.77.0.100',
      image: 'esxi80',
      imageTitle: 'VMware ESXi 8.0',
      answer: 'ks.cfg',
      group: 'rack 7',
      model: 'Mac mini (Late 2012)',
      serial: 'C07',
      uuid: much.uuid,
      hostName: 'localhost',
      at: '2026-11-25T22:00:00.000Z',
      msSincePowerOn: 61_000,
      version: '1.2.3',
    });
    const keys = Object.keys(JSON.parse(hookBody(much, '', '')) as object);
    expect(Object.keys(JSON.parse(hookBody(little, '', '')) as object)).toEqual(keys);
  });

  it('by environment: every name, empty where nothing is known', () => {
    expect(hookEnvironment(much)).toEqual({
      RACKBOOT_STAGE: 'installed',
      RACKBOOT_MAC: much.mac,
      RACKBOOT_NAME: 'esx-01',
      RACKBOOT_ADDRESS: '10.77.0.100',
      RACKBOOT_IMAGE: 'esxi80',
      RACKBOOT_IMAGE_TITLE: 'VMware ESXi 8.0',
      RACKBOOT_ANSWER: 'ks.cfg',
      RACKBOOT_GROUP: 'rack 7',
      RACKBOOT_MODEL: 'Mac mini (Late 2012)',
      RACKBOOT_SERIAL: 'C07',
      RACKBOOT_UUID: much.uuid,
      RACKBOOT_HOST_NAME: 'localhost',
      RACKBOOT_MS_SINCE_POWER_ON: '61000',
      RACKBOOT_VAR_CLUSTER: 'A\nB',
      RACKBOOT_VAR_RACK: '7',
    });
    expect(hookEnvironment(little)).toMatchObject({ RACKBOOT_NAME: '', RACKBOOT_MS_SINCE_POWER_ON: '' });
  });

  it('without NUL, which no environment can carry', () => {
    expect(hookEnvironment({ ...little, name: 'a\0b', variables: { x: '\0' } })).toMatchObject({
      RACKBOOT_NAME: 'ab',
      RACKBOOT_VAR_X: '',
    });
  });
});

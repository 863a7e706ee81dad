import { describe, expect, it } from 'vitest';
import { machineFinder } from '../../renderer/machine-search.ts';
import type { Machine } from '../../shared/model/machine.ts';

const MAC_MINI = {
  mac: '52:54:00:12:34:5f',
  name: 'desk-3',
  model: 'Mac mini (Late 2012)',
  modelId: 'Macmini6,2',
  vendor: 'Apple',
  serial: 'C07JX0AA',
  uuid: '564d1a2b-0000-4c3d-8e5f-0123456789ab',
  address: '10.77.0.51',
  hostName: 'minion',
} as Machine;

describe('the search of machines', () => {
  it.each([
    '',
    'DESK-3',
    'mac mini',
    '2012 desk',
    'macmini6,2',
    'c07jx',
    '564D1A2B-0000',
    '77.0.51',
    'minion',
    '52:54:00:12:34:5f',
    '52-54-00-12-34-5F',
    '52540012345f',
    '5254.0012.345f',
    '2345f',
  ])('finds it by "%s"', (typed) => {
    expect(machineFinder(typed)(MAC_MINI)).toBe(true);
  });

  it.each(['esx', 'mac pro', '52-54-00-12-34-60', '52540012346'])('does not find it by "%s"', (typed) => {
    expect(machineFinder(typed)(MAC_MINI)).toBe(false);
  });
});

import { expect, it } from 'vitest';
import { decodeDhcp } from '../../shared/wire/dhcp.ts';
import { optionValue } from '../../shared/wire/dhcp-options.ts';
import {
  ETHERBOOT_FEATURES,
  etherbootSubOption,
  relaySubOption,
} from '../../shared/wire/dhcp-sub-options.ts';
import { hexBytes } from '../../shared/wire/bytes.ts';
import { golden } from './golden.ts';

it('what iPXE says of itself', () => {
  const options =
    optionValue(decodeDhcp(golden('dhcp', 'ipxe-bios-discover').bytes).options, 'etherbootEncapsulated') ??
    [];
  expect(etherbootSubOption.has(options, 'http')).toBe(true);
  expect(etherbootSubOption.has(options, 'efi')).toBe(false);
  // PCI, vendor 1af4 (virtio), device 1000.
  expect(etherbootSubOption.value(options, 'busId')).toEqual(hexBytes('011af41000'));
  const features = options.filter(
    ({ code }) => code >= ETHERBOOT_FEATURES.first && code <= ETHERBOOT_FEATURES.last,
  );
  expect(features.map((one) => etherbootSubOption.label(one.code)).sort()).toEqual([
    'AoE',
    'DNS',
    'ELF',
    'HTTP',
    'Linux kernels (bzImage)',
    'Menus',
    'Multiboot',
    'NFS',
    'PXE API extensions',
    'PXE programs',
    'TFTP',
    'iSCSI',
  ]);
});

it('what a server may tell iPXE', () => {
  expect(etherbootSubOption.make('noPxeDhcp', 1)).toEqual({ code: 176, data: hexBytes('01') });
  expect(etherbootSubOption.make('priority', -1)).toEqual({ code: 1, data: hexBytes('ff') });
  expect(etherbootSubOption.value([{ code: 1, data: hexBytes('80') }], 'priority')).toBe(-128);
});

it('what a relay says', () => {
  const options = [
    relaySubOption.make('circuitId', hexBytes('0102')),
    { code: 5, data: hexBytes('0a000100') },
  ];
  expect(relaySubOption.value(options, 'linkSelection')).toBe('10.0.1.0');
  expect(relaySubOption.value(options, 'circuitId')).toEqual(hexBytes('0102'));
  expect(relaySubOption.dissect({ code: 200, data: hexBytes('') })).toBeUndefined();
});

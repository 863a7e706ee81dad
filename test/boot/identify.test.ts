import { describe, expect, it } from 'vitest';
import { archOf } from '../../shared/boot/arch.ts';
import { identify } from '../../shared/boot/identify.ts';
import { decodeDhcp } from '../../shared/wire/dhcp.ts';
import type { DhcpOption } from '../../shared/wire/dhcp.ts';
import { makeOption } from '../../shared/wire/dhcp-options.ts';
import { STARTUP_DISK_INFORM } from '../wire/bsdp-samples.ts';
import { golden, goldens } from '../wire/golden.ts';

describe('identify reads recorded clients', () => {
  it.each(
    goldens('dhcp')
      .map(({ name }) => name)
      .filter((name) => /discover/.test(name)),
  )('%s', (name) => {
    const { mac: _mac, ...identity } = identify(decodeDhcp(golden('dhcp', name).bytes));
    expect(identity).toMatchSnapshot();
  });
});

describe('identify', () => {
  const base = decodeDhcp(golden('dhcp', 'udhcpc-discover').bytes);
  const kindOf = (...options: DhcpOption[]) => identify({ ...base, options });

  it.each([
    ['PXEClient:Arch:00000:UNDI:002001', 'pxe'],
    ['HTTPClient:Arch:00016:UNDI:003001', 'http'],
    ['AAPLBSDPC/i386/Macmini6,2', 'bsdp'],
    ['d-i', 'installer'],
    ['anaconda-Linux 5.14', 'installer'],
    ['udhcp 1.35.0', 'plain'],
    ['MSFT 5.0', 'plain'],
  ])('%s is %s', (vendorClass, kind) =>
    expect(kindOf(makeOption('vendorClassIdentifier', vendorClass)).kind).toBe(kind),
  );

  it('knows iPXE by option 175 too, and takes gPXE for a ROM', () => {
    const features = makeOption('etherbootEncapsulated', [{ code: 16, data: Uint8Array.of(1) }]);
    const pxe = makeOption('vendorClassIdentifier', 'PXEClient:Arch:00000:UNDI:002001');
    expect(kindOf(pxe, features)).toMatchObject({ kind: 'ipxe', ipxeHttp: false });
    expect(
      kindOf(pxe, makeOption('etherbootEncapsulated', [{ code: 19, data: Uint8Array.of(1) }])),
    ).toMatchObject({ kind: 'ipxe', ipxeHttp: true });
    expect(kindOf(pxe, features, makeOption('userClass', ['gPXE'])).kind).toBe('pxe');
  });

  it('reads the model out of an Apple class', () => {
    expect(kindOf(makeOption('vendorClassIdentifier', 'AAPLBSDPC/i386/iMac12,1'))).toMatchObject({
      kind: 'bsdp',
      apple: { arch: 'i386', systemId: 'iMac12,1' },
    });
  });

  it('tells macOS that looks for images from firmware that boots', () => {
    expect(identify(decodeDhcp(STARTUP_DISK_INFORM))).toMatchObject({
      kind: 'plain',
      apple: { systemId: 'iMac14,2' },
    });
  });

  it('takes what only looks like Apple’s class for what it is', () => {
    for (const text of ['AAPLBSDPC:i386', 'AAPLBSDPC/i386', 'AAPLBSDPCX'])
      expect(kindOf(makeOption('vendorClassIdentifier', text))).not.toHaveProperty('apple');
  });
});

it('shows architectures nobody told us about', () => {
  expect(archOf(7)).toMatchObject({ platform: 'efi', cpu: 'x86_64', http: false });
  expect(archOf(16)).toMatchObject({ platform: 'efi', cpu: 'x86_64', http: true });
  expect(archOf(999)).toMatchObject({ platform: 'other', label: 'architecture 999' });
});

import { describe, expect, it } from 'vitest';
import { addressLines } from '../../main/net/address-changes.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';

const given = { interface: 'Ethernet 2', address: '10.77.0.1' as Ipv4, prefixLength: 24 };

describe('giving an address', () => {
  it('adds one on Linux, and takes away just that one', () => {
    expect(addressLines('linux', 'add', given)).toEqual([
      ['ip', 'addr', 'add', '10.77.0.1/24', 'brd', '+', 'dev', 'Ethernet 2'],
    ]);
    expect(addressLines('linux', 'remove', given)).toEqual([
      ['ip', 'addr', 'del', '10.77.0.1/24', 'dev', 'Ethernet 2'],
    ]);
  });

  it('is an alias on macOS', () => {
    expect(addressLines('darwin', 'add', given)).toEqual([
      ['ifconfig', 'Ethernet 2', 'inet', '10.77.0.1', 'netmask', '255.255.255.0', 'alias'],
    ]);
    expect(addressLines('darwin', 'remove', given)).toEqual([
      ['ifconfig', 'Ethernet 2', 'inet', '10.77.0.1', '-alias'],
    ]);
  });

  it('on Windows is forgotten at the next start, and leaves DHCP as it is', () => {
    const lines = addressLines('win32', 'add', given);
    expect(lines[0]).toContain('dhcpstaticipcoexistence=enabled');
    expect(lines[1]).toEqual([
      ...['netsh', 'interface', 'ipv4', 'add', 'address', 'name=Ethernet 2'],
      ...['address=10.77.0.1', 'mask=255.255.255.0', 'store=active'],
    ]);
    for (const line of [...lines, ...addressLines('win32', 'remove', given)])
      expect(line).toContain('store=active');
  });

  it('is not guessed elsewhere', () => {
    expect(() => addressLines('freebsd', 'add', given)).toThrow(
      expect.objectContaining({ code: 'NOT_SUPPORTED' }) as Error,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { cardsToChoose, kindOf, warningsOf } from '../../renderer/network/cards.ts';
import { overlapping, parseNetAddress, proposedAddress } from '../../renderer/network/free-net.ts';
import { proposedMode } from '../../renderer/network/mode-to-start.ts';
import type { InterfaceInfo } from '../../shared/model/api.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';

function card(name: string, net?: string, change: Partial<InterfaceInfo> = {}): InterfaceInfo {
  const [address = '', length = ''] = net?.split('/') ?? [];
  const addresses = net === undefined ? [] : [{ address: address as Ipv4, prefixLength: Number(length) }];
  return { name, addresses, up: true, loopback: false, ...change };
}

describe('the interfaces to choose from', () => {
  it('are shown with the likeliest first, and without loopback', () => {
    const all = [
      card('lo', '127.0.0.1/8', { loopback: true }),
      card('wlan0', '192.168.1.2/24', { wireless: true, defaultRoute: true }),
      card('docker0', '172.17.0.1/16'),
      card('en10', '10.0.0.1/24'),
      card('en9', '10.1.0.1/24'),
      card('en1', undefined),
      card('en2', '10.2.0.1/24', { up: false }),
      card('eno1', '192.168.2.2/24', { defaultRoute: true }),
    ];
    expect(cardsToChoose(all).map(({ name }) => name)).toEqual([
      'en9',
      'en10',
      'en1',
      'en2',
      'docker0',
      'eno1',
      'wlan0',
    ]);
  });

  it('say what stands in the way before what is risky', () => {
    expect(warningsOf(card('wlan0', undefined, { up: false, wireless: true, defaultRoute: true }))).toEqual([
      'off',
      'noAddress',
      'wireless',
      'defaultRoute',
    ]);
    expect(warningsOf(card('en8', '10.78.0.1/24', { link: false }))).toEqual(['noLink']);
    expect(warningsOf(card('en7', '10.77.0.1/24'))).toEqual([]);
  });

  it.each([
    ['docker0', 'container'],
    ['br-1a2b3c', 'container'],
    ['virbr0', 'machines'],
    ['bridge100', 'machines'],
    ['vEthernet (WSL)', 'machines'],
    ['utun3', 'tunnel'],
    ['wg0', 'tunnel'],
    ['br0', 'bridge'],
    ['en7', undefined],
    ['enp3s0', undefined],
    ['Ethernet 2', undefined],
  ])('%s is for %s', (name, kind) => expect(kindOf(card(name))).toBe(kind));
});

describe('the address that is proposed', () => {
  it('lies in a private network that no other interface is in', () => {
    expect(proposedAddress([])).toEqual({ address: '10.77.0.1', prefixLength: 24 });
    expect(proposedAddress([card('eno1', '10.77.0.9/24')]).address).toBe('10.78.0.1');
    // A VPN that takes all of 10.0.0.0/8.
    expect(proposedAddress([card('utun0', '10.1.2.3/8')]).address).toBe('192.168.77.1');
    expect(proposedAddress([card('utun0', '10.1.2.3/8'), card('a', '192.168.0.1/16')]).address).toBe(
      '172.30.77.1',
    );
  });

  it('is refused by name where it overlaps, whichever network is the larger', () => {
    const small = card('small', '10.77.0.65/26');
    expect(overlapping({ address: '10.77.0.1' as Ipv4, prefixLength: 24 }, [small])?.name).toBe('small');
    expect(overlapping({ address: '10.77.0.1' as Ipv4, prefixLength: 26 }, [small])).toBeUndefined();
  });

  it.each([
    ['10.77.0.1/24', '10.77.0.1', 24],
    [' 10.77.0.1 / 30 ', '10.77.0.1', 30],
    ['192.168.5.1', '192.168.5.1', 24],
  ])('"%s" is read', (text, address, prefixLength) =>
    expect(parseNetAddress(text)).toEqual({ address, prefixLength }),
  );

  it.each([
    '',
    '10.77.0',
    '10.77.0.1/31',
    '10.77.0.1/7',
    '10.77.0.0/24',
    '10.77.0.255/24',
    '1.2.3.4/x',
    '1.2.3.4/24/1',
  ])('"%s" is none that a computer can have there', (text) => expect(parseNetAddress(text)).toBeUndefined());
});

describe('the mode that is proposed', () => {
  it('is beside where another server gives addresses, heard or found', () => {
    expect(proposedMode([], undefined)).toBe('own');
    expect(proposedMode([{ kind: 'dhcp', address: '10.0.0.1' as Ipv4 }], undefined)).toBe('beside');
    expect(proposedMode([{ kind: 'proxy', address: '10.0.0.1' as Ipv4 }], undefined)).toBe('own');
    expect(proposedMode([], { servers: [], proposed: 'beside' })).toBe('beside');
  });
});

import { describe, expect, it } from 'vitest';
import {
  linuxDefaultRoutes,
  macDefaultRoutes,
  macWireless,
  windowsDefaultRoutes,
  windowsWireless,
} from '../../main/net/interface-facts.ts';

describe('the way to the internet', () => {
  it('on Linux is every route without a destination that is up', () => {
    const table = [
      'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
      'wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0',
      'lan0\t00004D0A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0',
      'tun0\t00000000\t00000000\t0001\t0\t0\t0\t00000080\t0\t0\t0',
      'off0\t00000000\t00000000\t0000\t0\t0\t0\t00000000\t0\t0\t0',
      '',
    ].join('\n');
    expect([...linuxDefaultRoutes(table)]).toEqual(['wlan0']);
    expect([...linuxDefaultRoutes('')]).toEqual([]);
  });

  it('on macOS is what route(8) says', () => {
    const text = '   route to: default\ndestination: default\n    gateway: 192.168.1.1\n  interface: en0\n';
    expect([...macDefaultRoutes(text)]).toEqual(['en0']);
    expect([...macDefaultRoutes('route: writing to routing socket: not in table\n')]).toEqual([]);
  });

  it('on Windows is found in every language, by the address of the interface', () => {
    const text = [
      'IPv4-Routentabelle',
      'Aktive Routen:',
      '     Netzwerkziel    Netzwerkmaske          Gateway    Schnittstelle Metrik',
      '          0.0.0.0          0.0.0.0      192.168.1.1     192.168.1.23     25',
      '        10.77.0.0    255.255.255.0   Auf Verbindung        10.77.0.1    281',
    ].join('\r\n');
    expect([...windowsDefaultRoutes(text)]).toEqual(['192.168.1.23']);
  });
});

describe('wireless interfaces', () => {
  it('on macOS are hardware ports of that name', () => {
    const text =
      '\nHardware Port: Ethernet Adapter (en4)\nDevice: en4\nEthernet Address: 1a:00\n\nHardware Port: Wi-Fi\nDevice: en0\nEthernet Address: 1b:00\n';
    expect([...macWireless(text)]).toEqual(['en0']);
  });

  it('on Windows are named in the first line of their block', () => {
    const text = [
      '',
      'Es ist 1 Schnittstelle auf dem System vorhanden:',
      '',
      '    Name                   : WLAN 2',
      '    Beschreibung           : Intel(R) Wi-Fi 6 AX201 160MHz',
      '    GUID                   : 5a2c1f30-93f7-4c1f-8d8e-0123456789ab',
      '    Physische Adresse      : 00:11:22:33:44:55',
      '',
      '    Status des gehosteten Netzwerks  : Nicht verfügbar',
      '',
    ].join('\r\n');
    expect([...windowsWireless(text)]).toEqual(['WLAN 2']);
  });
});

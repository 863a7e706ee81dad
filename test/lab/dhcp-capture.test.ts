/** Wireshark's dissectors as judge: whatever Rackboot sends during whole boots and to real clients must be well-formed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readCapture } from './capture.ts';
import { BOOT_MS } from './debian-boot.ts';
import { makeMemtestIso } from './debian-iso.ts';
import { POOL, RANGE, SERVER_ADDRESS, SERVER_MAC } from './lab.ts';
import { startVm } from './qemu.ts';
import { startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

/** Severity "error" of Wireshark's expert information. */
const PI_ERROR = 0x00800000;

describeLab(
  'on the wire',
  ['namespaces', 'qemu', 'ovmf', 'ipxe', 'memtest', 'tcpdump', 'tshark', 'udhcpc', 'dhclient', 'curl'],
  () => {
    const lab = useLab('capture');

    it('nothing of ours is malformed in two boots and the leases of two systems', async () => {
      const { directory } = lab();
      const iso = makeMemtestIso(directory, 'memtest.iso');
      const rackboot = await startRackboot(lab(), [
        '--range',
        RANGE,
        '--image',
        iso,
        '--unknown',
        'memtest.iso',
      ]);
      const capture = await lab().capture('boot');
      const uefi = await startVm(lab(), { name: 'uefi', mac: '52:54:00:77:00:31', firmware: 'uefi' });
      const bios = await startVm(lab(), { name: 'bios', mac: '52:54:00:77:00:32', firmware: 'bios-tftp' });

      const doNothing = join(directory, 'do-nothing');
      writeFileSync(doNothing, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
      const busybox = lab().addClient('busybox');
      await busybox.run(['udhcpc', '-i', 'eth0', '-n', '-q', '-s', doNothing]);
      const isc = lab().addClient('isc');
      mkdirSync(join(directory, 'isc'));
      const files = [
        '-lf',
        join(directory, 'isc', 'leases'),
        '-pf',
        join(directory, 'isc', 'pid'),
        '-sf',
        doNothing,
      ];
      await isc.run(['dhclient', '-4', '-1', '-d', ...files, 'eth0'], { timeoutMs: 10_000 });
      const web = lab().addClient('web', { address: '10.77.0.9/24' });
      for (const path of ['/', '/fw/none', '/fw/undionly.kpxe', '/../etc/passwd']) {
        await web.run([
          'curl',
          '--silent',
          '--path-as-is',
          '--range',
          '100-199',
          `http://${SERVER_ADDRESS}${path}`,
        ]);
      }

      for (const { mac } of [uefi, bios]) {
        await rackboot.waitFor(
          'http.served',
          (e) => e.mac === mac && e.path.startsWith('/i/memtest/'),
          BOOT_MS,
        );
      }
      await capture.stop();

      const ours = `eth.src == ${SERVER_MAC}`;
      const bad = `${ours} && (_ws.malformed || _ws.expert.severity == ${PI_ERROR})`;
      expect(
        await readCapture(capture.file, bad, ['frame.number', '_ws.col.Protocol', '_ws.col.Info']),
      ).toEqual([]);
      // The same question must find something to judge.
      for (const protocol of ['dhcp', 'tftp', 'http', 'arp']) {
        expect(await readCapture(capture.file, `${ours} && ${protocol}`, ['frame.number'])).not.toEqual([]);
      }

      const acknowledged = await readCapture(capture.file, `${ours} && dhcp.option.dhcp == 5`, [
        ...[
          'dhcp.option.dhcp_server_id',
          'dhcp.option.subnet_mask',
          'dhcp.option.domain_name_server',
          'dhcp.option.ip_address_lease_time',
        ],
      ]);
      expect(new Set(acknowledged)).toEqual(
        new Set([`${SERVER_ADDRESS}\t255.255.255.0\t${SERVER_ADDRESS}\t3600`]),
      );
      const offered = await readCapture(capture.file, `${ours} && dhcp.option.dhcp == 2`, [
        'dhcp.ip.your',
        'dhcp.hw.mac_addr',
      ]);
      const addressOf = new Map(
        offered.map((line) => line.split('\t') as [string, string]).map(([ip, mac]) => [mac, ip]),
      );
      expect(addressOf.size).toBe(4);
      expect(new Set(addressOf.values()).size).toBe(4);
      expect([...addressOf.values()]).toContain(POOL.first);
    });
  },
);

/** Packets of the chosen interface: what was on the wire is in the list, in listen mode too, and nothing secret is in it. */
import { expect, it } from 'vitest';
import { dissect } from '../../shared/wire/dissect.ts';
import { hexBytes } from '../../shared/wire/bytes.ts';
import type { Packet } from '../../shared/model/packet.ts';
import { addBootMachine, ARCH } from './boot-machine.ts';
import { DNSMASQ_ADDRESS, startDnsmasq } from './dnsmasq.ts';
import { RANGE, SERVER_ADDRESS } from './lab.ts';
import { until } from './processes.ts';
import type { Rackboot } from './rackboot.ts';
import { startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

async function summaries(rackboot: Rackboot): Promise<readonly string[]> {
  const { packets } = await rackboot.call('packets.read', { limit: 5000 });
  return packets.map(summary);
}

function summary({ bytes, wireBytes }: Packet): string {
  return dissect(hexBytes(bytes), wireBytes).summary;
}

describeLab('the packet list', ['namespaces', 'curl'], () => {
  const lab = useLab('capture');

  it('has lease, script and TFTP of a boot, both ways, and of HTTP the first lines only', async () => {
    const rackboot = await startRackboot(lab(), ['--range', RANGE]);
    const machine = addBootMachine(lab(), { name: 'seen', mac: '52:54:00:7e:90:01' });
    const { address } = await machine.dhcp('firmware', ARCH.uefi);
    await machine.tftp(['nothing-here.efi']);
    await machine.get(`/m/${machine.dashes}/boot.ipxe`);
    const wanted = [
      /^DHCPDISCOVER, PXEClient/,
      /^DHCPOFFER \(PXE\) 10\.77/,
      /^DHCPACK \(PXE\) 10\.77/,
      /^RRQ nothing-here\.efi/,
    ];
    const lines = await until('all packets', 10_000, async () => {
      const found = await summaries(rackboot);
      const http = found.some((line) => line.startsWith('HTTP/1.1 200'));
      return http && wanted.every((one) => found.some((line) => one.test(line))) ? found : undefined;
    });
    expect(lines).toContain(`GET /m/${machine.dashes}/boot.ipxe HTTP/1.1`);
    expect(lines.some((line) => line.startsWith('ERROR 1 (File not found)'))).toBe(true);
    expect(lines.some((line) => line.startsWith('ARP ') && line.includes(address))).toBe(true);
    const { packets, dropped, lastId } = await rackboot.call('packets.read', { limit: 5000 });
    expect([dropped, lastId]).toEqual([0, packets.at(-1)?.id]);
    expect(packets.map(({ bytes }) => Buffer.from(bytes, 'hex').toString('latin1')).join('')).not.toContain(
      '#!ipxe',
    );
    const page = await rackboot.call('packets.read', { afterId: 2, limit: 3 });
    expect(page.packets.map(({ id }) => id)).toEqual([3, 4, 5]);
  });

  it('finds machines and other servers in listen mode, where nobody is answered', async () => {
    const rackboot = await startRackboot(lab(), ['--mode', 'listen']);
    await startDnsmasq(lab(), 'office');
    const machine = addBootMachine(lab(), { name: 'heard', mac: '52:54:00:7e:90:02' });
    await machine.dhcp('firmware', ARCH.uefi);
    const seen = await rackboot.waitFor('machine.seen', ({ mac }) => mac === machine.mac);
    expect(seen).toMatchObject({ how: 'dhcp', arch: ARCH.uefi });
    await rackboot.waitFor(
      'neighbour.found',
      ({ kind, address }) => kind === 'dhcp' && address === DNSMASQ_ADDRESS,
    );
    expect(rackboot.seen('dhcp.answered')).toEqual([]);
    expect((await summaries(rackboot)).filter((line) => line.includes(`from ${SERVER_ADDRESS}`))).toEqual([]);
  });
});

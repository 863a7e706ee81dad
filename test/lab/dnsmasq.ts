/** The network's own DHCP server: dnsmasq on the lab's switch. */
import { join } from 'node:path';
import type { Lab } from './lab.ts';
import { until } from './processes.ts';

export const DNSMASQ_ADDRESS = '10.77.0.254';
export const DNSMASQ_POOL = { first: '10.77.0.200', last: '10.77.0.220' } as const;

/** Resolves when it answers. Each one has a namespace of its own: `<name>`, at most ten letters. */
export async function startDnsmasq(lab: Lab, name: string): Promise<void> {
  const office = lab.addClient(name, { address: `${DNSMASQ_ADDRESS}/24` });
  const options = [
    '--keep-in-foreground',
    '--port=0',
    '--interface=eth0',
    '--bind-interfaces',
    '--log-facility=-',
  ];
  const leases = join(lab.directory, `${office.name}.leases`);
  const dnsmasq = await office.start(
    [
      'dnsmasq',
      '--conf-file=/dev/null',
      '--user=root',
      ...options,
      `--dhcp-range=${DNSMASQ_POOL.first},${DNSMASQ_POOL.last},1h`,
      `--dhcp-leasefile=${leases}`,
    ],
    { title: 'dnsmasq' },
  );
  lab.onClose(async () => void (await dnsmasq.stop()));
  lab.onReport(() => `dnsmasq: ${dnsmasq.output()}`);
  await until('dnsmasq to start', 10_000, () =>
    dnsmasq.output().includes('DHCP, IP range') ? true : undefined,
  );
}

/** The DHCP clients of real systems against Rackboot: lease, renew, release, decline, conflict, and a server that was killed. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Lab } from './lab.ts';
import { POOL, RANGE, SERVER_ADDRESS } from './lab.ts';
import type { Namespace } from './namespaces.ts';
import type { Running } from './processes.ts';
import { until } from './processes.ts';
import { startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

const MAC = '52:54:00:77:00:21';

/** What the client's script was told, a line for each call: `BOUND 10.77.0.100 10.77.0.1`. */
interface ClientLog {
  lines(): string[];
  /** The newest line that begins with one of these words. */
  waitFor(...reasons: string[]): Promise<string>;
}

function clientLog(path: string): ClientLog {
  const lines = (): string[] =>
    existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  return {
    lines,
    waitFor: (...reasons) =>
      until(`the client to be told ${reasons.join(' or ')}, it was told: ${lines().join('; ')}`, 30_000, () =>
        lines().findLast((line) => reasons.some((reason) => line.startsWith(`${reason} `))),
      ),
  };
}

interface Dhclient {
  readonly log: ClientLog;
  readonly running: Running;
  release(): Promise<void>;
}

/** ISC dhclient with a script of our own: Debian's would change this machine's /etc/resolv.conf. */
async function startDhclient(
  lab: Lab,
  client: Namespace,
  options: { decline?: boolean } = {},
): Promise<Dhclient> {
  const folder = join(lab.directory, client.name);
  mkdirSync(folder, { recursive: true });
  const path = (name: string): string => join(folder, name);
  // Three seconds until the first renewal, where the server says half an hour.
  writeFileSync(path('conf'), 'supersede dhcp-renewal-time 3;\ntimeout 30;\nretry 5;\n');
  const script = [
    '#!/bin/sh',
    `echo "$reason $new_ip_address $new_domain_name_servers" >> ${path('log')}`,
    // dhclient-script(8): failing here says that the address is in use; dhclient answers with DHCPDECLINE.
    ...(options.decline
      ? [`[ "$reason" = BOUND ] && [ ! -e ${path('declined')} ] && touch ${path('declined')} && exit 1`]
      : []),
    'case "$reason" in',
    '  PREINIT) ip link set dev "$interface" up ;;',
    '  BOUND|RENEW|REBIND|REBOOT) ip -4 address replace "$new_ip_address/24" dev "$interface" ;;',
    '  RELEASE|EXPIRE|FAIL|STOP) ip -4 address flush dev "$interface" ;;',
    'esac',
    'exit 0',
  ];
  writeFileSync(path('script'), `${script.join('\n')}\n`, { mode: 0o755 });
  const files = ['-cf', path('conf'), '-lf', path('leases'), '-pf', path('pid'), '-sf', path('script')];
  const running = await client.start(['dhclient', '-4', '-d', '-v', ...files, 'eth0'], { title: 'dhclient' });
  lab.onClose(async () => void (await running.stop('SIGKILL')));
  lab.onReport(() => `dhclient: ${running.output()}`);
  return {
    log: clientLog(path('log')),
    running,
    async release() {
      await client.run(['dhclient', '-4', '-r', '-v', ...files, 'eth0']);
    },
  };
}

interface Udhcpc {
  readonly log: ClientLog;
  readonly running: Running;
}

/** busybox's client: what most installers run. SIGUSR1 renews, SIGUSR2 releases. */
async function startUdhcpc(lab: Lab, client: Namespace, more: readonly string[] = []): Promise<Udhcpc> {
  const folder = join(lab.directory, client.name);
  mkdirSync(folder, { recursive: true });
  const path = (name: string): string => join(folder, name);
  const script = [
    '#!/bin/sh',
    `echo "$1 $ip $dns" >> ${path('log')}`,
    'case "$1" in',
    '  bound|renew) ip -4 address replace "$ip/$mask" dev "$interface" ;;',
    '  deconfig) ip link set dev "$interface" up; ip -4 address flush dev "$interface" ;;',
    'esac',
  ];
  writeFileSync(path('script'), `${script.join('\n')}\n`, { mode: 0o755 });
  const command = ['udhcpc', '-f', '-i', 'eth0', '-s', path('script'), '-t', '10', '-T', '1', ...more];
  const running = await client.start(command, { title: 'udhcpc' });
  lab.onClose(async () => void (await running.stop('SIGKILL')));
  lab.onReport(() => `udhcpc: ${running.output()}`);
  return { log: clientLog(path('log')), running };
}

describeLab('dhclient', ['namespaces', 'dhclient'], () => {
  const lab = useLab('dhclient');

  it('gets an address and a DNS server, renews by unicast, and gives the address back', async () => {
    const rackboot = await startRackboot(lab(), ['--range', RANGE]);
    const client = lab().addClient('renews', { mac: MAC });
    const dhclient = await startDhclient(lab(), client);
    expect(await dhclient.log.waitFor('BOUND')).toBe(`BOUND ${POOL.first} ${SERVER_ADDRESS}`);
    const [lease] = await rackboot.call('leases.list');
    expect(lease).toMatchObject({ address: POOL.first, mac: MAC, state: 'bound' });

    expect(await dhclient.log.waitFor('RENEW')).toBe(`RENEW ${POOL.first} ${SERVER_ADDRESS}`);
    const renewed = rackboot.seen('dhcp.answered', (e) => e.message === 'DHCPREQUEST');
    expect(renewed.at(-1)).toMatchObject({ reply: 'DHCPACK', address: POOL.first, to: `${POOL.first}:68` });

    await dhclient.release();
    await rackboot.waitFor('dhcp.released', (e) => e.mac === MAC && e.address === POOL.first);
    expect(await rackboot.call('leases.list')).toEqual([]);
  });

  it('is given another address when it declines the first', async () => {
    const rackboot = await startRackboot(lab(), ['--range', RANGE]);
    const dhclient = await startDhclient(lab(), lab().addClient('declines', { mac: MAC }), { decline: true });
    await rackboot.waitFor(
      'dhcp.conflict',
      (e) => e.by === 'decline' && e.address === POOL.first && e.mac === MAC,
    );
    await until('a second address', 60_000, () =>
      dhclient.log
        .lines()
        .filter((line) => line.startsWith('BOUND'))
        .at(1),
    );
    const [, second] = dhclient.log.lines().filter((line) => line.startsWith('BOUND'));
    expect(second).toBe(`BOUND 10.77.0.101 ${SERVER_ADDRESS}`);
  });

  it('keeps its address when Rackboot is killed and started again', async () => {
    const first = await startRackboot(lab(), ['--range', RANGE]);
    // Somebody else holds the first address, so that the same address again cannot be luck.
    await (await startDhclient(lab(), lab().addClient('earlier'))).log.waitFor('BOUND');
    const dhclient = await startDhclient(lab(), lab().addClient('survives', { mac: MAC }));
    expect(await dhclient.log.waitFor('BOUND')).toBe(`BOUND 10.77.0.101 ${SERVER_ADDRESS}`);
    // Leases are on disk before the ACK; the inventory is written every 300 ms.
    await sleep(600);
    await first.stop('SIGKILL');
    await dhclient.running.stop('SIGKILL');

    const { dataDirectory } = first;
    const second = await startRackboot(lab(), ['--range', RANGE], { dataDirectory });
    const leases = await second.call('leases.list');
    expect(leases.find((lease) => lease.mac === MAC)).toMatchObject({
      address: '10.77.0.101',
      state: 'bound',
    });
    expect((await second.call('machines.list')).map(({ mac }) => mac)).toContain(MAC);
    // A client without memory of its lease is known again by what it is.
    await (await startUdhcpc(lab(), lab().addClient('again', { mac: MAC }))).log.waitFor('bound');
    const answered = await second.waitFor('dhcp.answered', (e) => e.mac === MAC && e.reply === 'DHCPACK');
    expect(answered.address).toBe('10.77.0.101');
  });

  it('is given the address reserved for it', async () => {
    const rackboot = await startRackboot(lab(), ['--range', RANGE]);
    await rackboot.call('config.update', { reservations: { [MAC]: '10.77.0.42' } });
    const dhclient = await startDhclient(lab(), lab().addClient('reserved', { mac: MAC }));
    expect(await dhclient.log.waitFor('BOUND')).toBe(`BOUND 10.77.0.42 ${SERVER_ADDRESS}`);
  });
});

describeLab('udhcpc', ['namespaces', 'udhcpc'], () => {
  const lab = useLab('udhcpc');

  it('gets an address, renews when told to, and gives it back', async () => {
    const rackboot = await startRackboot(lab(), ['--range', RANGE]);
    const udhcpc = await startUdhcpc(lab(), lab().addClient('renews', { mac: MAC }));
    expect(await udhcpc.log.waitFor('bound')).toBe(`bound ${POOL.first} ${SERVER_ADDRESS}`);
    udhcpc.running.signal('SIGUSR1');
    expect(await udhcpc.log.waitFor('renew')).toBe(`renew ${POOL.first} ${SERVER_ADDRESS}`);
    udhcpc.running.signal('SIGUSR2');
    await rackboot.waitFor('dhcp.released', (e) => e.mac === MAC);
    expect(await rackboot.call('leases.list')).toEqual([]);
  });

  it('is not offered an address that somebody gave himself', async () => {
    const rackboot = await startRackboot(lab(), ['--range', RANGE]);
    lab().addClient('squatter', { address: `${POOL.first}/24`, mac: '52:54:00:77:00:66' });
    const udhcpc = await startUdhcpc(lab(), lab().addClient('honest', { mac: MAC }));
    expect(await udhcpc.log.waitFor('bound')).toBe(`bound 10.77.0.101 ${SERVER_ADDRESS}`);
    expect(rackboot.seen('dhcp.conflict')).toMatchObject([
      { by: 'arp', address: POOL.first, mac: '52:54:00:77:00:66' },
    ]);
    expect(rackboot.seen('dhcp.answered', (e) => e.address === POOL.first)).toEqual([]);
  });
});

/**
 * Our DHCP server alone, for bench/dhcp.ts and for profiles: `node bench/dhcp-server.ts INTERFACE FIRST-LAST FOLDER
 * [FULL|NORMAL] [noarp]`. Prints `ready`, stops on SIGTERM.
 */
import { join } from 'node:path';
import { createEventLog } from '../main/engine/event-log.ts';
import { openLeaseStore } from '../main/engine/lease-store.ts';
import { openInterface } from '../main/net/interface-ports.ts';
import { chooseInterface, listInterfaces } from '../main/net/interfaces.ts';
import { createDhcpService } from '../main/services/dhcp.ts';
import { identify } from '../shared/boot/identify.ts';
import { leaseRules, LeaseTable } from '../shared/boot/lease.ts';
import { DEFAULT_CONFIG } from '../shared/model/config.ts';
import { parseIpv4 } from '../shared/wire/address.ts';

const [interfaceName = '', range = '', folder = '', synchronous = 'FULL', noArp] = process.argv.slice(2);
const [first, last] = range.split('-').map(parseIpv4);
if (!first || !last) throw new Error('FIRST-LAST must be two addresses');
const config = { ...DEFAULT_CONFIG, pool: { first, last } };
const now = Date.now;

const ports = openInterface(chooseInterface(await listInterfaces(), interfaceName), now);
const store = await openLeaseStore({
  path: join(folder, 'leases.db'),
  now: now(),
  synchronous: synchronous === 'NORMAL' ? 'NORMAL' : 'FULL',
});
const leases = new LeaseTable(leaseRules(config, ports.address, ports.subnet));
leases.restore(store.saved);
const log = createEventLog(now);
const counts = new Map<string, number>();
log.onAppend(({ type }) => counts.set(type, (counts.get(type) ?? 0) + 1));
const arp = noArp ? { unavailable: 'switched off for this run' } : await ports.arp();

const service = createDhcpService({
  ports,
  leases,
  store,
  settings: () => config,
  identify,
  bootFor: () => undefined,
  seen: () => undefined,
  answered: () => undefined,
  loadedHere: () => false,
  macs: {
    settings: () => ({ offer: 'plain', priority: 0 }),
    images: () => ({ images: [], hidden: [], why: [] }),
    binding: () => undefined,
    bind: () => undefined,
    hostName: () => undefined,
    told: () => undefined,
  },
  append: log.append,
  now,
  mode: 'own',
  arp,
});
await service.start();
console.log('ready');
process.once('SIGTERM', () => {
  void service.stop().then(() => {
    if (!('unavailable' in arp)) arp.close();
    void store.close();
    console.log(JSON.stringify(Object.fromEntries(counts)));
  });
});

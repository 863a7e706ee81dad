/** The leases of this network: in memory and on disk, by the rules that the settings give. */
import { join } from 'node:path';
import { LeaseTable, leaseRules } from '../../shared/boot/lease.ts';
import type { Append } from '../../shared/model/event.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Config, Mode } from '../../shared/model/config.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { inSubnet, ipv4Number } from '../../shared/wire/address.ts';
import type { InterfacePorts } from '../net/ports.ts';
import { openLeaseStore } from './lease-store.ts';
import type { Settings } from './settings.ts';

export interface LeasesOptions {
  readonly dataDir: string;
  readonly settings: Settings;
  readonly ports: Pick<InterfacePorts, 'address' | 'subnet' | 'info'>;
  readonly mode: Mode;
  readonly append: Append;
  readonly now: () => number;
}

export type Leases = Awaited<ReturnType<typeof openLeases>>;

/** BAD_RANGE for a pool that cannot be given here; DATA_IN_USE, DISK_FULL, DATA_UNWRITABLE. */
export async function openLeases({ dataDir, settings, ports, mode, append, now }: LeasesOptions) {
  const checkHere = (pool: Config['pool']): void => {
    // Where nothing is given away a range of another network is none of our business.
    if (mode === 'own') checkPool(pool, ports);
  };
  checkHere(settings.get().pool);
  const store = await openLeaseStore({ path: join(dataDir, 'leases.db'), now: now() });
  if (store.setAside !== undefined) {
    const why = `the lease file was damaged: it lies in ${store.setAside} now, and machines may get other addresses`;
    append({ type: 'service.limited', service: 'dhcp', why });
  }
  const rules = (): ReturnType<typeof leaseRules> => leaseRules(settings.get(), ports.address, ports.subnet);
  const table = new LeaseTable(rules());
  table.restore(store.saved);
  const stopListening = settings.onChange(() => table.setRules(rules()));

  return {
    table,
    store,
    list: () => table.live(now()),
    /** BAD_RANGE for one that could not be given here. */
    checkPool: checkHere,
    /** False: nobody has it. On disk when it resolves. */
    async release(address: Ipv4): Promise<boolean> {
      const lease = table.ofAddress(address);
      if (!lease || lease.expiresAt <= now()) return false;
      const ended = { ...lease, expiresAt: now() };
      table.put(ended);
      await store.commit([ended]);
      return true;
    },
    close() {
      stopListening();
      return store.close();
    },
  };
}

/** BAD_RANGE */
function checkPool(pool: Config['pool'], { subnet, info }: Pick<InterfacePorts, 'subnet' | 'info'>): void {
  if (!pool) return;
  const network = `${subnet.network}/${subnet.prefixLength}`;
  if (!inSubnet(pool.first, subnet) || !inSubnet(pool.last, subnet)) {
    throw new AppError(
      'BAD_RANGE',
      `${pool.first}-${pool.last} is not on ${network}, the network of ${info.name}.`,
      'Give a range inside it.',
    );
  }
  if (ipv4Number(pool.first) > ipv4Number(pool.last)) {
    throw new AppError(
      'BAD_RANGE',
      `${pool.first} comes after ${pool.last}.`,
      'Give the lower address first.',
    );
  }
}

/** Names by power-on order: a rack that is switched on from below gets its names in that order. */
import type { ClientKind } from '../../shared/model/machine.ts';
import type { Config } from '../../shared/model/config.ts';
import type { Append } from '../../shared/model/event.ts';
import { withName, withNotes } from '../../shared/boot/inventory.ts';
import { MOST_NUMBER, nextName, uuidIsOwn } from '../../shared/boot/naming.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { MachineRegistry } from './machine-registry.ts';
import type { Settings } from './settings.ts';

export interface Naming {
  /** Firmware, or something else, asked for an address. Returns at once: the name is given when it is on disk. */
  asked(mac: Mac, kind: ClientKind): void;
  /** From now on machines count as not having asked. */
  begin(): void;
}

export interface NamingOptions {
  readonly settings: Settings;
  readonly machines: Pick<MachineRegistry, 'get' | 'list' | 'name'>;
  readonly append: Append;
  /** A name could not be saved. */
  readonly onError: (error: unknown) => void;
}

/** An installed system or an installer that asks was not powered on just now. */
const BOOTING: ReadonlySet<ClientKind> = new Set(['pxe', 'http', 'bsdp', 'ipxe']);

export function createNaming({ settings, machines, append, onError }: NamingOptions): Naming {
  /** Since naming was begun, in the order in which they asked. */
  const asked = new Set<Mac>();
  const waiting: Mac[] = [];
  let working = false;

  const named = (mac: Mac): boolean => settings.get().names[mac] !== undefined;

  /** Both cards of a machine may ask. */
  function otherCardNamed(mac: Mac): boolean {
    const uuid = machines.get(mac)?.uuid;
    if (uuid === undefined || !uuidIsOwn(uuid)) return false;
    return machines.list().some((one) => one.uuid === uuid && one.mac !== mac && named(one.mac));
  }

  async function give(mac: Mac): Promise<void> {
    let name: string | undefined;
    // One write holds the name and the number after it: whatever happens then, no two machines get the same.
    await settings.change((config) => {
      const given = giveName(config, mac);
      name = given?.names[mac];
      return given ?? config;
    });
    if (name === undefined) return;
    machines.name(mac, name);
    append({ type: 'machine.named', mac, name, by: 'order' });
  }

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    for (let mac = waiting.shift(); mac !== undefined; mac = waiting.shift()) {
      if (settings.get().naming === undefined || named(mac) || otherCardNamed(mac)) continue;
      try {
        await give(mac);
      } catch (error) {
        // It asks again, and then perhaps there is room on the disk.
        asked.delete(mac);
        onError(error);
      }
    }
    working = false;
  }

  return {
    asked(mac, kind) {
      if (settings.get().naming === undefined || !BOOTING.has(kind) || asked.has(mac)) return;
      asked.add(mac);
      waiting.push(mac);
      void work();
    },
    begin() {
      asked.clear();
      waiting.length = 0;
    },
  };
}

/** Undefined: no name is to be given any more. */
function giveName(config: Config, mac: Mac): Config | undefined {
  const { naming } = config;
  if (!naming || config.names[mac] !== undefined) return undefined;
  const next = nextName(naming.pattern, naming.next, Object.values(config.names));
  if (!next) return undefined;
  const { group } = naming;
  const named = withNotes(withName(config, mac, next.name), mac, group === undefined ? {} : { group });
  return { ...named, naming: { ...naming, next: Math.min(next.number + 1, MOST_NUMBER) } };
}

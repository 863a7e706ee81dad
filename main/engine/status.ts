/** The engine's own state as the console shows it. */
import type { LeaseTable } from '../../shared/boot/lease.ts';
import type { EngineStatus, InterfaceInfo } from '../../shared/model/api.ts';
import type { Service } from '../../shared/model/service.ts';
import type { InterfacePorts } from '../net/ports.ts';
import { VERSION } from './version.ts';

export interface Status {
  get(): EngineStatus;
  set(state: EngineStatus['state']): void;
  /** False when it was known already. */
  neighbour(found: EngineStatus['neighbours'][number]): boolean;
  onChange(listener: () => void): void;
}

/** What a Mac says it chose comes from the wire. */
const MOST_NEIGHBOURS = 32;

export function createStatus(options: {
  mode: EngineStatus['mode'];
  info: InterfaceInfo;
  ports: InterfacePorts;
  http: string;
  leases: LeaseTable;
  services: () => readonly Service[];
  imports: () => EngineStatus['imports'];
  now: () => number;
}): Status {
  const startedAt = options.now();
  const neighbours: EngineStatus['neighbours'][number][] = [];
  const listeners: (() => void)[] = [];
  let state: EngineStatus['state'] = 'starting';
  const changed = (): void => listeners.forEach((listener) => listener());

  return {
    get() {
      const { leases } = options;
      const { pool } = leases.rules;
      return {
        state,
        version: VERSION,
        mode: options.mode,
        interface: options.info,
        address: options.ports.address,
        http: options.http,
        startedAt,
        neighbours,
        ...(pool && { pool: { ...pool, size: leases.poolSize, used: leases.live(options.now()).length } }),
        services: options.services().map((service) => ({ name: service.name, state: 'running' as const })),
        imports: options.imports(),
      };
    },
    set(next) {
      state = next;
      changed();
    },
    neighbour(found) {
      if (neighbours.length >= MOST_NEIGHBOURS) return false;
      if (neighbours.some(({ kind, address }) => kind === found.kind && address === found.address))
        return false;
      neighbours.push(found);
      changed();
      return true;
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

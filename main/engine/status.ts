/** The engine's own state as the console shows it. */
import type { EngineStatus, InterfaceInfo } from '../../shared/model/api.ts';
import type { ErrorReport } from '../../shared/model/error.ts';
import type { Service } from '../../shared/model/service.ts';
import type { Network } from './network.ts';
import { VERSION } from './version.ts';

export interface Status {
  get(): EngineStatus;
  set(state: EngineStatus['state']): void;
  /** Something that it is asked for below has changed. */
  changed(): void;
  onChange(listener: () => void): void;
}

/** How the network stands at this moment. */
export interface NetworkState {
  readonly network: Network;
  /** As the interface is now; absent when nothing was looked at since the network began. */
  readonly info?: InterfaceInfo | undefined;
  /** It cannot go on: the interface or its address is gone. */
  readonly lost?: ErrorReport | undefined;
  readonly changing?: EngineStatus['changing'] | undefined;
}

export function createStatus(options: {
  state: () => NetworkState;
  /** Those that run whatever the network is. */
  services: readonly Service[];
  imports: () => EngineStatus['imports'];
  now: () => number;
}): Status {
  const startedAt = options.now();
  const listeners: (() => void)[] = [];
  let state: EngineStatus['state'] = 'starting';
  const changed = (): void => listeners.forEach((listener) => listener());

  return {
    get() {
      const { network, info, lost, changing } = options.state();
      const { at, mode } = network;
      const pool = network.pool();
      return {
        state,
        version: VERSION,
        mode,
        ...(at && { interface: info ?? at.info, address: at.address, http: at.http }),
        ...(changing && { changing }),
        startedAt,
        neighbours: network.neighbours.list(),
        ...(pool && { pool }),
        services: [
          ...options.services.map(({ name }) => ({ name, state: 'running' as const })),
          ...network.services.map(({ name }) =>
            lost ? { name, state: 'failed' as const, error: lost } : { name, state: 'running' as const },
          ),
        ],
        imports: options.imports(),
      };
    },
    set(next) {
      state = next;
      changed();
    },
    changed,
    onChange: (listener) => void listeners.push(listener),
  };
}

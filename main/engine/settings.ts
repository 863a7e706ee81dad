/**
 * The settings in force: the saved document with this run's command line laid over it. What a person changes while the
 * engine runs is saved and ends the command line's say in that matter.
 */
import type { Assignment, Config } from '../../shared/model/config.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { ConfigStore } from './config-store.ts';

export interface RunSettings {
  readonly pool?: Config['pool'];
  readonly unknown?: Config['unknown'];
  readonly assignments: ReadonlyMap<Mac, Assignment>;
}

export interface Settings {
  get(): Config;
  update(patch: Partial<Config>): Promise<Config>;
  assign(mac: Mac, assignment: Assignment | undefined): Promise<void>;
  name(mac: Mac, name: string): Promise<void>;
  onChange(listener: () => void): void;
}

export function createSettings(store: ConfigStore, run: RunSettings): Settings {
  const runAssignments = new Map(run.assignments);
  const overlay: { pool?: Config['pool']; unknown?: Config['unknown'] } = {
    ...(run.pool && { pool: run.pool }),
    ...(run.unknown && { unknown: run.unknown }),
  };
  const listeners: (() => void)[] = [];
  let merged = merge();

  function merge(): Config {
    const saved = store.get();
    return {
      ...saved,
      ...overlay,
      assignments: { ...saved.assignments, ...Object.fromEntries(runAssignments) },
    };
  }

  function changed(): void {
    merged = merge();
    for (const listener of listeners) listener();
  }

  return {
    get: () => merged,
    async update(patch) {
      await store.update((config) => ({ ...config, ...patch }));
      if ('pool' in patch) delete overlay.pool;
      if ('unknown' in patch) delete overlay.unknown;
      changed();
      return merged;
    },
    async assign(mac, assignment) {
      await store.update((config) => {
        const { [mac]: _old, ...others } = config.assignments;
        return { ...config, assignments: assignment ? { ...others, [mac]: assignment } : others };
      });
      runAssignments.delete(mac);
      changed();
    },
    async name(mac, name) {
      await store.update((config) => {
        const { [mac]: _old, ...others } = config.names;
        return { ...config, names: name === '' ? others : { ...others, [mac]: name } };
      });
      changed();
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

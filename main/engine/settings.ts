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
  /**
   * One change of the machines, saved at once and whole. What `edit` throws leaves everything as it was.
   * @param edit gets the document with this run's assignments in it; those it changes are the document's from then on
   */
  change(edit: (config: Config) => Config): Promise<Config>;
  /** Returns the end of listening. */
  onChange(listener: () => void): () => void;
}

export function createSettings(store: ConfigStore, run: RunSettings): Settings {
  const runAssignments = new Map<string, Assignment>(run.assignments);
  const overlay: { pool?: Config['pool']; unknown?: Config['unknown'] } = {
    ...(run.pool && { pool: run.pool }),
    ...(run.unknown && { unknown: run.unknown }),
  };
  const listeners = new Set<() => void>();
  let merged = merge();

  function withRun(saved: Config): Config {
    return { ...saved, assignments: { ...saved.assignments, ...Object.fromEntries(runAssignments) } };
  }

  function merge(): Config {
    return { ...withRun(store.get()), ...overlay };
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
    async change(edit) {
      let decided: string[] = [];
      await store.update((saved) => {
        const edited = edit(withRun(saved));
        const assignments = { ...edited.assignments };
        decided = [...runAssignments.keys()].filter((mac) => assignments[mac] !== runAssignments.get(mac));
        // The others stay the command line's: the next run need not know of them.
        for (const [mac, assignment] of runAssignments) {
          if (assignments[mac] !== assignment) continue;
          const own = saved.assignments[mac];
          if (own) assignments[mac] = own;
          else delete assignments[mac];
        }
        return { ...edited, assignments };
      });
      for (const mac of decided) runAssignments.delete(mac);
      changed();
      return merged;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

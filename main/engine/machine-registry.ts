/** Every machine that was ever heard, and where each is in its boot. The only place that changes a Machine. */
import type { Append } from '../../shared/model/event.ts';
import type {
  BootPlan,
  ClientKind,
  Install,
  LoadProgress,
  Machine,
  SeenHow,
  Transfer,
} from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { Signal } from '../../shared/boot/progress.ts';
import { stepStage } from '../../shared/boot/progress.ts';
import type { MachineStore } from './machine-store.ts';

/** Facts about a machine that one packet brought; what it did not bring stays. */
export type MachineFacts = Partial<
  Pick<
    Machine,
    | 'model'
    | 'modelId'
    | 'cannotNetboot'
    | 'vendor'
    | 'arch'
    | 'platform'
    | 'cpu'
    | 'comboot'
    | 'uuid'
    | 'address'
    | 'hostName'
    | 'kind'
  >
>;

export interface MachineRegistry {
  get(mac: Mac): Machine | undefined;
  list(): readonly Machine[];
  see(mac: Mac, how: SeenHow, facts?: MachineFacts): Machine;
  signal(mac: Mac, signal: Signal, why?: string): void;
  /** @param load of the whole image; undefined: the file is not one of those it was told to load */
  transfer(mac: Mac, transfer: Transfer | undefined, load?: LoadProgress): void;
  planned(mac: Mac, plan: BootPlan): void;
  name(mac: Mac, name: string): Machine | undefined;
  /** On disk when it returns. `undefined` clears it: armed anew. */
  install(mac: Mac, install: Install | undefined): void;
  /** What somebody chose at this Mac; undefined: nothing any more. On disk when it returns. */
  choose(mac: Mac, image: string | undefined): void;
  /** All but its install. On disk when it returns. */
  forget(mac: Mac): boolean;
  /** Finds machines that went quiet; call every few seconds. */
  tick(): void;
  onChange(listener: (mac: Mac) => void): void;
  close(): void;
}

const SAVE_MS = 300;
/** Enough for any lab; a flood of invented addresses must not fill the memory. Oldest plain clients go first. */
const KEPT = 50_000;

export function createMachineRegistry(options: {
  store: MachineStore;
  append: Append;
  now: () => number;
  onSaveError: (error: unknown) => void;
}): MachineRegistry {
  const { store, append, now } = options;
  const machines = new Map<Mac, Machine>(store.load().map((machine) => [machine.mac, machine]));
  /** Of machines that were forgotten. */
  const installs = store.loadInstalls();
  const seenThisRun = new Set<Mac>();
  const dirty = new Set<Mac>();
  const listeners: ((mac: Mac) => void)[] = [];
  let timer: NodeJS.Timeout | undefined;

  function put(machine: Machine): Machine {
    machines.set(machine.mac, machine);
    changed(machine.mac);
    return machine;
  }

  /** On disk when it returns; counts only then. */
  function putNow(machine: Machine): void {
    store.save([machine], []);
    put(machine);
  }

  function changed(mac: Mac): void {
    dirty.add(mac);
    timer ??= setTimeout(save, SAVE_MS);
    for (const listener of listeners) listener(mac);
  }

  function save(): void {
    clearTimeout(timer);
    timer = undefined;
    const macs = [...dirty];
    dirty.clear();
    if (macs.length === 0) return;
    const kept = macs.flatMap((mac) => machines.get(mac) ?? []);
    try {
      store.save(
        kept,
        macs.filter((mac) => !machines.has(mac)),
      );
    } catch (error) {
      for (const mac of macs) dirty.add(mac);
      options.onSaveError(error);
    }
  }

  function installOf(mac: Mac): Pick<Machine, 'install'> {
    const install = installs.get(mac);
    installs.delete(mac);
    return install ? { install } : {};
  }

  function makeRoom(): void {
    for (const [mac, machine] of machines) {
      if (machines.size < KEPT) return;
      if (machine.kind === 'plain' && machine.name === undefined && !machine.install) {
        machines.delete(mac);
        seenThisRun.delete(mac);
        changed(mac);
      }
    }
  }

  return {
    get: (mac) => machines.get(mac),
    list: () => [...machines.values()],
    see(mac, how, facts = {}) {
      const time = now();
      const known = machines.get(mac);
      if (!known && machines.size >= KEPT) makeRoom();
      const machine = put(
        known
          ? { ...known, ...facts, lastSeen: time }
          : {
              kind: 'plain' satisfies ClientKind,
              ...facts,
              ...installOf(mac),
              mac,
              how,
              stage: 'seen',
              stageAt: time,
              firstSeen: time,
              lastSeen: time,
            },
      );
      if (!seenThisRun.has(mac)) {
        seenThisRun.add(mac);
        append({
          type: 'machine.seen',
          mac,
          how,
          ...(machine.model !== undefined && { model: machine.model }),
          ...(machine.arch !== undefined && { arch: machine.arch }),
          ...(machine.modelId !== undefined && { modelId: machine.modelId }),
          ...(machine.vendor !== undefined && { vendor: machine.vendor }),
          ...(machine.cannotNetboot !== undefined && { cannotNetboot: machine.cannotNetboot }),
        });
      }
      return machine;
    },
    signal(mac, signal, why) {
      const machine = machines.get(mac);
      if (!machine) return;
      const stage = stepStage(machine.stage, signal, machine.kind);
      if (stage === machine.stage) return;
      const { transfer: _ended, load: _loaded, ...rest } = machine;
      put({ ...rest, stage, stageAt: now() });
      append({
        type: 'machine.stage',
        mac,
        stage,
        previous: machine.stage,
        ...(why !== undefined && { why }),
      });
    },
    transfer(mac, transfer, load) {
      const machine = machines.get(mac);
      if (!machine) return;
      const { transfer: _last, ...rest } = machine;
      put({ ...rest, lastSeen: now(), ...(transfer && { transfer }), ...(load && { load }) });
    },
    planned(mac, plan) {
      const machine = machines.get(mac);
      if (machine) put({ ...machine, plan });
    },
    name(mac, name) {
      const machine = machines.get(mac);
      if (!machine) return undefined;
      const { name: _old, ...rest } = machine;
      return put(name === '' ? rest : { ...rest, name });
    },
    install(mac, install) {
      const machine = machines.get(mac);
      if (!machine) return;
      const { install: _old, ...rest } = machine;
      putNow(install ? { ...rest, install } : rest);
    },
    choose(mac, image) {
      const machine = machines.get(mac);
      if (!machine || machine.chosen === image) return;
      const { chosen: _old, ...rest } = machine;
      putNow(image === undefined ? rest : { ...rest, chosen: image });
    },
    forget(mac) {
      const machine = machines.get(mac);
      if (!machine) return false;
      // An arming that was used up stays so: forgetting a machine must not make it install again.
      const { install } = machine;
      store.forget(mac, install);
      if (install) installs.set(mac, install);
      machines.delete(mac);
      seenThisRun.delete(mac);
      dirty.delete(mac);
      for (const listener of listeners) listener(mac);
      append({ type: 'machine.forgotten', mac });
      return true;
    },
    tick() {
      const time = now();
      for (const machine of machines.values()) {
        this.signal(
          machine.mac,
          { on: 'quiet', ms: time - Math.max(machine.lastSeen, machine.stageAt) },
          'nothing more was heard from it',
        );
      }
    },
    onChange(listener) {
      listeners.push(listener);
    },
    close() {
      save();
      clearTimeout(timer);
      store.close();
    },
  };
}

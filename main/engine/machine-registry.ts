/** Every machine that was ever heard, and where each is in its boot. The only place that changes a Machine. */
import type { Append } from '../../shared/model/event.ts';
import type {
  Boot,
  BootPlan,
  Install,
  LoadProgress,
  Machine,
  SeenHow,
  Transfer,
} from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { BootWatch } from '../../shared/boot/boot-history.ts';
import { callInBoot, stepBoots } from '../../shared/boot/boot-history.ts';
import type { Installed, InstallRecord } from '../../shared/boot/installs.ts';
import { armAnew, endInstalls, inheritInstalls, recordInstall } from '../../shared/boot/installs.ts';
import type { Signal } from '../../shared/boot/progress.ts';
import { stepStage } from '../../shared/boot/progress.ts';
import {
  keptOf,
  mergeMachines,
  newMachine,
  withInstalls,
  withName,
  withoutChoice,
  withoutTransfer,
} from './machine-record.ts';
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
    | 'serial'
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
  /** It called home. */
  called(mac: Mac, stage: string): void;
  /** A line of its log, for its lane; told at most five times a second, and only kept on disk when something else is. */
  logged(mac: Mac, text: string): void;
  /** It began this install, or ended it. On disk when it returns. */
  install(mac: Mac, install: Install): void;
  /**
   * A person has decided what these boot: what was chosen at them is void, and `armed` is to be installed although it was
   * once. All on disk when it returns, or none.
   */
  decided(machines: readonly { readonly mac: Mac; readonly armed?: Installed }[]): void;
  /** What somebody chose at this Mac; undefined: nothing any more. On disk when it returns. */
  choose(mac: Mac, image: string | undefined): void;
  /** All but its installs. On disk when it returns. */
  forget(mac: Mac): boolean;
  /** What `from` has used up, `into` has as well. On disk when it returns. */
  inherit(from: Mac, into: Mac): void;
  /** `from` is another card of the machine `into`: what is known goes over, and `from` is forgotten. On disk when it returns. */
  merge(from: Mac, into: Mac): void;
  /** The settings know these, by these names: they are listed although nothing was heard of them yet. Nothing is new about it. */
  restore(macs: Iterable<Mac>, names: Readonly<Record<string, string>>): void;
  /** Finds machines that went quiet; call every few seconds. */
  tick(): void;
  onChange(listener: (mac: Mac) => void): void;
  close(): void;
}

const SAVE_MS = 300;
/** An installer logs more than anybody can read. */
const LOG_MS = 200;
/** Enough for any lab; a flood of invented addresses must not fill the memory. The oldest go first, plain clients before others. */
const KEPT = 50_000;

export function createMachineRegistry(options: {
  store: MachineStore;
  append: Append;
  now: () => number;
  onSaveError: (error: unknown) => void;
  /** Who made its interface. */
  vendorOf?: (mac: Mac) => string | undefined;
  /** How many, as far as nothing is written down about them. */
  kept?: number;
}): MachineRegistry {
  const { store, append, now, kept = KEPT } = options;
  const machines = new Map<Mac, Machine>(store.load().map((machine) => [machine.mac, machine]));
  /** Of machines that were forgotten. */
  const installs = store.loadInstalls();
  /** Of boots under way. */
  const watches = new Map<Mac, BootWatch>();
  const seenThisRun = new Set<Mac>();
  const dirty = new Set<Mac>();
  const listeners: ((mac: Mac) => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  const logging = new Set<Mac>();
  let logTimer: NodeJS.Timeout | undefined;

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
    const there = macs.flatMap((mac) => machines.get(mac) ?? []);
    try {
      store.save(
        there,
        macs.filter((mac) => !machines.has(mac)),
      );
    } catch (error) {
      for (const mac of macs) dirty.add(mac);
      options.onSaveError(error);
    }
  }

  function tellLogs(): void {
    logTimer = undefined;
    for (const mac of logging) for (const listener of listeners) listener(mac);
    logging.clear();
  }

  function installsKept(mac: Mac): InstallRecord {
    const record = installs.get(mac);
    installs.delete(mac);
    return record ?? {};
  }

  function unheard(mac: Mac, how: SeenHow): Machine {
    const vendor = options.vendorOf?.(mac);
    return { ...newMachine(mac, how, installsKept(mac), now()), ...(vendor !== undefined && { vendor }) };
  }

  /** Out of the list, and the store has it written down already. */
  function gone(mac: Mac, kept: InstallRecord | undefined): void {
    if (kept) installs.set(mac, kept);
    machines.delete(mac);
    watches.delete(mac);
    seenThisRun.delete(mac);
    dirty.delete(mac);
    for (const listener of listeners) listener(mac);
  }

  /** A share of them at once: looking through all for each new one would hold up everything else. */
  function makeRoom(): void {
    const nobodys = [...machines.values()].filter(
      (machine) => machine.name === undefined && machine.chosen === undefined && !keptOf(machine),
    );
    const [plain, booted] = [
      nobodys.filter(({ kind }) => kind === 'plain'),
      nobodys.filter(({ kind }) => kind !== 'plain'),
    ];
    for (const { mac } of [...plain, ...booted].slice(0, Math.ceil(kept / 100))) {
      machines.delete(mac);
      watches.delete(mac);
      seenThisRun.delete(mac);
      changed(mac);
    }
  }

  return {
    get: (mac) => machines.get(mac),
    list: () => [...machines.values()],
    see(mac, how, facts = {}) {
      const known = machines.get(mac);
      if (!known && machines.size >= kept) makeRoom();
      if (how === 'config') {
        // Writing something down is not hearing it.
        if (known) return known;
        append({ type: 'machine.seen', mac, how });
        return put(unheard(mac, how));
      }
      const time = now();
      const machine = put(
        known
          ? { ...known, ...facts, ...(known.how === 'config' && { how, firstSeen: time }), lastSeen: time }
          : { ...unheard(mac, how), ...facts },
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
      const moved =
        stage === machine.stage ? machine : withoutTransfer({ ...machine, stage, stageAt: now() });
      const watch = watches.get(mac);
      const before = { boots: machine.boots ?? NO_BOOTS, ...(watch && { watch }) };
      const after = stepBoots(before, signal, moved, now());
      if (after.watch) watches.set(mac, after.watch);
      if (moved !== machine || after.boots !== before.boots)
        put(after.boots === before.boots ? moved : { ...moved, boots: after.boots });
      if (moved === machine) return;
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
      return put(withName(machine, name));
    },
    called(mac, stage) {
      const machine = machines.get(mac);
      if (!machine?.boots) return;
      put({ ...machine, boots: callInBoot(machine.boots, stage, now()) });
    },
    logged(mac, text) {
      const machine = machines.get(mac);
      if (!machine) return;
      const at = now();
      machines.set(mac, { ...machine, lastSeen: at, log: { text, at } });
      logging.add(mac);
      logTimer ??= setTimeout(tellLogs, LOG_MS);
    },
    install(mac, install) {
      const machine = machines.get(mac);
      if (!machine) return;
      putNow(withInstalls(machine, recordInstall(machine, install)));
    },
    decided(list) {
      const changes = list.flatMap(({ mac, armed }) => {
        const machine = machines.get(mac);
        if (!machine) return [];
        const free = withoutChoice(machine);
        return [armed ? withInstalls(free, armAnew(free, armed)) : free];
      });
      store.save(changes, []);
      for (const machine of changes) put(machine);
    },
    choose(mac, image) {
      const machine = machines.get(mac);
      if (!machine || machine.chosen === image) return;
      const free = withoutChoice(machine);
      putNow(image === undefined ? free : { ...free, chosen: image });
    },
    forget(mac) {
      const machine = machines.get(mac);
      if (!machine) return false;
      const kept = keptOf(machine);
      store.forget(mac, kept);
      gone(mac, kept);
      append({ type: 'machine.forgotten', mac });
      return true;
    },
    inherit(from, into) {
      const [source, target] = [machines.get(from), machines.get(into)];
      if (source && target) putNow(withInstalls(target, inheritInstalls(target, source, now())));
    },
    merge(from, into) {
      const [source, target] = [machines.get(from), machines.get(into)];
      if (!source || !target) return;
      const merged = mergeMachines(target, source, now());
      // What it has begun, the machine goes on with by its other card.
      const kept = keptOf(withInstalls(source, endInstalls(source, now())));
      store.merge(merged, from, kept);
      put(merged);
      gone(from, kept);
      append({ type: 'machine.merged', mac: into, from });
    },
    restore(macs, names) {
      for (const mac of macs) if (!machines.has(mac)) put(unheard(mac, 'config'));
      // The settings are the ones who know: a crash may have come between them and the record.
      for (const machine of machines.values())
        if (machine.name !== (names[machine.mac] || undefined)) put(withName(machine, names[machine.mac]));
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
      clearTimeout(logTimer);
      store.close();
    },
  };
}

const NO_BOOTS: readonly Boot[] = [];

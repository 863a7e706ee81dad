/**
 * Goes over from one network to another while the engine runs. One change at a time, in the order in which they were asked
 * for: what served before has ended before the next begins, and is there again when that one fails.
 */
import type { EngineStatus, InterfaceInfo } from '../../shared/model/api.ts';
import type { Mode } from '../../shared/model/config.ts';
import type { ErrorReport } from '../../shared/model/error.ts';
import { AppError, reportError } from '../../shared/model/error.ts';
import type { Append } from '../../shared/model/event.ts';
import { chooseInterface } from '../net/interfaces.ts';
import type { Network, OpenNetwork } from './network.ts';
import type { NetworkState } from './status.ts';

export interface Place {
  readonly interface: string;
  readonly mode: Mode;
  /** Own mode although another server answers. */
  readonly force: boolean;
}

export interface NetworkSwitch {
  state(): NetworkState;
  /**
   * Nothing happens where it serves so already. Rejects with what chooseInterface and openNetwork reject with, and
   * NEEDS_PRIVILEGE before anything was ended.
   */
  use(place: Place): Promise<void>;
  /** Nothing changes while this runs, and it waits for a change under way. The signal: Rackboot ends. */
  quietly<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Looks whether the interface still is what it was; call it every few seconds. Never rejects. */
  look(): Promise<void>;
  /** Ends what serves, for good; a change under way is given up. */
  close(): Promise<void>;
}

export interface NetworkSwitchOptions {
  readonly idle: Network;
  readonly open: (info: InterfaceInfo, how: OpenNetwork) => Promise<Network>;
  readonly interfaces: () => Promise<readonly InterfaceInfo[]>;
  /** What this process may not do, though this mode needs it. */
  readonly missingPrivilege: (mode: Mode) => Promise<AppError | undefined>;
  readonly append: Append;
  /** The state has changed. */
  readonly changed: () => void;
  /** It serves at a new place, or again. */
  readonly onReady: (network: Network) => void;
}

export function createNetworkSwitch(options: NetworkSwitchOptions): NetworkSwitch {
  const { idle, append, changed } = options;
  const ending = new AbortController();
  let network = idle;
  let force = false;
  let info: InterfaceInfo | undefined;
  let lost: ErrorReport | undefined;
  let changing: EngineStatus['changing'];
  let turn: Promise<unknown> = Promise.resolve();
  let looking = false;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  function servesSo(place: Place, chosen: InterfaceInfo): boolean {
    const { at, mode } = network;
    return (
      lost === undefined &&
      at !== undefined &&
      at.info.name === chosen.name &&
      mode === place.mode &&
      at.address === chosen.addresses[0]?.address
    );
  }

  async function change(place: Place): Promise<void> {
    if (ending.signal.aborted) throw ended();
    const chosen = chooseInterface(await options.interfaces(), place.interface);
    if (servesSo(place, chosen)) return;
    const missing = await options.missingPrivilege(place.mode);
    if (missing) throw missing;
    changing = { interface: chosen.name, mode: place.mode };
    changed();
    try {
      await goOver(chosen, place);
    } finally {
      changing = undefined;
      changed();
    }
  }

  async function goOver(chosen: InterfaceInfo, place: Place): Promise<void> {
    const before = { network, info: info ?? network.at?.info, force };
    await end();
    try {
      await begin(chosen, { mode: place.mode, force: place.force, before: before.network });
    } catch (error) {
      tellFailed(chosen.name, place.mode, error);
      if (before.info && !ending.signal.aborted) await restore(before.info, before);
      throw error;
    }
  }

  /** What served a moment ago serves again, or else nothing does. */
  async function restore(
    former: InterfaceInfo,
    before: { readonly network: Network; readonly force: boolean },
  ): Promise<void> {
    const { mode } = before.network;
    try {
      await begin(former, { mode, force: before.force, again: true, before: before.network });
    } catch (error) {
      tellFailed(former.name, mode, error);
    }
  }

  async function begin(chosen: InterfaceInfo, how: Omit<OpenNetwork, 'signal'>): Promise<void> {
    if (ending.signal.aborted) throw ended();
    network = await options.open(chosen, { ...how, signal: ending.signal });
    force = how.force;
    info = chosen;
    options.onReady(network);
  }

  async function end(): Promise<void> {
    const { at, mode } = network;
    const old = network;
    network = idle;
    info = undefined;
    lost = undefined;
    await old.close();
    if (at && !ending.signal.aborted) append({ type: 'network.ended', interface: at.info.name, mode });
  }

  function tellFailed(name: string, mode: Mode, error: unknown): void {
    if (!ending.signal.aborted)
      append({ type: 'network.failed', interface: name, mode, ...reportError(error) });
  }

  async function lookNow(): Promise<void> {
    const { at, mode } = network;
    if (!at) return;
    const all = await options.interfaces();
    const found = all.find((one) => one.name === at.info.name);
    const problem = problemOf(at.info.name, all);
    const seen = found ?? { ...at.info, addresses: [], up: false };
    if (JSON.stringify(seen) !== JSON.stringify(info)) {
      info = seen;
      changed();
    }
    if (problem) {
      if (lost?.message === problem.message) return;
      tellLost(problem, mode);
    } else if (lost !== undefined || found?.addresses[0]?.address !== at.address) {
      // Its sockets belong to an interface, or to an address, that is no more.
      await renew(found as InterfaceInfo);
    }
  }

  function tellLost(why: ErrorReport, mode: Mode): void {
    lost = why;
    append({ type: 'service.failed', service: mode === 'listen' ? 'capture' : 'dhcp', ...why });
    changed();
  }

  /** Undefined: it can be served on. Switched off it is the same one when it is switched on again. */
  function problemOf(name: string, all: readonly InterfaceInfo[]): ErrorReport | undefined {
    try {
      chooseInterface(all, name);
      return undefined;
    } catch (error) {
      const report = reportError(error);
      return report.code === 'INTERFACE_DOWN' ? undefined : report;
    }
  }

  async function renew(found: InterfaceInfo): Promise<void> {
    const before = network;
    const { mode } = before;
    const missing = await options.missingPrivilege(mode);
    if (missing) {
      // Who may not open ports again cannot do more than say so.
      if (lost === undefined) tellLost(reportError(missing), mode);
      return;
    }
    changing = { interface: found.name, mode };
    await end();
    try {
      await begin(found, { mode, force, again: true, before });
    } catch (error) {
      tellFailed(found.name, mode, error);
    } finally {
      changing = undefined;
      changed();
    }
  }

  return {
    state: () => ({ network, info, lost, changing }),
    use: (place) => inTurn(() => change(place)),
    quietly: (work) => inTurn(() => work(ending.signal)),
    async look() {
      // Somebody else's turn takes seconds, and then there is another look.
      if (looking) return;
      looking = true;
      await inTurn(lookNow).catch(() => undefined);
      looking = false;
    },
    async close() {
      ending.abort();
      await turn;
      const old = network;
      network = idle;
      await old.close();
    },
  };
}

function ended(): AppError {
  return new AppError('CANCELLED', 'Rackboot ends.', 'Start it again.');
}

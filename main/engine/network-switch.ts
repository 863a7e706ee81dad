/**
 * Goes over from one network to another while the engine runs. One change at a time, in the order in which they were asked
 * for: what served before has ended before the next begins, and is there again when that one fails. What went away by itself is
 * opened anew when it is back, as often as it takes.
 */
import type { EngineStatus, InterfaceInfo } from '../../shared/model/api.ts';
import type { Mode } from '../../shared/model/config.ts';
import type { ErrorCode, ErrorReport } from '../../shared/model/error.ts';
import { AppError, reportError } from '../../shared/model/error.ts';
import type { Append } from '../../shared/model/event.ts';
import { chooseInterface } from '../net/interfaces.ts';
import { canBegin, interfaceProblem } from './interface-ready.ts';
import type { Network, OpenNetwork } from './network.ts';
import { isSamePlace, isStillOpenOn } from './same-place.ts';
import type { NetworkState } from './status.ts';
import { createWantedPlace } from './wanted-place.ts';

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
  /** It is to be served there as soon as that can be, until a person chooses another place. */
  want(place: Place): void;
  /** Nothing changes while this runs, and it waits for a change under way. The signal: Rackboot ends. */
  quietly<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Looks whether the interface still is what it was, or is back; call it every few seconds. Never rejects. */
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
  /** Monotonic, in ms. */
  readonly now: () => number;
}

type HowToBegin = Pick<OpenNetwork, 'mode' | 'force' | 'again'>;

/** Own mode may not be here, and trying once more is no remedy; listening may. */
const ONLY_LISTEN: ReadonlySet<ErrorCode> = new Set(['OTHER_DHCP_SERVER', 'NEEDS_PRIVILEGE']);

export function createNetworkSwitch(options: NetworkSwitchOptions): NetworkSwitch {
  const { idle, append, changed } = options;
  const ending = new AbortController();
  const wanted = createWantedPlace(options.now);
  let network = idle;
  /** Served now, or last. */
  let last: Network | undefined;
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
    return lost === undefined && mode === place.mode && isStillOpenOn(at, chosen);
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
    const { at, mode } = network;
    const former = info ?? at?.info;
    const before = former && {
      info: former,
      how: {
        mode,
        force: force && isSamePlace(at, former),
        again: lost === undefined && isStillOpenOn(at, former),
      },
    };
    // A person's word replaces what was waited for; what serves is left only when the next is there.
    if (!before) wanted.clear();
    await end();
    try {
      await begin(chosen, { mode: place.mode, force: place.force });
    } catch (error) {
      tellFailed(chosen.name, place.mode, error);
      if (before && !ending.signal.aborted) await restore(before.info, before.how);
      throw error;
    }
  }

  /** What served a moment ago serves again, or else nothing does until it can. */
  async function restore(former: InterfaceInfo, how: HowToBegin): Promise<void> {
    try {
      await begin(former, how);
    } catch (error) {
      wanted.failed(reportError(error));
      tellFailed(former.name, how.mode, error);
    }
  }

  async function begin(chosen: InterfaceInfo, how: HowToBegin): Promise<void> {
    if (ending.signal.aborted) throw ended();
    const first = last === undefined;
    network = await options.open(chosen, { ...how, first, before: last, signal: ending.signal });
    last = network;
    force = how.force;
    wanted.set({ interface: chosen.name, mode: how.mode, force });
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
    if (!at) return tryWanted();
    const all = await options.interfaces();
    const found = all.find((one) => one.name === at.info.name);
    const problem = interfaceProblem(at.info.name, all);
    const seen = found ?? { ...at.info, addresses: [], up: false };
    if (JSON.stringify(seen) !== JSON.stringify(info)) {
      info = seen;
      changed();
    }
    if (problem) {
      if (lost?.message === problem.message) return;
      tellLost(problem, mode);
    } else if (found && (lost !== undefined || !isStillOpenOn(at, found))) {
      // Its sockets belong to an interface, or to an address, that is no more.
      await renew(found);
    }
  }

  async function tryWanted(): Promise<void> {
    const place = wanted.due();
    if (!place || ending.signal.aborted) return;
    const found = (await options.interfaces()).find(({ name }) => name === place.interface);
    if (found && canBegin(found, place.mode)) await serveAgain(found, place);
  }

  function tellLost(why: ErrorReport, mode: Mode): void {
    lost = why;
    append({ type: 'service.failed', service: mode === 'listen' ? 'capture' : 'dhcp', ...why });
    changed();
  }

  async function renew(found: InterfaceInfo): Promise<void> {
    const { mode } = network;
    if (!canBegin(found, mode)) return;
    const missing = await options.missingPrivilege(mode);
    if (missing) {
      // Who may not open ports again cannot do more than say so.
      if (lost === undefined) tellLost(reportError(missing), mode);
      return;
    }
    const place = { interface: found.name, mode, force };
    await end();
    await serveAgain(found, place);
  }

  /** What fails is told once, and tried again later. Never rejects. */
  async function serveAgain(found: InterfaceInfo, place: Place): Promise<void> {
    // The cable may lead elsewhere now: others are asked for anew, and who insisted did so about one network.
    const mayForce = place.force && isSamePlace(last?.at, found);
    for (const mode of new Set<Mode>([place.mode, 'listen'])) {
      changing = { interface: found.name, mode };
      changed();
      try {
        const missing = await options.missingPrivilege(mode);
        if (missing) throw missing;
        await begin(found, { mode, force: mayForce });
        break;
      } catch (error) {
        const report = reportError(error);
        if (wanted.failed(report)) tellFailed(found.name, mode, error);
        if (mode === 'listen' || !ONLY_LISTEN.has(report.code)) break;
        wanted.set({ interface: found.name, mode: 'listen', force: false });
      }
    }
    changing = undefined;
    changed();
  }

  return {
    state: () => ({ network, info, lost, changing }),
    use: (place) => inTurn(() => change(place)),
    want: wanted.set,
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

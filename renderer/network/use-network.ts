/** Going over to a network, with the questions on the way. */
import { useMemo } from 'react';
import type { EngineStatus } from '../../shared/model/api.ts';
import { isBooting } from '../../shared/model/booting.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { ErrorReport } from '../../shared/model/error.ts';
import { AppError, reportError } from '../../shared/model/error.ts';
import type { ConsoleClient } from '../client.ts';
import { useEngine } from '../engine-context.ts';
import { engineClock } from '../engine-clock.ts';
import { notice, openDialog, useStore } from '../store.ts';
import type { NetAddress } from './free-net.ts';
import { keepMode } from './mode-to-start.ts';
import type { Wish } from './network-state.ts';
import { useNetwork } from './network-state.ts';

export interface NetworkActions {
  /** Asks before machines that are booting lose their server. True once the engine is there. */
  use(wish: Wish): Promise<boolean>;
  /** The same, after a question was answered with yes. */
  confirmed(wish: Wish): Promise<void>;
  /** Listens on this interface, then asks there who gives addresses. */
  pick(name: string): Promise<void>;
  probe(name: string): Promise<void>;
  /** Gives it, then picks the interface. Rejects with the engine's reason. */
  giveAddress(name: string, wanted: NetAddress): Promise<void>;
  refresh(): Promise<void>;
}

export function useNetworkActions(): NetworkActions {
  const { client } = useEngine();
  return useMemo(() => createNetworkActions(client), [client]);
}

export function createNetworkActions(client: ConsoleClient): NetworkActions {
  async function goOver(wish: Wish): Promise<boolean> {
    useNetwork.setState({ going: wish });
    try {
      const engine = await client.call('network.use', wish);
      useStore.setState({ engine });
      done(wish);
      return true;
    } catch (thrown) {
      return await refused(wish, thrown);
    } finally {
      useNetwork.setState({ going: undefined });
    }
  }

  /** True where the system allowed it after all. */
  async function refused(wish: Wish, thrown: unknown): Promise<boolean> {
    const error = reportError(thrown);
    const serve = window.desktop?.serve;
    if (error.code === 'OTHER_DHCP_SERVER' && !wish.force)
      openDialog({ dialog: 'network', question: { why: 'other-server', wish, error } });
    else if (error.code !== 'NEEDS_PRIVILEGE') notice(error);
    else if (!serve) openDialog({ dialog: 'network', question: { why: 'privilege', wish, error } });
    // The shell asks for the password; an engine that may do it takes this one's place, and the feeds tell.
    else return elevated(wish, await serve(wish).catch(reportError));
    return false;
  }

  function elevated(wish: Wish, refusal: ErrorReport | undefined): boolean {
    if (refusal?.code === 'OTHER_DHCP_SERVER')
      openDialog({ dialog: 'network', question: { why: 'other-server', wish, error: refusal } });
    else if (refusal) notice(refusal);
    else done(wish);
    return refusal === undefined;
  }

  async function use(wish: Wish): Promise<boolean> {
    const machines = leftInTheLurch();
    if (machines.length === 0) return goOver(wish);
    openDialog({ dialog: 'network', question: { why: 'booting', wish, machines } });
    return false;
  }

  async function probe(name: string, asked = true): Promise<void> {
    // An engine that has just taken the place of another is found a moment later.
    if (!asked) await connected();
    useNetwork.setState({ probing: name });
    let allowed = false;
    try {
      const found = await client.call('network.probe', { interface: name });
      useNetwork.setState({ probe: { interface: name, found } });
    } catch (thrown) {
      const error = reportError(thrown);
      if (error.code !== 'NEEDS_PRIVILEGE') notice(error);
      // Nobody is asked for a password because an interface was looked at: only who wants to know, or to serve.
      else if (asked) allowed = await refused({ interface: name, mode: 'listen', force: false }, thrown);
    } finally {
      useNetwork.setState({ probing: undefined });
    }
    if (allowed) await probe(name, false);
  }

  async function pick(name: string): Promise<void> {
    useNetwork.setState({ picked: name });
    if (await use({ interface: name, mode: 'listen', force: false })) return probe(name, false);
    // Refused, or a question is open: the engine is where it was. Unless another was picked by now.
    useNetwork.setState(({ picked }) => (picked === name ? { picked: undefined } : {}));
  }

  async function confirmed(wish: Wish): Promise<void> {
    const elsewhere = useStore.getState().engine?.interface?.name !== wish.interface;
    if ((await goOver(wish)) && elsewhere) await probe(wish.interface, false);
  }

  async function refresh(): Promise<void> {
    // Without a connection what was last known stays, and the banner says why.
    const cards = await client.call('interfaces.list', {}).catch(() => undefined);
    if (cards) useNetwork.setState({ cards });
  }

  async function giveAddress(name: string, wanted: NetAddress): Promise<void> {
    try {
      await client.call('interfaces.giveAddress', { interface: name, ...wanted });
    } catch (thrown) {
      const serve = window.desktop?.serve;
      if (reportError(thrown).code !== 'NEEDS_PRIVILEGE' || !serve) throw thrown;
      const wish: Wish = { interface: name, mode: 'listen', force: false };
      const refusal = await serve({ ...wish, giveAddress: wanted });
      if (refusal) throw new AppError(refusal.code, refusal.message, refusal.hint, { cause: thrown });
      done(wish);
      return void probe(name, false);
    }
    await refresh();
    void pick(name);
  }

  return { use, confirmed, pick, probe, giveAddress, refresh };
}

function done({ interface: name, mode }: Wish): void {
  useNetwork.setState({ picked: undefined });
  if (mode !== 'listen') keepMode(name, mode);
}

function connected(): Promise<void> {
  return new Promise((resolve) => {
    if (useStore.getState().connection === 'open') return resolve();
    const stop = useStore.subscribe(({ connection }) => {
      if (connection !== 'open') return;
      stop();
      resolve();
    });
  });
}

/** Machines that would stop half way if what is served now ended. */
export function leftInTheLurch(): readonly Machine[] {
  const { engine, machines } = useStore.getState();
  return isServing(engine) ? bootingOf(machines.values(), engineClock.now(Date.now())) : [];
}

export function bootingOf(machines: Iterable<Machine>, now: number): readonly Machine[] {
  return [...machines].filter((machine) => isBooting(machine, now));
}

export function isServing(engine: EngineStatus | undefined): boolean {
  return engine?.interface !== undefined && engine.mode !== 'listen';
}

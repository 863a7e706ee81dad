/**
 * The composition root: the house (stores, packets, hooks, the console) for as long as the engine runs, and in it the
 * network that is served or listened to (network.ts), which changes when a person chooses another.
 * No decision is made here; see boot-decisions.ts.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineApi, State } from '../../shared/model/api.ts';
import type { Mode } from '../../shared/model/config.ts';
import type { AppError } from '../../shared/model/error.ts';
import { openInterface } from '../net/interface-ports.ts';
import { chooseInterface, listInterfaces } from '../net/interfaces.ts';
import type { HookAccount } from '../services/hook-command.ts';
import { createHooks } from '../services/hooks.ts';
import { createArmingExpiry } from './arming-expiry.ts';
import { closeNewestFirst } from './closers.ts';
import { createCommands } from './commands.ts';
import { createFeeds } from './feeds.ts';
import { openGivenAddresses } from './given-addresses.ts';
import { idleNetwork, withoutNetwork } from './idle-network.ts';
import { createNaming } from './naming.ts';
import type { House, Network } from './network.ts';
import { openNetwork } from './network.ts';
import { createNetworkCommands } from './network-commands.ts';
import { createNetworkSwitch } from './network-switch.ts';
import { createPacketLog } from './packet-log.ts';
import type { RunOptions } from './run-options.ts';
import { createStatus } from './status.ts';
import { openStores } from './stores.ts';
import { createUpload } from './upload.ts';
import { VERSION } from './version.ts';
import { whereItWasLeft } from './where-left.ts';

const TICK_MS = 2000;
/** For what measures durations: a laptop that finds a time server must not end every transfer. ms */
const monotonic = (): number => performance.now();

export type { HookAccount } from '../services/hook-command.ts';

export interface RunningEngine {
  readonly api: EngineApi;
  /** With the token in it. */
  readonly consoleUrl: string;
  /** Idempotent. */
  stop(reason: string): Promise<void>;
  /** Resolves when the engine has stopped, whoever asked for it. */
  readonly stopped: Promise<void>;
}

/** What the engine is given by its host: the console lives in a room the engine may not look into. */
export interface EngineHost {
  openConsole(api: EngineApi): Promise<{ readonly url: string; close(): Promise<void> }>;
  /** What this process may not do, though a network in this mode needs it. */
  missingPrivilege(mode: Mode): Promise<AppError | undefined>;
  /** Whose programs hooks are, while this process is root for the ports' sake; absent: of whoever runs it. */
  readonly hookAccount?: HookAccount;
}

/** Rejects with an AppError and leaves nothing open. Resolves when every service answers. */
export async function startEngine(options: RunOptions, host: EngineHost): Promise<RunningEngine> {
  const closers: (() => unknown)[] = [];
  try {
    return await compose(options, host, closers);
  } catch (error) {
    await closeNewestFirst(closers);
    throw error;
  }
}

async function compose(
  options: RunOptions,
  host: EngineHost,
  closers: (() => unknown)[],
): Promise<RunningEngine> {
  const now = Date.now;
  /** Empty: not open yet. */
  let consoleUrl = '';
  const isLeftOpen = options.choose === true;
  // What cannot be is told before anything is touched; an interface that is given an address first is looked at then.
  if (!isLeftOpen && !options.giveAddress) chooseInterface(await listInterfaces(), options.interface);
  const stores = await openStores(options, now, closers);
  const { log, append, machines, machinesFailed, settings, answers, images, firmware, passwords } = stores;
  const addresses = await openGivenAddresses({
    dataDir: options.dataDir,
    interfaces: listInterfaces,
    append,
    now,
  });
  closers.push(() => addresses.close());
  const packets = createPacketLog();
  const hooks = createHooks({
    hooks: () => settings.get().hooks,
    append,
    now: monotonic,
    wallClock: now,
    version: VERSION,
    command: {
      environment: process.env,
      platform: process.platform,
      ...(host.hookAccount && { account: host.hookAccount }),
    },
  });
  await hooks.start();
  closers.push(() => hooks.stop());
  append({ type: 'service.started', service: hooks.name });

  const naming = createNaming({ settings, machines, append, onError: machinesFailed });
  const house: House = { options, stores, packets, hooks, naming, changed, now, monotonic };
  const networks = createNetworkSwitch({
    idle: idleNetwork(house),
    open: (info, how) => openNetwork(house, info, how),
    interfaces: listInterfaces,
    missingPrivilege: host.missingPrivilege,
    append,
    changed,
    onReady: tellReady,
    now: monotonic,
  });
  const status = createStatus({
    state: networks.state,
    services: [hooks],
    imports: () => images.imports(),
    now,
  });
  closers.push(() => status.set('stopping'));
  closers.push(() => networks.close());

  if (isLeftOpen) await whereItWasLeft(settings.get(), networks, append);
  else await useChosen();

  const state = (): State => ({
    engine: status.get(),
    images: images.list(),
    machines: machines.list(),
    answers: answers.list(),
    firmware: firmware.list(),
    config: settings.get(),
    passwords: passwords.list(),
    seq: log.lastSeq(),
  });
  const feeds = createFeeds({ log, machines, state, packets });
  packets.onChange(() => feeds.changed('packets'));
  closers.push(() => feeds.close());
  const expiry = createArmingExpiry({
    settings,
    machines,
    decisions: { plan: (mac) => networks.state().network.given.decisions.plan(mac) },
    append,
    now,
    onError: machinesFailed,
  });
  const ticker = setInterval(() => {
    machines.tick();
    void expiry.tick();
    void networks.look();
    // How much of the pool is in use changes with every lease: telling it now and then is enough.
    feeds.changed('engine');
  }, TICK_MS);
  closers.push(() => clearInterval(ticker));
  settings.onChange(() => feeds.changed('config'));
  answers.onChange(() => feeds.changed('answers'));
  passwords.onChange(() => feeds.changed('passwords'));
  images.onChange(() => {
    feeds.changed('images');
    feeds.changed('engine');
  });
  firmware.onChange(() => feeds.changed('firmware'));
  status.onChange(() => feeds.changed('engine'));

  let stopping: Promise<void> | undefined;
  let tellStopped: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => (tellStopped = resolve));
  const stop = (reason: string): Promise<void> =>
    (stopping ??= (async () => {
      append({ type: 'engine.stopping', reason });
      await closeNewestFirst(closers);
      tellStopped();
    })());

  const commandsOfHouse = {
    state,
    settings,
    naming,
    machines,
    passwords,
    answers,
    images,
    firmware,
    hooks,
    now,
    log,
    packets,
    append,
    engine: status.get,
    stop: () => void stop('asked for by a command'),
    networkCommands: createNetworkCommands({
      networks,
      settings,
      append,
      interfaces: listInterfaces,
      openPorts: (info) => openInterface(info, now),
      giveAddress: (given) => networks.quietly(() => addresses.give(given)),
      engine: status.get,
      sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
    }),
  };
  const commandsIn = (network: Network): EngineApi['commands'] => {
    const all = createCommands({ ...commandsOfHouse, ...network.given });
    return network.at ? all : { ...all, ...withoutNetwork };
  };
  let known: { readonly network: Network; readonly commands: EngineApi['commands'] } | undefined;
  const api: EngineApi = {
    get commands() {
      const { network } = networks.state();
      if (known?.network !== network) known = { network, commands: commandsIn(network) };
      return known.commands;
    },
    subscribe: feeds.subscribe,
    upload: createUpload({ images, answers, firmware }),
  };

  const console = await host.openConsole(api);
  closers.push(() => console.close());
  consoleUrl = console.url;
  status.set('running');
  tellReady(networks.state().network);
  return { api, consoleUrl, stop, stopped };

  async function useChosen(): Promise<void> {
    const { interface: name, giveAddress, mode, force } = options;
    if (giveAddress && name !== undefined) await addresses.give({ interface: name, ...giveAddress });
    const chosen = chooseInterface(await listInterfaces(), name);
    await networks.use({ interface: chosen.name, mode, force });
    if (options.remember === true) await settings.update({ network: { interface: chosen.name, mode } });
  }

  function changed(): void {
    status.changed();
  }

  /** Not before machines and people can both be answered. */
  function tellReady({ at, mode }: Network): void {
    if (consoleUrl === '') return;
    append({
      type: 'engine.ready',
      ...(at && { interface: at.info.name, address: at.address, http: at.http }),
      mode,
      console: consoleUrl,
      pid: process.pid,
    });
  }
}

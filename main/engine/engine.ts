/**
 * The composition root: builds stores and services in order, hands each what it needs, starts and stops them.
 * No decision is made here; see boot-decisions.ts.
 */
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify } from '../../shared/boot/identify.ts';
import type { EngineApi, State } from '../../shared/model/api.ts';
import { reportError } from '../../shared/model/error.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import type { Service } from '../../shared/model/service.ts';
import { startCapture } from '../net/capture-port.ts';
import { openInterface } from '../net/interface-ports.ts';
import { chooseInterface, listInterfaces } from '../net/interfaces.ts';
import type { ArpPort } from '../net/ports.ts';
import { createCaptureService } from '../services/capture.ts';
import { createDhcpService } from '../services/dhcp.ts';
import type { HookAccount } from '../services/hook-command.ts';
import { createHooks } from '../services/hooks.ts';
import { createHttpService } from '../services/http.ts';
import { createSyslogService } from '../services/syslog.ts';
import { createTftpService } from '../services/tftp.ts';
import { createAddressBook } from './address-book.ts';
import { createAnswering } from './answering.ts';
import { createArmingExpiry } from './arming-expiry.ts';
import { createCommands } from './commands.ts';
import { createDhcpHooks } from './dhcp-hooks.ts';
import { createFeeds } from './feeds.ts';
import { createHomeRoute, HOME_PREFIX } from './home.ts';
import { createHookCalls } from './hook-calls.ts';
import { openLeases } from './leases.ts';
import { MAC_MODELS } from './mac-models.ts';
import { createNaming } from './naming.ts';
import { refuseOtherServers } from './other-servers.ts';
import type { OverheardServer } from './overheard.ts';
import { createOverheard } from './overheard.ts';
import { createPacketLog } from './packet-log.ts';
import type { RunOptions } from './run-options.ts';
import { createStatus } from './status.ts';
import { openStores } from './stores.ts';
import { createUpload } from './upload.ts';
import { VERSION } from './version.ts';
import { createWake } from './wake.ts';

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
  /** Whose programs hooks are, while this process is root for the ports' sake; absent: of whoever runs it. */
  readonly hookAccount?: HookAccount;
}

/** Rejects with an AppError and leaves nothing open. Resolves when every service answers. */
export async function startEngine(options: RunOptions, host: EngineHost): Promise<RunningEngine> {
  const closers: (() => unknown)[] = [];
  /** Newest first, each one tried whatever the others do. */
  const closeAll = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) {
      await Promise.resolve()
        .then(close)
        .catch((error: unknown) => process.stderr.write(`${reportError(error).message}\n`));
    }
  };
  try {
    return await compose(options, host, closers, closeAll);
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function compose(
  options: RunOptions,
  host: EngineHost,
  closers: (() => unknown)[],
  closeAll: () => Promise<void>,
): Promise<RunningEngine> {
  const now = Date.now;
  const { mode } = options;
  const info = chooseInterface(await listInterfaces(), options.interface);
  const stores = await openStores(options, now, closers);
  const { log, append, machines, machinesFailed, settings, answers, images, firmware } = stores;
  const { passwords, tokens } = stores;
  const packets = createPacketLog();

  const ports = openInterface(info, now);
  const http = `http://${ports.address}${options.httpPort === 80 ? '' : `:${options.httpPort}`}`;
  const leases = await openLeases({ dataDir: options.dataDir, settings, ports, append, now });
  closers.push(() => leases.close());
  const addresses = createAddressBook({
    ...(mode === 'own' && { leases: leases.table }),
    now,
    known: machines.list(),
  });
  const { texts, decisions, macBoot, openBootFile, onTransfer } = createAnswering({
    stores,
    addresses,
    http,
    address: ports.address,
    subnet: ports.subnet,
    resources: options.resourcesDir ?? join(import.meta.dirname, '..', '..', 'resources'),
    now,
    monotonic,
  });
  let arpPort: ReturnType<typeof openArp> | undefined;

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
  const hookCall = createHookCalls({
    machine: machines.get,
    config: settings.get,
    image: (id) => images.get(id),
    answer: answers.get,
    addressOf: addresses.addressOf,
  });
  const services: Service[] = [hooks];
  if (mode !== 'listen') {
    const { macAt } = addresses;
    services.push(
      createSyslogService({ ports, port: 514, macAt, logged: machines.logged, append, now: monotonic }),
      createTftpService({ ports, port: 69, openBootFile, append, onTransfer, now: monotonic }),
      createHttpService({
        ports,
        port: options.httpPort,
        openBootFile,
        append,
        onTransfer,
        now,
        routes: {
          [HOME_PREFIX]: createHomeRoute({
            machines,
            decisions,
            tokens,
            hooks: { called: (call) => hooks.called(hookCall(call)) },
            append,
            now,
          }),
        },
      }),
    );
  }
  const status = createStatus({
    mode,
    info,
    ports,
    http,
    leases: leases.table,
    services: () => services,
    imports: () => images.imports(),
    now,
  });
  closers.push(() => status.set('stopping'));

  for (const service of services) await start(service);
  if (mode === 'own') {
    await refuseOtherServers({
      ports,
      force: options.force,
      append,
      sleep,
      randomXid: () => randomInt(2 ** 32),
      found: status.neighbour,
    });
  }
  const noRouter = mode === 'listen' ? { unavailable: 'nobody is answered' } : await ports.noRouter();
  if ('close' in noRouter) closers.push(() => noRouter.close());
  const foundServer = (found: OverheardServer | { kind: 'bsdp'; address: Ipv4 }): void => {
    if (status.neighbour(found)) append({ type: 'neighbour.found', ...found });
  };
  const naming = createNaming({ settings, machines, append, onError: machinesFailed });
  const { told, ...dhcpHooks } = createDhcpHooks({
    machines,
    decisions,
    models: MAC_MODELS,
    said: addresses.said,
    now,
    otherServer: (address) => foundServer({ kind: 'bsdp', address }),
    noRouter: () => 'close' in noRouter && noRouter.advertise(),
    asked: naming.asked,
  });
  const overhear = createOverheard({
    own: ports,
    onClient: mode === 'listen' ? dhcpHooks.seen : undefined,
    onServer: foundServer,
  });
  const capture = createCaptureService({
    interface: info.name,
    httpPort: options.httpPort,
    start: startCapture,
    onFrame(frame) {
      packets.append(frame);
      overhear(frame.bytes);
    },
    onDropped: packets.setDropped,
    append,
  });
  services.push(capture);
  await start(capture);
  if (mode !== 'listen') {
    const dhcp = createDhcpService({
      ports,
      leases: leases.table,
      store: leases.store,
      settings: settings.get,
      ...dhcpHooks,
      macs: {
        ...macBoot,
        told,
        binding: (mac) => machines.get(mac)?.chosen,
        bind: machines.choose,
      },
      identify,
      append,
      now,
      mode,
      arp: await openArp(),
    });
    services.push(dhcp);
    await start(dhcp);
  }

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
  const expiry = createArmingExpiry({ settings, machines, decisions, append, now, onError: machinesFailed });
  const ticker = setInterval(() => {
    machines.tick();
    void expiry.tick();
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
      await closeAll();
      tellStopped();
    })());

  const api: EngineApi = {
    commands: createCommands({
      state,
      settings,
      network: { own: ports.address, subnet: ports.subnet },
      naming,
      machines,
      decisions,
      macBoot,
      texts,
      passwords,
      answers,
      images,
      firmware,
      leases,
      interfaces: listInterfaces,
      hooks,
      hookCall,
      wake: createWake({ ports, frames: openArp, sleep, append }),
      now,
      log,
      packets,
      append,
      engine: status.get,
      stop: () => void stop('asked for by a command'),
    }),
    subscribe: feeds.subscribe,
    upload: createUpload({ images, answers, firmware }),
  };

  const console = await host.openConsole(api);
  closers.push(() => console.close());
  status.set('running');
  append({
    type: 'engine.ready',
    interface: info.name,
    address: ports.address,
    mode,
    console: console.url,
    http,
    pid: process.pid,
  });
  return { api, consoleUrl: console.url, stop, stopped };

  /** One for all who send frames, from the first on. */
  function openArp(): Promise<ArpPort | { readonly unavailable: string }> {
    return (arpPort ??= ports.arp().then((arp) => {
      if (!('unavailable' in arp)) closers.push(() => arp.close());
      return arp;
    }));
  }

  async function start(service: Service): Promise<void> {
    try {
      await service.start();
      closers.push(() => service.stop());
      append({ type: 'service.started', service: service.name });
    } catch (error) {
      append({ type: 'service.failed', service: service.name, ...reportError(error) });
      throw error;
    }
  }
}

/**
 * One network being served, or only listened to: its ports, leases, addresses, what machines get there, and the services.
 * Made anew whenever the interface or the mode changes; what outlives that (the house: stores, events, packets, hooks, the
 * console) is handed in. Without an interface there is the idle network: nothing is heard, nothing is answered.
 */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify } from '../../shared/boot/identify.ts';
import type { InterfaceInfo } from '../../shared/model/api.ts';
import type { Mode } from '../../shared/model/config.ts';
import { AppError, reportError } from '../../shared/model/error.ts';
import type { Service } from '../../shared/model/service.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { startCapture } from '../net/capture-port.ts';
import { openInterface } from '../net/interface-ports.ts';
import { createCaptureService } from '../services/capture.ts';
import { createDhcpService } from '../services/dhcp.ts';
import type { Hooks } from '../services/hooks.ts';
import { createHttpService } from '../services/http.ts';
import { createSyslogService } from '../services/syslog.ts';
import { createTftpService } from '../services/tftp.ts';
import { closeNewestFirst } from './closers.ts';
import type { NetworkCommandsOptions } from './commands.ts';
import { createDhcpHooks } from './dhcp-hooks.ts';
import { createHomeRoute, HOME_PREFIX } from './home.ts';
import { openLeases } from './leases.ts';
import { MAC_MODELS } from './mac-models.ts';
import type { Naming } from './naming.ts';
import type { Neighbours } from './neighbours-heard.ts';
import { createNeighbours } from './neighbours-heard.ts';
import { refuseOtherServers } from './other-servers.ts';
import type { OverheardServer } from './overheard.ts';
import { createOverheard } from './overheard.ts';
import { composeAnswers } from './network-answers.ts';
import type { PacketLog } from './packet-log.ts';
import { createRawFrames } from './raw-frames.ts';
import type { RunOptions } from './run-options.ts';
import { isSamePlace } from './same-place.ts';
import type { Stores } from './stores.ts';
import { createWake } from './wake.ts';

/** What outlives a change of the network. */
export interface House {
  readonly options: Pick<RunOptions, 'dataDir' | 'httpPort' | 'resourcesDir'>;
  readonly stores: Stores;
  readonly packets: PacketLog;
  readonly hooks: Hooks;
  readonly naming: Naming;
  /** The status has changed. */
  readonly changed: () => void;
  /** ms since 1970. */
  readonly now: () => number;
  /** Monotonic, in ms. */
  readonly monotonic: () => number;
}

export interface OpenNetwork {
  readonly mode: Mode;
  /** Own mode although another server answers. */
  readonly force: boolean;
  /** It was asked a moment ago whether another server is there: what was served before is served again. */
  readonly again?: boolean;
  /** Nothing was served in this run yet: machines may hang here since an earlier one. */
  readonly first?: boolean;
  /** What was served last: what was heard there is known still where the interface and its address are the same. */
  readonly before?: Network | undefined;
  /** Ends the seconds of waiting for other servers. */
  readonly signal: AbortSignal;
}

export interface Network {
  readonly mode: Mode;
  /** Absent: idle. */
  readonly at?: {
    /** As it was when this began. */
    readonly info: InterfaceInfo;
    readonly address: Ipv4;
    readonly http: string;
  };
  readonly services: readonly Service[];
  readonly neighbours: Neighbours;
  pool():
    { readonly first: Ipv4; readonly last: Ipv4; readonly size: number; readonly used: number } | undefined;
  /** What commands ask it. */
  readonly given: NetworkCommandsOptions;
  /** Idempotent; when it resolves no port and no timer is left. */
  close(): Promise<void>;
}

/** @param info must have passed chooseInterface. Rejects with an AppError and leaves nothing open. */
export async function openNetwork(house: House, info: InterfaceInfo, how: OpenNetwork): Promise<Network> {
  const closers: (() => unknown)[] = [];
  try {
    return await compose(house, info, how, closers);
  } catch (error) {
    await closeNewestFirst(closers);
    throw error;
  }
}

async function compose(
  house: House,
  info: InterfaceInfo,
  { mode, force, again, first, before, signal }: OpenNetwork,
  closers: (() => unknown)[],
): Promise<Network> {
  const { options, stores, packets, hooks, naming, now, monotonic } = house;
  const { append, machines, settings, tokens } = stores;
  const ports = openInterface(info, now);
  const { address, subnet } = ports;
  const http = `http://${address}${options.httpPort === 80 ? '' : `:${options.httpPort}`}`;
  const leases = await openLeases({ dataDir: options.dataDir, settings, ports, mode, append, now });
  closers.push(() => leases.close());
  const same = before && isSamePlace(before.at, info) ? before : undefined;
  const { addresses, answering, hookCall } = composeAnswers(house, {
    address,
    http,
    subnet,
    knowsAddresses: same !== undefined || first === true,
    ...(mode === 'own' && { leases: leases.table }),
  });
  const { decisions, macBoot, openBootFile, onTransfer } = answering;
  const neighbours = createNeighbours(house.changed, same?.neighbours.list());
  const frames = createRawFrames(() => ports.arp());
  closers.push(() => frames.close());

  const services: Service[] = [];
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
  for (const service of services) await start(service);
  if (mode === 'own' && again !== true) {
    await refuseOtherServers({
      ports,
      force,
      append,
      sleep: (ms) => sleep(ms, undefined, { signal }).catch(() => undefined),
      randomXid: () => randomInt(2 ** 32),
      found: neighbours.heard,
    });
  }
  if (signal.aborted) throw new AppError('CANCELLED', 'Rackboot ends.', 'Start it again.');
  const noRouter = mode === 'listen' ? { unavailable: 'nobody is answered' } : await ports.noRouter();
  if ('close' in noRouter) closers.push(() => noRouter.close());
  const foundServer = (found: OverheardServer | { kind: 'bsdp'; address: Ipv4 }): void => {
    if (neighbours.heard(found)) append({ type: 'neighbour.found', ...found });
  };
  const { told, ...dhcpHooks } = createDhcpHooks({
    machines,
    decisions,
    models: MAC_MODELS,
    said: addresses.said,
    now,
    otherServer: (server) => foundServer({ kind: 'bsdp', address: server }),
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
      arp: await frames.open(),
    });
    services.push(dhcp);
    await start(dhcp);
  }

  return {
    mode,
    at: { info, address, http },
    services,
    neighbours,
    pool() {
      const { table } = leases;
      const { pool } = table.rules;
      return pool && { ...pool, size: table.poolSize, used: table.live(now()).length };
    },
    given: {
      network: { own: address, subnet },
      ...answering,
      hookCall,
      leases,
      wake: createWake({ ports, frames: frames.open, sleep, append }),
    },
    close: () => closeNewestFirst(closers),
  };

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

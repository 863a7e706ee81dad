/** The commands that look at this computer's interfaces, and choose among them. */
import { randomInt } from 'node:crypto';
import type { Commands, EngineStatus, InterfaceInfo } from '../../shared/model/api.ts';
import type { Append } from '../../shared/model/event.ts';
import { chooseInterface } from '../net/interfaces.ts';
import type { InterfacePorts } from '../net/ports.ts';
import { probeForServers } from '../services/neighbours.ts';
import type { NetworkSwitch } from './network-switch.ts';
import type { Settings } from './settings.ts';

export type NetworkCommands = Pick<
  Commands,
  'interfaces.list' | 'interfaces.giveAddress' | 'network.probe' | 'network.use'
>;

export interface NetworkCommandsOptions {
  readonly networks: Pick<NetworkSwitch, 'use' | 'quietly' | 'state'>;
  readonly settings: Pick<Settings, 'update'>;
  readonly append: Append;
  readonly interfaces: () => Promise<readonly InterfaceInfo[]>;
  readonly openPorts: (info: InterfaceInfo) => InterfacePorts;
  readonly giveAddress: Commands['interfaces.giveAddress'];
  readonly engine: () => EngineStatus;
  /** Ends early, without an error, when the signal says so. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export function createNetworkCommands(options: NetworkCommandsOptions): NetworkCommands {
  const { networks, settings, append } = options;
  return {
    'interfaces.list': async () => options.interfaces(),
    'interfaces.giveAddress': (input) => options.giveAddress(input),
    'network.probe': ({ interface: name }) =>
      networks.quietly(async (signal) => {
        const info = chooseInterface(await options.interfaces(), name);
        const servers = await probeForServers({
          ports: options.openPorts(info),
          append,
          randomXid: () => randomInt(2 ** 32),
          sleep: (ms) => options.sleep(ms, signal),
          signal,
        });
        const { network } = networks.state();
        if (network.at?.info.name === info.name) servers.forEach(network.neighbours.heard);
        return { servers, proposed: servers.some(({ kind }) => kind === 'dhcp') ? 'beside' : 'own' };
      }),
    'network.use': async ({ interface: name, mode, force }) => {
      await networks.use({ interface: name, mode, force });
      await settings.update({ network: { interface: name, mode } });
      return options.engine();
    },
  };
}

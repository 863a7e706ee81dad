/**
 * A bench network of its own for one test file:
 *
 *   namespace "server"             namespace "wire"                namespace per client
 *   lan0 10.77.0.1 ───────────────  uplink ─ br0 ─ port-<client> ─────────  eth0
 *                                              └── tap0, tap1 … (virtual machines)
 *
 * Everything is gone after `close`, also when a test failed or the test run was killed.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Capture } from './capture.ts';
import { startCapture } from './capture.ts';
import type { Namespace } from './namespaces.ts';
import {
  addBridge,
  addCable,
  addTap,
  configure,
  createNamespace,
  enableIpv6,
  setLoss,
  sweepNamespaces,
} from './namespaces.ts';

export const SERVER_ADDRESS = '10.77.0.1';
export const SERVER_MAC = '02:77:00:00:00:01';
export const POOL = { first: '10.77.0.100', last: '10.77.0.150' } as const;
export const RANGE = `${POOL.first}-${POOL.last}`;

export interface Lab {
  /** A temporary folder; kept when a test failed. */
  readonly directory: string;
  readonly server: Namespace;
  readonly wire: Namespace;
  /** The interface Rackboot is started on. */
  readonly device: 'lan0';
  /** A namespace with one interface `eth0` on the switch. */
  addClient(name: string, options?: { readonly mac?: string; readonly address?: string }): Namespace;
  /** A second network of the server: its `device` there is cabled straight to `eth0` of the namespace returned. */
  addOtherNetwork(device: string, serverAddress: string, peerAddress: string): Namespace;
  /** A namespace with one interface `eth0` on a network behind a router, which has an address on the switch; both ways work. */
  addRoutedClient(name: string, options: RoutedOptions): Namespace;
  /** The device of a new switch port for a virtual machine. */
  addTap(): string;
  /** Loses `percent` of the packets between switch and server, in each direction, until what is returned is called. */
  setLoss(percent: number): () => void;
  /** What passes the server's interface. */
  capture(name: string, filter?: string): Promise<Capture>;
  /** Run when the lab closes, last registered first. */
  onClose(close: () => Promise<void>): void;
  /** Asked for when a test failed. */
  onReport(describe: () => string | Promise<string>): void;
  report(): Promise<string>;
  /** Ends what was registered so far and forgets its reports: between tests that share the network. */
  clear(): Promise<void>;
  close(options: { readonly keepFiles: boolean }): Promise<void>;
}

export interface RoutedOptions {
  readonly mac: string;
  readonly address: string;
  /** Its network, `10.90.0.0/24`, and the router's addresses there and on the switch. */
  readonly network: string;
  readonly router: string;
  readonly onSwitch: string;
}

export function createLab(name: string): Lab {
  sweepNamespaces('lab-');
  const directory = mkdtempSync(join(tmpdir(), `rackboot-lab-${name}-`));
  const namespaces: Namespace[] = [];
  const add = (role: string): Namespace => {
    const namespace = createNamespace(`lab-${name}-${role}`);
    namespaces.push(namespace);
    return namespace;
  };
  const server = add('server');
  const wire = add('wire');
  addBridge(wire, 'br0');
  addCable(
    { namespace: server, device: 'lan0', mac: SERVER_MAC, address: `${SERVER_ADDRESS}/24` },
    { namespace: wire, device: 'uplink', bridge: 'br0' },
  );
  enableIpv6(server, 'lan0');
  const closers: (() => Promise<void>)[] = [];
  let reports: (() => string | Promise<string>)[] = [];
  let taps = 0;

  /** Each is tried whatever the others do; the first failure is told at the end. */
  const clear = async (): Promise<void> => {
    reports = [];
    const results = await Promise.allSettled(
      closers
        .splice(0)
        .reverse()
        .map((close) => close()),
    );
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  };

  return {
    directory,
    server,
    wire,
    device: 'lan0',
    addClient(client, options = {}) {
      const namespace = add(client);
      addCable(
        { namespace, device: 'eth0', ...options },
        { namespace: wire, device: `port-${client}`, bridge: 'br0' },
      );
      return namespace;
    },
    addOtherNetwork(device, serverAddress, peerAddress) {
      const namespace = add(device);
      addCable(
        { namespace: server, device, address: serverAddress },
        { namespace, device: 'eth0', address: peerAddress },
      );
      return namespace;
    },
    addRoutedClient(client, { mac, address, network, router, onSwitch }) {
      const prefix = network.split('/')[1] ?? '24';
      const gateway = this.addClient(`${client}-gw`, { address: `${onSwitch}/24` });
      const namespace = add(client);
      addCable(
        { namespace, device: 'eth0', mac, address: `${address}/${prefix}` },
        { namespace: gateway, device: 'far0', address: `${router}/${prefix}` },
      );
      configure('ip', '-n', namespace.name, 'route', 'add', 'default', 'via', router);
      configure('ip', '-n', server.name, 'route', 'add', network, 'via', onSwitch);
      configure('ip', 'netns', 'exec', gateway.name, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward');
      return namespace;
    },
    addTap() {
      const device = `tap${taps++}`;
      addTap(wire, device, 'br0');
      return device;
    },
    setLoss: (percent) => setLoss(wire, 'uplink', percent),
    async capture(file, filter) {
      mkdirSync(directory, { recursive: true });
      const capture = await startCapture(server, 'lan0', join(directory, `${file}.pcap`), filter);
      closers.push(() => capture.stop());
      return capture;
    },
    onClose: (close) => void closers.push(close),
    onReport: (describe) => void reports.push(describe),
    async report() {
      const texts = await Promise.all(reports.map(async (describe) => describe()));
      return [`files of this lab: ${directory}`, ...texts].join('\n\n');
    },
    clear,
    async close({ keepFiles }) {
      try {
        await clear();
      } finally {
        for (const namespace of namespaces) namespace.delete();
        if (!keepFiles) rmSync(directory, { recursive: true, force: true });
      }
    },
  };
}

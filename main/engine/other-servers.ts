/** Own mode begins only where nobody else gives addresses, unless a person insists; that is logged. */
import { AppError, reportError } from '../../shared/model/error.ts';
import type { Append } from '../../shared/model/event.ts';
import type { InterfacePorts } from '../net/ports.ts';
import type { Neighbour } from '../services/neighbours.ts';
import { probeForServers } from '../services/neighbours.ts';

export interface OtherServersOptions {
  readonly ports: InterfacePorts;
  readonly force: boolean;
  readonly append: Append;
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly randomXid: () => number;
  readonly found: (neighbour: Neighbour) => unknown;
}

/** OTHER_DHCP_SERVER; PORT_IN_USE and NEEDS_PRIVILEGE before the seconds of probing. */
export async function refuseOtherServers(options: OtherServersOptions): Promise<void> {
  const { ports, append } = options;
  // A server on this very machine would answer the probe too; its name is the better message.
  await (await ports.datagrams(67)).close();
  const others = await probeForServers({
    ports,
    append,
    randomXid: options.randomXid,
    sleep: async (ms) => void (await options.sleep(ms)),
  });
  others.forEach(options.found);
  const server = others.find((one) => one.kind === 'dhcp');
  if (!server) return;
  const offered = server.offered ? ` and offered ${server.offered}` : '';
  if (!options.force) {
    const refusal = new AppError(
      'OTHER_DHCP_SERVER',
      `${server.address} answers DHCP on ${ports.info.name} already${offered}; two servers would give machines conflicting answers.`,
      'Choose the rack interface, switch that server off, use --mode beside, or insist with --force.',
    );
    append({ type: 'service.failed', service: 'dhcp', ...reportError(refusal) });
    throw refusal;
  }
  append({
    type: 'neighbour.overridden',
    address: server.address,
    why: [`started with --force although it answered${offered}`],
  });
}

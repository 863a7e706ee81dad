/** A start without a choice on the command line: Rackboot goes on where it was left, as far as that is possible. */
import type { Config, Mode } from '../../shared/model/config.ts';
import { configSchema } from '../../shared/model/config.ts';
import type { ErrorCode } from '../../shared/model/error.ts';
import { reportError } from '../../shared/model/error.ts';
import type { Append } from '../../shared/model/event.ts';
import { chooseInterface, listInterfaces } from '../net/interfaces.ts';
import { configPath } from './config-store.ts';
import { readIfThere } from './json-file.ts';
import type { NetworkSwitch } from './network-switch.ts';

/** Another mode is no remedy for these. */
const NOT_THERE: ReadonlySet<ErrorCode> = new Set([
  'UNKNOWN_INTERFACE',
  'INTERFACE_WITHOUT_ADDRESS',
  'INTERFACE_DOWN',
]);

/**
 * Only listens there, unless the settings say that it serves at the start; idle where even that fails, until it can be: a
 * computer that was switched on gets its address when Rackboot runs already. Never rejects: why is told by network.failed.
 */
export async function whereItWasLeft(
  { network, serveAtStart }: Pick<Config, 'network' | 'serveAtStart'>,
  networks: Pick<NetworkSwitch, 'use' | 'want'>,
  append: Append,
): Promise<void> {
  if (!network) return;
  for (const mode of new Set<Mode>([serveAtStart ? network.mode : 'listen', 'listen'])) {
    const place = { interface: network.interface, mode, force: false };
    try {
      return await networks.use(place);
    } catch (error) {
      const report = reportError(error);
      // What fails later than this has told it itself.
      if (NOT_THERE.has(report.code) || report.code === 'NEEDS_PRIVILEGE')
        append({ type: 'network.failed', interface: network.interface, mode, ...report });
      if (NOT_THERE.has(report.code) || mode === 'listen') return networks.want(place);
    }
  }
}

/**
 * Where a start serves by itself: for who must ask for a password before. Undefined: nowhere, or it cannot be told; then the
 * engine itself says why.
 */
export async function servesAtStart(dataDir: string): Promise<Config['network']> {
  try {
    const { network, serveAtStart } = configSchema.parse(
      JSON.parse((await readIfThere(configPath(dataDir))) ?? '{}'),
    );
    if (!network || !serveAtStart || network.mode === 'listen') return undefined;
    chooseInterface(await listInterfaces(), network.interface);
    return network;
  } catch {
    return undefined;
  }
}

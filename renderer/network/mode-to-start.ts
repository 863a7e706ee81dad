/** In which mode "Start" starts: as it was left on this interface, else as was found there. */
import type { EngineStatus, NetworkProbe } from '../../shared/model/api.ts';
import type { Config, Mode } from '../../shared/model/config.ts';
import { keep, readKept } from '../kept.ts';

export type ServingMode = Exclude<Mode, 'listen'>;

const KEY = 'rackboot.serving-modes';
const MOST = 20;

/** The settings hold only how it was left, which is "listen" after a stop; so this browser remembers how it served. */
function keptModes(): Readonly<Record<string, ServingMode>> {
  const kept = readKept(KEY);
  if (typeof kept !== 'object' || kept === null) return {};
  return Object.fromEntries(
    Object.entries(kept).filter(
      (entry): entry is [string, ServingMode] => entry[1] === 'own' || entry[1] === 'beside',
    ),
  );
}

export function keepMode(interfaceName: string, mode: ServingMode): void {
  const { [interfaceName]: _before, ...others } = keptModes();
  keep(KEY, Object.fromEntries([...Object.entries(others), [interfaceName, mode]].slice(-MOST)));
}

export function modeToStart(
  interfaceName: string,
  { neighbours }: Pick<EngineStatus, 'neighbours'>,
  config: Config | undefined,
  found: NetworkProbe | undefined,
): ServingMode {
  const left = config?.network;
  if (left?.interface === interfaceName && left.mode !== 'listen') return left.mode;
  return keptModes()[interfaceName] ?? proposedMode(neighbours, found);
}

/** `beside` where another server gives addresses. */
export function proposedMode(
  neighbours: EngineStatus['neighbours'],
  found: NetworkProbe | undefined,
): ServingMode {
  const heard = neighbours.some(({ kind }) => kind === 'dhcp');
  return heard || found?.proposed === 'beside' ? 'beside' : 'own';
}

/** Whether an interface can be served on, by itself: without a person who looks at it. */
import type { InterfaceInfo } from '../../shared/model/api.ts';
import type { Mode } from '../../shared/model/config.ts';
import type { ErrorReport } from '../../shared/model/error.ts';
import { reportError } from '../../shared/model/error.ts';
import { chooseInterface } from '../net/interfaces.ts';

/** Undefined: what serves there can go on. Switched off it is the same one when it is switched on again. */
export function interfaceProblem(name: string, all: readonly InterfaceInfo[]): ErrorReport | undefined {
  try {
    chooseInterface(all, name);
    return undefined;
  } catch (error) {
    const report = reportError(error);
    return report.code === 'INTERFACE_DOWN' ? undefined : report;
  }
}

export function canBegin({ addresses, up, link }: InterfaceInfo, mode: Mode): boolean {
  // Without a cable no other server could be heard, and a moment later the cable may lead to one.
  return addresses.length > 0 && up && (mode !== 'own' || link !== false);
}

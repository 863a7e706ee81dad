/** The engine in one line, for the tray and the menu. */
import { isBooting } from './booting.ts';
import type { EngineView } from './engine-watch.ts';

export interface ServingStatus {
  /** It answers machines: from now on the laptop must not sleep. */
  readonly serving: boolean;
  readonly booting: number;
  readonly line: string;
}

/** @param now ms since 1970 */
export function servingStatus({ engine, machines }: EngineView, now: number): ServingStatus {
  const serving = engine?.state === 'running' && engine.mode !== 'listen';
  const booting = serving ? machines.filter((machine) => isBooting(machine, now)).length : 0;
  return { serving, booting, line: lineOf(engine, serving, booting) };
}

function lineOf(engine: EngineView['engine'], serving: boolean, booting: number): string {
  if (engine === undefined) return 'The engine does not answer';
  if (!engine.interface) return engine.state === 'running' ? 'No interface chosen yet' : 'Not serving';
  const where = engine.interface.name;
  if (!serving) return engine.state === 'running' ? `Listening on ${where}, answering nobody` : 'Not serving';
  const beside = engine.mode === 'beside' ? ' beside another DHCP server' : '';
  const who = booting === 0 ? '' : `, ${booting} ${booting === 1 ? 'machine' : 'machines'} booting`;
  return `Serving on ${where}${beside}${who}`;
}

/** The engine in one line, for the tray and the menu. */
import { isBooting } from '../../shared/model/booting.ts';
import type { EngineView } from './engine-watch.ts';
import { texts } from './texts/texts.ts';

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
  const words = texts().status;
  if (engine === undefined) return words.noEngine;
  if (engine.state !== 'running') return words.notServing;
  const where = engine.interface?.name;
  if (where === undefined) return words.noNetwork;
  return serving ? words.serving(where, engine.mode === 'beside', booting) : words.listening(where);
}

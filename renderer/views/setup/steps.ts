/** The five steps of a first run, ticked off by what the engine says and by nothing else. */
import type { EngineStatus } from '../../../shared/model/api.ts';
import { isServing } from '../../network/use-network.ts';

export const STEPS = ['interface', 'address', 'start', 'image', 'machine'] as const;
export type Step = (typeof STEPS)[number];

/** In the order of STEPS. */
export function stepsDone(engine: EngineStatus, images: number, machines: number): readonly boolean[] {
  return [
    engine.interface !== undefined,
    engine.address !== undefined,
    isServing(engine),
    images > 0,
    machines > 0,
  ];
}

/** Other servers that were heard on one network. */
import type { EngineStatus } from '../../shared/model/api.ts';

type Heard = EngineStatus['neighbours'][number];

export interface Neighbours {
  list(): readonly Heard[];
  /** False when it was known already. */
  heard(found: Heard): boolean;
}

/** What a Mac says it chose comes from the wire. */
const MOST_NEIGHBOURS = 32;

/** @param changed called when there is a new one */
export function createNeighbours(changed: () => void, known: readonly Heard[] = []): Neighbours {
  const neighbours = [...known];
  return {
    list: () => neighbours,
    heard(found) {
      if (neighbours.length >= MOST_NEIGHBOURS) return false;
      if (neighbours.some(({ kind, address }) => kind === found.kind && address === found.address))
        return false;
      neighbours.push(found);
      changed();
      return true;
    },
  };
}

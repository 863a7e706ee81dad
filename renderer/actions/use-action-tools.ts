import { useMemo } from 'react';
import { useAssign } from '../assign.ts';
import { useEngine, useRun } from '../engine-context.ts';
import type { ActionTools } from './action.ts';

export function useActionTools(): ActionTools {
  const run = useRun();
  const assign = useAssign();
  const { client, intake } = useEngine();
  return useMemo(() => ({ run, assign, client, intake }), [run, assign, client, intake]);
}

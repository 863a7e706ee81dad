/** How views reach the engine. */
import { createContext, useContext, useMemo } from 'react';
import type { CommandInput, CommandName, CommandOutput } from '../shared/model/api.ts';
import { reportError } from '../shared/model/error.ts';
import type { ConsoleClient } from './client.ts';
import type { Intake } from './drops/intake.ts';
import { notice } from './store.ts';

export interface EngineAccess {
  readonly client: ConsoleClient;
  readonly intake: Intake;
}

export const EngineContext = createContext<EngineAccess | undefined>(undefined);

export function useEngine(): EngineAccess {
  const access = useContext(EngineContext);
  if (!access) throw new Error('EngineContext is missing around this view.');
  return access;
}

export type Run = <N extends CommandName>(
  command: N,
  input: CommandInput<N>,
) => Promise<CommandOutput<N> | undefined>;

/** Calls a command; what goes wrong becomes a notice, and the result undefined. */
export function useRun(): Run {
  const { client } = useEngine();
  return useMemo<Run>(
    () => (command, input) =>
      client.call(command, input).catch((thrown: unknown) => {
        notice(reportError(thrown));
        return undefined;
      }),
    [client],
  );
}

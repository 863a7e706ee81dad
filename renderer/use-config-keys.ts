/** Sets whole keys of the settings document, shown at once. */
import { useMemo } from 'react';
import type { CommandInput } from '../shared/model/api.ts';
import type { Config } from '../shared/model/config.ts';
import { useConfigChange } from './config-change.ts';
import { useRun } from './engine-context.ts';

export type SetKeys = (keys: Pick<Partial<Config>, 'variables' | 'sshKeys' | 'hooks'>) => Promise<void>;

export function useSetKeys(): SetKeys {
  const run = useRun();
  const changeConfig = useConfigChange();
  return useMemo<SetKeys>(
    () => (keys) =>
      changeConfig(
        (before) => ({ ...before, ...keys }),
        () => run('config.update', keys as CommandInput<'config.update'>),
      ),
    [run, changeConfig],
  );
}

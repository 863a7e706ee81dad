/**
 * Changing settings without waiting for the feed: what was asked for is shown at once, so that a second choice made
 * quickly after the first builds on it and not on what was there before. Feeds of the time in between are older than what
 * is shown, so they are held off until things have settled; then the engine's own word is asked for.
 */
import { useMemo } from 'react';
import type { Config } from '../shared/model/config.ts';
import { useRun } from './engine-context.ts';
import { useStore } from './store.ts';

/** Longer than a change takes to come back as a feed. */
const SETTLE_MS = 400;

/** @param expected the settings once `call` has been done; `call` resolves undefined when it failed */
export type ChangeConfig = (
  expected: (config: Config) => Config,
  call: () => Promise<unknown>,
) => Promise<void>;

export function useConfigChange(): ChangeConfig {
  const run = useRun();
  return useMemo<ChangeConfig>(
    () => async (expected, call) => {
      const before = useStore.getState().config;
      useStore.setState(({ config, configChanges }) => ({
        config: config && expected(config),
        configChanges: configChanges + 1,
      }));
      const done = (await call()) !== undefined;
      if (done) await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      useStore.setState(({ configChanges }) => ({ configChanges: configChanges - 1 }));
      if (useStore.getState().configChanges > 0) return;
      const config = (await run('config.get', {})) ?? (done ? undefined : before);
      if (config && useStore.getState().configChanges === 0) useStore.setState({ config });
    },
    [run],
  );
}

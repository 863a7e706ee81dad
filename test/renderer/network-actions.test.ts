import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConsoleClient } from '../../renderer/client.ts';
import { useNetwork } from '../../renderer/network/network-state.ts';
import { createNetworkActions } from '../../renderer/network/use-network.ts';
import { useStore } from '../../renderer/store.ts';
import { AppError } from '../../shared/model/error.ts';

const NEEDS = new AppError('NEEDS_PRIVILEGE', 'This user may not.', 'Be somebody else.');
const FOUND = { servers: [], proposed: 'own' };

/** An engine that lacks the rights for network.use, and what it was asked. */
function unprivileged() {
  const asked: string[] = [];
  const call = (command: string): Promise<unknown> => {
    asked.push(command);
    return command === 'network.use' ? Promise.reject(NEEDS) : Promise.resolve(FOUND);
  };
  return { asked, actions: createNetworkActions({ call } as unknown as ConsoleClient) };
}

const desktop = (serve: () => Promise<unknown>): void => void vi.stubGlobal('window', { desktop: { serve } });

describe('picking a network', () => {
  beforeEach(() => useStore.setState({ connection: 'open', dialog: undefined, notices: [] }));
  afterEach(() => void vi.unstubAllGlobals());

  it('that was refused leaves nothing picked', async () => {
    vi.stubGlobal('window', {});
    const { actions, asked } = unprivileged();
    const done = actions.pick('en8');
    expect(useNetwork.getState().picked).toBe('en8');
    await done;
    expect(useNetwork.getState().picked).toBeUndefined();
    expect(useStore.getState().dialog).toMatchObject({ question: { why: 'privilege' } });
    expect(asked).toEqual(['network.use']);
  });

  it('does not forget what was picked while it was being refused', async () => {
    vi.stubGlobal('window', {});
    const done = unprivileged().actions.pick('en8');
    useNetwork.setState({ picked: 'en7' });
    await done;
    expect(useNetwork.getState().picked).toBe('en7');
  });

  it('looks who answers there once an engine with the rights is found', async () => {
    desktop(() => {
      useStore.setState({ connection: 'gone' });
      return Promise.resolve(undefined);
    });
    const { actions, asked } = unprivileged();
    const done = actions.pick('en8');
    await vi.waitFor(() => expect(useStore.getState().connection).toBe('gone'));
    await Promise.resolve();
    expect(asked).toEqual(['network.use']);
    useStore.setState({ connection: 'open' });
    await done;
    expect(asked).toEqual(['network.use', 'network.probe']);
    expect(useNetwork.getState()).toMatchObject({
      picked: undefined,
      probe: { interface: 'en8', found: FOUND },
    });
  });
});

/** Against the real console server: Node's WebSocket, the token, the feeds. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { watchEngine } from '../../main/shell/engine-watch.ts';
import { eventAt, machineAt } from '../control/api-double.ts';
import { runningConsole } from '../control/running-console.ts';

describe('what the shell knows of the engine', () => {
  it('comes by the same socket as a console: state, changes, the last events', async () => {
    const { api, console } = await runningConsole();
    api.state = { ...api.state, machines: [machineAt(1), machineAt(2)] };
    let changes = 0;
    const watch = watchEngine(console.url, () => (changes += 1));
    onTestFinished(() => watch.close());
    await expect.poll(() => watch.view().machines.length).toBe(2);
    expect(watch.view().engine).toMatchObject({ mode: 'own', state: 'running' });

    const before = changes;
    api.push({
      feed: 'machines',
      changed: [{ ...machineAt(1), stage: 'kernel' }],
      removed: [machineAt(2).mac],
    });
    await expect.poll(() => watch.view().machines.map(({ stage }) => stage)).toEqual(['kernel']);
    expect(changes).toBeGreaterThan(before);

    api.push({ feed: 'events', events: Array.from({ length: 100 }, (_, index) => eventAt(index + 1)) });
    await expect
      .poll(() => watch.view().events.map(({ seq }) => seq))
      .toEqual(Array.from({ length: 30 }, (_, index) => index + 71));
    api.push({ feed: 'engine', engine: { ...api.state.engine, mode: 'listen' } });
    await expect.poll(() => watch.view().engine?.mode).toBe('listen');
  });

  it('is nothing when the engine is gone, and stays that with a wrong token', async () => {
    const { console } = await runningConsole();
    const watch = watchEngine(console.url, () => undefined);
    const stranger = watchEngine(console.url.replace(/token=.*/, 'token=wrong'), () => undefined);
    onTestFinished(() => {
      watch.close();
      stranger.close();
    });
    await expect.poll(() => watch.view().engine).toBeDefined();
    expect(stranger.view()).toEqual({ machines: [], events: [] });
    await console.close();
    await expect.poll(() => watch.view().engine).toBeUndefined();
  });
});

import { createServer } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { callEngine } from '../../main/control/call.ts';
import { AppError } from '../../shared/model/error.ts';
import { emptyState } from './api-double.ts';
import { runningConsole } from './running-console.ts';

describe('rackboot call', () => {
  it('brings the output of a command', async () => {
    const { api, console, token } = await runningConsole();
    api.answers['state.get'] = () => emptyState();
    await expect(callEngine({ url: console.url, token }, 'state.get', {})).resolves.toEqual(emptyState());
  });

  it('rejects with the engine’s own error', async () => {
    const { console, token } = await runningConsole();
    const call = callEngine({ url: console.url, token }, 'machines.plan', { mac: 'zz' });
    await expect(call).rejects.toBeInstanceOf(AppError);
    await expect(call).rejects.toMatchObject({ code: 'BAD_ARGUMENT', hint: 'It takes mac.' });
  });

  it('says what a name must be, where a name is wrong', async () => {
    const { console, token } = await runningConsole();
    const input = { mac: '52:54:00:12:34:56', variables: { 'rack-no': 'R1' } };
    await expect(callEngine({ url: console.url, token }, 'machines.edit', input)).rejects.toMatchObject({
      code: 'BAD_ARGUMENT',
      message:
        'machines.edit: "variables.rack-no": a name is letters, digits and _, beginning with a letter.',
    });
  });

  it('says FORBIDDEN for the token of another run', async () => {
    const { console } = await runningConsole();
    await expect(callEngine({ url: console.url, token: 'old' }, 'state.get', {})).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('says NOT_RUNNING where nobody listens', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const { port } = free.address() as { port: number };
    await new Promise((resolve) => free.close(resolve));
    const call = callEngine({ url: `http://127.0.0.1:${port}/`, token: 't' }, 'state.get', {});
    await expect(call).rejects.toMatchObject({
      code: 'NOT_RUNNING',
      hint: expect.stringContaining('rackboot serve') as string,
    });
  });

  it('says NOT_RUNNING when the engine goes away before it answered', async () => {
    const { api, console, token } = await runningConsole();
    const asked = Promise.withResolvers<void>();
    api.answers['images.list'] = () => {
      asked.resolve();
      return new Promise(() => undefined);
    };
    const call = callEngine({ url: console.url, token }, 'images.list', {});
    const settled = call.catch((thrown: unknown) => thrown);
    await asked.promise;
    await console.close();
    expect(await settled).toMatchObject({
      code: 'NOT_RUNNING',
      message: 'The engine went away before it answered.',
    });
  });

  it('says BAD_ADDRESS for what is no address', async () => {
    await expect(callEngine({ url: 'nonsense', token: 't' }, 'state.get', {})).rejects.toMatchObject({
      code: 'BAD_ADDRESS',
    });
  });
});

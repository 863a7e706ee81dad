import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/model/error.ts';
import type { AnswerFile } from '../../shared/model/image.ts';
import { dial, rawRequest, readAnswer } from './raw-client.ts';
import type { Running } from './running-console.ts';
import { runningConsole } from './running-console.ts';

const answerFile: AnswerFile = { id: 'a', name: 'lab.preseed', format: 'preseed', sizeBytes: 5, addedAt: 1 };

function post(running: Running, path: string, body: BodyInit, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${running.token}`;
  return fetch(`${running.origin}${path}`, { method: 'POST', body, headers: { authorization, ...headers } });
}

describe('an upload', () => {
  it('hands kind, name, size and the bytes to the engine and brings its output back', async () => {
    const running = await runningConsole();
    const given: unknown[] = [];
    running.api.onUpload = async (kind, name, sizeBytes, bytes) => {
      given.push(kind, name, sizeBytes);
      let sum = 0;
      for await (const chunk of bytes) for (const byte of chunk) sum += byte;
      given.push(sum);
      return answerFile;
    };
    const body = new Uint8Array(300_000).fill(3);
    const response = await post(running, '/upload/answer?name=l%C3%A4b%20file.preseed', body);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ ok: true, output: answerFile });
    expect(given).toEqual(['answer', 'läb file.preseed', 300_000, 900_000]);
  });

  it('of unknown length has no size', async () => {
    const running = await runningConsole();
    let size: number | undefined = -1;
    running.api.onUpload = async (_kind, _name, sizeBytes, bytes) => {
      size = sizeBytes;
      for await (const chunk of bytes) expect(chunk.length).toBeGreaterThan(0);
      return answerFile;
    };
    const answer = await rawRequest(
      running.console.port,
      [
        'POST /upload/image?name=a.iso HTTP/1.1',
        `Host: 127.0.0.1:${running.console.port}`,
        `Authorization: Bearer ${running.token}`,
        'Transfer-Encoding: chunked',
      ],
      '3\r\nabc\r\n0\r\n\r\n',
    );
    expect(answer.status).toBe(200);
    expect(size).toBeUndefined();
  });

  it.each([
    ['/upload/image', 'name: not a file name.'],
    ['/upload/image?name=', 'name: not a file name.'],
    ['/upload/image?name=..%2F..%2Fetc%2Fpasswd', 'name: not a file name.'],
    ['/upload/image?name=..', 'name: not a file name.'],
    ['/upload/image?name=a%5Cb', 'name: not a file name.'],
    ['/upload/image?name=a%00b', 'name: not a file name.'],
    [`/upload/image?name=${'x'.repeat(256)}`, 'name: not a file name.'],
    ['/upload/virus?name=a', 'There is no /upload/virus.'],
  ])('to %s is BAD_ARGUMENT', async (path, message) => {
    const running = await runningConsole();
    const response = await post(running, path, 'x');
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ ok: false, error: { code: 'BAD_ARGUMENT', message } });
  });

  it.each([
    ['no token', { authorization: '' }],
    ['a wrong token', { authorization: 'Bearer nope' }],
    ['a foreign Origin', { origin: 'https://evil.example' }],
  ])('with %s is refused and never reaches the engine', async (_name, headers) => {
    const running = await runningConsole();
    let reached = false;
    running.api.onUpload = async () => {
      reached = true;
      return answerFile;
    };
    expect((await post(running, '/upload/image?name=a.iso', 'x', headers)).status).toBe(403);
    expect(reached).toBe(false);
  });

  it('that is broken off ends for the engine with CANCELLED', async () => {
    const running = await runningConsole();
    const ended = Promise.withResolvers<unknown>();
    const begun = Promise.withResolvers<void>();
    running.api.onUpload = async (_kind, _name, _size, bytes) => {
      try {
        for await (const chunk of bytes) if (chunk.length > 0) begun.resolve();
      } catch (thrown) {
        ended.resolve(thrown);
        throw thrown;
      }
      return answerFile;
    };
    const socket = await dial(running.console.port);
    const head = [
      'POST /upload/image?name=big.iso HTTP/1.1',
      `Host: 127.0.0.1:${running.console.port}`,
      `Authorization: Bearer ${running.token}`,
      'Content-Length: 1000000',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${'x'.repeat(1000)}`);
    await begun.promise;
    socket.destroy();
    const thrown = await ended.promise;
    expect(thrown).toBeInstanceOf(AppError);
    expect(thrown).toMatchObject({ code: 'CANCELLED', message: 'The upload of big.iso was broken off.' });
  });

  it('that the engine refuses early is answered while the client still sends', async () => {
    const running = await runningConsole();
    running.api.onUpload = async (_kind, name, _size, bytes) => {
      const first = await bytes[Symbol.asyncIterator]().next();
      expect(first.done).toBe(false);
      throw new AppError('NOT_AN_ISO', `${name} is not an ISO image.`, 'Drop an .iso file.');
    };
    const socket = await dial(running.console.port);
    const head = [
      'POST /upload/image?name=holiday.mov HTTP/1.1',
      `Host: 127.0.0.1:${running.console.port}`,
      `Authorization: Bearer ${running.token}`,
      'Content-Length: 100000000',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${'x'.repeat(100_000)}`);
    const answer = await readAnswer(socket);
    expect(answer.status).toBe(422);
    expect(JSON.parse(answer.body)).toEqual({
      ok: false,
      error: { code: 'NOT_AN_ISO', message: 'holiday.mov is not an ISO image.', hint: 'Drop an .iso file.' },
    });
    // What is still on its way is taken, so that no reset overtakes the answer.
    for (let i = 0; i < 50; i++) if (!socket.write('x'.repeat(1_000_000))) await once(socket, 'drain');
    expect(socket.destroyed).toBe(false);
    socket.destroy();
  });

  it('keeps its pace to the engine: nothing is gathered in between', async () => {
    const running = await runningConsole();
    const go = Promise.withResolvers<void>();
    let taken = 0;
    running.api.onUpload = async (_kind, _name, _size, bytes) => {
      for await (const chunk of bytes) {
        taken += chunk.length;
        await go.promise;
      }
      return answerFile;
    };
    const total = 40_000_000;
    const client = httpRequest(`${running.origin}/upload/image?name=a.iso`, {
      method: 'POST',
      headers: { authorization: `Bearer ${running.token}`, 'content-length': total },
    });
    for (let sent = 0; sent < total; sent += 1_000_000) client.write(Buffer.alloc(1_000_000));
    await expect.poll(() => taken).toBeGreaterThan(0);
    // What is not with the engine waits at the sender, but for the kernel's buffers.
    await expect.poll(() => client.socket?.bytesWritten).toBeGreaterThan(taken);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(client.socket?.writableLength).toBeGreaterThan(total / 2);
    expect(taken).toBeLessThan(1_000_000);
    go.resolve();
    client.end();
    const [response] = (await once(client, 'response')) as [{ statusCode: number; resume(): void }];
    response.resume();
    expect(response.statusCode).toBe(200);
    expect(taken).toBe(total);
  });
});

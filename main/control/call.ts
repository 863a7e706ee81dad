/** The other end of the console socket for `rackboot call`: one command, one answer. */
import { WebSocket } from 'ws';
import type { ServerFrame } from '../../shared/model/api.ts';
import { AppError } from '../../shared/model/error.ts';
import { PROTOCOL } from './guard.ts';

const NOT_RUNNING_HINT =
  'Start it with `rackboot serve --interface NAME`, or give the data folder of the running one with --data DIR.';

/**
 * Resolves with the command's output. Rejects with the engine's own AppError, NOT_RUNNING where nobody listens or the engine
 * goes away before it answered, FORBIDDEN where the token is of an earlier run.
 * @param engine `url` of the console, with or without path and query
 */
export function callEngine(
  engine: { url: string; token: string },
  command: string,
  input: unknown,
): Promise<unknown> {
  const base = URL.parse(engine.url);
  if (!base) {
    return Promise.reject(
      new AppError(
        'BAD_ADDRESS',
        `"${engine.url}" is no address of a console.`,
        'It looks like http://127.0.0.1:8067.',
      ),
    );
  }
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${base.host}/ws`, PROTOCOL, {
      headers: { authorization: `Bearer ${engine.token}` },
      perMessageDeflate: false,
      maxPayload: 0,
    });
    socket.on('open', () => socket.send(JSON.stringify({ id: 1, command, input })));
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data as Buffer)) as ServerFrame;
      if (!('id' in frame)) return;
      if (frame.ok) resolve(frame.output);
      else reject(new AppError(frame.error.code, frame.error.message, frame.error.hint));
      socket.close();
    });
    socket.on('unexpected-response', (request, response) => {
      request.destroy();
      reject(refused(response.statusCode ?? 0));
    });
    socket.on('error', (cause) =>
      reject(new AppError('NOT_RUNNING', `No engine answers at ${base.host}.`, NOT_RUNNING_HINT, { cause })),
    );
    socket.on('close', () =>
      reject(new AppError('NOT_RUNNING', 'The engine went away before it answered.', NOT_RUNNING_HINT)),
    );
  });
}

function refused(status: number): AppError {
  if (status === 403) {
    return new AppError(
      'FORBIDDEN',
      'The engine refused this call: its token is another one.',
      'It was restarted, or it runs with another data folder: give that one with --data DIR.',
    );
  }
  return new AppError(
    'NOT_RUNNING',
    `What listens there is no Rackboot engine (HTTP ${status}).`,
    NOT_RUNNING_HINT,
  );
}

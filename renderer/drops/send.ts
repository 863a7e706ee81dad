/** The bytes of a file on their way to the engine. They go by a request of their own: a socket that breaks does not stop them. */
import { AppError } from '../../shared/model/error.ts';
import type { ErrorReport } from '../../shared/model/error.ts';
import { texts } from '../texts/texts.ts';

export interface Sending {
  readonly kind: 'image' | 'answer' | 'firmware' | 'nbi';
  readonly name: string;
  readonly body: Blob;
  readonly token: string;
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

/**
 * Resolves with what the engine made of it; rejects with the engine's AppError, NOT_RUNNING, or the signal's reason.
 * XMLHttpRequest and not fetch: only it tells how much was sent.
 */
export function send<T>({ kind, name, body, token, signal, onBytes }: Sending): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    const request = new XMLHttpRequest();
    const abort = (): void => request.abort();
    signal.addEventListener('abort', abort, { once: true });
    request.onloadend = () => signal.removeEventListener('abort', abort);
    request.upload.onprogress = (event) => onBytes(event.loaded);
    request.onload = () => {
      try {
        const answer = JSON.parse(request.responseText) as
          { ok: true; output: T } | { ok: false; error: ErrorReport };
        if (answer.ok) resolve(answer.output);
        else reject(new AppError(answer.error.code, answer.error.message, answer.error.hint));
      } catch {
        reject(new AppError('INTERNAL', texts().drops.unreadableAnswer, texts().drops.reload));
      }
    };
    request.onerror = () =>
      reject(new AppError('NOT_RUNNING', texts().drops.brokeOff(name), texts().drops.nothingKept));
    request.onabort = () => reject(signal.reason as Error);
    request.open('POST', `/upload/${kind}?name=${encodeURIComponent(name)}`);
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.send(body);
  });
}

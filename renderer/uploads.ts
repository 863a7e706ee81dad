/** Files on their way to the engine: by path from the desktop window, else as a stream from the browser. */
import { AppError, reportError } from '../shared/model/error.ts';
import type { ErrorReport } from '../shared/model/error.ts';
import type { ConsoleClient } from './client.ts';
import { pathOf } from './desktop.ts';
import type { Upload, UploadKind } from './store.ts';
import { notice, useStore } from './store.ts';
import { texts } from './texts/texts.ts';

const IMPORT = { image: 'images.import', answer: 'answers.import', firmware: 'firmware.import' } as const;

/** By the end of the name; what is nothing else is taken for an image, and the engine says what it thinks of it. */
export function kindOfFile(name: string): UploadKind {
  if (/\.(efi|kpxe|kkpxe|kkkpxe|pxe|lkrn|0)$/i.test(name)) return 'firmware';
  if (/\.(cfg|ks|preseed|seed|ya?ml|xml|toml|txt|json)$/i.test(name) || /^user-data$/i.test(name))
    return 'answer';
  return 'image';
}

export interface Uploads {
  /** Begins to send; what goes wrong becomes a notice. */
  add(kind: UploadKind, file: File): void;
}

export function createUploads(client: ConsoleClient, token: string): Uploads {
  return {
    add(kind, file) {
      const path = pathOf(file);
      const done = path === undefined ? send(kind, file, token) : client.call(IMPORT[kind], { path });
      done.catch((thrown: unknown) => {
        const error = reportError(thrown);
        if (error.code !== 'CANCELLED') notice(error);
      });
    },
  };
}

let nextId = 1;

/** XMLHttpRequest and not fetch: only it tells how much was sent. */
function send(kind: UploadKind, file: File, token: string): Promise<void> {
  const id = nextId++;
  const request = new XMLHttpRequest();
  const change = (upload: Partial<Upload>) =>
    useStore.setState(({ uploads }) => ({
      uploads: uploads.map((one) => (one.id === id ? { ...one, ...upload } : one)),
    }));
  const upload: Upload = {
    id,
    kind,
    name: file.name,
    bytes: 0,
    totalBytes: file.size,
    cancel: () => request.abort(),
  };
  useStore.setState(({ uploads }) => ({ uploads: [...uploads, upload] }));

  return new Promise<void>((resolve, reject) => {
    request.upload.onprogress = (event) => change({ bytes: event.loaded });
    request.onload = () => {
      const error = errorIn(request.responseText);
      if (error) reject(new AppError(error.code, error.message, error.hint));
      else resolve();
    };
    request.onerror = () => reject(brokenOff(file.name));
    request.onabort = () =>
      reject(new AppError('CANCELLED', texts().errors.notSent(file.name), texts().errors.notSentHint));
    request.open('POST', `/upload/${kind}?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.send(file);
  }).finally(() => useStore.setState(({ uploads }) => ({ uploads: uploads.filter((one) => one.id !== id) })));
}

/** Undefined when the engine took the file. */
function errorIn(text: string): ErrorReport | undefined {
  try {
    const answer = JSON.parse(text) as { ok: true } | { ok: false; error: ErrorReport };
    return answer.ok ? undefined : answer.error;
  } catch {
    return { code: 'INTERNAL', message: texts().errors.unreadable, hint: texts().errors.unreadableHint };
  }
}

function brokenOff(name: string): AppError {
  return new AppError('NOT_RUNNING', texts().errors.brokenOff(name), texts().errors.brokenOffHint);
}

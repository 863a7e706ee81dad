/** The capture process as the engine sees it: started, its frames, its end. */
import { spawn } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ErrorReport } from '../../shared/model/error.ts';
import { AppError } from '../../shared/model/error.ts';
import type { CaptureRecord } from './capture-records.ts';
import { createRecordReader } from './capture-records.ts';
import type { PcapOptions } from './libpcap.ts';

export interface CaptureHandlers {
  onRecord(record: CaptureRecord): void;
  /** Once, when it ended without being closed: it was refused, or died. */
  onEnd(error: AppError): void;
}

export interface CapturePort {
  /** Idempotent; resolves when the process is gone. */
  close(): Promise<void>;
}

export type StartCapture = (options: PcapOptions, handlers: CaptureHandlers) => CapturePort;

const PROGRAM = fileURLToPath(new URL(`./capture-process${extname(import.meta.url)}`, import.meta.url));
/** What it says when it ends; a stack at most. */
const MOST_ERROR_TEXT = 4000;

export const startCapture: StartCapture = (options, handlers) => {
  // In Electron our own program is the browser, unless it is told to be Node.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(options)], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let isClosed = false;
  let said = '';
  let failure: AppError | undefined;
  const read = createRecordReader(handlers.onRecord);
  child.stdout.on('data', (piece: Buffer) => {
    try {
      read(piece);
    } catch (error) {
      failure ??= ended((error as Error).message);
      child.kill('SIGKILL');
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-MOST_ERROR_TEXT);
  });
  // A child that is gone cannot be written to; its end is told below.
  child.stdin.on('error', () => undefined);
  child.once('error', (error) => (failure ??= ended(error.message)));
  const gone = new Promise<void>((resolve) => {
    child.once('close', (code, signal) => {
      resolve();
      if (!isClosed) handlers.onEnd(failure ?? refusal(said) ?? ended(signal ?? `exit code ${code ?? '?'}`));
    });
  });
  return {
    async close() {
      isClosed = true;
      // The end of its stdin ends it; nothing it still has matters.
      child.stdin.end();
      child.kill();
      await gone;
    },
  };
};

/** The last line is the reason where the process gave one. */
function refusal(said: string): AppError | undefined {
  try {
    const { code, message, hint } = JSON.parse(said.trim().split('\n').at(-1) ?? '') as ErrorReport;
    return new AppError(code, message, hint);
  } catch {
    return undefined;
  }
}

function ended(why: string): AppError {
  const hint = 'Everything else works without; only packets are not shown.';
  return new AppError('INTERNAL', `The capture of packets ended: ${why}.`, hint);
}

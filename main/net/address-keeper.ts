/** The process that holds an address, as the engine sees it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ErrorReport } from '../../shared/model/error.ts';
import { AppError } from '../../shared/model/error.ts';
import type { GivenAddress } from './address-changes.ts';

export interface AddressKeeper {
  /** Idempotent; resolves when everything is as it was before. */
  takeBack(): Promise<void>;
}

const PROGRAM = fileURLToPath(
  new URL(`./address-keeper-process${extname(import.meta.url)}`, import.meta.url),
);

/**
 * Resolves when the interface has the address. ADDRESS_IN_USE, NEEDS_PRIVILEGE, INTERNAL; nothing has changed then.
 * @param note file that it removes once the address is taken back
 */
export async function keepAddress(given: GivenAddress, note: string): Promise<AddressKeeper> {
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify({ ...given, note })], {
    // In Electron our own program is the browser, unless it is told to be Node.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => undefined);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4000)));
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', (error) => {
      said ||= error.message;
      resolve();
    });
  });
  const isGiven = await Promise.race([once(child.stdout, 'data').then(() => true), gone.then(() => false)]);
  if (!isGiven) throw refusal(said);
  child.stdout.resume();
  return {
    takeBack() {
      child.stdin.end();
      return gone;
    },
  };
}

function refusal(said: string): AppError {
  try {
    const { code, message, hint } = JSON.parse(said.trim().split('\n').at(-1) ?? '') as ErrorReport;
    return new AppError(code, message, hint);
  } catch {
    return new AppError(
      'INTERNAL',
      `The address could not be given: ${said.trim() || 'the process for it ended at once'}.`,
      'Give it one in the network settings.',
    );
  }
}

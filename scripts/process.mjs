/** Running other programs from the set-up scripts: same terminal, same signals, same exit code. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { SetupError, say } from './setup.mjs';

/** Noted before any set-up: that may take minutes, in which whoever started us may have gone. */
const parentAtStart = process.ppid;

/** Only under npm: a script started by hand may well outlive its shell. */
function npmIsGone() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return false;
  return process.ppid !== parentAtStart;
}

/**
 * @param {string} file @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} the exit code; 128 plus the signal's number for a program ended by a signal, as shells do
 */
export function run(file, args, options = {}) {
  // Stopped during the set-up: what was to come after it is not wanted any more.
  if (npmIsGone()) return Promise.resolve(128 + constants.signals.SIGTERM);
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: 'inherit', ...options });
    const forward = (/** @type {NodeJS.Signals} */ signal) => {
      // Ctrl-C in a terminal reaches the child as well; the app takes the same wish twice for one.
      child.kill(signal);
    };
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, forward);
    const stopWatching = onNpmGone(() => child.kill('SIGTERM'));
    const done = () => {
      stopWatching();
      for (const signal of signals) process.off(signal, forward);
    };
    child.on('error', (error) => {
      done();
      reject(
        new SetupError(
          `${file} cannot be started (${error.message}).`,
          'Remove node_modules and run this again.',
        ),
      );
    });
    child.on('exit', (code, signal) => {
      done();
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/**
 * npm passes SIGTERM on to the shell it put between itself and us, which dies of it and tells nobody: all we see is
 * another parent.
 * @param {() => void} gone @returns {() => void} the end of watching
 */
function onNpmGone(gone) {
  const timer = setInterval(() => {
    if (!npmIsGone()) return;
    clearInterval(timer);
    gone();
  }, 250);
  return () => clearInterval(timer);
}

/**
 * Ends this process as `work` says: its number is the exit code; errors are a sentence and a hint.
 * @param {() => number | Promise<number>} work
 */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    process.exitCode = 1;
    if (!(error instanceof SetupError)) throw error;
    say(`${error.message}\n${error.hint}`);
  }
}

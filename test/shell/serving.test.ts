import { beforeEach, describe, expect, it } from 'vitest';
import { askRefused } from '../../main/shell/ask-refused.ts';
import type { Refused, Serving, ServingEngine, Way } from '../../main/shell/serving.ts';
import { createServing } from '../../main/shell/serving.ts';
import { AppError } from '../../shared/model/error.ts';
import { DialogDouble } from './electron-double.ts';

const cancelled = new AppError('CANCELLED', 'The password was not given.', 'Start again.');
let log: string[];
let failures: Partial<Record<Way, Error[]>>;
let choices: Refused[];
let ended: (() => void)[];
let serving: Serving;

beforeEach(() => {
  log = [];
  failures = {};
  choices = [];
  ended = [];
  serving = createServing({
    async start(way) {
      log.push(`start ${way}`);
      const failure = failures[way]?.shift();
      if (failure) throw failure;
      return engine(way);
    },
    async ask({ code }) {
      log.push(`ask ${code}`);
      const choice = choices.shift();
      if (!choice) throw new Error('nobody chooses');
      return choice;
    },
    onEngine: ({ consoleUrl }) => log.push(`engine ${consoleUrl}`),
    onEnded: () => log.push('ended'),
  });
});

function engine(way: Way): ServingEngine {
  const { promise, resolve } = Promise.withResolvers<void>();
  ended.push(resolve);
  return {
    consoleUrl: way,
    stopped: promise,
    async stop(reason) {
      log.push(`stop ${way}: ${reason}`);
      resolve();
    },
  };
}

describe('serving', () => {
  it('goes over to listening and back: the old engine is gone before the new one starts', async () => {
    await serving.begin('serve');
    await Promise.all([serving.begin('listen'), serving.begin('serve')]);
    expect(log).toEqual([
      'start serve',
      'engine serve',
      'stop serve: the mode is changed',
      'start listen',
      'engine listen',
      'stop listen: the mode is changed',
      'start serve',
      'engine serve',
    ]);
  });

  it('asks after a cancelled password: again, then only listen', async () => {
    failures.serve = [cancelled, cancelled];
    choices = ['again', 'listen'];
    await serving.begin('serve');
    expect(log).toEqual([
      'start serve',
      'ask CANCELLED',
      'start serve',
      'ask CANCELLED',
      'start listen',
      'engine listen',
    ]);
  });

  it('ends when the person chose that, or when even listening fails', async () => {
    failures.serve = [cancelled];
    choices = ['quit'];
    await expect(serving.begin('serve')).rejects.toMatchObject({ code: 'CANCELLED' });
    failures.listen = [new AppError('DATA_IN_USE', 'Another one runs.', 'Stop it.')];
    await expect(serving.begin('listen')).rejects.toMatchObject({ code: 'DATA_IN_USE' });
    expect(serving.engine()).toBeUndefined();
  });

  it('tells of an engine that ends by itself, and not of one that we end', async () => {
    await serving.begin('serve');
    ended[0]?.();
    await expect.poll(() => log).toContain('ended');
    await serving.begin('listen');
    await serving.stop('the app was quit');
    await serving.begin('serve');
    expect(log.filter((line) => line === 'ended')).toHaveLength(1);
    expect(log.at(-1)).toBe('stop listen: the app was quit');
  });
});

describe('the question after a refused password', () => {
  it('offers another try, listening, and quitting', async () => {
    const dialog = new DialogDouble();
    dialog.answers = [0, 1, 2];
    expect(await askRefused(dialog, { ...cancelled, message: cancelled.message })).toBe('again');
    expect(await askRefused(dialog, { ...cancelled, message: cancelled.message })).toBe('listen');
    expect(await askRefused(dialog, { ...cancelled, message: cancelled.message })).toBe('quit');
    expect(dialog.asked[0]).toMatchObject({
      message: 'Rackboot cannot answer machines yet. The password was not given.',
      buttons: ['Try again', 'Only listen', 'Quit'],
      // Escape chooses what can do no harm.
      cancelId: 1,
    });
    expect(dialog.asked[0]?.detail).toContain('The password goes to the system');
  });

  it('gives the hint of every other error', async () => {
    const dialog = new DialogDouble();
    dialog.answers = [1];
    await askRefused(dialog, {
      code: 'OTHER_DHCP_SERVER',
      message: '10.0.0.1 answers.',
      hint: 'Use beside.',
    });
    expect(dialog.asked[0]).toMatchObject({ message: '10.0.0.1 answers.' });
    expect(dialog.asked[0]?.detail).toContain('Use beside.');
  });
});

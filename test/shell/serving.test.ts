import { beforeEach, describe, expect, it } from 'vitest';
import { askRefused } from '../../main/shell/ask-refused.ts';
import type { Refused, Serving, ServingEngine } from '../../main/shell/serving.ts';
import { createServing } from '../../main/shell/serving.ts';
import { AppError } from '../../shared/model/error.ts';
import { DialogDouble } from './electron-double.ts';

type Way = 'serve' | 'listen';
const cancelled = new AppError('CANCELLED', 'The password was not given.', 'Start again.');
const taken = new AppError('PORT_IN_USE', 'UDP port 67 is taken.', 'Stop it.');
let log: string[];
/** At the prompt, and after it. */
let refusals: Partial<Record<Way, Error[]>>;
let failures: Partial<Record<Way, Error[]>>;
let choices: Refused[];
let ended: (() => void)[];
let serving: Serving<Way>;

beforeEach(() => {
  log = [];
  refusals = {};
  failures = {};
  choices = [];
  ended = [];
  serving = createServing<Way>({
    async prepare(way) {
      log.push(`prepare ${way}`);
      const refusal = refusals[way]?.shift();
      if (refusal) throw refusal;
      return async (at) => {
        log.push(`start ${way} at ${at ?? 'anywhere'}`);
        const failure = failures[way]?.shift();
        if (failure) throw failure;
        return engine(way);
      };
    },
    withoutPassword: (way) => (way === 'listen' ? undefined : 'listen'),
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
    consoleUrl: `${way}-url`,
    stopped: promise,
    async stop(reason) {
      log.push(`stop ${way}: ${reason}`);
      resolve();
    },
  };
}

describe('the first engine', () => {
  it('asks after a cancelled password: again, then only listen', async () => {
    refusals.serve = [cancelled, cancelled];
    choices = ['again', 'listen'];
    await serving.begin('serve');
    expect(log).toEqual([
      'prepare serve',
      'ask CANCELLED',
      'prepare serve',
      'ask CANCELLED',
      'prepare listen',
      'start listen at anywhere',
      'engine listen-url',
    ]);
  });

  it('ends when the person chose that, or when even listening fails', async () => {
    refusals.serve = [cancelled];
    choices = ['quit'];
    await expect(serving.begin('serve')).rejects.toMatchObject({ code: 'CANCELLED' });
    failures.listen = [new AppError('DATA_IN_USE', 'Another one runs.', 'Stop it.')];
    await expect(serving.begin('listen')).rejects.toMatchObject({ code: 'DATA_IN_USE' });
    expect(serving.engine()).toBeUndefined();
  });
});

describe('an engine in the place of another', () => {
  beforeEach(async () => {
    await serving.begin('listen');
    log = [];
  });

  it('begins when the password was given and the old one is gone, at the same address', async () => {
    await serving.replace('serve', 'listen');
    expect(log).toEqual([
      'prepare serve',
      'stop listen: another engine takes its place',
      'start serve at listen-url',
      'engine serve-url',
    ]);
  });

  it('changes nothing when the password is not given', async () => {
    refusals.serve = [cancelled];
    await expect(serving.replace('serve', 'listen')).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(log).toEqual(['prepare serve']);
    expect(serving.engine()?.consoleUrl).toBe('listen-url');
  });

  it('that fails leaves what needs no password, elsewhere where its address is taken, and says why', async () => {
    failures.serve = [taken];
    failures.listen = [taken];
    await expect(serving.replace('serve', 'listen')).rejects.toMatchObject({ code: 'PORT_IN_USE' });
    expect(log.slice(2)).toEqual([
      'start serve at listen-url',
      'prepare listen',
      'start listen at listen-url',
      'start listen at anywhere',
      'engine listen-url',
    ]);
  });

  it('that fails with nothing to go back to ends the app', async () => {
    failures.serve = [taken];
    refusals.listen = [taken];
    await expect(serving.replace('serve', 'listen')).rejects.toMatchObject({ code: 'PORT_IN_USE' });
    expect(log.at(-1)).toBe('ended');
  });

  it('is told of when it ends by itself, and not when we end it', async () => {
    await serving.replace('serve', 'listen');
    ended[1]?.();
    await expect.poll(() => log).toContain('ended');
    await serving.replace('listen', 'listen');
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

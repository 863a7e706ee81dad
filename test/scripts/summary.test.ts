import { execFileSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT, load } from './script.ts';

interface Reporter {
  onTestRunEnd(modules: readonly unknown[], unhandled: readonly unknown[]): void;
}
interface Result {
  state: 'passed' | 'failed' | 'skipped' | 'pending';
  note?: string;
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rackboot-summary-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (tests: [string, Result][], errors: unknown[] = []) => ({
  errors: () => errors,
  children: {
    allTests: () =>
      tests.map(([fullName, result]) => ({ fullName, parent: { type: 'module' }, result: () => result })),
    allSuites: () => [],
  },
});

async function summary(modules: unknown[], unhandled: unknown[] = []): Promise<unknown> {
  const { default: SummaryReporter } = await load<{ default: new () => Reporter }>('vitest-summary.mjs');
  const path = join(folder, 'summary.json');
  const before = process.env['RACKBOOT_TEST_SUMMARY'];
  process.env['RACKBOOT_TEST_SUMMARY'] = path;
  try {
    new SummaryReporter().onTestRunEnd(modules, unhandled);
  } finally {
    if (before === undefined) delete process.env['RACKBOOT_TEST_SUMMARY'];
    else process.env['RACKBOOT_TEST_SUMMARY'] = before;
  }
  return JSON.parse(readFileSync(path, 'utf8'));
}

describe('the figures of a test run', () => {
  it('count tests, files that could not be loaded, and errors outside of tests', async () => {
    const modules = [
      file([
        ['a', { state: 'passed' }],
        ['b', { state: 'failed' }],
      ]),
      file([], [new Error('no such import')]),
    ];
    expect(await summary(modules, [new Error('unhandled')])).toEqual({ passed: 1, failed: 3, skipped: [] });
  });

  it('tell why each test was skipped', async () => {
    const reasons = async (name: string, note?: string) => {
      const result: Result = { state: 'skipped', ...(note !== undefined && { note }) };
      return ((await summary([file([[name, result]])])) as { skipped: { why: string }[] }).skipped[0]?.why;
    };
    expect(
      await reasons('lab (skipped: ovmf is not installed (Debian package ovmf); root is needed) > boots'),
    ).toBe('ovmf is not installed (Debian package ovmf); root is needed');
    expect(await reasons('becoming that person (skipped without root) > works')).toBe('without root');
    expect(await reasons('anything', 'no chromium here')).toBe('no chromium here');
    expect(await reasons('anything')).toBe('no reason given');
    const parent = { type: 'suite', errors: () => [new Error('no network')] };
    const suite = { fullName: 'a', parent, result: () => ({ state: 'skipped' }) };
    const broken = { errors: () => [], children: { allTests: () => [suite], allSuites: () => [parent] } };
    expect(await summary([broken])).toEqual({
      passed: 0,
      failed: 1,
      skipped: [{ name: 'a', why: 'its set-up failed' }],
    });
  });
});

describe('.ci/run', () => {
  it.skipIf(process.platform === 'win32')('is a program, and bash understands it', () => {
    accessSync(join(ROOT, '.ci/run'), constants.X_OK);
    execFileSync('bash', ['-n', join(ROOT, '.ci/run')]);
  });
});

/** The parts of `npm test` and `npm run check`, and the last line they print. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, say, seconds } from './setup.mjs';

/** @typedef {import('./vitest-summary.mjs').Summary} Summary */

const bin = (/** @type {string[]} */ ...path) => join(root, 'node_modules', ...path);

/** Programs that say yes or no. */
const CHECKS = {
  typecheck: [bin('typescript', 'bin', 'tsc'), '-b'],
  lint: [bin('eslint', 'bin', 'eslint.js'), '.'],
  format: [bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'],
};
/** Projects of vitest.config.ts. */
const PROJECTS = ['unit', 'package', 'console', 'lab'];

export const STEPS = [...Object.keys(CHECKS), ...PROJECTS];

/**
 * Runs the steps one after the other: the lab's machines must not compete with the unit tests for two cores.
 * @param {string} node @param {string[]} steps @param {string[]} filters for vitest @returns {number} the exit code
 */
export function runSteps(node, steps, filters = []) {
  /** @type {Summary} */
  const total = { passed: 0, failed: 0, skipped: [] };
  for (const step of steps) {
    say(`\n=== ${step}`);
    const started = Date.now();
    const one = PROJECTS.includes(step) ? project(node, step, filters) : check(node, CHECKS[step]);
    say(`=== ${step}: ${one.failed === 0 ? 'fine' : 'FAILED'} (${seconds(started)})`);
    total.passed += one.passed;
    total.failed += one.failed;
    total.skipped.push(...one.skipped);
  }
  printSkips(total.skipped);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped\n`);
  return total.failed === 0 ? 0 : 1;
}

/** @param {string} node @param {string[]} command @returns {Summary} */
function check(node, command) {
  const { status } = spawnSync(node, command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  return status === 0 ? { passed: 1, failed: 0, skipped: [] } : { passed: 0, failed: 1, skipped: [] };
}

/** @param {string} node @param {string} name @param {string[]} filters @returns {Summary} */
function project(node, name, filters) {
  const file = join(root, '.cache', `test-${name}-${process.pid}.json`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  const reporters = ['--reporter=default', `--reporter=${join(root, 'scripts', 'vitest-summary.mjs')}`];
  const { status } = spawnSync(
    node,
    [bin('vitest', 'vitest.mjs'), 'run', '--project', name, ...reporters, '--passWithNoTests', ...filters],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, RACKBOOT_TEST_SUMMARY: file },
    },
  );
  const summary = readSummary(file);
  rmSync(file, { force: true });
  // vitest is not content, whatever the tests say: it crashed, or was killed before it could report.
  if (status !== 0 && summary.failed === 0) summary.failed = 1;
  return summary;
}

/** @param {string} file @returns {Summary} */
function readSummary(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0, skipped: [] };
  }
}

/** @param {Summary['skipped']} skipped */
function printSkips(skipped) {
  const reasons = new Map();
  for (const { why } of skipped) reasons.set(why, (reasons.get(why) ?? 0) + 1);
  process.stdout.write('\n');
  for (const [why, count] of reasons) process.stdout.write(`skipped ${count}: ${why}\n`);
}

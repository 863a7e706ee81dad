/** A vitest reporter that leaves the figures and every skip with its reason in the file RACKBOOT_TEST_SUMMARY names. */
import { writeFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: { name: string, why: string }[] }} Summary */

export default class SummaryReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandled errors outside of any test
   */
  onTestRunEnd(modules, unhandled) {
    /** @type {Summary} */
    const summary = { passed: 0, failed: unhandled.length, skipped: [] };
    for (const module of modules) {
      // A file that could not be loaded holds no test that could fail.
      summary.failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') summary.passed += 1;
        else if (result.state === 'failed') summary.failed += 1;
        else summary.skipped.push({ name: test.fullName, why: reason(test, result) });
      }
      for (const suite of module.children.allSuites()) summary.failed += suite.errors().length;
    }
    writeFileSync(process.env.RACKBOOT_TEST_SUMMARY ?? 'test-summary.json', JSON.stringify(summary));
  }
}

/**
 * By the note of `skip(note)`, or by a title that ends in "(skipped: why)" or "(skipped without what)".
 * @param {import('vitest/node').TestCase} test @param {import('vitest/node').TestResult} result
 */
function reason(test, result) {
  if (result.state === 'skipped' && result.note !== undefined) return result.note;
  const told = /\(skipped:? ((?:[^()]|\([^()]*\))*)\)/.exec(test.fullName)?.[1];
  const setUpFailed = test.parent.type === 'suite' && test.parent.errors().length > 0;
  return told ?? (setUpFailed ? 'its set-up failed' : 'no reason given');
}

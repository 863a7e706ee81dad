/** What a lab test needs of the machine it runs on. What is missing is printed, and the tests that need it are skipped. */
import { describe } from 'vitest';
import type { Need } from './needs.ts';
import { missing } from './needs.ts';

/** Like vitest's `describe`, skipped with the reason in its title when the machine lacks something. */
export function describeLab(title: string, needs: readonly Need[], tests: () => void): void {
  const lacking = missing(needs);
  if (lacking.length === 0) {
    describe(title, tests);
    return;
  }
  const reason = lacking.join('; ');
  process.stderr.write(`lab: "${title}" is skipped: ${reason}\n`);
  describe.skip(`${title} (skipped: ${reason})`, tests);
}

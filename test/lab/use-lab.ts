/** The bench network as a test has it: opened before, closed after, and its story told when a test failed. */
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Lab } from './lab.ts';
import { createLab } from './lab.ts';

/**
 * A lab for the tests of one `describe`. After each test its machines and servers end; a failed test prints what they said
 * last, and the lab's folder stays.
 */
export function useLab(name: string): () => Lab {
  let lab: Lab | undefined;
  let failed = false;
  beforeAll(() => {
    lab = createLab(name);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') {
      failed = true;
      process.stderr.write(`\n--- ${task.name}\n${(await lab?.report()) ?? ''}\n---\n`);
    }
    await lab?.clear();
  });
  afterAll(async () => {
    await lab?.close({ keepFiles: failed });
  });
  return () => {
    if (!lab) throw new Error('the lab opens in beforeAll');
    return lab;
  };
}

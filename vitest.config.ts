import { defineConfig } from 'vitest/config';

/** `unit` needs nothing but Node; `package` builds what installers hold, which takes a minute; `lab` needs root, network namespaces and the real clients, and says why it skips. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/lab/**', 'test/console/**', 'test/package/**'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'console',
          include: ['test/console/**/*.test.ts'],
          // Two browsers: more of them would wait for each other on the two processors a check has.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // As long as the browser waits for what it is asked to find: other programs may want the processors, too.
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          name: 'lab',
          include: ['test/lab/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});

import { defineConfig } from 'vitest/config';

const TESTS = '**/*.{test,fuzz.test}.{ts,tsx}';
const UNIT_ROOTS = ['shared', 'app', 'server', 'db', 'tests/sync', 'tests/architecture', 'tests/exchange'];

/**
 * unit: no machine. db: real databases (`*.pg.test.ts`, on PGlite and PostgreSQL) and a real Redis (`*.redis.test.ts`).
 * e2e: the built product in Chromium.
 */
export default defineConfig({
  test: {
    setupFiles: ['tests/setup/fail-on-console.ts'],
    // How fast something comes is for benchmarks to say: a busy machine is no failure.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          testTimeout: 30_000,
          include: UNIT_ROOTS.map((root) => `${root}/${TESTS}`),
          exclude: ['**/*.{pg,redis}.test.ts', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['**/*.{pg,redis}.test.ts'],
          globalSetup: ['tests/setup/databases.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/setup/built-product.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});

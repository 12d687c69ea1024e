import { defineConfig } from 'vitest/config'

/** Suites that need a database: they run on the embedded one, and on MongoDB where TEST_MONGODB_URI names a server. */
const DATABASE_SUITES = ['test/collections/**', 'test/desk/**', 'test/store/**', 'test/features/**']

const shared = {
  setupFiles: ['test/support/quick-imports.ts', 'test/support/quiet.ts', 'test/support/quick-passwords.ts'],
  testTimeout: 60_000,
  hookTimeout: 180_000,
}

export default defineConfig({
  test: {
    pool: 'forks',
    // One more than the cores that a small machine has: many tests wait for servers and browsers that they have started.
    maxWorkers: 3,
    globalSetup: ['test/support/run.ts'],
    reporters: ['default'],
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['test/{domain,corpus,lib,pipelines,cli,lint,admin}/**/*.test.ts'],
        },
      },
      {
        test: {
          ...shared,
          name: 'sqlite',
          include: DATABASE_SUITES.map((folder) => `${folder}/*.test.ts`),
          env: { TEST_DATABASE: 'sqlite' },
        },
      },
      {
        test: {
          ...shared,
          name: 'mongodb',
          include: DATABASE_SUITES.map((folder) => `${folder}/*.test.ts`),
          env: { TEST_DATABASE: 'mongodb' },
        },
      },
      { test: { ...shared, name: 'faults', include: ['test/faults/**/*.test.ts'], testTimeout: 180_000 } },
      { test: { ...shared, name: 'e2e', include: ['test/e2e/**/*.test.ts'], testTimeout: 180_000 } },
    ],
  },
})

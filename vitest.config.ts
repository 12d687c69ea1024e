import { defineConfig } from 'vitest/config'
import { Ledger } from './test/support/ledger.ts'
import { Limit, LIMIT } from './test/support/limit.ts'
import { Order } from './test/support/order.ts'
import { PATIENCE } from './test/support/patience.ts'
import { full } from './test/support/scale.ts'
import { AGAIN_UNLESS_IT_HANGS, TriedAgain } from './test/support/tried-again.ts'

/** Suites that need a database: they run on the embedded one, and on MongoDB where TEST_MONGODB_URI names a server. */
const DATABASE_SUITES = ['test/collections/**', 'test/desk/**', 'test/store/**', 'test/features/**']

/**
 * Files about what is made of rows, such as pages and bundles: one database shows it, and a run in full shows it on
 * both.
 */
const MADE_OF_ROWS = [
  'test/features/content/{export,texts}.test.ts',
  'test/features/publish/{as-of,editor-notes,one-guide,prune,pruned-by-rule,published-form,signed,whole-guide}.test.ts',
  'test/features/publish/roll-back-endpoints.test.ts',
]

const shared = {
  sequence: { setupFiles: 'list' as const },
  setupFiles: ['fresh', 'quick-imports', 'quiet', 'quick-passwords'].map((name) => `test/support/${name}.ts`),
  // They end a hang, on the slowest machine too. None measures speed: that is what benchmarks are for.
  testTimeout: PATIENCE,
  hookTimeout: 2 * PATIENCE,
  // A condition is waited for as long as a busy machine may need: the usual second says nothing about the code.
  expect: { poll: { interval: 20, timeout: 60_000 } },
}

/** They start servers and browsers, and kill them. */
const patient = { testTimeout: 2 * PATIENCE, retry: AGAIN_UNLESS_IT_HANGS }

export default defineConfig({
  test: {
    pool: 'forks',
    // One more than the cores that a small machine has: many tests wait for servers and browsers that they have started.
    maxWorkers: 3,
    globalSetup: ['test/support/run.ts'],
    reporters: ['default', new TriedAgain(), new Limit(LIMIT), ...(full ? [new Ledger()] : [])],
    sequence: { sequencer: Order },
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          isolate: false,
          include: ['test/{domain,corpus,lib,pipelines,cli,lint,admin}/**/*.test.ts'],
        },
      },
      {
        test: {
          ...shared,
          name: 'sqlite',
          isolate: false,
          include: DATABASE_SUITES.map((folder) => `${folder}/*.test.ts`),
          env: { TEST_DATABASE: 'sqlite' },
        },
      },
      {
        test: {
          ...shared,
          name: 'mongodb',
          isolate: false,
          include: DATABASE_SUITES.map((folder) => `${folder}/*.test.ts`),
          exclude: full ? [] : MADE_OF_ROWS,
          env: { TEST_DATABASE: 'mongodb' },
        },
      },
      { test: { ...shared, ...patient, name: 'faults', include: ['test/faults/**/*.test.ts'] } },
      { test: { ...shared, ...patient, name: 'e2e', include: ['test/e2e/**/*.test.ts'] } },
    ],
  },
})

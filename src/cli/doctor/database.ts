import { CLOCK_OFF, type Health } from '#domain/health.ts'
import { env, type Env } from '#lib/env.ts'
import { howItRuns } from '../how-it-runs.ts'
import { ok, problem, warning, type Check, type Finding } from './check.ts'

function transactionFindings({ database }: Env): Finding[] {
  if (database.kind === 'sqlite') return [ok('Embedded, with one owner at a time.')]
  return database.transactions
    ? [ok('MongoDB, and its transactions were tried.')]
    : [
        warning(
          'DATABASE_TRANSACTIONS=none: after a crash, related rows may disagree. Use a replica set; one node is enough.',
        ),
      ]
}

function clockFinding({ clockAhead }: Health): Finding[] {
  if (clockAhead === null) return []
  const off = Math.abs(clockAhead)
  return [
    off < CLOCK_OFF
      ? ok(`Its clock and this machine’s differ by ${off.toFixed(1)} s.`)
      : problem(`This machine’s clock differs from the database’s by ${off.toFixed(0)} s. Set both by NTP.`),
  ]
}

/** Whether the database can be used, and what waits in it. A database of an earlier version is left as it is. */
export const databaseCheck: Check = {
  what: 'Database',
  look: async () => {
    const running = await howItRuns({ opens: true })
    if ('unknown' in running) return [running.waits ? warning(running.unknown) : problem(running.unknown)]
    const { health, alarms } = running
    return [
      ...transactionFindings(env()),
      ...clockFinding(health),
      ...alarms.map(({ since, words }) => problem(`Since ${since}: ${words}`)),
    ]
  },
}

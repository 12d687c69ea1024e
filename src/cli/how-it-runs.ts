import { env, type Env } from '#lib/env.ts'
import { plainly } from './plainly.ts'
import type { HealthReceipt } from './work/health.ts'

/** Why it cannot be read how an installation runs, as a sentence. */
interface Unknown {
  unknown: string
  /** Nothing is wrong: the next start makes what is missing. */
  waits: boolean
}

export type Running = HealthReceipt | Unknown

const nothing = (): void => undefined

const waits = (unknown: string): Unknown => ({ unknown, waits: true })

/** The migrations that a database waits for; none where MongoDB does not answer: opening it says why, in words. */
async function pendingOf(settings: Env['database']): Promise<string[] | null> {
  const { pendingIn } = await import('#store/database/pending.ts')
  return pendingIn(settings).catch((error: unknown) => {
    if (settings.kind === 'sqlite' || (error as Error).name === 'DatabaseIsNewer') throw error
    return []
  })
}

/** Why a database is left alone: opening it would make or change it. Null where it may be opened. */
async function whyNotOpened(settings: Env['database']): Promise<Unknown | null> {
  const pending = await pendingOf(settings)
  if (pending === null)
    return waits(
      `There is no database yet: the first start makes ${settings.kind === 'sqlite' ? settings.url.slice('file:'.length) : 'it'}.`,
    )
  if (pending.length === 0) return null
  const count = pending.length === 1 ? '1 migration' : `${pending.length} migrations`
  return waits(
    `The database waits for ${count}: ${pending.join(', ')}. The next start makes them: have a backup before.`,
  )
}

/** Asks the server that owns an embedded database; null if none runs. */
async function askOwner(): Promise<HealthReceipt | null> {
  const { handOver } = await import('./owner.ts')
  return (await handOver(env().dataDir, 'health', {}, nothing))?.result ?? null
}

async function read(opens: boolean): Promise<Running> {
  const { database } = env()
  if (database.kind === 'sqlite') {
    const owned = await askOwner()
    if (owned) return owned
  }
  const closed = await whyNotOpened(database)
  if (closed) return closed
  if (database.kind === 'sqlite' && !opens)
    return waits('no server runs, so none is sent or done. “recourse doctor” looks all the same.')
  const { run } = await import('./run.ts')
  return run('health', {}, nothing)
}

/**
 * How the installation runs, as its database knows it. Nothing is written.
 * @param opens whether an embedded database that no server has open is opened, which takes seconds.
 */
export async function howItRuns({ opens }: { opens: boolean }): Promise<Running> {
  try {
    return await read(opens)
  } catch (error) {
    return { unknown: plainly(error as Error).message, waits: false }
  }
}

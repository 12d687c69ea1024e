import { existsSync } from 'node:fs'
import { env } from '#lib/env.ts'
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

/** Why an embedded database is left alone: opening it would make or change it. Null where it may be opened. */
async function whyNotOpened(url: string): Promise<Unknown | null> {
  const file = url.slice('file:'.length)
  if (!existsSync(file)) return waits(`There is no database yet: the first start makes ${file}.`)
  const { pendingIn } = await import('#store/database/pending.ts')
  const pending = await pendingIn(url)
  return pending.length === 0
    ? null
    : waits(
        `The database waits for ${pending.length} migrations: ${pending.join(', ')}. The next start makes them: have a backup before.`,
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
    const closed = await whyNotOpened(database.url)
    if (closed) return closed
    if (!opens) return waits('no server runs, so none is sent or done. “recourse doctor” looks all the same.')
  }
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

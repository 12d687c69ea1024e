import type { Where } from 'payload'
import { findRows, type StoreRequest } from '../../rows.ts'
import { count } from './rows.ts'

/** An open flag of an edited record. */
export interface EditedFlag {
  entry: string
  about: string
  detail: string
  at: string
}

/** Open flags of edited records that the board reads at most: they are shown record by record. */
const FLAGS = 60

/** Open flags of edited records, oldest first, and how many there are. */
export async function readEdited(req: StoreRequest): Promise<{ flags: EditedFlag[]; total: number }> {
  const where: Where = { and: [{ kind: { equals: 'shared-record' } }, { closedAt: { exists: false } }] }
  const flags = await findRows<EditedFlag>(req, 'flags', where, ['at'], FLAGS)
  return { flags, total: flags.length < FLAGS ? flags.length : await count(req, 'flags', where) }
}

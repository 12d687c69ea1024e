import type { Where } from 'payload'
import type { Flag } from '#domain/desk/flags.ts'
import { findRows, type StoreRequest } from '../../rows.ts'
import { toFlag } from '../flags.ts'
import { count } from './rows.ts'

/** An open flag of an edited record. */
export type EditedFlag = Pick<Flag, 'entry' | 'about' | 'detail' | 'at'>

/** Maximum number of open flags of edited records read: they are shown grouped by record. */
const FLAGS = 60

/** Open flags of edited records, oldest first, and their total. */
export async function readEdited(req: StoreRequest): Promise<{ flags: EditedFlag[]; total: number }> {
  const where: Where = { and: [{ kind: { equals: 'shared-record' } }, { closedAt: { exists: false } }] }
  const flags = await findRows(req, 'flags', toFlag, where, ['at'], { limit: FLAGS })
  return { flags, total: flags.length < FLAGS ? flags.length : await count(req, 'flags', where) }
}

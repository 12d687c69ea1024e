import type { Where } from 'payload'
import { isRecord } from '#domain/checks.ts'
import { WORKING_COPIES_OF } from '#domain/content/collections.ts'
import { EDIT_LOCK } from '#domain/desk/edit-lock.ts'
import { idOf } from '#domain/values.ts'
import { findStaffMember } from './staff.ts'
import type { Row } from '../row.ts'
import { findRows, type StoreRequest } from '../rows.ts'

const toLock = (row: Row): { updatedAt: string; writer: string | null } => {
  const user = row.raw('user')
  return { updatedAt: row.text('updatedAt'), writer: isRecord(user) ? idOf(user.value) : null }
}

/**
 * Who has recently been editing a document without saving, and when last; null if nobody has. The name is null if
 * the account is gone.
 */
export async function readWriter(
  req: StoreRequest,
  collection: string,
  id: string,
  now: Date,
): Promise<{ id: string; name: string | null; at: string } | null> {
  const where: Where =
    collection === WORKING_COPIES_OF.site
      ? { globalSlug: { equals: collection } }
      : { and: [{ 'document.relationTo': { equals: collection } }, { 'document.value': { equals: id } }] }
  const [lock] = await findRows(req, 'payload-locked-documents', toLock, where, '-updatedAt', { limit: 1 })
  const writer = lock?.writer ?? null
  if (!lock || writer === null || now.getTime() - new Date(lock.updatedAt).getTime() > EDIT_LOCK) return null
  const name = (await findStaffMember(req, { id: writer }))?.name ?? null
  return { id: writer, name, at: new Date(lock.updatedAt).toISOString() }
}

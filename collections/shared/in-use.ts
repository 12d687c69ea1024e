import { APIError, type CollectionBeforeDeleteHook } from 'payload'
import { usesOf, type SharedCollection } from '#store/content/uses.ts'

/** Refuses to delete a record that others refer to, and names them. */
export const refuseWhileUsed =
  (collection: SharedCollection): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    const uses = await usesOf(req, collection, String(id))
    if (uses.length === 0) return
    const more = uses.length > 5 ? ` and ${uses.length - 5} more` : ''
    throw new APIError(
      `This cannot be deleted: it is used by ${uses.slice(0, 5).join(', ')}${more}. Take it out there first.`,
      409,
      undefined,
      true,
    )
  }

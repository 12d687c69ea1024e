import { APIError, type CollectionBeforeChangeHook } from 'payload'
import { MOST_VIEWS } from '#domain/desk/saved-views.ts'
import { actorOf } from '#lib/actor.ts'
import { countViews } from '#store/desk/saved-views.ts'

/** Whoever saves a view has it: no request names another. */
export const nameOwner: CollectionBeforeChangeHook = ({ data, operation, req }) => {
  if (operation !== 'create' || !req.user) return data as unknown
  return { ...data, owner: String(req.user.id), by: actorOf(req)?.name ?? '' }
}

export const keepFew: CollectionBeforeChangeHook = async ({ data, operation, req }) => {
  if (operation === 'create' && req.user && (await countViews(req, String(req.user.id))) >= MOST_VIEWS)
    throw new APIError(
      `You have ${MOST_VIEWS} saved views, and there is no room for more: remove one that you no longer need.`,
      409,
      undefined,
      true,
    )
  return data as unknown
}

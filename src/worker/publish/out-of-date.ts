import { PUBLISHER } from '#domain/desk/actors.ts'
import { dayIn, type LegalDate } from '#domain/dates.ts'
import { readPublishingState } from '#lib/publishing-state.ts'
import { isCurrentLost } from '#pipelines/release/current.ts'
import { askPublish, isPublishing } from '#store/work.ts'
import type { Context } from '../context.ts'
import type { Claimed } from '../jobs/claim.ts'
import { writing } from '../jobs/writing.ts'

/** Milliseconds before something that could not be published is tried again: it may have been fixed. */
const LOOK_AGAIN = 600_000

/** Tolerated clock skew, in milliseconds. */
const SKEW = 60_000

/** Milliseconds after midnight by which the daily publication must have happened. */
const NEW_DAY = 600_000

async function isStale({ env, clock }: Context): Promise<boolean> {
  if (await isCurrentLost(env.dataDir)) return true
  const state = await readPublishingState(env.dataDir)
  if (state === null) return false
  const now = clock.now().getTime()
  const at = Date.parse(state.at)
  const dayOf = (instant: number): LegalDate => dayIn(env.siteTimeZone, new Date(instant))
  return (
    at > now + SKEW ||
    dayOf(at) < dayOf(now - NEW_DAY) ||
    (state.problems.length > 0 && now - at > LOOK_AGAIN)
  )
}

/**
 * Whether to publish without a request: `current` is missing; something that could not be published may have been
 * fixed; or the clock was ahead at the last publication, so that the day's slot is already done.
 */
export const isOutOfDate = async (context: Context): Promise<boolean> =>
  (await isStale(context)) && !(await isPublishing({ payload: context.payload }))

/** Requests a publication, unless there is a request already. */
export const requestPublishing = (context: Claimed): Promise<void> =>
  writing(context, async (req) => {
    if (!(await isPublishing(req)))
      await askPublish(req, { entry: null, by: PUBLISHER.name, at: context.clock.now() })
  })

import { PUBLISHER } from '#domain/desk/actors.ts'
import { dayIn, type LegalDate } from '#domain/dates.ts'
import { readPublishingState } from '#lib/publishing-state.ts'
import { isCurrentLost } from '#pipelines/release/current.ts'
import { askPublish, isPublishing } from '#store/work.ts'
import type { Context } from '../context.ts'
import type { Claimed } from '../jobs/claim.ts'
import { writing } from '../jobs/writing.ts'

/** How long it is until what could not be published as it is is looked at again, in milliseconds: it may be put right. */
const LOOK_AGAIN = 600_000

/** How far a clock may be ahead of another before that matters, in milliseconds. */
const SKEW = 60_000

/** How long after midnight the day must have been published by itself, in milliseconds. */
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
 * Whether the site is to be published though nobody has asked: `current` was taken away; what could not be published as
 * it is may have been put right; the clock was ahead when it was published, and the slot of the day is done already.
 */
export const isOutOfDate = async (context: Context): Promise<boolean> =>
  (await isStale(context)) && !(await isPublishing({ payload: context.payload }))

/** Asks for the site to be published, unless somebody has meanwhile. */
export const requestPublishing = (context: Claimed): Promise<void> =>
  writing(context, async (req) => {
    if (!(await isPublishing(req)))
      await askPublish(req, { entry: null, by: PUBLISHER.name, at: context.clock.now() })
  })

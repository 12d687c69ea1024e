import { z } from 'zod'
import { dayIn } from '#domain/dates.ts'
import { REVIEWED_KINDS } from '#domain/keys.ts'
import { PAPERS } from '#domain/publish/paths.ts'
import { previewGuideOf } from '#domain/publish/printed-on.ts'
import { withReviewed } from '#domain/publish/snapshot.ts'
import { readSide } from '#desk/desk/queries/compare.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { parseSent } from '#lib/sent-json.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import { askWork } from '#store/work.ts'
import { NoSuchEntry } from '#store/desk/working-copies.ts'
import { staffOf } from '../staff.ts'
import { answered } from '../../answered.ts'

const requestSchema = z.strictObject({
  kind: z.enum(REVIEWED_KINDS),
  id: z.string().max(100),
  side: z.enum(['working', 'open', 'live']),
  paper: z.enum(Object.keys(PAPERS) as [keyof typeof PAPERS]).default('a4'),
})

/** The parsed body; null where it is not our JSON. */
async function sentIn(request: Request): Promise<unknown> {
  try {
    return parseSent(await request.text())
  } catch {
    return null
  }
}

const refuse = (status: number, message: string): Response =>
  Response.json({ errors: [{ message }] }, { status })

/** Asks the worker to print the guide that contains an entry, as it would read. */
export const POST = answered(take)

async function take(request: Request): Promise<Response> {
  const staff = await staffOf(request)
  if (!staff) return refuse(401, 'Sign in first: your session may have ended.')
  const { payload, name } = staff
  const parsed = requestSchema.safeParse(await sentIn(request))
  if (!parsed.success) return refuse(422, 'Say which entry to preview, and on which paper.')
  const { kind, id, side, paper } = parsed.data
  try {
    const entry = await readSide({ payload }, { kind, id }, side)
    if (!entry) return refuse(422, 'There is nothing to preview: no edition of this entry is open.')
    const now = systemClock.now()
    const { snapshot } = await readSnapshot(payload, dayIn(env().siteTimeZone, now))
    const guide = previewGuideOf(withReviewed(snapshot, entry), entry)
    if (guide === null)
      return refuse(
        422,
        'The guide in which this entry is printed is not published yet: its profile is not live.',
      )
    const key = await askWork(
      { payload },
      { kind: 'preview-pdf', entry: entry.key, args: { kind, id, side, guide, paper }, by: name, at: now },
    )
    return Response.json({ key }, { status: 202 })
  } catch (error) {
    if (error instanceof NoSuchEntry) return refuse(404, error.message)
    throw error
  }
}

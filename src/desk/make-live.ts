import { submissionProblems } from '#domain/coverage.ts'
import { decide } from '#domain/decide.ts'
import { freezeEdition, type Submission } from '#domain/editions.ts'
import { asOpen, type Head } from '#domain/heads.ts'
import type { Kind } from '#domain/keys.ts'
import type { Change } from '#domain/changes.ts'
import { writeEdition } from '#store/editions.ts'
import { readSavesAfter } from '#store/events.ts'
import { advance, readOrBegin } from '#store/heads.ts'
import { markDeskState, readWorkingCopy } from '#store/working-copies.ts'
import { assertAllowed, type Desk } from './desk.ts'
import { goLive } from './go-live.ts'

interface MakeLive {
  kind: Kind
  id: string
  /** Revision that the reviewer looked at; null when the request does not say. */
  from: number | null
  submission: Submission
  /** Zone in which a day of the site begins. */
  timeZone: string
}

/**
 * Freezes the working copy that a reviewer looked at as an edition, approved by that reviewer, and makes it live.
 * @throws {Refused} with everything that stands in the way.
 */
export async function makeLive(
  desk: Desk,
  { kind, id, from, submission, timeZone }: MakeLive,
): Promise<{ head: Head; change: Change }> {
  const { req, actor, clock } = desk
  const { entry, guide } = await readWorkingCopy(req, kind, id)
  const head = await readOrBegin(req, entry.key, kind)
  const asked: Submission = head.live ? submission : { ...submission, changeKind: 'new', corrects: null }
  const edition = freezeEdition(entry, head.editions + 1, head.revision, asked)
  const saves = from !== null && from < head.revision ? await readSavesAfter(req, entry.key, from) : []
  const problems = submissionProblems(entry, guide)
  assertAllowed(
    decide(actor, { action: 'make-live', from, submission: asked, problems }, head, edition, saves),
  )

  await writeEdition(req, edition)
  const approved = await advance(req, {
    head,
    actor,
    at: clock.now(),
    action: 'make-live',
    edition: edition.hash,
    next: { editions: edition.n, open: asOpen(edition, 'approved') },
    details: { ...asked },
  })
  const live = await goLive({ req, clock, timeZone, head: approved, edition })
  await markDeskState(req, kind, id, live.head)
  return live
}

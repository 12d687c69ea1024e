import { submissionProblems, type Problem } from '#domain/content/coverage.ts'
import type { Actor } from '#domain/desk/actors.ts'
import { isStructure } from '#domain/content/content.ts'
import type { LegalDate } from '#domain/dates.ts'
import { freezeEdition, type Edition, type Submission } from '#domain/content/editions.ts'
import type { EditorialEvent } from '#domain/desk/events.ts'
import type { Head } from '#domain/desk/heads.ts'
import { submissionSaid, type Said } from '#domain/content/said.ts'
import { inStoredForm } from '#domain/texts.ts'
import { readEdition } from '#store/desk/editions.ts'
import { readEvents } from '#store/desk/events.ts'
import { readOrBegin } from '#store/desk/heads.ts'
import type { StoreRequest } from '#store/rows.ts'
import { readWorkingCopy } from '#store/desk/working-copies.ts'
import type { About } from '../entry.ts'
import { openingProblems } from './queries/opening-problems.ts'

/** An empty submission form: words for the public record, and days. */
export const NOTHING_SAID: Submission = {
  changeNote: null,
  changeKind: 'new',
  effectiveOn: null,
  goesLiveOn: null,
  corrects: null,
}

interface FreezeInput {
  submission: Said
  /** The day on which someone compared the entry with its sources; readers see it as “in force as of”. */
  checkedOn: LegalDate | null
  /** Who submits it. */
  actor: Actor
  /** Structure has no sources: its date is the day of submission. */
  today: LegalDate
}

/**
 * Freezes the working copy as the edition it would be now, with what the rules need to decide on it. Writes
 * nothing.
 */
export async function freeze(
  req: StoreRequest,
  { kind, id }: About,
  { submission: said, checkedOn, today, actor }: FreezeInput,
): Promise<{
  head: Head
  events: EditorialEvent[]
  edition: Edition
  submission: Submission
  problems: Problem[]
  /** The words of the live edition are missing or altered. */
  lost: boolean
}> {
  const { entry: copy, guide, uncheckedCopy } = await readWorkingCopy(req, kind, id)
  // It may have been saved before texts had one stored form.
  const entry = inStoredForm(copy)
  const head = await readOrBegin(req, entry.key, kind)
  const events = await readEvents(req, entry.key)
  const open = head.open && (await readEdition(req, head.open.hash))
  const live = head.live && (await readEdition(req, head.live.hash))
  const submission = submissionSaid(said, {
    before: open?.submission ?? null,
    everLive: head.lastSeq !== null,
  })
  return {
    head,
    events,
    edition: freezeEdition(
      { ...entry, inForceAsOf: isStructure(entry) ? today : checkedOn },
      head.editions + 1,
      head.revision,
      submission,
    ),
    submission,
    problems: [
      ...submissionProblems(entry, guide, { uncheckedCopy }),
      ...(await openingProblems({ req, actor }, entry, live)),
    ],
    lost: head.live !== null && live === null,
  }
}

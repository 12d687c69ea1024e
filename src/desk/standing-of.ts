import { coverageOf, submissionProblems } from '#domain/coverage.ts'
import type { LegalDate } from '#domain/dates.ts'
import { decide } from '#domain/decide.ts'
import { freezeEdition } from '#domain/editions.ts'
import type { EntryStanding } from '#domain/entry-standing.ts'
import type { Sha256 } from '#domain/hash.ts'
import type { DeskState, Head } from '#domain/heads.ts'
import type { Kind } from '#domain/keys.ts'
import { readOrBegin } from '#store/heads.ts'
import { readWorkingCopy } from '#store/working-copies.ts'
import type { Desk } from './desk.ts'

/** Like the state in lists, and sees also what changed in a body, instrument or source that the entry prints. */
const stateOf = (head: Head, contentHash: Sha256): DeskState =>
  head.live === null ? 'never-live' : head.live.contentHash === contentHash ? 'live' : 'edited'

/** Where an entry stands and what this actor may do with it next. */
export async function standingOf(
  { req, actor }: Pick<Desk, 'req' | 'actor'>,
  { kind, id, today }: { kind: Kind; id: string; today: LegalDate },
): Promise<EntryStanding> {
  const { entry, guide } = await readWorkingCopy(req, kind, id)
  const head = await readOrBegin(req, entry.key, kind)
  // What will be asked at submission is not asked here: a note and a kind are taken as given.
  const submission = {
    changeNote: '—',
    changeKind: 'change',
    effectiveOn: null,
    goesLiveOn: null,
    corrects: null,
  } as const
  const edition = freezeEdition(entry, head.editions + 1, head.revision, submission)
  return {
    state: stateOf(head, edition.contentHash),
    revision: head.revision,
    live: head.live,
    makeLive: decide(
      actor,
      { action: 'make-live', from: head.revision, submission, problems: submissionProblems(entry, guide) },
      head,
      edition,
      [],
    ),
    claims: coverageOf(entry, guide).map(({ id: claim, label, sources, covered }) => ({
      id: claim,
      label,
      sources,
      covered,
    })),
    today,
  }
}

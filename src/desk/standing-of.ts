import { coverageOf, submissionProblems } from '#domain/coverage.ts'
import type { LegalDate } from '#domain/dates.ts'
import { decide, type Decision } from '#domain/decide.ts'
import { freezeEdition } from '#domain/editions.ts'
import { deskState, type DeskState, type LiveEdition } from '#domain/heads.ts'
import type { Kind } from '#domain/keys.ts'
import { readOrBegin } from '#store/heads.ts'
import { readWorkingCopy } from '#store/working-copies.ts'
import type { Desk } from './desk.ts'

/** What an editor is shown of an entry: where it stands, what may be done next, and what stands in the way. */
export interface EntryStanding {
  state: DeskState
  revision: number
  live: LiveEdition | null
  makeLive: Decision
  claims: { id: string; label: string; sources: number; covered: boolean }[]
  today: LegalDate
}

export async function standingOf({ req, actor }: Pick<Desk, 'req' | 'actor'>, { kind, id, today }: { kind: Kind; id: string; today: LegalDate }): Promise<EntryStanding> {
  const { entry, guide } = await readWorkingCopy(req, kind, id)
  const head = await readOrBegin(req, entry.key, kind)
  // What will be asked at submission is not asked here: a note and a kind are taken as given.
  const submission = { changeNote: '—', changeKind: 'change', effectiveOn: null, goesLiveOn: null, corrects: null } as const
  const edition = freezeEdition(entry, head.editions + 1, head.revision, submission)
  return {
    state: deskState(head),
    revision: head.revision,
    live: head.live,
    makeLive: decide(actor, { action: 'make-live', from: head.revision, submission, problems: submissionProblems(entry, guide) }, head, edition, []),
    claims: coverageOf(entry, guide).map(({ id: claim, label, sources, covered }) => ({ id: claim, label, sources, covered })),
    today,
  }
}

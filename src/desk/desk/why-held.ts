import { printDate, type LegalDate } from '#domain/dates.ts'
import type { Submission } from '#domain/content/editions.ts'
import { PUBLISHER } from '#domain/desk/actors.ts'
import { judge } from '#domain/desk/decide.ts'
import type { Head } from '#domain/desk/heads.ts'
import { heldBy } from '#domain/desk/together.ts'
import { readEdition } from '#store/desk/editions.ts'
import type { StoredLawChange } from '#store/desk/law-changes.ts'
import type { StoreRequest } from '#store/rows.ts'

/** Why the days of a submission are not those of the law change under which it goes live; null if they are. */
export function dayProblem(
  { effectiveOn, goesLiveOn }: Pick<Submission, 'effectiveOn' | 'goesLiveOn'>,
  change: Pick<StoredLawChange, 'effectiveOn'>,
): string | null {
  const day = printDate(change.effectiveOn)
  if (effectiveOn !== change.effectiveOn)
    return `It says ${effectiveOn ? `that it takes force on ${printDate(effectiveOn)}` : 'no day on which it takes force'}, but it goes live together with the others of a law change, which takes force on ${day}: submit it with that day.`
  return goesLiveOn !== null && goesLiveOn > change.effectiveOn
    ? `It would go live on ${printDate(goesLiveOn)}, but the others of its law change do so on ${day}: submit it with that day.`
    : null
}

/**
 * Why an edition could not go live with the others on its day, in words; null if it could, or only waits for its
 * review.
 */
export async function whyHeld(
  req: StoreRequest,
  head: Head,
  change: Pick<StoredLawChange, 'effectiveOn'>,
  today: LegalDate,
): Promise<string | null> {
  const held = heldBy(head)
  if (held !== null || head.open === null) return held
  const edition = await readEdition(req, head.open.hash)
  const wrongDay = edition && dayProblem(edition.submission, change)
  if (wrongDay) return wrongDay
  if (head.open.state !== 'approved') return null
  const on = head.open.goesLiveOn ?? today
  const decision = judge(PUBLISHER, { action: 'go-live', today: on > today ? on : today }, head, edition, [])
  return decision.allowed ? null : decision.message
}

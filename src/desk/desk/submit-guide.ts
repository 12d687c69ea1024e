import type { LegalDate } from '#domain/dates.ts'
import { isKind, parseEntryKey } from '#domain/keys.ts'
import { readHead } from '#store/desk/heads.ts'
import { readJurisdiction } from '#store/desk/jurisdictions.ts'
import { findWorkingCopies, type WorkingCopyRef } from '#store/desk/working-copies.ts'
import { Refused, type Desk } from '../desk.ts'
import { NOTHING_SAID } from './freeze.ts'
import { noneSubmitted } from './none-submitted.ts'
import { assertRole } from './role-first.ts'
import { submit } from './submit.ts'

interface OfGuide {
  /** Keys of the entries, each with the revision that the person looked at. */
  entries: readonly { entry: string; revision: number }[]
  /** The day on which they were compared with their sources. */
  checkedOn: LegalDate | null
}

const refused = (message: string, because: 'state' | 'stale' = 'stale'): Refused =>
  new Refused({ allowed: false, because, message })

async function submitOne(
  desk: Desk,
  { entry, revision }: OfGuide['entries'][number],
  { slug, copy, checkedOn }: { slug: string; copy: WorkingCopyRef | undefined } & Pick<OfGuide, 'checkedOn'>,
): Promise<void> {
  const { place, kind } = parseEntryKey(entry) ?? { place: '', kind: '' }
  if (!copy || !isKind(kind) || place !== slug)
    throw refused(`“${entry}” is not there any more. Reload the place.`)
  const head = await readHead(desk.req, entry)
  if (head && (head.editions > 0 || head.lastSeq !== null))
    throw refused(
      `“${copy.label}” was submitted before: what changed since is said of it alone. Reload the place.`,
    )
  try {
    await submit(desk, { kind, id: copy.id, from: revision, checkedOn, submission: NOTHING_SAID })
  } catch (error) {
    throw noneSubmitted(copy.label, error)
  }
}

/**
 * Submits entries of a new guide, all of them or none: those that were never submitted, of which nothing is said but the
 * day of the check. They are reviewed one by one.
 * @param id of the place.
 */
export async function submitGuide(desk: Desk, id: string, { entries, checkedOn }: OfGuide): Promise<void> {
  assertRole(desk, { action: 'submit', from: null })
  const place = await readJurisdiction(desk.req, id)
  if (!place) throw refused('This place is not there any more.', 'state')
  const copies = await findWorkingCopies(
    desk.req,
    entries.map(({ entry }) => entry),
  )
  for (const each of entries)
    await submitOne(desk, each, { slug: place.slug, copy: copies.get(each.entry), checkedOn })
}

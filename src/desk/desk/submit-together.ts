import type { LegalDate } from '#domain/dates.ts'
import { isKind, parseEntryKey } from '#domain/keys.ts'
import { unitsOf, type LawAnswer } from '#domain/desk/law-answers.ts'
import { readHead } from '#store/desk/heads.ts'
import { readLawChange, type StoredLawChange } from '#store/desk/law-changes.ts'
import { findWorkingCopies, type WorkingCopyRef } from '#store/desk/working-copies.ts'
import { Refused, todayOf, type Desk } from '../desk.ts'
import { waitingLawFlags } from './law-flags.ts'
import { noneSubmitted } from './none-submitted.ts'
import { assertRole } from './role-first.ts'
import { submit } from './submit.ts'

interface Together {
  /** Keys of the entries, each with the revision that the person looked at. */
  entries: readonly { entry: string; revision: number }[]
  /** What changed, for readers; the same for all. */
  changeNote: string
  /** The day on which they were compared with the new text. */
  checkedOn: LegalDate | null
}

const refused = (message: string, because: 'state' | 'stale' = 'stale'): Refused =>
  new Refused({ allowed: false, because, message })

/** An answer for each claim that the law change flags: the edition states the new law. */
async function answersFor(desk: Desk, entry: string, lawChange: string): Promise<LawAnswer[]> {
  const head = await readHead(desk.req, entry)
  const flags = head ? await waitingLawFlags(desk, head) : []
  return flags
    .filter(({ about }) => about === lawChange)
    .flatMap((flag) =>
      unitsOf(flag).map(
        (claim) => ({ flag: flag.key, claim, verdict: 'states-new-law', because: null }) as const,
      ),
    )
}

async function submitOne(
  desk: Desk,
  change: StoredLawChange,
  { entry, revision }: Together['entries'][number],
  { asked, copy }: { asked: Together; copy: WorkingCopyRef | undefined },
): Promise<void> {
  const kind = parseEntryKey(entry)?.kind ?? ''
  if (!copy || !isKind(kind)) throw refused(`“${entry}” is not there any more. Reload the law change.`)
  const others = (await readHead(desk.req, entry))?.open?.together ?? null
  if (others !== null && others !== change.id)
    throw refused(
      `“${copy.label}” goes live together with the others under another law change. A reviewer takes it out there first.`,
    )
  const answers = await answersFor(desk, entry, change.id)
  if (answers.length === 0)
    throw refused(`“${copy.label}” is not flagged for this law change, or is settled. Reload the law change.`)
  const later = change.effectiveOn > todayOf(desk)
  try {
    await submit(desk, {
      kind,
      id: copy.id,
      from: revision,
      together: change.id,
      answers,
      checkedOn: asked.checkedOn,
      submission: {
        changeNote: asked.changeNote,
        changeKind: 'change',
        effectiveOn: change.effectiveOn,
        goesLiveOn: later ? change.effectiveOn : null,
        corrects: null,
      },
    })
  } catch (error) {
    throw noneSubmitted(copy.label, error)
  }
}

/**
 * Submits entries that a law change flags, all of them or none. They are reviewed one by one, and go live together:
 * on the day of the law change, or once the last one is approved.
 */
export async function submitTogether(desk: Desk, id: string, asked: Together): Promise<void> {
  assertRole(desk, { action: 'submit', from: null })
  const change = await readLawChange(desk.req, id)
  if (!change) throw refused('This law change is not there any more.', 'state')
  const copies = await findWorkingCopies(
    desk.req,
    asked.entries.map(({ entry }) => entry),
  )
  for (const each of asked.entries)
    await submitOne(desk, change, each, { asked, copy: copies.get(each.entry) })
}

import { randomUUID } from 'node:crypto'
import { aboutReport } from '#domain/desk/flags.ts'
import type { MailAddress } from '#domain/mail-address.ts'
import type { ReportableClaim } from '#domain/publish/reportable.ts'
import { MOST_OPEN, type ReaderReport } from '#domain/publish/reports.ts'
import type { AddressBook } from '#lib/addresses.ts'
import type { Clock } from '#lib/clock.ts'
import { openFlag, readOpenFlags } from '#store/desk/flags.ts'
import { readHead } from '#store/desk/heads.ts'
import { insertReport } from '#store/publish/reports.ts'
import type { StoreRequest } from '#store/rows.ts'

/** Who a report is from, as flags say. */
const READER = 'A reader'

interface Reported extends Pick<ReaderReport, 'page' | 'version' | 'words'> {
  /** The live entry that it is about; null if the reader chose none. */
  entry: string | null
  /** The claim of it that is wrong; null for the whole of it, or something that is not there. */
  claim: ReportableClaim | null
  address: MailAddress | null
}

/**
 * Records what a reader says is wrong: a flag at the claim or the entry, and beside it the words and the address, which no
 * list, mail or unencrypted part of a backup shows. The flag says what the claim is called now: it may be gone when somebody
 * looks into it.
 * @returns false if too many reports are open; nothing was written.
 */
export async function report(
  { req, clock, book }: { req: StoreRequest; clock: Clock; book: AddressBook },
  { entry, claim, words, address, page, version }: Reported,
): Promise<boolean> {
  if ((await readOpenFlags(req, ['reported'])).length >= MOST_OPEN) return false
  const at = clock.now()
  const id = randomUUID()
  await openFlag(req, {
    kind: 'reported',
    entry: entry ?? '',
    about: aboutReport(id),
    detail: `A reader says that ${claim ? `“${claim.label}”` : 'something'} on ${page} is wrong.`,
    claims: claim ? [claim.id] : [],
    liveN: entry === null ? null : ((await readHead(req, entry))?.live?.n ?? null),
    at,
    by: READER,
  })
  await insertReport(req, {
    id,
    at: at.toISOString(),
    page,
    version,
    words,
    address: address && book.seal(address),
    answer: null,
    answeredAt: null,
  })
  return true
}

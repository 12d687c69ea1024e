import { dayIn, type LegalDate } from '#domain/dates.ts'
import { hashOf, type Sha256 } from '#domain/hash.ts'
import type { Head } from '#domain/desk/heads.ts'
import { withReviewed, type Snapshot } from '#domain/publish/snapshot.ts'
import { readSide } from '#desk/desk/queries/compare.ts'
import { readChainEnds } from '#store/desk/chains.ts'
import { readHeads } from '#store/desk/heads.ts'
import { findWorkingCopies, NoSuchEntry } from '#store/desk/working-copies.ts'
import { readAsOf, readSnapshot } from '#store/publish/snapshot.ts'
import type { Context } from '../context.ts'

/** What a preview shows. */
export interface Preview {
  /** The site of this day; of today where none is given. */
  asOf: LegalDate | null
  /** With everything as it is saved, approved or not. */
  workingCopies: boolean
}

/** What is shown, and what it was read from: another mark means that something was saved or decided. */
export interface Previewed {
  mark: Sha256
  snapshot: Snapshot
  /** What could not be shown as it is saved. */
  problems: string[]
}

/** @returns null where nothing has changed since the mark. */
export async function readPreviewed(
  { payload, env, clock }: Context,
  { asOf, workingCopies, mark: known }: Preview & { mark: Sha256 | null },
): Promise<Previewed | null> {
  const req = { payload }
  const heads = await readHeads(req)
  const today = dayIn(env.siteTimeZone, clock.now())
  const mark = hashOf({
    today,
    heads: heads.map(({ entry, chain }) => [entry, chain]),
    others: [...(await readChainEnds(req))],
  })
  if (mark === known) return null
  const read =
    asOf === null
      ? await readSnapshot(payload, today, env.siteTimeZone)
      : await readAsOf(payload, { asOf, today, timeZone: env.siteTimeZone })
  const problems = read.problems.map(({ about, problem }) => `${about}: ${problem}`)
  if (!workingCopies) return { mark, snapshot: read.snapshot, problems }
  const saved = heads.filter(({ live, revision }) => live?.revision !== revision && revision > 0)
  return { mark, ...(await withSaved(read.snapshot, saved, { payload, problems })) }
}

/** The snapshot with the working copies of these entries in place of what is live of them. */
async function withSaved(
  live: Snapshot,
  saved: readonly Head[],
  { payload, problems }: Pick<Context, 'payload'> & { problems: string[] },
): Promise<Pick<Previewed, 'snapshot' | 'problems'>> {
  const copies = await findWorkingCopies({ payload }, [...saved.map(({ entry }) => entry)])
  let snapshot = live
  for (const { entry, kind } of saved) {
    const id = copies.get(entry)?.id
    if (id === undefined) continue
    try {
      const shown = await readSide({ payload }, { kind, id }, 'working')
      if (shown) snapshot = withReviewed(snapshot, shown)
    } catch (error) {
      if (error instanceof NoSuchEntry) continue
      problems.push(`${entry}: ${(error as Error).message}`)
    }
  }
  return { snapshot, problems }
}

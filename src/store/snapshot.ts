import type { LegalDate } from '#domain/dates.ts'
import { editionHash } from '#domain/editions.ts'
import { sha256 } from '#domain/hash.ts'
import { assembleSnapshot, type Snapshot } from '#domain/snapshot.ts'
import { readEditions } from './editions.ts'
import { readHeads } from './heads.ts'
import { readJurisdictions } from './jurisdictions.ts'
import type { StoreRequest } from './rows.ts'
import { readSite } from './site.ts'
import { inTransaction } from './transaction.ts'
import { createLocalReq, type Payload } from 'payload'

/** The end of every entry's chain of events, sorted by entry: what a release keeps beside it. */
export type HeadsList = [entry: string, n: number, hash: string][]

/**
 * Everything that is live, read in one transaction, so that it is the state of one moment.
 * @param day the day of the site that it is for.
 */
export async function readSnapshot(
  payload: Payload,
  day: LegalDate,
): Promise<{ snapshot: Snapshot; heads: HeadsList }> {
  const req = await createLocalReq({}, payload)
  return inTransaction(req, async () => read(req, day))
}

async function read(req: StoreRequest, day: LegalDate): Promise<{ snapshot: Snapshot; heads: HeadsList }> {
  const heads = await readHeads(req)
  const live = heads.flatMap((head) => (head.live ? [{ head, live: head.live }] : []))
  const editions = await readEditions(
    req,
    live.map(({ live: { hash } }) => hash),
  )
  const snapshot = assembleSnapshot({
    day,
    site: await readSite(req),
    jurisdictions: (await readJurisdictions(req)).map(({ id: _id, ...place }) => place),
    live: live.map(({ head, live: { hash, since } }) => {
      const edition = editions.get(hash)
      if (!edition)
        throw new Error(
          `The live edition of ${head.entry} (${hash.slice(0, 12)}) is missing from the database. Restore it from a backup.`,
        )
      if (editionHash(edition) !== hash || sha256(edition.content) !== edition.contentHash)
        throw new Error(
          `The live edition of ${head.entry} is not what was approved: its content does not match its hash. Nothing was published. Restore the database from a backup.`,
        )
      return { edition, since, verifiedOn: head.verifiedOn }
    }),
  })
  return { snapshot, heads: heads.map(({ entry, chain }) => [entry, chain.n, chain.hash ?? '']) }
}

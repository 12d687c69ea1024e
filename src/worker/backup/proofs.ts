import type { Payload } from 'payload'
import type { BackedUpSnapshot, BackupManifest } from '#domain/publish/backup/manifest.ts'
import { dayIn } from '#domain/dates.ts'
import { recordProblems, type RecordProblem } from '#domain/publish/record.ts'
import { PublishedForms } from '#lib/published-forms.ts'
import { readKeptHeads } from '#pipelines/release/kept-heads.ts'
import { readRecord } from '#store/publish/record.ts'
import { readSnapshotIn } from '#store/publish/snapshot.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import type { StoreRequest } from '#store/rows.ts'
import type { RowSet } from '#store/transfer/collections.ts'
import { rowSets } from '#store/transfer/collections.ts'
import { countRows } from '#store/transfer/counts.ts'
import { hashOfEnds } from '#store/transfer/ends.ts'
import type { Moment } from '#store/transfer/read.ts'
import type { Context } from '../context.ts'

type Day = Omit<BackedUpSnapshot, 'hash'>

/** Hash of what is live; null where nothing can be published yet. */
async function snapshotHash(
  req: StoreRequest,
  { day, timeZone }: Day,
  dataDir: string,
): Promise<string | null> {
  try {
    const forms = new PublishedForms(dataDir)
    return (await readSnapshotIn(req, { day, timeZone, forms, unusable: new Map() })).snapshot.hash
  } catch (error) {
    if ((error as Error).name === 'SiteMissing') return null
    throw error
  }
}

const inReading = <T>(payload: Payload, work: (req: StoreRequest) => Promise<T>): Promise<T> =>
  inOwnTransaction({ payload }, work, { name: 'what is live', long: true, readOnly: true })

/**
 * What is live at a moment. A session of MongoDB cannot be used for it: it is read beside, and left out if the record
 * has moved since.
 */
export async function snapshotAt(
  { payload, env, clock }: Pick<Context, 'payload' | 'env' | 'clock'>,
  moment: Moment,
  sets: readonly RowSet[],
): Promise<BackedUpSnapshot | null> {
  const day = { day: dayIn(env.siteTimeZone, clock.now()), timeZone: env.siteTimeZone }
  const beside = moment.req.transactionID === undefined
  const hash = beside
    ? await inReading(payload, (req) => snapshotHash(req, day, env.dataDir))
    : await snapshotHash(moment.req, day, env.dataDir)
  if (hash === null) return null
  const moved = beside && (await hashOfEnds({ req: { payload } }, sets)) !== (await hashOfEnds(moment, sets))
  return moved ? null : { ...day, hash: hash as BackedUpSnapshot['hash'] }
}

/** What of a restored or copied place is not as it was, in sentences. */
export async function differences(
  { payload, dataDir }: { payload: Payload; dataDir: string },
  { counts, ends, snapshot }: Pick<BackupManifest, 'counts' | 'ends' | 'snapshot'>,
): Promise<string[]> {
  const found: string[] = []
  const here = await countRows(payload)
  for (const name of new Set([...Object.keys(counts), ...Object.keys(here)]))
    if ((counts[name] ?? 0) !== (here[name] ?? 0))
      found.push(`${name} has ${here[name] ?? 0} rows instead of ${counts[name] ?? 0}.`)
  if ((await hashOfEnds({ req: { payload } }, rowSets(payload))) !== ends)
    found.push('The ends of the event chains are others.')
  if (snapshot && (await inReading(payload, (req) => snapshotHash(req, snapshot, dataDir))) !== snapshot.hash)
    found.push('What is live is something else.')
  return found
}

/** Problems in the record of the desk: those that it had before it was carried over are found as well. */
export async function recordProblemsOf(payload: Payload, dataDir: string): Promise<RecordProblem[]> {
  const { kept, problems } = await readKeptHeads(dataDir)
  return [...problems, ...recordProblems({ ...(await readRecord(payload)), kept })]
}

import { randomUUID } from 'node:crypto'
import type { Where } from 'payload'
import { isBackOffOver, type Work, type WorkKind } from '#domain/work.ts'
import { findRow, findRows, insertRow, jsonOf, updateRow, type StoreRequest } from './rows.ts'

type WorkRow = Omit<Work, 'args' | 'result'> & { args: string; result: string | null }

const toWork = (row: WorkRow): Work => ({
  key: row.key,
  kind: row.kind,
  entry: row.entry ?? null,
  args: JSON.parse(row.args) as Work['args'],
  askedBy: row.askedBy,
  askedAt: row.askedAt,
  state: row.state,
  step: row.step ?? null,
  done: row.done,
  total: row.total,
  problem: row.problem ?? null,
  tries: row.tries,
  notBefore: row.notBefore ?? null,
  endedAt: row.endedAt ?? null,
  result: row.result ? (JSON.parse(row.result) as Work['result']) : null,
})

interface Ask {
  kind: WorkKind
  entry: string | null
  args?: Work['args']
  by: string
  at: Date
}

/** Asks the worker for something, in the transaction of what makes it necessary. @returns the key to ask after it by. */
export async function askWork(req: StoreRequest, { kind, entry, args = {}, by, at }: Ask): Promise<string> {
  const key = `${kind}/${randomUUID()}`
  await insertRow(req, 'work', {
    key,
    kind,
    entry,
    args: jsonOf(args),
    askedBy: by,
    askedAt: at.toISOString(),
    state: 'waiting',
    step: null,
    done: 0,
    total: 0,
    problem: null,
    tries: 0,
    notBefore: null,
    endedAt: null,
    result: null,
  })
  return key
}

/** True while something that readers are to see is not published yet. */
export const isPublishing = async (req: StoreRequest): Promise<boolean> =>
  (await findRow(req, 'work', {
    and: [{ kind: { equals: 'publish' } }, { state: { not_equals: 'done' } }],
  })) !== null

/** Asks for the site to be published: what readers see has changed. */
export const askPublish = (
  req: StoreRequest,
  asked: { entry: string | null; by: string; at: Date },
): Promise<string> => askWork(req, { kind: 'publish', ...asked })

export async function readWork(req: StoreRequest, key: string): Promise<Work | null> {
  const row = await findRow<WorkRow>(req, 'work', { key: { equals: key } })
  return row ? toWork(row) : null
}

/** The newest work of a kind that was asked for, for one entry or for any. */
export async function readNewestWork(
  req: StoreRequest,
  kind: WorkKind,
  entry?: string,
): Promise<Work | null> {
  const where: Where = {
    and: [{ kind: { equals: kind } }, ...(entry === undefined ? [] : [{ entry: { equals: entry } }])],
  }
  const [row] = await findRows<WorkRow>(req, 'work', where, '-askedAt', 1)
  return row ? toWork(row) : null
}

/**
 * Work that may be taken up now, oldest first: waiting, failed and rested, or under way, which a worker may have left
 * behind: whoever does it holds it.
 * @param limit how much is looked at, at most; 0 for all.
 */
export async function readDueWork(req: StoreRequest, kind: WorkKind, now: Date, limit = 0): Promise<Work[]> {
  const rows = await findRows<WorkRow>(
    req,
    'work',
    { and: [{ kind: { equals: kind } }, { state: { not_equals: 'done' } }] },
    'askedAt',
    limit,
  )
  return rows
    .map(toWork)
    .filter(({ state, notBefore }) => state === 'running' || isBackOffOver(notBefore, now))
}

/** Changes what is noted of a piece of work. */
export async function noteWork(
  req: StoreRequest,
  key: string,
  { result, ...note }: Partial<Omit<Work, 'key' | 'kind' | 'args'>>,
): Promise<void> {
  await updateRow(
    req,
    'work',
    { key: { equals: key } },
    { ...note, ...(result === undefined ? {} : { result: jsonOf(result) }) },
  )
}

/** Notes that work is done, and forgets what was asked: for what nobody may read afterwards. */
export async function endAndForgetWork(
  req: StoreRequest,
  key: string,
  at: Date,
  problem: string | null = null,
): Promise<void> {
  await updateRow(
    req,
    'work',
    { key: { equals: key } },
    { args: '{}', state: 'done', step: null, problem, endedAt: at.toISOString() },
  )
}

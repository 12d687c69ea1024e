import { randomUUID } from 'node:crypto'
import type { Where } from 'payload'
import { isBackOffOver, WORK_KINDS, WORK_STATES, type Work, type WorkKind } from '#domain/work.ts'
import { isRecord } from '#domain/checks.ts'
import type { Row } from './row.ts'
import { findRow, findRows, insertRow, isRow, jsonOf, updateRow, type StoreRequest } from './rows.ts'

export const toWork = (row: Row): Work => ({
  key: row.text('key'),
  kind: row.among('kind', WORK_KINDS),
  entry: row.textOrNull('entry'),
  args: row.json('args', isRecord),
  askedBy: row.text('askedBy'),
  askedAt: row.text('askedAt'),
  state: row.among('state', WORK_STATES),
  step: row.textOrNull('step'),
  done: row.number('done'),
  total: row.number('total'),
  problem: row.textOrNull('problem'),
  tries: row.number('tries'),
  notBefore: row.textOrNull('notBefore'),
  endedAt: row.textOrNull('endedAt'),
  result: row.jsonOrNull('result', isRecord),
})

interface Ask {
  kind: WorkKind
  entry: string | null
  args?: Work['args']
  by: string
  at: Date
}

/** Requests work from the worker, in the transaction that makes it necessary. @returns the key for tracking it. */
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

/** Whether something readers should see is not published yet. */
export const isPublishing = (req: StoreRequest): Promise<boolean> =>
  isRow(req, 'work', { and: [{ kind: { equals: 'publish' } }, { state: { not_equals: 'done' } }] })

/** Since when the oldest request of a kind waits to be done, an instant; null if none does. */
export async function waitingSince(req: StoreRequest, kind: WorkKind): Promise<string | null> {
  const where: Where = { and: [{ kind: { equals: kind } }, { state: { not_equals: 'done' } }] }
  const [oldest] = await findRows(req, 'work', toWork, where, 'askedAt', { limit: 1 })
  return oldest?.askedAt ?? null
}

/** Requests a publication: what readers see has changed. */
export const askPublish = (
  req: StoreRequest,
  asked: { entry: string | null; by: string; at: Date },
): Promise<string> => askWork(req, { kind: 'publish', ...asked })

export const readWork = (req: StoreRequest, key: string): Promise<Work | null> =>
  findRow(req, 'work', toWork, { key: { equals: key } })

/** The newest requested work of a kind, for one entry or for any. */
export async function readNewestWork(
  req: StoreRequest,
  kind: WorkKind,
  entry?: string,
): Promise<Work | null> {
  const where: Where = {
    and: [{ kind: { equals: kind } }, ...(entry === undefined ? [] : [{ entry: { equals: entry } }])],
  }
  const [newest] = await findRows(req, 'work', toWork, where, '-askedAt', { limit: 1 })
  return newest ?? null
}

/**
 * Work that may be taken up now, oldest first: waiting, failed and past its back-off, or in progress, which a
 * worker may have abandoned: the lease shows whether anybody holds it.
 * @param limit maximum number of rows; 0 for all.
 */
export async function readDueWork(req: StoreRequest, kind: WorkKind, now: Date, limit = 0): Promise<Work[]> {
  const due = await findRows(
    req,
    'work',
    toWork,
    { and: [{ kind: { equals: kind } }, { state: { not_equals: 'done' } }] },
    'askedAt',
    { limit },
  )
  return due.filter(({ state, notBefore }) => state === 'running' || isBackOffOver(notBefore, now))
}

/** Updates what is recorded on a piece of work. */
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

/** Marks work as done and deletes its arguments: for requests nobody may read afterwards. */
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

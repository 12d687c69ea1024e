import { ValidationError, type Where } from 'payload'
import { RUN_STATES, type DigestRun, type RunKind } from '#domain/mail/digests.ts'
import { RUN_NAMES } from '#domain/mail/mailing.ts'
import type { Row } from '../row.ts'
import { findRow, findRows, insertRow, updateRow, type StoreRequest } from '../rows.ts'

const toRun = (row: Row): DigestRun => ({
  key: row.text('key'),
  kind: row.among('kind', RUN_NAMES),
  fromSeq: row.number('fromSeq'),
  toSeq: row.number('toSeq'),
  state: row.among('state', RUN_STATES),
  mails: row.number('mails'),
  startedAt: row.text('startedAt'),
  plannedAt: row.textOrNull('plannedAt'),
  note: row.textOrNull('note'),
})

export const readRun = (req: StoreRequest, key: string): Promise<DigestRun | null> =>
  findRow(req, 'digest-runs', toRun, { key: { equals: key } })

/** The newest runs, of one kind or of all. */
export function readRuns(req: StoreRequest, limit: number, kind?: RunKind): Promise<DigestRun[]> {
  const where: Where = kind === undefined ? {} : { kind: { equals: kind } }
  return findRows(req, 'digest-runs', toRun, where, '-startedAt', { limit })
}

/** The last change announced by runs of a kind; 0 before the first. */
export async function notifiedUpTo(req: StoreRequest, kind: RunKind): Promise<number> {
  const toSeqOf = (row: Row): number => row.number('toSeq')
  const [last] = await findRows(req, 'digest-runs', toSeqOf, { kind: { equals: kind } }, '-toSeq', {
    limit: 1,
  })
  return last ?? 0
}

/** Unfinished runs, including those an administrator has resumed. */
export const readUnplanned = (req: StoreRequest): Promise<DigestRun[]> =>
  findRows(req, 'digest-runs', toRun, { state: { equals: 'planning' } }, 'startedAt')

/** Starts a run, or finds the existing one: a slot runs once. */
export async function beginRun(
  req: StoreRequest,
  begun: Pick<DigestRun, 'key' | 'kind' | 'fromSeq' | 'toSeq'>,
  at: Date,
): Promise<DigestRun> {
  const known = await readRun(req, begun.key)
  if (known) return known
  const run: DigestRun = {
    ...begun,
    state: 'planning',
    mails: 0,
    startedAt: at.toISOString(),
    plannedAt: null,
    note: null,
  }
  try {
    await insertRow(req, 'digest-runs', { ...run })
    return run
  } catch (error) {
    const other = error instanceof ValidationError ? await readRun(req, begun.key) : null
    if (other) return other
    throw error
  }
}

/** Records the progress of a run. @returns false if it is no longer in that state. */
export const noteRun = (
  req: StoreRequest,
  { key, state }: Pick<DigestRun, 'key' | 'state'>,
  note: Partial<Omit<DigestRun, 'key' | 'kind'>>,
): Promise<boolean> =>
  updateRow(req, 'digest-runs', { and: [{ key: { equals: key } }, { state: { equals: state } }] }, note)

import { ValidationError, type Where } from 'payload'
import type { DigestRun, RunKind } from '#domain/mail/digests.ts'
import { findRow, findRows, insertRow, updateRow, type StoreRequest } from '../rows.ts'

const toRun = (row: DigestRun): DigestRun => ({
  key: row.key,
  kind: row.kind,
  fromSeq: row.fromSeq,
  toSeq: row.toSeq,
  state: row.state,
  mails: row.mails,
  startedAt: row.startedAt,
  plannedAt: row.plannedAt ?? null,
  note: row.note ?? null,
})

export async function readRun(req: StoreRequest, key: string): Promise<DigestRun | null> {
  const row = await findRow<DigestRun>(req, 'digest-runs', { key: { equals: key } })
  return row ? toRun(row) : null
}

/** The newest runs, of one kind or of all. */
export async function readRuns(req: StoreRequest, limit: number, kind?: RunKind): Promise<DigestRun[]> {
  const where: Where = kind === undefined ? {} : { kind: { equals: kind } }
  return (await findRows<DigestRun>(req, 'digest-runs', where, '-startedAt', limit)).map(toRun)
}

/** Up to which change runs of a kind have told; 0 before the first. */
export async function notifiedUpTo(req: StoreRequest, kind: RunKind): Promise<number> {
  const [row] = await findRows<DigestRun>(req, 'digest-runs', { kind: { equals: kind } }, '-toSeq', 1)
  return row?.toSeq ?? 0
}

/** Runs that were begun and not ended, or that an administrator has let go on. */
export async function readUnplanned(req: StoreRequest): Promise<DigestRun[]> {
  return (await findRows<DigestRun>(req, 'digest-runs', { state: { equals: 'planning' } }, 'startedAt')).map(
    toRun,
  )
}

/** Begins a run, or finds the one that has been begun: its slot is done once. */
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

/** Notes how far a run is. @returns false where it is not in that state any more. */
export const noteRun = (
  req: StoreRequest,
  { key, state }: Pick<DigestRun, 'key' | 'state'>,
  note: Partial<Omit<DigestRun, 'key' | 'kind'>>,
): Promise<boolean> =>
  updateRow(req, 'digest-runs', { and: [{ key: { equals: key } }, { state: { equals: state } }] }, note)

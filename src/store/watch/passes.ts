import type { PassKind, WatchPass } from '#domain/watch/watch.ts'
import { findRow, findRows, updateRow, type StoreRequest } from '../rows.ts'
import { putRow } from './put.ts'

type PassRow = Omit<WatchPass, 'found'> & { found: string }

const toPass = (row: PassRow): WatchPass => ({
  key: row.key,
  kind: row.kind,
  slot: row.slot,
  state: row.state,
  done: row.done,
  total: row.total,
  startedAt: row.startedAt,
  endedAt: row.endedAt ?? null,
  found: JSON.parse(row.found) as Record<string, number>,
})

export const passKey = (kind: PassKind, slot: string): string => `${kind}/${slot}`

export async function readPass(req: StoreRequest, key: string): Promise<WatchPass | null> {
  const row = await findRow<PassRow>(req, 'watch-passes', { key: { equals: key } })
  return row ? toPass(row) : null
}

/** The newest passes of a kind, newest first. */
export const readPasses = async (req: StoreRequest, kind: PassKind, limit = 10): Promise<WatchPass[]> =>
  (await findRows<PassRow>(req, 'watch-passes', { kind: { equals: kind } }, '-startedAt', limit)).map(toPass)

export const putPass = (req: StoreRequest, pass: WatchPass): Promise<void> =>
  putRow(req, 'watch-passes', 'key', { ...pass, found: JSON.stringify(pass.found) })

/** Notes how far a pass is. */
export async function notePass(
  req: StoreRequest,
  key: string,
  note: Pick<WatchPass, 'done' | 'total'>,
): Promise<void> {
  await updateRow(req, 'watch-passes', { key: { equals: key } }, note)
}

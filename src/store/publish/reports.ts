import type { Payload } from 'payload'
import type { ReaderReport } from '#domain/publish/reports.ts'
import { counting, takeUse, type Limit } from '../desk/allowance.ts'
import type { Row } from '../row.ts'
import { findRow, findRows, insertRow, updateRow, type StoreRequest } from '../rows.ts'

/** What one network may send at once, and milliseconds until it may send one more. */
const PER_NETWORK: Limit = { most: 5, each: 10 * 60_000 }

/**
 * Counts a report of a network.
 * @param network hashed: none is kept.
 * @returns milliseconds until it is allowed; 0 if it is now.
 */
export const takeReport = (payload: Payload, network: string, now: Date): Promise<number> =>
  counting({ payload }, (req) => takeUse(req, `report network ${network}`, PER_NETWORK, now))

const toReport = (row: Row): ReaderReport => ({
  id: row.text('key'),
  at: row.text('at'),
  page: row.text('page'),
  version: row.textOrNull('version'),
  words: row.text('words'),
  address: row.textOrNull('address'),
  answer: row.textOrNull('answer'),
  answeredAt: row.textOrNull('answeredAt'),
})

export const insertReport = (req: StoreRequest, { id, ...report }: ReaderReport): Promise<void> =>
  insertRow(req, 'reader-reports', { key: id, ...report })

export const readReport = (req: StoreRequest, id: string): Promise<ReaderReport | null> =>
  findRow(req, 'reader-reports', toReport, { key: { equals: id } })

/** Reports by id. */
export async function readReports(
  req: StoreRequest,
  ids: readonly string[],
): Promise<Map<string, ReaderReport>> {
  if (ids.length === 0) return new Map()
  const found = await findRows(req, 'reader-reports', toReport, { key: { in: [...ids] } }, 'at')
  return new Map(found.map((report) => [report.id, report]))
}

export async function noteAnswer(
  req: StoreRequest,
  id: string,
  answered: Pick<ReaderReport, 'answer' | 'answeredAt' | 'address'>,
): Promise<void> {
  await updateRow(req, 'reader-reports', { key: { equals: id } }, { ...answered })
}

/** Forgets the addresses of those whose report was answered before one day, or written before another. */
export async function forgetReporters(
  req: StoreRequest,
  { answered, open }: { answered: Date; open: Date },
): Promise<void> {
  const old = await findRows(
    req,
    'reader-reports',
    toReport,
    {
      and: [
        { address: { exists: true } },
        {
          or: [
            { answeredAt: { less_than_equal: answered.toISOString() } },
            { at: { less_than_equal: open.toISOString() } },
          ],
        },
      ],
    },
    'at',
  )
  for (const { id } of old) await updateRow(req, 'reader-reports', { key: { equals: id } }, { address: null })
}

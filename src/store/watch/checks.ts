import type { Where } from 'payload'
import type { LinkCheck, LinkReason, LinkVerdict } from '#domain/watch/link-checks.ts'
import type { LegalDate } from '#domain/dates.ts'
import type { CheckKind } from '#domain/watch/watch.ts'
import { insertMissing } from '../bulk.ts'
import { findRows, jsonOf, updateRow, type StoreRequest } from '../rows.ts'
import type { StoredSource } from '../content/sources.ts'

/** One look at a source. One that was begun and never ended was cut off: nobody knows what it would have seen. */
export interface SourceCheck {
  source: string
  kind: CheckKind
  slot: string
  url: string
  host: string
  at: string
  endedAt: string | null
  link: LinkCheck | null
  /** How many quoted words and values were found to be so, by verdict. */
  found: Record<string, number> | null
}

interface CheckRow {
  source: string
  kind: CheckKind
  slot: string
  url: string
  host: string
  at: string
  endedAt?: string | null
  verdict?: LinkVerdict | null
  because?: LinkReason | null
  status?: number | null
  movedTo?: string | null
  hops?: number | null
  milliseconds?: number | null
  certificateEndsOn?: string | null
  etag?: string | null
  lastModified?: string | null
  found?: string | null
}

const toCheck = (row: CheckRow): SourceCheck => ({
  source: row.source,
  kind: row.kind,
  slot: row.slot,
  url: row.url,
  host: row.host,
  at: row.at,
  endedAt: row.endedAt ?? null,
  link:
    row.verdict && row.because
      ? {
          url: row.url,
          verdict: row.verdict,
          because: row.because,
          status: row.status ?? null,
          movedTo: row.movedTo ?? null,
          hops: row.hops ?? 0,
          milliseconds: row.milliseconds ?? 0,
          certificateEndsOn: (row.certificateEndsOn ?? null) as LegalDate | null,
          etag: row.etag ?? null,
          lastModified: row.lastModified ?? null,
          at: row.endedAt ?? row.at,
        }
      : null,
  found: row.found ? (JSON.parse(row.found) as Record<string, number>) : null,
})

interface Begun {
  kind: CheckKind
  slot: string
  at: Date
}

/**
 * Notes that sources are about to be looked at, before anything is asked: after a kill none is asked again in the slot.
 * In a transaction.
 */
export const beginChecks = (
  req: StoreRequest,
  sources: readonly StoredSource[],
  { kind, slot, at }: Begun,
): Promise<void> =>
  insertMissing(
    req,
    'source-checks',
    sources.map(({ id, url, host }) => ({ source: id, kind, slot, url, host, at: at.toISOString() })),
    { by: ['source', 'kind', 'slot'] },
  )

const which = (source: string, { kind, slot }: Pick<Begun, 'kind' | 'slot'>): Where => ({
  and: [{ source: { equals: source } }, { kind: { equals: kind } }, { slot: { equals: slot } }],
})

/** Notes what was seen of the link of a source. */
export const endLinkCheck = async (
  req: StoreRequest,
  source: string,
  slot: string,
  { url: _url, at, ...seen }: LinkCheck,
): Promise<void> => {
  await updateRow(req, 'source-checks', which(source, { kind: 'link', slot }), { ...seen, endedAt: at })
}

/** Notes what was found of the words that are quoted from a source. */
export const endQuoteCheck = async (
  req: StoreRequest,
  source: string,
  slot: string,
  { found, at }: { found: Record<string, number>; at: string },
): Promise<void> => {
  await updateRow(req, 'source-checks', which(source, { kind: 'quotes', slot }), {
    found: jsonOf(found),
    endedAt: at,
  })
}

const readChecks = async (
  req: StoreRequest,
  { kind, ...about }: { kind: CheckKind; source?: string; slot?: string },
  sort: string,
  limit?: number,
): Promise<SourceCheck[]> => {
  const and = Object.entries({ kind, ...about }).map(([name, value]) => ({ [name]: { equals: value } }))
  return (await findRows<CheckRow>(req, 'source-checks', { and }, sort, limit)).map(toCheck)
}

/** Everything that was looked at in a slot. */
export const readChecksOfSlot = (req: StoreRequest, kind: CheckKind, slot: string): Promise<SourceCheck[]> =>
  readChecks(req, { kind, slot }, 'source')

/** The newest looks at a source, newest first. */
export const readChecksOf = (
  req: StoreRequest,
  source: string,
  kind: CheckKind,
  limit: number,
): Promise<SourceCheck[]> => readChecks(req, { kind, source }, '-at', limit)

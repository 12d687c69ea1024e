import type { Where } from 'payload'
import type { LinkCheck } from '#domain/watch/link-checks.ts'
import { CHECK_KINDS, type CheckKind } from '#domain/watch/watch.ts'
import { insertMissing } from '../bulk.ts'
import { isNumber, isRecordOf } from '#domain/checks.ts'
import type { Row } from '../row.ts'
import { findRows, jsonOf, updateRow, type StoreRequest } from '../rows.ts'
import type { StoredSource } from '../content/sources.ts'

/** One check of a source. A check without an end was interrupted: its result is unknown. */
export interface SourceCheck {
  source: string
  kind: CheckKind
  slot: string
  url: string
  host: string
  at: string
  endedAt: string | null
  link: LinkCheck | null
  /** How many quotes and values got each verdict. */
  found: Record<string, number> | null
}

const toCheck = (row: Row): SourceCheck => {
  const url = row.text('url')
  const at = row.text('at')
  const endedAt = row.textOrNull('endedAt')
  const seen = row.textOrNull('verdict') && row.textOrNull('because')
  return {
    source: row.text('source'),
    kind: row.among('kind', CHECK_KINDS),
    slot: row.text('slot'),
    url,
    host: row.text('host'),
    at,
    endedAt,
    link: seen
      ? {
          url,
          verdict: row.name('verdict'),
          because: row.name('because'),
          status: row.numberOrNull('status'),
          movedTo: row.textOrNull('movedTo'),
          hops: row.numberOrNull('hops') ?? 0,
          milliseconds: row.numberOrNull('milliseconds') ?? 0,
          certificateEndsOn: row.dayOrNull('certificateEndsOn'),
          etag: row.textOrNull('etag'),
          lastModified: row.textOrNull('lastModified'),
          at: endedAt ?? at,
        }
      : null,
    found: row.jsonOrNull('found', isRecordOf(isNumber)),
  }
}

interface Begun {
  kind: CheckKind
  slot: string
  at: Date
}

/**
 * Records the start of checks before any request, so that after a kill none is repeated in the slot. In a
 * transaction.
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

/** Records the result of a link check. */
export const endLinkCheck = async (
  req: StoreRequest,
  source: string,
  slot: string,
  { url: _url, at, ...seen }: LinkCheck,
): Promise<void> => {
  await updateRow(req, 'source-checks', which(source, { kind: 'link', slot }), { ...seen, endedAt: at })
}

/** Records the result of checking the quotes from a source. */
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
  return findRows(req, 'source-checks', toCheck, { and }, sort, { limit })
}

/** All checks of a slot. */
export const readChecksOfSlot = (req: StoreRequest, kind: CheckKind, slot: string): Promise<SourceCheck[]> =>
  readChecks(req, { kind, slot }, 'source')

/** The latest checks of a source, newest first. */
export const readChecksOf = (
  req: StoreRequest,
  source: string,
  kind: CheckKind,
  limit: number,
): Promise<SourceCheck[]> => readChecks(req, { kind, source }, '-at', limit)

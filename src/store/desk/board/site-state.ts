import type { Where } from 'payload'
import type { BoardSite } from '#domain/desk/board.ts'
import type { LegalDate } from '#domain/dates.ts'
import { findRows, type StoreRequest } from '../../rows.ts'
import { countScheduled } from './heads.ts'
import { count } from './rows.ts'

interface WorkRow {
  state: string
  step?: string | null
  done: number
  total: number
  askedAt: string
  problem?: string | null
  tries: number
  notBefore?: string | null
}

interface ReleaseRow {
  seq: number
  at: string
  files: number
  name: string
}

const publishing = (state: string): Where => ({
  and: [{ kind: { equals: 'publish' } }, { state: { equals: state } }],
})

export async function readSiteState(
  req: StoreRequest,
  today: LegalDate,
): Promise<Omit<BoardSite, 'guides' | 'problems'>> {
  const [[release], [running], [failed], [waiting], approved, later, fixes, confirmed, site] =
    await Promise.all([
      findRows<ReleaseRow>(req, 'releases', {}, ['-seq'], 1),
      findRows<WorkRow>(req, 'work', publishing('running'), ['-askedAt'], 1),
      findRows<WorkRow>(req, 'work', publishing('failed'), ['-askedAt'], 1),
      findRows<WorkRow>(req, 'work', publishing('waiting'), ['-askedAt'], 1),
      count(req, 'heads', { openState: { equals: 'approved' } }),
      countScheduled(req, today),
      count(req, 'heads', { fixHash: { greater_than: '' } }),
      count(req, 'heads', { withdrawalState: { equals: 'confirmed' } }),
      req.payload.db.findGlobal({ slug: 'site', req: req }) as Promise<unknown>,
    ])
  const work = running ?? waiting
  return {
    release: release ? { seq: release.seq, at: release.at, files: release.files, name: release.name } : null,
    underWay: work
      ? { step: work.step ?? null, done: work.done, total: work.total, askedAt: work.askedAt }
      : null,
    failed: failed
      ? { problem: failed.problem ?? '', tries: failed.tries, notBefore: failed.notBefore ?? null }
      : null,
    next: approved - later + fixes + confirmed,
    sample: (site as { sample?: boolean | null } | null)?.sample === true,
  }
}

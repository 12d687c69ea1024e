import type { Where } from 'payload'
import type { BoardSite } from '#domain/desk/board.ts'
import type { LegalDate } from '#domain/dates.ts'
import type { Row } from '../../row.ts'
import { findRows, type StoreRequest } from '../../rows.ts'
import { toWork } from '../../work.ts'
import { readSavedSite } from '../working-copies.ts'
import { readHold } from '../hold.ts'
import { countScheduled, countWithOthers } from './heads.ts'
import { count } from './rows.ts'

const toRelease = (row: Row): BoardSite['release'] => ({
  seq: row.number('seq'),
  at: row.text('at'),
  files: row.number('files'),
  name: row.text('name'),
})

const publishing = (state: string): Where => ({
  and: [{ kind: { equals: 'publish' } }, { state: { equals: state } }],
})

export async function readSiteState(
  req: StoreRequest,
  today: LegalDate,
): Promise<Omit<BoardSite, 'guides' | 'problems'>> {
  const [
    [release],
    [running],
    [failed],
    [waiting],
    approved,
    later,
    withOthers,
    fixes,
    confirmed,
    site,
    held,
  ] = await Promise.all([
    findRows(req, 'releases', toRelease, {}, ['-seq'], { limit: 1 }),
    findRows(req, 'work', toWork, publishing('running'), ['-askedAt'], { limit: 1 }),
    findRows(req, 'work', toWork, publishing('failed'), ['-askedAt'], { limit: 1 }),
    findRows(req, 'work', toWork, publishing('waiting'), ['-askedAt'], { limit: 1 }),
    count(req, 'heads', { openState: { equals: 'approved' } }),
    countScheduled(req, today),
    countWithOthers(req, today),
    count(req, 'heads', { fixHash: { greater_than: '' } }),
    count(req, 'heads', { withdrawalState: { equals: 'confirmed' } }),
    readSavedSite(req),
    readHold(req),
  ])
  const work = running ?? waiting
  return {
    release: release ?? null,
    underWay: work ? { step: work.step, done: work.done, total: work.total, askedAt: work.askedAt } : null,
    failed: failed
      ? { problem: failed.problem ?? '', tries: failed.tries, notBefore: failed.notBefore }
      : null,
    next: approved - later - withOthers + fixes + confirmed,
    sample: site.sample === true,
    held,
  }
}

import { describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import { freezeEdition } from '#domain/editions.ts'
import {
  asLive,
  asOpen,
  DESK_STATES,
  deskState,
  newHead,
  OPEN_STATES,
  type OpenState,
} from '#domain/heads.ts'
import { entry, submission } from '../fixtures/snapshot.ts'

const edition = freezeEdition(entry('offence'), 2, 5, submission({ goesLiveOn: legalDate('2026-12-01') }))
const live = asLive(edition, 17, legalDate('2026-11-21'))

describe('heads', () => {
  it('begin with nothing', () => {
    expect(newHead('testland/offence/sample', 'offence')).toEqual({
      entry: 'testland/offence/sample',
      kind: 'offence',
      revision: 0,
      editions: 0,
      open: null,
      live: null,
      verifiedOn: null,
      secondReviewDue: null,
      chain: { n: 0, hash: null },
    })
  })

  it.each(Object.keys(OPEN_STATES) as OpenState[])(
    'keep of an edition that is %s what is needed',
    (state) => {
      expect(asOpen(edition, state)).toEqual({ n: 2, hash: edition.hash, state, goesLiveOn: '2026-12-01' })
    },
  )

  it('keep of a live edition where it came from and since when it is seen', () => {
    expect(live).toEqual({
      n: 2,
      hash: edition.hash,
      contentHash: edition.contentHash,
      revision: 5,
      seq: 17,
      since: '2026-11-21',
    })
  })

  it.each([
    ['nothing live', null, 0, 'never-live'],
    ['nothing live and a working copy', null, 5, 'never-live'],
    ['the live revision', live, 5, 'live'],
    ['a later revision', live, 6, 'edited'],
    ['a deleted working copy', live, 0, 'edited'],
  ] as const)('are shown, with %s, as what they are', (_name, liveEdition, revision, state) => {
    expect(deskState({ live: liveEdition, revision })).toBe(state)
    expect(DESK_STATES).toHaveProperty([state])
  })
})

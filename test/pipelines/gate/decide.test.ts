import { describe, expect, it } from 'vitest'
import { decide, type Case, type Pending } from '#pipelines/gate/decide.ts'
import type { Finding } from '#pipelines/gate/finding.ts'
import { snapshotOf, world } from '../../fixtures/snapshot.ts'

const GUIDE = 'guides/testland/index.html'
const SECTION = 'guides/testland/northmark/index.html'
const PRINT = 'guides/testland/testland.a4.pdf'
const OTHER = 'guides/highmoor/index.html'
const LAST = ['index.html', 'changes/index.html', GUIDE, SECTION, PRINT, OTHER]

const at = (path: string, problem = 'It is broken.'): Finding => ({ path, problem })
const new_ = (entry: string, urgent = false): Pending => ({ entry, hash: `hash of ${entry}`, urgent })

const OFFENCE = new_('testland/offence/stalking')
const ELSEWHERE = new_('highmoor/offence/stalking')
const FIX = new_('testland/offence/threats', true)
const FIX_ELSEWHERE = new_('highmoor/offence/threats', true)
const ESSAY = new_('global/essential/evidence')
const WITHDRAWN: Pending = { entry: 'highmoor/offence/old', hash: null, urgent: true }

const decided = (of: Partial<Case>) =>
  decide({ findings: [], snapshot: snapshotOf(world()), pending: [], held: new Set(), last: LAST, ...of })

const without = (...list: [Pending, string][]) => ({
  as: 'without',
  editions: new Map(list.map(([{ hash }, why]) => [hash, why])),
})

describe('a release in which something is broken', () => {
  it('passes where nothing is', () => {
    expect(decided({ pending: [OFFENCE] })).toEqual({ as: 'passes' })
  })

  it('is made without what is new on the broken file, and says what is wrong with it', () => {
    expect(decided({ findings: [at(GUIDE)], pending: [OFFENCE, ELSEWHERE] })).toEqual(
      without([OFFENCE, `/${GUIDE}: It is broken.`]),
    )
  })

  it('is made without anything new where the broken file is of no one entry', () => {
    expect(decided({ findings: [at('changes/index.html')], pending: [OFFENCE, ELSEWHERE] })).toEqual(
      without(
        [OFFENCE, '/changes/index.html: It is broken.'],
        [ELSEWHERE, '/changes/index.html: It is broken.'],
      ),
    )
    expect(decided({ findings: [at(PRINT)], pending: [ESSAY] })).toEqual(
      without([ESSAY, `/${PRINT}: It is broken.`]),
    )
  })

  it('goes out with a safety fix and without what else is new', () => {
    expect(decided({ findings: [at(GUIDE)], pending: [OFFENCE, FIX] })).toEqual(
      without([OFFENCE, `/${GUIDE}: It is broken.`]),
    )
  })

  it('goes out without the safety fix whose own page is broken', () => {
    expect(decided({ findings: [at(GUIDE)], pending: [FIX, FIX_ELSEWHERE] })).toEqual(
      without([FIX, `/${GUIDE}: It is broken.`]),
    )
  })

  it('goes out with a safety fix beside the last form of what is broken: of the file, where the fix is in its guide', () => {
    expect(decided({ findings: [at(PRINT)], pending: [FIX] })).toEqual({
      as: 'held',
      files: new Map([[PRINT, 'It is broken.']]),
    })
    expect(decided({ findings: [at('changes/index.html')], pending: [FIX] })).toEqual({
      as: 'held',
      files: new Map([['changes/index.html', 'It is broken.']]),
    })
  })

  it('goes out with a withdrawal beside the last form of a whole other guide that is broken', () => {
    expect(decided({ findings: [at(SECTION)], pending: [WITHDRAWN] })).toEqual({
      as: 'held',
      files: new Map([GUIDE, SECTION, PRINT].map((path) => [path, 'It is broken.'])),
    })
  })

  it('does not go out where nothing new is to blame, nor where nothing helped', () => {
    expect(decided({ findings: [at(GUIDE)] })).toEqual({ as: 'blocked' })
    expect(decided({ findings: [at(PRINT)], pending: [FIX], held: new Set([PRINT]) })).toEqual({
      as: 'blocked',
    })
  })

  it('does not go out where readers have nothing to keep', () => {
    expect(decided({ findings: [at(GUIDE)], pending: [OFFENCE], last: [] })).toEqual({ as: 'blocked' })
    expect(decided({ findings: [at('about/index.html')], pending: [FIX] })).toEqual({ as: 'blocked' })
  })

  it('waits for a shorter page, unless a safety fix is in it', () => {
    const long = [{ ...at(GUIDE), onlyLong: true as const }]
    expect(decided({ findings: long, pending: [OFFENCE] }).as).toBe('without')
    expect(decided({ findings: long, pending: [OFFENCE, FIX] })).toEqual({ as: 'passes' })
  })
})

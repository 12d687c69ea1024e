import { beforeEach, describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import type { Entry } from '#domain/content/content.ts'
import type { LiveEntry } from '#domain/publish/snapshot.ts'
import { SourceList } from '#domain/publish/source-list.ts'
import { citation, entry, snapshotOf, source, world } from '../../fixtures/snapshot.ts'

/** An entry as a snapshot carries it. */
function live(from: unknown): LiveEntry {
  const [found] = snapshotOf(world({ live: [from as Entry] })).entries
  if (!found) throw new Error('fixture')
  return found
}

const stalking = live(
  entry('offence', {
    key: 'testland/offence/stalking',
    citations: [
      citation('act', ['penalty', 'covers'], { retrievedOn: legalDate('2026-10-01') }),
      citation('case', ['covers'], { retrievedOn: null }),
      citation('act', ['covers', 'section'], { pinpoint: 's. 9', retrievedOn: legalDate('2026-08-01') }),
    ],
  }),
)
const threats = live(
  entry('offence', {
    key: 'testland/offence/threats',
    citations: [
      citation('case', ['penalty'], { retrievedOn: legalDate('2026-11-02') }),
      citation('guidance', ['penalty']),
      citation('act', ['penalty'], { retrievedOn: legalDate('2026-11-01') }),
    ],
  }),
)

const STALKING = { id: 'testland/offence/stalking', title: 'Stalking' }
const THREATS = { id: 'testland/offence/threats', title: 'Threats' }

describe('the sources of a page', () => {
  let sources: SourceList
  beforeEach(() => {
    sources = new SourceList()
  })

  it('are numbered in the order in which claims first call for them', () => {
    expect(sources.numbersFor(threats, 'penalty', THREATS)).toEqual([1, 2, 3])
    expect(sources.list().map(({ number, key }) => [number, key])).toEqual([
      [1, 'law.example.org/case'],
      [2, 'law.example.org/guidance'],
      [3, 'law.example.org/act'],
    ])
  })

  it('keep their numbers, each once and ascending, whoever calls for them later', () => {
    expect(sources.numbersFor(stalking, 'penalty', STALKING)).toEqual([1])
    expect(sources.numbersFor(stalking, 'covers', STALKING)).toEqual([1, 2])
    expect(sources.numbersFor(threats, 'penalty', THREATS)).toEqual([1, 2, 3])
    expect(sources.numbersFor(stalking, 'section', STALKING)).toEqual([1])
    expect(sources.list()).toHaveLength(3)
  })

  it('are none for a claim that nothing supports, and none is listed for it', () => {
    expect(sources.numbersFor(stalking, 'elements', STALKING)).toEqual([])
    expect(sources.list()).toEqual([])
  })

  it('say which blocks rest on them, each once, and the latest day on which one was retrieved', () => {
    sources.numbersFor(stalking, 'covers', STALKING)
    sources.numbersFor(stalking, 'penalty', STALKING)
    sources.numbersFor(threats, 'penalty', THREATS)
    expect(sources.list()).toEqual([
      { ...source('act'), number: 1, retrievedOn: '2026-11-01', citedBy: [STALKING, THREATS] },
      { ...source('case'), number: 2, retrievedOn: '2026-11-02', citedBy: [STALKING, THREATS] },
      { ...source('guidance'), number: 3, retrievedOn: '2026-10-01', citedBy: [THREATS] },
    ])
  })

  it('are one where they are the same page: the place on it is dropped, the latest retrieval stays', () => {
    const act = citation('act', ['penalty'], { retrievedOn: legalDate('2026-08-01') })
    const at = (key: string, url: string, precision = act.source.precision) => ({
      ...act,
      source: { ...act.source, key, url, precision },
      retrievedOn: legalDate('2026-11-01'),
    })
    const both = {
      citations: [
        { ...act, source: { ...act.source, url: 'https://law.example.org/act#s1' } },
        at('again', 'https://law.example.org/act/#s2'),
        at('other', 'https://law.example.org/act?year=1998'),
      ],
    }
    expect(sources.numbersFor(both, 'penalty', STALKING)).toEqual([1, 2])
    expect(sources.list().map(({ url, retrievedOn }) => [url, retrievedOn])).toEqual([
      ['https://law.example.org/act', '2026-11-01'],
      ['https://law.example.org/act?year=1998', '2026-11-01'],
    ])
  })

  it('stay apart where a site has its addresses after the #: those are pages, not places on one', () => {
    const act = citation('act', ['penalty'])
    const routed = (route: string) => ({
      ...act,
      source: { ...act.source, key: route, url: `https://law.example.org/app#${route}` },
    })
    const both = { citations: [routed('/act/9'), routed('!/act/39')] }
    expect(sources.numbersFor(both, 'penalty', STALKING)).toEqual([1, 2])
    expect(sources.list().map(({ url }) => url)).toEqual([
      'https://law.example.org/app#/act/9',
      'https://law.example.org/app#!/act/39',
    ])
  })

  it('stay apart where only the site is known: they may be two pages of it', () => {
    const act = citation('act', ['penalty'])
    const site = (key: string) => ({
      ...act,
      source: { ...act.source, key, url: 'https://law.example.org/', precision: 'host' as const },
    })
    expect(sources.numbersFor({ citations: [site('one'), site('two')] }, 'penalty', STALKING)).toEqual([1, 2])
  })

  it('are numbered anew on each page', () => {
    sources.numbersFor(stalking, 'covers', STALKING)
    expect(new SourceList().numbersFor(threats, 'penalty', THREATS)).toEqual([1, 2, 3])
  })
})

import { describe, expect, it } from 'vitest'
import { canonical } from '#domain/canonical.ts'
import type { Entry } from '#domain/content/content.ts'
import { legalDate } from '#domain/dates.ts'
import { editionHash, freezeEdition, thaw, type Edition } from '#domain/content/editions.ts'
import { languageOf } from '#domain/content/language.ts'
import { sha256 } from '#domain/hash.ts'
import { KINDS } from '#domain/keys.ts'
import { citation, entry, instrumentUse, submission } from '../../fixtures/snapshot.ts'
import { standIn } from '../../support/stand-in.ts'

const offence = entry('offence') as Entry
const first = freezeEdition(offence, 1, 7, submission())

/** All values inside a value, itself included. */
function parts(value: unknown): unknown[] {
  return value !== null && typeof value === 'object' ? [value, ...Object.values(value).flatMap(parts)] : []
}

describe('an edition', () => {
  it('names its language under its hash; one that names none is in English', () => {
    const said = entry('offence')
    const translated = freezeEdition(
      { ...said, content: { ...said.content, language: 'cy' } },
      1,
      7,
      submission(),
    )
    expect(languageOf(thaw(translated).content).lang).toBe('cy')
    expect(translated.contentHash).not.toBe(first.contentHash)
    expect(languageOf(thaw(first).content).lang).toBe('en')
    expect(first.content).not.toContain('language')
  })

  it('is the entry, frozen as canonical JSON, with hashes over it', () => {
    const content = canonical(offence)
    expect(first).toEqual({
      entry: 'testland/offence/sample',
      kind: 'offence',
      n: 1,
      revision: 7,
      submission: submission(),
      content,
      contentHash: sha256(content),
      hash: sha256(
        canonical({
          entry: 'testland/offence/sample',
          kind: 'offence',
          n: 1,
          revision: 7,
          submission: submission(),
          content,
        }),
      ),
    })
    expect(editionHash(first)).toBe(first.hash)
  })

  it('cannot be changed', () => {
    expect(parts(first).every((part) => Object.isFrozen(part))).toBe(true)
    expect(() => {
      ;(first as { revision: number }).revision = 8
    }).toThrow(TypeError)
  })

  it.each(KINDS)('of a %s thaws to the entry that was frozen, frozen all the way down', (kind) => {
    const from = entry(kind) as Entry
    const thawed = thaw(freezeEdition(from, 1, 1, submission()))
    expect(thawed).toEqual(from)
    expect(parts(thawed).every((part) => Object.isFrozen(part))).toBe(true)
  })

  it('does not follow the entry when that is changed afterwards', () => {
    const from = entry('offence')
    const edition = freezeEdition(from, 1, 1, submission())
    from.content.penalty = 'Up to 7 years in prison.'
    expect(thaw(edition)).toMatchObject({ content: { penalty: 'Up to 5 years in prison.' } })
    expect(editionHash(edition)).toBe(edition.hash)
  })

  it('has the same content hash, whatever the order of the properties', () => {
    const shuffled = standIn<Entry>(Object.fromEntries(Object.entries(entry('offence')).reverse()))
    expect(freezeEdition(shuffled, 1, 7, submission())).toEqual(first)
  })

  it.each<[string, (from: Entry) => Entry]>([
    ['the key', (from) => ({ ...from, key: 'testland/offence/other' })],
    ['the jurisdiction', (from) => ({ ...from, jurisdiction: 'elsewhere' })],
    ['the order', (from) => ({ ...from, order: 11 })],
    ['the day it is in force as of', (from) => ({ ...from, inForceAsOf: legalDate('2026-09-02') })],
    ['the days to the next verification', (from) => ({ ...from, reverifyEvery: 181 })],
    ['the confidence', (from) => ({ ...from, confidence: { level: 'low', note: null } })],
    ['an instrument', (from) => ({ ...from, instruments: [instrumentUse({ provision: 's. 4' })] })],
    [
      'a title in an instrument',
      (from) => ({
        ...from,
        instruments: [instrumentUse({ instrument: { ...instrumentUse().instrument, title: 'Other Act' } })],
      }),
    ],
    ['a citation', (from) => ({ ...from, citations: [citation('other', ['penalty'])] })],
    ['a word', (from) => ({ ...from, content: { ...from.content, penalty: 'Up to 6 years.' } }) as Entry],
    ['a space', (from) => ({ ...from, content: { ...from.content, title: 'Stalking ' } }) as Entry],
    ['a field that was null', (from) => ({ ...from, content: { ...from.content, reportAs: null } }) as Entry],
  ])('has other hashes when %s changes', (_name, change) => {
    const changed = freezeEdition(change(entry('offence')), 1, 7, submission())
    expect(changed.contentHash).not.toBe(first.contentHash)
    expect(changed.hash).not.toBe(first.hash)
  })

  it.each<[string, Edition]>([
    ['number', freezeEdition(offence, 2, 7, submission())],
    ['revision', freezeEdition(offence, 1, 8, submission())],
    ['note', freezeEdition(offence, 1, 7, submission({ changeNote: 'The maximum rose.' }))],
    ['kind of change', freezeEdition(offence, 1, 7, submission({ changeKind: 'urgent' }))],
    ['day of effect', freezeEdition(offence, 1, 7, submission({ effectiveOn: legalDate('2026-12-01') }))],
    ['day of going live', freezeEdition(offence, 1, 7, submission({ goesLiveOn: legalDate('2026-12-01') }))],
    ['corrected change', freezeEdition(offence, 1, 7, submission({ corrects: 3 }))],
  ])('has another hash, and the same content hash, with another %s', (_name, changed) => {
    expect(changed.hash).not.toBe(first.hash)
    expect(changed.contentHash).toBe(first.contentHash)
  })

  it.each<[string, Partial<Edition>]>([
    ['entry', { entry: 'testland/offence/other' }],
    ['kind', { kind: 'route' }],
    ['number', { n: 2 }],
    ['revision', { revision: 6 }],
    ['submission', { submission: submission({ changeNote: 'x' }) }],
    ['content', { content: first.content.replace('5 years', '6 years') }],
  ])('does not match its hash any more when somebody alters its %s', (_name, altered) => {
    expect(editionHash({ ...first, ...altered })).not.toBe(first.hash)
  })

  it('freezes nothing that has no canonical form', () => {
    expect(() => freezeEdition({ ...offence, order: 1.5 }, 1, 1, submission())).toThrow(TypeError)
  })
})

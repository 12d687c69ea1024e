import { describe, expect, it } from 'vitest'
import { CLAIM_LISTS } from '#domain/content/fields.ts'
import type { Kind } from '#domain/keys.ts'
import { reportableClaims } from '#domain/publish/reportable.ts'
import { entry } from '../../fixtures/snapshot.ts'

const full = {
  profile: entry('profile', { content: { ownOffences: 3 } }),
  channel: entry('channel', { content: { instead: 'Call the other one' } }),
  offence: entry('offence'),
  ladder: entry('ladder'),
  route: entry('route'),
  essential: entry('essential'),
}

describe('what of an entry a reader can say is wrong', () => {
  it.each<[Kind, string[]]>([
    ['profile', ['emergency', 'doxxing', 'ownOffences', 'recording', 'budapest']],
    ['channel', ['role', 'instead', 'does', 'contacts']],
    [
      'offence',
      ['penalty', 'timeLimit', 'covers', 'situations', 'elements', 'standing', 'section', 'classification'],
    ],
    ['ladder', ['steps.ask-again', 'steps.abroad']],
    ['route', ['lever', 'mechanism', 'caveat']],
    ['essential', ['summary', 'sections.first', 'sections.second']],
  ])('%s: its claims, in the order of the page', (kind, ids) => {
    expect(reportableClaims(full[kind]).map(({ id }) => id)).toEqual(ids)
    expect(CLAIM_LISTS[kind].filter(({ id }) => !ids.includes(id))).toEqual([])
  })

  it('is nothing that it does not say', () => {
    const ids = reportableClaims(
      entry('offence', { content: { penalty: null, elements: [], elementsNote: null } }),
    ).map(({ id }) => id)
    expect(ids).toEqual(['timeLimit', 'covers', 'situations', 'standing', 'section', 'classification'])
  })

  it('is no part in the Budapest Convention that no page speaks of', () => {
    const { content } = full.profile
    const outside = entry('profile', { content: { ...content, budapest: 'not-party' } })
    expect(reportableClaims(outside).map(({ id }) => id)).not.toContain('budapest')
  })

  it('is called as its editors call it, a row by its title', () => {
    expect(reportableClaims(full.ladder)).toEqual([
      { id: 'steps.ask-again', label: 'Ask again' },
      { id: 'steps.abroad', label: 'Lead it abroad' },
    ])
  })
})

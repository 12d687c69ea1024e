import { describe, expect, it } from 'vitest'
import { claimName, claimNames } from '#domain/content/claim-names.ts'
import { entry } from '../../fixtures/snapshot.ts'

const names = claimNames(entry('ladder', { content: { steps: [] } }))
const before = claimNames(entry('ladder'))

describe('the name of a claim', () => {
  it('is what its entry calls it', () => {
    expect(claimName('steps.abroad', before)).toBe('Lead it abroad')
    expect(claimName('penalty', claimNames(entry('offence')))).toBe('Maximum penalty')
  })

  it.each([
    ['steps.abroad', 'A step that is no longer in this entry'],
    ['sections.first', 'A section that is no longer in this entry'],
    ['fine', 'A claim that is no longer in this entry'],
  ])('says of %s, which is gone, what it was', (claim, words) => {
    expect(claimName(claim, names)).toBe(words)
    expect(claimName(claim, names, [claimNames(null)])).toBe(words)
  })

  it('is the one that it had, if that is known', () => {
    expect(claimName('steps.abroad', names, [claimNames(null), before])).toBe(
      'Lead it abroad (no longer in this entry)',
    )
  })
})

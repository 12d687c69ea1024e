import { describe, expect, it } from 'vitest'
import { isStatedProvision } from '#domain/content/stated-provision.ts'

describe('a page whose address names a provision', () => {
  it.each([
    ['s. 39', 'Section 39', true],
    ['s. 39(7)', 'Section 39', true],
    ['s. 127', 'Section 127(1)', true],
    ['s. 1', 'Sections 1 to 3 of the Act', true],
    ['s. 40', 'Section 39', false],
    ['s. 38', 'Section 39', false],
    ['Sch. 2', 'Section 2', false],
    ['s. 39', 'None. It is a crime at common law.', false],
    ['s. 39', '', false],
    [null, 'Section 39', false],
  ])('%s of an entry that states “%s”: %s', (pinpoint, stated, expected) => {
    expect(isStatedProvision(pinpoint, stated)).toBe(expected)
  })
})

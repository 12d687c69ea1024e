import { describe, expect, it } from 'vitest'
import { claimAt, pathInId } from '#domain/content/claim-at.ts'

const keys = ['report', null]
const keyOfRow = (row: number): string | null => keys[row] ?? null

describe('the claim at a field of the form', () => {
  it.each([
    ['offence', 'penalty', 'penalty'],
    ['offence', 'nature', 'classification'],
    ['offence', 'classification', 'classification'],
    ['offence', 'elements.2.text', 'elements'],
    ['offence', 'elementsNote', 'elements'],
    ['offence', 'title', null],
    ['offence', 'citations.0.quote', null],
    ['offence', 'steps.0.title', null],
    ['profile', 'emergency.contacts.0.printed', 'emergency'],
    ['profile', 'budapest', 'budapest'],
    ['channel', 'bodyContacts.0.contact', 'contacts'],
    ['ladder', 'steps.0.title', 'steps.report'],
    ['ladder', 'steps.0', 'steps.report'],
    ['ladder', 'steps.1.title', null],
    ['ladder', 'steps', null],
    ['essential', 'summary', 'summary'],
    ['essential', 'steps.0.title', null],
  ] as const)('of %s at %s is %s', (kind, path, claim) => {
    expect(claimAt(kind, path, keyOfRow)).toBe(claim)
  })

  it.each([
    ['field-penalty', 'penalty'],
    ['field-steps__0__title', 'steps.0.title'],
    ['steps-row-2', 'steps.2'],
    ['cite-source', null],
    ['', null],
  ])('is found by the id of its element: %s', (id, path) => {
    expect(pathInId(id)).toBe(path)
  })
})

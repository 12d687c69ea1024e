import type { ClientField } from 'payload'
import { expect, it } from 'vitest'
import { fieldWords } from '#admin/desk/save/field-words.ts'

it('names the claims that a source supports, also a step that was taken out meanwhile', () => {
  const supports = { type: 'text', name: 'supports', label: 'Supports', hasMany: true } as ClientField
  const names = new Map([['steps.ask', 'Ask']])
  expect(fieldWords(supports, ['steps.ask', 'steps.insist'], names)).toBe(
    'Ask, A step that is no longer in this entry',
  )
})

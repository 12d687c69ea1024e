import { describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import type { Submission } from '#domain/content/editions.ts'
import { submissionSaid, type Said } from '#domain/content/said.ts'

const urgent: Submission = {
  changeNote: 'The number has changed.',
  changeKind: 'urgent',
  effectiveOn: legalDate('2026-11-20'),
  goesLiveOn: legalDate('2026-12-01'),
  corrects: null,
}
const correction: Submission = { ...urgent, changeKind: 'correction', corrects: 7 }
const said = (asked: Said, before: Submission | null, everLive = true) =>
  submissionSaid(asked, { before, everLive })

describe('what an edition says that takes the place of another', () => {
  it('is what that one said, where nothing else is said', () => {
    expect(said({}, urgent)).toEqual(urgent)
    expect(said({}, correction)).toEqual(correction)
  })

  it('is what is said, field by field; what is emptied stays empty', () => {
    expect(said({ changeNote: ' Other. ', goesLiveOn: null }, urgent)).toEqual({
      ...urgent,
      changeNote: 'Other.',
      goesLiveOn: null,
    })
    expect(said({ changeKind: 'change' }, urgent)).toEqual({ ...urgent, changeKind: 'change' })
    expect(said({ changeNote: null }, urgent).changeNote).toBeNull()
  })

  it('corrects nothing any more where it is no correction any more', () => {
    expect(said({ changeKind: 'change' }, correction).corrects).toBeNull()
    expect(said({ changeKind: 'change', corrects: 7 }, null).corrects).toBe(7)
  })

  it('has no kind by itself: “new” is none for what was live', () => {
    expect(said({}, null).changeKind).toBe('new')
    expect(said({}, { ...urgent, changeKind: 'new' }).changeKind).toBe('new')
  })

  it('is new where nothing was ever live, whatever is said', () => {
    expect(said({ changeKind: 'urgent', corrects: 3 }, correction, false)).toMatchObject({
      changeKind: 'new',
      corrects: null,
    })
  })
})

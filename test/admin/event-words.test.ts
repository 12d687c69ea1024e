import { describe, expect, it } from 'vitest'
import { eventWords, type HistoryEvent } from '#admin/desk/history/event-words.ts'
import { standIn } from '../support/stand-in.ts'

describe('a submission in the history', () => {
  const submitted = standIn<HistoryEvent>({
    action: 'submit',
    details: { n: 2, changeKind: 'change', changeNote: 'Shorter.', checkedOn: '2026-11-28' },
  })
  const labels = (structure: boolean): string[] =>
    eventWords(submitted, { structure }).said.map(({ label }) => label)

  it('tells of an entry when its sources were checked', () => {
    expect(labels(false)).toContain('Sources checked on')
  })

  it('tells nothing of sources where there are none', () => {
    expect(labels(true)).toEqual(['Change'])
  })
})

describe('notes of a reviewer in the history', () => {
  it('name what they are about, also a step that is gone', () => {
    const notes = [null, 'steps.ask', 'steps.insist'].map((claim, n) => ({ claim, text: `Note ${n}` }))
    const asked = standIn<HistoryEvent>({ action: 'request-changes', details: { notes } })
    expect(eventWords(asked, { labels: new Map([['steps.ask', 'Ask']]) }).said).toEqual([
      { label: 'The whole entry', words: 'Note 0' },
      { label: 'Ask', words: 'Note 1' },
      { label: 'A step that is no longer in this entry', words: 'Note 2' },
    ])
  })
})

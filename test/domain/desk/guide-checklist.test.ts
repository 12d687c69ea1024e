import { describe, expect, it } from 'vitest'
import { nextInGuide, readyEntries, type ChecklistEntry } from '#domain/desk/guide-checklist.ts'
import type { DeskState } from '#domain/desk/heads.ts'

const entry = (name: string, missing = 0, state: DeskState = 'never-live'): ChecklistEntry => ({
  entry: `wales/offence/${name}`,
  revision: 1,
  collection: 'offences',
  id: name,
  label: name,
  state,
  problems: Array.from({ length: missing }, () => ({ field: 'penalty', message: 'It is empty.' })),
})

const next = (entries: ChecklistEntry[], of: string): string => {
  const found = nextInGuide({ entries }, `wales/offence/${of}`)
  return found.what === 'entry' ? found.at.id : found.what
}

describe('where whoever finished an entry of a new guide goes on', () => {
  it.each<[string, ChecklistEntry[], string]>([
    ['at the next of which something is missing', [entry('a'), entry('b'), entry('c', 1)], 'c'],
    ['at the first again, after the last', [entry('b', 1), entry('a'), entry('c')], 'b'],
    ['where all are submitted together', [entry('b'), entry('a')], 'together'],
    ['here, while something of it is missing', [entry('a', 2), entry('b', 1)], 'here'],
    ['here, if it is the only one', [entry('a')], 'here'],
    ['here, if the others are under review', [entry('a'), entry('b', 0, 'in-review')], 'here'],
    ['not at one that was sent back', [entry('a'), entry('b', 1, 'changes-requested')], 'here'],
    ['here, if the guide does not have it', [entry('b', 1)], 'here'],
  ])('%s', (_, entries, expected) => {
    expect(next(entries, 'a')).toBe(expected)
  })

  it('those of which nothing is missing, and that were never submitted, are ready', () => {
    const entries = [entry('a'), entry('b', 1), entry('c', 0, 'in-review'), entry('d', 0, 'edited')]
    expect(readyEntries({ entries }).map(({ id }) => id)).toEqual(['a'])
  })
})

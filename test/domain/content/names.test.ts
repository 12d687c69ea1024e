import { describe, expect, it } from 'vitest'
import { labelWithPlace, nameOfKind, RECORD_NAMES, titleInLabel } from '#domain/content/names.ts'
import { WORKING_COPIES_OF } from '#domain/content/collections.ts'
import { REVIEWED_KINDS } from '#domain/keys.ts'

describe('the label of a record', () => {
  it.each<[string, string | null, string]>([
    ['Stalking', 'Scotland', 'Stalking · Scotland'],
    ['Evidence', null, 'Evidence'],
    ['', 'Scotland', 'Scotland'],
    ['Stalking · Scotland', 'Scotland', 'Stalking · Scotland · Scotland'],
  ])('of “%s” and %s is “%s”, and names the title again', (title, place, label) => {
    expect(labelWithPlace(title, place)).toBe(label)
    if (title) expect(titleInLabel(label, place)).toBe(title)
  })

  it('keeps what only looks like a place', () => {
    expect(titleInLabel('Stalking · Scotland', 'Wales')).toBe('Stalking · Scotland')
    expect(titleInLabel('Stalking in Scotland', 'Scotland')).toBe('Stalking in Scotland')
  })
})

describe('the name of a kind', () => {
  it('is that of its collection', () => {
    for (const kind of REVIEWED_KINDS)
      expect(nameOfKind(kind)).toBe(RECORD_NAMES[WORKING_COPIES_OF[kind]].singular)
    expect(nameOfKind('offence')).toBe('Offence')
  })
})

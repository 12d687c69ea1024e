import { describe, expect, it } from 'vitest'
import { mentionedIn, offeredFor, typedMention, withMention } from '#domain/desk/mentions.ts'

const PEOPLE = [
  { id: 'a', name: 'Ada' },
  { id: 'k', name: 'Ada King' },
  { id: 'z', name: 'Zoë O’Neill' },
  { id: 'z2', name: 'Zoë O’Neill' },
  { id: 'm', name: 'محمد' },
  { id: 'e', name: ' ' },
]

describe('whom a text mentions', () => {
  it.each<[string, string[]]>([
    ['@Ada, is it five years?', ['a']],
    ['Is it five years, @ada?', ['a']],
    ['@Ada King knows.', ['k']],
    ['@Ada King and @Ada know.', ['k', 'a']],
    ['(@Ada)', ['a']],
    ['@Adam knows.', []],
    ['write to help@Ada', []],
    ['Ada knows.', []],
    ['@ Ada', []],
    ['@ ', []],
    ['@Zoe\u0308 O’Neill', ['z', 'z2']],
    ['اسأل @محمد الآن', ['m']],
    ['@Ada @Ada', ['a']],
  ])('%s', (text, ids) => {
    expect(mentionedIn(text, PEOPLE)).toEqual(ids)
  })
})

describe('a mention that is being typed', () => {
  it.each<[string, { at: number; name: string } | null]>([
    ['@', { at: 0, name: '' }],
    ['Ask @ad', { at: 4, name: 'ad' }],
    ['Ask @Ada Ki', { at: 4, name: 'Ada Ki' }],
    ['me@example', null],
    ['@ada\nand', null],
    ['@ ada', null],
    ['no sign', null],
  ])('%j', (text, typed) => {
    expect(typedMention(text, text.length)).toEqual(typed)
  })

  it('is of the sign before the cursor', () => {
    expect(typedMention('@ad and @ki', 3)).toEqual({ at: 0, name: 'ad' })
  })

  it.each<[string, string[]]>([
    ['', ['a', 'k', 'z', 'z2', 'm', 'e']],
    ['ada', ['a', 'k']],
    ['ki', ['k']],
    ['ZOË', ['z', 'z2']],
    ['ada ', ['k']],
    ['nobody', []],
  ])('offers for %j those whose names begin so', (name, ids) => {
    expect(offeredFor({ at: 0, name }, PEOPLE).map(({ id }) => id)).toEqual(ids)
  })

  it('is completed where it stands, with one space after it', () => {
    const person = { id: 'k', name: 'Ada King' }
    expect(withMention('Ask @ki now', { at: 4, name: 'ki' }, person)).toEqual({
      text: 'Ask @Ada King now',
      cursor: 14,
    })
    expect(withMention('@', { at: 0, name: '' }, person)).toEqual({ text: '@Ada King ', cursor: 10 })
  })
})

import { expect, it } from 'vitest'
import { idOf, textOf, withoutEmpty } from '#domain/values.ts'

it.each([
  ['words', 'words', 'words'],
  ['nothing', undefined, ''],
  ['null', null, ''],
  ['a number', 7, ''],
  ['a list', ['a'], ''],
])('takes text where %s is text', (_name, value, text) => {
  expect(textOf(value)).toBe(text)
})

it.each([
  ['an id', 'a1', 'a1'],
  ['a number', 7, '7'],
  ['a document', { id: 'a1', title: 'x' }, 'a1'],
  ['a document with a number', { id: 7 }, '7'],
  ['a document without an id', { title: 'x' }, null],
  ['null', null, null],
  ['nothing', undefined, null],
  ['true', true, null],
])('finds the id in %s', (_name, relation, id) => {
  expect(idOf(relation)).toBe(id)
})

it('leaves out what is empty, and nothing else', () => {
  expect(withoutEmpty({ none: null, absent: undefined, text: '', no: false, list: [] })).toEqual({
    text: '',
    no: false,
    list: [],
  })
  expect(Object.keys(withoutEmpty({ none: null, absent: undefined }))).toEqual([])
})

import { describe, expect, it } from 'vitest'
import { askedTasks, peopleNamed } from '#domain/desk/find/people.ts'

const PEOPLE = [
  { id: '1', name: 'Edith Brown' },
  { id: '2', name: 'Renée O’Neill' },
  { id: '3', name: 'Ben Brown' },
]
const named = (name: string): string[] => peopleNamed(name, PEOPLE).map((each) => each.name)

describe('the tasks that a text asks for', () => {
  it.each([
    ['mine', 'own'],
    ['my tasks', 'own'],
    ['Tasks for me', 'own'],
    ['todo', 'own'],
    ['Ben', { name: 'ben' }],
    ['ben’s tasks', { name: 'ben' }],
    ["tasks of Ben's", { name: 'ben' }],
    ['tasks of edith brown', { name: 'edith brown' }],
    ['of', null],
    ['be', null],
    ['', null],
  ])('%j: %j', (text, expected) => {
    expect(askedTasks(text)).toEqual(expected)
  })
})

describe('people by their names', () => {
  it.each([
    ['edith', ['Edith Brown']],
    ['edi', ['Edith Brown']],
    ['brown', ['Ben Brown', 'Edith Brown']],
    ['brwon ben', ['Ben Brown']],
    ['renee', ['Renée O’Neill']],
    ['oneill', ['Renée O’Neill']],
    ['stalking brown', []],
    ['scotland', []],
  ])('%s: %j', (text, expected) => {
    expect(named(text).sort()).toEqual(expected)
  })
})

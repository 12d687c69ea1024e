import { describe, expect, it } from 'vitest'
import type { Role } from '#domain/desk/actors.ts'
import { concerning, keepersAmong, type Kept } from '#domain/desk/keepers.ts'
import { responsibleFor, type Post } from '#domain/desk/responsible.ts'

const colleague = (id: string, roles: Role[], away: { deputy: string | null } | null = null) => ({
  id,
  roles,
  away: away !== null,
  deputy: away?.deputy ?? null,
})
const edith = colleague('edith', ['editor'])
const rhea = colleague('rhea', ['reviewer'])
const ruben = colleague('ruben', ['reviewer'])
const ada = colleague('ada', ['administrator'])
const gone = colleague('gone', [])
const STAFF = [edith, rhea, ruben, ada, gone]
const away = (deputy: string | null) => colleague('edith', ['editor'], { deputy })

const kept = (responsible: string[][], submitters: string[] = []): Kept => ({ responsible, submitters })

describe('who is told of what needs a person', () => {
  it.each([
    ['the first who is responsible', kept([['edith', 'rhea']]), STAFF, ['edith']],
    ['the first of each place', kept([['edith'], ['rhea', 'ruben']]), STAFF, ['edith', 'rhea']],
    ['whoever submitted it, too', kept([['edith']], ['rhea']), STAFF, ['edith', 'rhea']],
    ['the next, where the first has no role any more', kept([['gone', 'rhea']]), STAFF, ['rhea']],
    ['the next, where the first may not edit', kept([['ada', 'rhea']]), STAFF, ['rhea']],
    ['the next, where the account of the first is gone', kept([['nobody', 'rhea']]), STAFF, ['rhea']],
    ['everybody who could act, where nobody is', kept([[]]), STAFF, ['edith', 'rhea', 'ruben']],
    [
      'everybody who could act, where only an administrator is',
      kept([['ada']]),
      STAFF,
      ['edith', 'rhea', 'ruben'],
    ],
    [
      'everybody who could act, where a machine submitted it',
      kept([[]], ['system:x']),
      STAFF,
      ['edith', 'rhea', 'ruben'],
    ],
    [
      'whoever stands in for the first, too',
      kept([['edith', 'rhea']]),
      [away('ruben'), rhea, ruben, ada],
      ['edith', 'ruben'],
    ],
    [
      'the next, where nobody stands in for the first',
      kept([['edith', 'rhea']]),
      [away(null), rhea, ruben, ada],
      ['edith', 'rhea'],
    ],
    [
      'the next, where whoever stands in could not act',
      kept([['edith', 'rhea']]),
      [away('ada'), rhea, ruben, ada],
      ['edith', 'rhea'],
    ],
    [
      'everybody here who could act, where nobody else is responsible',
      kept([['edith']]),
      [away(null), rhea, ruben, ada],
      ['edith', 'rhea', 'ruben'],
    ],
    [
      'whoever stands in for whoever submitted it',
      kept([[]], ['edith']),
      [away('ruben'), rhea, ruben, ada],
      ['edith', 'ruben'],
    ],
    ['everybody who could act, where all of them are away', kept([['edith']]), [away(null), ada], ['edith']],
    ['nobody, where nobody could act', kept([['ada']]), [ada, gone], []],
  ])('is %s', (_who, of, staff, told) => {
    expect(keepersAmong(of, staff)).toEqual(told)
  })

  it('is asked for the places of its entries, each once', () => {
    expect(concerning(['scotland/ladder', 'scotland/profile', 'global/essential/evidence'])).toEqual({
      entries: ['scotland/ladder', 'scotland/profile', 'global/essential/evidence'],
      places: ['scotland', 'global'],
    })
  })
})

describe('who is responsible for a place', () => {
  const post = (slug: string, parent: string | null, responsible: string[]): Post => ({
    key: `key-of-${slug}`,
    slug,
    parent: parent && `key-of-${parent}`,
    responsible,
  })
  const POSTS = [
    post('australia', null, ['edith', 'rhea']),
    post('victoria', 'australia', []),
    post('tasmania', 'australia', ['gone', 'ada']),
    post('queensland', 'australia', ['ruben']),
    post('round', 'about', []),
    post('about', 'round', []),
  ]
  it.each([
    ['australia', ['edith', 'rhea']],
    ['queensland', ['ruben']],
    ['victoria', ['edith', 'rhea']],
    ['tasmania', ['edith', 'rhea']],
    ['round', []],
    ['nowhere', []],
  ])('%s: %j', (place, people) => {
    expect(responsibleFor(place, POSTS, STAFF).map(({ id }) => id)).toEqual(people)
  })
})

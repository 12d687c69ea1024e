import { describe, expect, it } from 'vitest'
import { reportPage } from '#pipelines/report/pages.ts'
import { attribute, named, parsed, within } from '../../support/publish/parsed.ts'
import { site } from '../../fixtures/snapshot.ts'

const stalking = { key: 'testland/offence/stalking', kind: 'offence' as const, title: 'Stalking' }
const ladder = { key: 'testland/ladder', kind: 'ladder' as const, title: 'When nothing happens' }
const penalty = { id: 'penalty', label: 'Maximum penalty' }
const standing = { id: 'standing', label: 'Standing' }

const form = (over: Partial<Parameters<typeof reportPage>[1]> = {}) =>
  parsed(
    reportPage(site(), {
      page: '/guides/testland/',
      version: null,
      parts: [ladder, stalking],
      part: stalking,
      claims: [penalty, standing],
      claim: null,
      typed: { words: 'It is 10 years.', address: 'iris@mailbox.example' },
      problems: [],
      ...over,
    }),
  )
type Parsed = ReturnType<typeof form>

const optionsOf = (html: Parsed): string[] => {
  const select = named(html, 'select').find((each) => attribute(each, 'id') === 'claim')
  return select ? within(select, 'option').map((option) => attribute(option, 'value') ?? '') : []
}

describe('the form for errors', () => {
  it('lists the claims of the chosen part, by what its page calls them', () => {
    const html = reportPage(site(), {
      page: '/guides/testland/',
      version: null,
      parts: [stalking],
      part: stalking,
      claims: [penalty, standing],
      claim: standing,
      typed: { words: '', address: '' },
      problems: [],
    })
    expect(html).toContain('<label for="claim">Which point of “Stalking”?</label>')
    expect(html).toContain(
      '<option value="testland/offence/stalking#penalty">Maximum penalty</option>' +
        '<option value="testland/offence/stalking#standing" selected>Is it in force?</option>',
    )
  })

  it('calls a step by its title', () => {
    const html = form({ part: ladder, claims: [{ id: 'steps.abroad', label: 'Lead it abroad' }] })
    expect(optionsOf(html)).toEqual(['', 'testland/ladder#steps.abroad'])
  })

  it('lists none before a part is chosen, and none of a part without any', () => {
    expect(optionsOf(form({ part: null, claims: [] }))).toEqual([])
    expect(optionsOf(form({ claims: [] }))).toEqual([])
  })

  it('goes on where the reader was: at the claims, or at the parts if none was chosen', () => {
    const focused = (html: Parsed) =>
      named(html, 'select')
        .filter((select) => attribute(select, 'autofocus') !== null)
        .map((select) => attribute(select, 'id'))
    expect(focused(form())).toEqual([])
    expect(focused(form({ asked: true }))).toEqual(['claim'])
    expect(focused(form({ asked: true, part: null, claims: [] }))).toEqual(['part'])
  })

  it('is sent by Return in a field: the first of its buttons sends it, out of sight', () => {
    const [first, second, third] = named(form(), 'button')
    expect([first, second, third].map((button) => button && attribute(button, 'name'))).toEqual([
      null,
      'show',
      null,
    ])
    expect(first && attribute(first, 'tabindex')).toBe('-1')
    expect(first && attribute(first, 'aria-hidden')).toBe('true')
  })
})

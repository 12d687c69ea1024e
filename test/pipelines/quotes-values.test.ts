import { describe, expect, it } from 'vitest'
import type { TypedValue } from '#domain/quote-findings.ts'
import { assessQuotes } from '#pipelines/quotes/assess.ts'
import { htmlPage } from '#pipelines/quotes/html-page.ts'
import { pageWithout, type PageText } from '#pipelines/quotes/page.ts'

const stands = (kind: TypedValue['kind'], value: string, page: PageText): boolean | null | undefined =>
  assessQuotes(page, [], [{ kind, value, text: value, claim: 'claim' }]).values[0]?.stands

const web = (body: string): PageText =>
  htmlPage(`<html lang="en"><body>${body}<p>${'Words. '.repeat(80)}</p></body></html>`)

type Row = [value: string, body: string, stands: boolean | null]

describe('a phone number stands on a page', () => {
  const rows: Row[] = [
    ['+443001232040', 'Call 0300 123 2040 now', true],
    ['+443001232040', 'Call +44 300 123 2040 now', true],
    ['+443001232040', 'Call +44 (0)300 123-2040 now', true],
    ['+443001232040', 'Call 0300&nbsp;123&nbsp;2040 24 hours a day', true],
    ['+443001232040', 'Call 0300 1232040', true],
    ['+443001232040', '<a href="tel:+44%20300%20123%202040">Call us</a>', true],
    ['+443001232040', 'Call 0300 123 2050 now', false],
    ['+443001232040', 'Call 0300 123 20401 now', false],
    ['+443001232040', 'Call 0300 123<br>2040 cases', false],
    ['+18888654749', 'Dial 1-888-865-4749', true],
    ['+18888654749', 'Dial (888) 865.4749', true],
    ['101', 'In other cases call 101.', true],
    ['101', 'Phone <b>101</b> (non-emergency)', true],
    ['101', 'Section 101 of the Act', null],
    ['101', 'Call 0800 101 999', false],
    ['101', 'Call 1010', false],
    ['911', 'For emergencies call 9-1-1', true],
    ['131444', 'Ring 131 444', true],
  ]
  it.each(rows)('%s in “%s”: %s', (value, body, expected) => {
    expect(stands('phone', value, web(`<p>${body}</p>`))).toBe(expected)
  })
})

describe('a maximum stands on a page', () => {
  const rows: Row[] = [
    ['5 year', 'liable to imprisonment for a term not exceeding 5 years', true],
    ['5 year', 'liable to imprisonment for a term not exceeding five years', true],
    ['5 year', 'liable to imprisonment for five (5) years', true],
    ['5 year', 'a maximum of 5 years’ imprisonment', true],
    ['5 year', 'a five-year prison term', true],
    ['5 year', 'liable to imprisonment for a term not exceeding 7 years', false],
    ['5 year', 'liable to imprisonment for a term not exceeding fifteen years', false],
    ['5 year', 'liable to imprisonment for twenty-five years', false],
    ['2 year', 'imprisonment for two years less a day', false],
    ['5 year', 'The plan is reviewed after 5 years', null],
    ['12 month', 'imprisonment for a term not exceeding one year', true],
    ['1 year', 'imprisonment for a term not exceeding 12 months', true],
    ['14 year', 'imprisonment for fourteen years', true],
    ['life', 'guilty of an offence and liable to imprisonment for life', true],
    ['life', 'changed her life after imprisonment', false],
    ['level 5', 'a fine not exceeding level 5 on the standard scale', true],
    ['level 5', 'a fine not exceeding level 4 on the standard scale', false],
    ['£ 5000', 'a fine of £5,000', true],
    ['£ 5000', 'a fine of 5000 pounds', true],
    ['£ 5000', 'a fine of £50,000', false],
    ['£ 5000', 'a fine of €5,000', false],
    ['R 10000', 'a fine of R10 000', true],
    ['R 10000000', 'a fine of R10 million', true],
    ['R 10000000', 'a fine of ten million rand', true],
    ['R 10000000', 'a fine of R10,000', false],
    ['£ 10', 'a fine of £10 million', false],
  ]
  it.each(rows)('%s in “%s”: %s', (value, body, expected) => {
    expect(stands('maximum', value, web(`<p>${body}</p>`))).toBe(expected)
  })
})

describe('a section number stands on a page', () => {
  const rows: Row[] = [
    ['38', 'an offence under section 38', true],
    ['38', '<h2>38 Threatening or abusive behaviour</h2>', true],
    ['38', 'a group of 38 people', null],
    ['38', 'an offence under section 138', false],
    ['3', 'under sections 1, 2 and 3 of the Act', true],
    ['38(2)', 'see s. 38(2)', true],
    ['38(2)', 'see section 38 (2)', true],
    ['38(2)', '38.—(2) It is a defence', true],
    ['38(2)', 'see section 38(3)', null],
    ['38(2)', '<h2>38 Threats</h2><p>(1) A person</p><p>(2) It is a defence</p>', true],
    ['18(1)(a)', 'contravenes section 18(1)(a)', true],
    ['474.17A', 'Section 474.17A Using a carriage service', true],
    ['474.17A', 'Section 474.17 Using a carriage service', false],
    ['17', 'liable under section 17A', false],
  ]
  it.each(rows)('%s in “%s”: %s', (value, body, expected) => {
    expect(stands('section', value, web(`<div>${body}</div>`))).toBe(expected)
  })
})

describe('a value', () => {
  it('is not said to be missing from a page that could not be read', () => {
    expect(stands('maximum', '5 year', pageWithout('wall'))).toBe(null)
    expect(stands('phone', '101', pageWithout('damaged'))).toBe(null)
  })
})

import { describe, expect, it } from 'vitest'
import type { TypedValue } from '#domain/quote-findings.ts'
import { assessQuotes } from '#pipelines/quotes/assess.ts'
import { htmlPage } from '#pipelines/quotes/html-page.ts'
import { pageWithout, plainPage, type PageText } from '#pipelines/quotes/page.ts'

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

  const long: Row[] = [
    ['+18007997233', 'Call 1-800-799-SAFE (7233).', true],
    ['+18007997233', '1-800-799-SAFE', true],
    ['+18007997233', '1 (800) 799-SAFE', true],
    ['+18007997233', '800.799.SAFE', true],
    ['+18007997233', '<a href="tel:1-800-799-SAFE">Call</a>', true],
    ['+18007997233', '1-800-799-SAGE', false],
    ['+18003569377', '1-800-FLOWERS', true],
    ['+18003569377', '1 800 Flowers', true],
    ['+18004633339', '1-800-GO-FEDEX', true],
    ['+611800737732', '1800 RESPECT', true],
    ['+443001232040', 'Call 0300\u200B 123\u200B 2040.', true],
    ['+443001232040', 'Call 0300&shy;123&shy;2040.', true],
    ['+443001232040', 'Call 0300 123\u22122040.', true],
    ['+443001232040', 'Call 0300\u2011123\u20122040.', true],
    ['+443001232040', 'Call 0300 \u2013 123 \u2013 2040.', true],
    ['+443001232040', 'Call 0300\u202F123\u20092040.', true],
    ['+443001232040', 'Call 0300.123.2040', true],
    ['+443001232040', 'Call 0300·123·2040', true],
    ['+443001232040', 'Call \u202A+44 300 123 2040\u202C', true],
    ['+443001232040', 'Call +44(0)300 123 2040', true],
    ['+443001232040', 'Call 0044 300 123 2040', true],
    ['+443001232040', 'Call ０３００ １２３ ２０４０', true],
    ['+443001232040', 'اتصل ٠٣٠٠ ١٢٣ ٢٠٤٠', true],
    ['+443001232040', 'Call 0300 123 2040 or 999', true],
    ['+443001232040', 'Call 0300 123 2040/999', true],
    ['+443001232040', 'Call 0300 123 2040 24 hours', true],
    ['+443001232040', '<table><tr><td>0300 123 2040</td><td>999</td></tr></table>', true],
    ['+443001232040', '<table><tr><td>999</td><td>0300 123 2040</td></tr></table>', true],
    ['+443001232040', '<table><tr><td>0300</td><td>123 2040</td></tr></table>', false],
    ['+443001232040', 'Call +49 300 123 2040', false],
    ['+443001232040', 'Call +1 (300) 123-2040', false],
    ['+443001232040', 'Call 1-300-123-2040', false],
    ['+443001232040', 'Call 0300 123 204', false],
    ['+443001232040', 'Call 0300 123\u200B 2050', false],
    ['18001101', 'Textphone: 18001 101', true],
    ['18001101', 'Textphone: 18001 + 101', true],
    ['18001101', 'dial 18001 then 101', true],
    ['18001101', 'on 1 800 1 101', true],
    ['18001101', '<a href="tel:18001101">Text relay</a>', true],
    ['18001101', 'Textphone 18001 or call 101', false],
    ['18001101', 'Textphone: 18000 101', false],
    ['#7233', 'Dial #7233 from your mobile', true],
    ['#7233', 'Call #SAFE', true],
    ['#7233', '<a href="tel:%237233">Call</a>', true],
    ['#7233', 'Call 7233', false],
    ['7233', 'Call #7233', false],
    ['*120*7867#', 'Dial *120*7867#', true],
    ['*120*7867#', 'Dial *120*7868#', false],
  ]
  it.each(long)('%s in “%s”: %s', (value, body, expected) => {
    expect(stands('phone', value, web(`<p>${body}</p>`))).toBe(expected)
  })

  const codes: Row[] = [
    ['999', 'call 999 (24 hours)', true],
    ['999', '999/112', true],
    ['112', '999/112', true],
    ['999', 'Call 999 / 112', true],
    ['988', '988 – 24 hours', true],
    ['988', '988 (24/7)', true],
    ['988', 'Call 988 24/7', true],
    ['988', 'Call or text 988, 24 hours a day, 7 days a week', true],
    ['101', 'Tel 101 or 999', true],
    ['999', 'Tel 101 or 999', true],
    ['101', 'Call 101. 24 hours', true],
    ['101', 'Call 101 9am–5pm', true],
    ['112', '<table><tr><td>Emergency</td><td>999</td><td>112</td></tr></table>', true],
    ['101', '<table><tr><td>Police</td><td>101</td><td>24 hours</td></tr></table>', true],
    ['116123', '<table><tr><td>Samaritans</td><td>116 123</td></tr></table>', true],
    ['999', 'In an emergency dial 999 (112 from a mobile)', true],
    ['112', 'In an emergency dial 999 (112 from a mobile)', true],
    ['999', 'Call 0300 123 2040 (or 999)', true],
    ['999', 'Call 9\uFE0F\u20E39\uFE0F\u20E39\uFE0F\u20E3', true],
    ['999', 'Call ９９９', true],
    ['999', 'Call 9\u200B9\u200B9', true],
    ['999', '999', true],
    ['106', 'TTY 106', true],
    ['10111', 'SAPS emergency: 10 111', true],
    ['131444', 'Call 131\u00A0444', true],
    ['999', 'Call 0800 999 123', false],
    ['999', 'Call 0800 999', false],
    ['999', 'Call 0800–999–123', false],
    ['999', 'Call (0800) 999 123', false],
    ['999', 'Call 0300 123 2040 999 now', false],
    ['999', 'Call (999) 123-4567', false],
    ['999', 'Call 999.50', false],
    ['999', 'Calls cost 9.99', false],
    ['999', 'Call 1,999', false],
    ['999', 'Call 1999', false],
    ['112', 'Call 11.2 times', false],
    ['112', 'call before 1/12/2020', false],
    ['101', 'Call for help: section 101', null],
    ['101', 'Call for help: sections 99, 100 and 101 of the Act', null],
    ['101', 'Call for help: s. 101(2)', null],
    ['101', 'The call centre answered 101 complaints', null],
    ['101', 'Call for a fine of £101', null],
    ['101', 'Call for a fine of R 101', null],
    ['112', 'Phone and Act 112 of 1998', null],
    ['101', 'Call at room 101', null],
    ['101', 'Telephone 101% of the time', null],
    ['101', 'the 101st call', null],
    ['101', 'https://example.org/101 call', null],
    ['1999', 'the emergency number since 1999', null],
    ['101', 'a group of 101', null],
    ['101', '<br>100<br>101<br>102<br>', null],
    ['999', 'Call 998', false],
  ]
  it.each(codes)('%s in “%s”: %s', (value, body, expected) => {
    expect(stands('phone', value, web(`<div>${body}</div>`))).toBe(expected)
  })

  it('however its groups are parted, and whatever stands beside it', () => {
    const seps = [
      ' ',
      '\u00A0',
      '\u202F',
      '\u2009',
      '\u2007',
      '-',
      '\u2010',
      '\u2011',
      '\u2012',
      '\u2013',
      '\u2014',
      '\u2212',
      '.',
      '\u00AD',
      '\u200B',
      ' \u200B',
      '\u2060',
      '·',
      ' – ',
    ]
    const numbers: [string, string[][]][] = [
      [
        '+443001232040',
        [
          ['0300', '123', '2040'],
          ['+44', '300', '123', '2040'],
          ['+44', '(0)300', '123', '2040'],
          ['03001232040'],
        ],
      ],
      [
        '+18007997233',
        [
          ['1', '800', '799', '7233'],
          ['(800)', '799', '7233'],
          ['800', '799', 'SAFE'],
        ],
      ],
      [
        '+27800428428',
        [
          ['0800', '428', '428'],
          ['+27', '800', '428', '428'],
        ],
      ],
      ['+61131444', [['131', '444'], ['13', '14', '44'], ['131444']]],
      ['999', [['999']]],
    ]
    const sides: [string, string][] = [
      ['Call ', ''],
      ['Call ', ' now'],
      ['Call ', ' (24 hours)'],
      ['Call ', ' – 24 hours'],
      ['Call ', ', 24/7'],
      ['Call ', '.'],
      ['Tel: 101 or ', ''],
      ['Call ', ' or 101'],
      ['Call 101, ', '; 112'],
      ['Emergency\t', '\t101'],
      ['Call “', '”'],
      ['Call (', ')'],
      ['Call\n', '\n24 hours'],
    ]
    const missed = numbers.flatMap(([value, shapes]) =>
      shapes.flatMap((groups) =>
        seps.flatMap((by) =>
          sides.flatMap(([before, after]) => {
            const text = `${before}${groups.join(by)}${after}`
            return stands('phone', value, plainPage(text)) === true
              ? []
              : [`${value}: ${JSON.stringify(text)}`]
          }),
        ),
      ),
    )
    expect(missed).toEqual([])
  })

  it('never for a number of which one digit is another', () => {
    for (const [value, shown] of [
      ['+443001232040', '0300 123 2040'],
      ['+18007997233', '1-800-799-7233'],
      ['18001101', '18001 101'],
      ['999', '999'],
      ['131444', '131 444'],
    ] as const)
      for (const [index, digit] of [...shown].entries())
        if (/\d/.test(digit)) {
          const changed = shown.slice(0, index) + String((Number(digit) + 1) % 10) + shown.slice(index + 1)
          for (const text of [`Call ${changed}`, `Call ${changed} (24 hours)`, `Tel ${changed} or 101`])
            expect(stands('phone', value, plainPage(text)), text).not.toBe(true)
        }
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

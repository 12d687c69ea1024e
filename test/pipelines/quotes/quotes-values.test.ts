import { describe, expect, it } from 'vitest'
import type { TypedValue } from '#domain/watch/quote-findings.ts'
import { assessQuotes } from '#pipelines/quotes/assess.ts'
import { entry } from '../../fixtures/snapshot.ts'
import { typedValues } from '#domain/watch/typed-values.ts'
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
    ['101', 'Call us at 101 High Street', null],
    ['7726', 'Forward it to 7726 (SPAM)', true],

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

/** Whether the values that a claim holds stand on a page, one after the other. */
const claimed = (penalty: string, page: string): (boolean | null)[] =>
  assessQuotes(
    web(page),
    [],
    typedValues(entry('offence', { key: 'scotland/offence/stalking', content: { penalty } }), {
      supports: ['penalty'],
      pinpoint: null,
    }),
  ).values.map(({ stands }) => stands)

describe('a maximum of a claim', () => {
  /** Ways to state one maximum; no maximum of one row is that of another. */
  const ways: string[][] = [
    [
      'a fine of £1.5 million',
      'a fine of £1.5m',
      'a fine of £1.5 m',
      'a fine of £1,500,000',
      'a fine of 1.5 million pounds',
      'a fine of £1 500 000',
      'a fine of GBP 1.5 million',
      'a fine of £1½ million',
      'a fine of one million five hundred thousand pounds',
      'a fine of £1,500,000.00',
    ],
    ['a fine of £1.6 million', 'a fine of £1.6m', 'a fine of £1\u202F600\u202F000'],
    ['a fine of £15 million', 'a fine of £15m', 'a fine of fifteen million pounds'],
    ['a fine of £1.5 billion', 'a fine of £1.5bn', 'a fine of £1.5 bn', 'a fine of £1,500 million'],
    [
      'a fine of £40k',
      'a fine of £40,000',
      'a fine of £40 thousand',
      'a fine of forty thousand pounds',
      'a fine of £40\u2019000',
    ],
    ['a fine of £4,000', 'a fine of £4000', 'a fine of £ 4 000', 'a fine of four thousand pounds (£4,000)'],
    ['a fine of £400', 'a fine of four hundred pounds', 'a fine of £400.00'],
    ['a fine of £250,000', 'a fine of two hundred and fifty thousand pounds'],
    [
      'a fine of R40 000',
      'a fine of R40,000',
      'a fine of R40\u00A0000',
      'a fine of R40\u202F000',
      'a fine of R40\u2009000',
      'a fine of R40\u2007000',
      'a fine of R 40 000',
      'a fine of R40 000,00',
      'a fine of R40 000.00',
      'a fine of ZAR 40 000',
      'a fine of 40 000 rand',
      'a fine of R40\u200B000',
      'a fine of R４０\u3000０００',
    ],
    ['a fine of R400 000', 'a fine of R400\u202F000', 'a fine of R0.4 million', 'a fine of R0,4 million'],
    ['a fine of R400', 'a fine of R 400,00'],
    ['a fine of R40 000.50', 'a fine of R40,000.50', 'a fine of R40 000,50'],
    [
      'a fine of A$1.5 million',
      'a fine of AUD 1.5 million',
      'a fine of AU$1,500,000',
      'a fine of 1.5 million Australian dollars',
      'a fine of A$1.5M',
    ],
    ['a fine of C$1.5 million', 'a fine of CAD$1.5 million', 'a fine of 1.5 million Canadian dollars'],
    ['a fine of C$5,000', 'a fine of CA$5 000', 'a fine of CAD 5,000'],
    ['a fine of C$5,500', 'a fine of CA$5 500'],
    ['a fine of US$1,110.50', 'a fine of USD 1110.50', 'a fine of US$1,110.5'],
    ['a fine of US$1,110', 'a fine of USD 1 110'],
    ['a fine of US$0.50', 'a fine of US$.50', 'a fine of US$ 0.5'],
    [
      'a fine of €5,000',
      'a fine of €5.000',
      'a fine of €5.000,00',
      'a fine of 5,000 euro',
      'a fine of EUR 5 000',
    ],
    ['a fine of €5', 'a fine of five euros'],
    [
      'a fine of between €500 and €1,000',
      'a fine of €500 to €1,000',
      'a fine of €500–€1,000',
      'a fine of €500\u20111,000',
      'a fine of 500 to 1,000 euros',
    ],
    ['a fine of between €500 and €1,100', 'a fine of €500–1,100'],
    ['a fine of 100 penalty units', 'a fine of one hundred penalty units'],
    ['a fine of 120 penalty units', 'a fine of 120\u00A0penalty units'],
    [
      'imprisonment for 2 years',
      'imprisonment for two years',
      'imprisonment for two (2) years',
      'a 2-year term of imprisonment',
      'imprisonment for 24 months',
      '2 years’ imprisonment',
      'imprisonment for 2\u202Fyears',
      'imprisonment for 2\u2011years',
      'imprisonment for 2\u00AD years',
      'imprisonment for ٢ years',
    ],
    [
      'imprisonment for 2 years less a day',
      'imprisonment for two years less a day',
      'imprisonment for two years less one day',
      'imprisonment for 24 months less a day',
    ],
    [
      'imprisonment for 3 to 5 years',
      'imprisonment for 3–5 years',
      'imprisonment for three to five years',
      'imprisonment for between 3 and 5 years',
      'imprisonment for 3 years to 5 years',
      'imprisonment for 3\u20115 years',
    ],
    ['imprisonment for 4 to 6 years', 'imprisonment for 4\u22126 years'],
    [
      'imprisonment for twelve months',
      'imprisonment for 12 months',
      'imprisonment for a year',
      'a year in prison',
      'imprisonment for 12 mths',
    ],
    [
      'imprisonment for 18 months',
      'imprisonment for one and a half years',
      'imprisonment for 1½ years',
      'imprisonment for 1 year and 6 months',
      'imprisonment for 1.5 years',
    ],
    ['imprisonment for twenty-five years', 'imprisonment for 25 years'],
    [
      'imprisonment for a fortnight',
      'imprisonment for 2 weeks',
      'imprisonment for 14 days',
      'imprisonment for fourteen days',
    ],
    ['imprisonment for 30 days', 'imprisonment for thirty (30) days'],
    ['300 hours of unpaid work as punishment', 'three hundred hours of unpaid work as punishment'],
    ['imprisonment for life', 'life imprisonment', 'a life sentence', 'life in prison', 'jailed for life'],
    ['a fine up to level 5 on the standard scale', 'a fine not exceeding level five on the standard scale'],
    ['a fine up to level 4 on the standard scale', 'a fine not exceeding level 4'],
  ]

  it.each(ways)('“%s” stands in every one of its wordings', (...same) => {
    const missed = same.flatMap((claim) =>
      same.flatMap((page) => {
        const found = claimed(claim, `<p>Liable to ${page}.</p>`)
        return found.length > 0 && found.every((each) => each === true)
          ? []
          : [`${claim} | ${page}: ${String(found)}`]
      }),
    )
    expect(missed).toEqual([])
  })

  it('never stands where another does', () => {
    const wrong = ways.flatMap((own, index) =>
      ways.flatMap((others, other) =>
        index === other
          ? []
          : own.flatMap((claim) =>
              others.flatMap((page) =>
                claimed(claim, `<p>Liable to ${page}.</p>`).every((each) => each === true)
                  ? [`${claim} | ${page}`]
                  : [],
              ),
            ),
      ),
    )
    expect(wrong).toEqual([])
  })

  it('stands wherever its very words do', () => {
    const missed = [
      ...ways.flat(),
      'Two years.',
      'R40 000',
      'Up to life in the High Court.',
      '5 years, 6 months',
      '£5, £50 or £500',
      '5 or 7 years',
      'from 6 months to 5 years',
      'level 5',
      '50 cents',
      '$0.50',
      'R400 00 or R500',
      '5 years less remission, or £10',
    ].filter((words) =>
      ['', ' liable for', ' 12:', ' page 3:'].some((before) =>
        ['', ' or more', '; s. 4', ' (2)', ' 2020'].some((after) =>
          claimed(words, `<p>${before} ${words}${after}</p>`).some((each) => each !== true),
        ),
      ),
    )
    expect(missed).toEqual([])
  })

  const changed: [claim: string, page: string, stands: (boolean | null)[]][] = [
    ['R40 000', 'R400 00', [false]],
    ['R400', 'R400 00', [false]],
    ['A fine of $5,000', 'a fine of A$5,000', [true]],
    ['A fine of A$5,000', 'a fine of $5,000', [true]],
    ['A fine of A$5,000', 'a fine of C$5,000', [false]],
    ['50 cents', 'a fine of $0.50', [true]],
    ['5 years in prison', 'imprisonment for 2 to 5 years', [true]],
    ['2 years in prison', 'imprisonment for 2 to 5 years', [false]],
    [
      '2 to 5 years in prison',
      'imprisonment for not less than 2 years and not more than 5 years',
      [true, true],
    ],
    ['2 to 5 years in prison', 'imprisonment for 1 to 5 years', [false, true]],
    ['5 years', 'The plan is reviewed after 5 years', [null]],
    ['5 years in prison', 'imprisonment for 5 years less a day', [false]],
    ['5 years in prison', 'imprisonment for 5 years and 6 months', [false]],
    ['5 years in prison', 'imprisonment for one hundred and five years', [false]],
    ['5 years in prison', 'imprisonment for 1.5 years', [false]],
    ['£500', 'a fine of £500 (b) imprisonment', [true]],
    ['£5', 'a fine of £5 million', [false]],
    ['£5', 'a fine of £5.50', [false]],
    ['£5', 'a fine of £5–10 million', [false]],
    ['for life', 'liable to be imprisoned for life', [true]],
    ['imprisonment for life', 'changed her life after imprisonment', [false]],
  ]
  it.each(changed)('“%s” on “%s”: %j', (claim, page, expected) => {
    expect(claimed(claim, `<p>${page}</p>`)).toEqual(expected)
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
    ['38(2)', 'as 38(2) has it', true],
    ['38(2)', 'as 38(3) has it', null],
    ['19', 'sections 1(1)(a), 2(1)(viii), 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 and 19', true],
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

describe('a section of a claim', () => {
  it.each([
    's. 1 (what it means); ss. 2–3; s. 18(1)(a) (breach). Sections 402.2 and 474.17A. Article 6',
    'ss. 2\u20113 and 5 to 7; sec. 264.1(2)',
    'Sections 1(1)(a), 2(1)(viii), 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 and 19',
    's.\u00A038\u202F(2)',
  ])('stands where its very words do: %s', (section) => {
    const values = typedValues(entry('offence', { key: 'scotland/offence/stalking', content: { section } }), {
      supports: ['section'],
      pinpoint: null,
    })
    const found = assessQuotes(web(`<p>It is ${section}, as enacted.</p>`), [], values).values
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter((each) => each.stands !== true)).toEqual([])
  })
})

describe('a value', () => {
  it('is not said to be missing from a page that could not be read', () => {
    expect(stands('maximum', '5 year', pageWithout('wall'))).toBe(null)
    expect(stands('phone', '101', pageWithout('damaged'))).toBe(null)
  })
})

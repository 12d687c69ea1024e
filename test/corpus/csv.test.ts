import { resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Corpus } from '#corpus/corpus.ts'
import { harmless, restored } from '#corpus/csv/cells.ts'
import { readCsvFile } from '#corpus/csv/read.ts'
import { SHEETS, type SheetName } from '#corpus/csv/sheets.ts'
import { toCsv } from '#corpus/csv/write.ts'
import { tidy } from '#corpus/tidy.ts'
import { readCorpus } from '#cli/corpus-files.ts'

const STALKING = 'scotland/offence/stalking'

let corpus: Corpus
beforeAll(async () => {
  corpus = await readCorpus(resolve('src/corpus/sample'), new Date('2026-11-21'))
})

const found = (text: string, beside: Corpus | null = corpus) => readCsvFile('sheet.csv', text, beside)
const records = (list: SheetName, text: string, beside: Corpus | null = corpus) =>
  Object.fromEntries(
    (found(text, beside).read?.content[list] ?? []).map((each) => [each.key, tidy(list, each)]),
  )
const expected = (list: SheetName, but: Record<string, object> = {}) =>
  Object.fromEntries(
    corpus[list].map((each) => {
      const { inForceAsOf: _day, ...rest } = tidy(list, each)
      return [each.key, { ...rest, ...but[each.key] }]
    }),
  )
const withoutDay = (list: SheetName, text: string) =>
  Object.fromEntries(
    Object.entries(records(list, text, null)).map(([key, { inForceAsOf: _day, ...rest }]) => [key, rest]),
  )

describe('a sheet', () => {
  it.each(SHEETS)('of %s holds all of each entry but the day, which no import moves', (list) => {
    const text = toCsv(list, corpus)
    expect(text.startsWith('\ufeffkey,title,')).toBe(true)
    expect(found(text, null).problems).toEqual([])
    expect(withoutDay(list, text)).toEqual(expected(list))
    expect(Object.keys(expected(list)).length).toBeGreaterThan(10)
  })

  it('of what readers see leaves the notes that editors keep beside it', () => {
    const noted = {
      ...corpus,
      channels: corpus.channels.map((each) => ({ ...each, editorNote: 'Ring first.' })),
    }
    const text = toCsv('channels', corpus, ['editorNote'])
    expect(text.split('\r\n')[0]).not.toContain('editorNote')
    const read = Object.values(records('channels', text, noted))
    expect(read.length).toBeGreaterThan(10)
    expect(read.filter(({ editorNote }) => editorNote !== 'Ring first.')).toEqual([])
  })

  it('changes one cell, and keeps everything else of its entry and of the others', () => {
    const text = toCsv('offences', corpus)
    const title = corpus.offences.find(({ key }) => key === STALKING)?.title ?? ''
    const edited = text.replace(`${STALKING},${title},`, `${STALKING},"Stalking, and more",`)
    expect(withoutDay('offences', edited)).toEqual(
      expected('offences', { [STALKING]: { title: 'Stalking, and more' } }),
    )
  })

  it('leaves what a removed column held, and empties the field of an empty cell', () => {
    const text = `key,penalty,reportAs\r\n${STALKING},,Stalking\r\n`
    const before = tidy('offences', corpus.offences.find(({ key }) => key === STALKING) ?? {})
    const { penalty, ...rest } = before
    expect(penalty).toBeDefined()
    expect(records('offences', text)).toEqual({ [STALKING]: { ...rest, reportAs: 'Stalking' } })
  })

  it('makes an entry of a key that is not there yet', () => {
    const text = 'key,title,standing\nscotland/offence/new,New,in-force\n'
    expect(records('offences', text)).toEqual({
      'scotland/offence/new': { key: 'scotland/offence/new', title: 'New', standing: 'in-force' },
    })
  })

  it('is read as a spreadsheet of another country writes it: semicolons, tabs, any order, empty rows', () => {
    for (const by of [';', '\t']) {
      const text = [
        ['title', 'penalty', 'key', 'standing', ''],
        ['"Not ""one"""', '"A fine;\r\nor more."', STALKING, 'in-force', ''],
        ['', '', '', '', ''],
        ['Hacking', 'A fine, or more.', 'scotland/offence/hacking', 'in force', ''],
      ]
        .map((row) => row.join(by))
        .join('\r\n')
      expect(found(text).problems).toMatchObject([
        { line: 5, message: expect.stringMatching(/^standing: /) as string },
      ])
      expect(records('offences', text.replace('in force', 'in-force'), null)).toMatchObject({
        [STALKING]: { title: 'Not "one"', penalty: 'A fine;\nor more.' },
        'scotland/offence/hacking': { penalty: 'A fine, or more.' },
      })
    }
  })

  it('names the line on which each row begins', () => {
    const text = toCsv('offences', corpus)
    const { read } = found(text)
    const lines = text.split(/\r?\n/)
    const keys = read?.content.offences.map(({ key }) => key) ?? []
    const at = keys.indexOf(STALKING)
    expect(at).toBeGreaterThan(0)
    expect(lines[(read?.lineOf(['offences', at, 'title']) ?? 0) - 1]).toMatch(new RegExp(`^${STALKING},`))
  })

  it.each([
    [
      'a column of data that was cut off',
      'key,elements (data: leave as it is)\nscotland/offence/stalking,"[{""key"":"',
      2,
      /^elements: This column holds data/,
    ],
    [
      'a column that no entry has',
      'key,penalti\nscotland/offence/stalking,x\n',
      1,
      /^There is no column “penalti”. There are: key, title, /,
    ],
    ['a column twice', 'key,say,say\nscotland/offence/stalking,x,y\n', 1, /^The column “say” is there twice/],
    [
      'a cell too many',
      'key,say\nscotland/offence/stalking,x\n\nscotland/offence/extortion,x, y\n',
      4,
      /^This row has 3 cells, and the first 2/,
    ],
    [
      'a cell under no head',
      'key,\nscotland/offence/stalking,x\n',
      2,
      /^“x” stands in a column without a head/,
    ],
    [
      'a number in words',
      'key,order\nscotland/offence/stalking,ten\n',
      2,
      /^order: “ten” is not a whole number/,
    ],
    ['a word that is none', 'key,standing\nscotland/offence/stalking,maybe\n', 2, /^standing: /],
    [
      'another kind of entry',
      'key,title\nscotland/offence/stalking,x\nscotland/channel/police,y\n',
      3,
      /^key: is not a key of this kind/,
    ],
    ['no key', 'a,b\n1,2\n', 1, /^This is no sheet of offences or channels/],
    ['no row', 'key,title\n', 1, /^This is no sheet of offences or channels/],
    ['an open quote', 'key,title\nscotland/offence/stalking,"x\n', 2, /^This is no CSV that can be read/],
    [
      'an old code page',
      `key,title\n${STALKING},caf\ufffd\n`,
      2,
      /^Letters were lost here: this file is not UTF-8/,
    ],
  ])('refuses %s, with its line', (_what, text, line, message) => {
    const { read, problems } = found(text)
    expect(read).toBeNull()
    expect(problems[0]).toMatchObject({
      file: 'sheet.csv',
      message: expect.stringMatching(message) as string,
    })
    expect(problems[0]?.line).toBe(line)
  })
})

describe('a cell', () => {
  it.each(['=1+1', '+44 20', '-2', '@SUM(A1)', '\tx', '\rx', '＝1', "'quoted", "''", '- one\n- two'])(
    'is no formula for %j, which comes back as it was',
    (cell) => {
      expect(harmless(cell)).not.toMatch(/^[=+\-@\t\r＝]/)
      expect(restored(harmless(cell))).toBe(cell)
    },
  )
  it.each(['039', '1/2', '3-4', '1e5', '5 May 2020', 'Mar-20', '20,5', '10:30', '9 a', 'true'])(
    'is not read as a number or a day for %j',
    (cell) => {
      expect(harmless(cell)).toBe(`'${cell}`)
      expect(restored(harmless(cell))).toBe(cell)
    },
  )
  it.each(['plain', "it's", '', 'Section 39', '5 years', 'May', 'up to 2 years – or a fine'])(
    'stays as it is for %j',
    (cell) => {
      expect(harmless(cell)).toBe(cell)
      expect(restored(cell)).toBe(cell)
    },
  )
})

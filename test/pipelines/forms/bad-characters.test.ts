import { describe, expect, it } from 'vitest'
import { textProblem } from '#domain/text-rules.ts'
import { feedFiles } from '#pipelines/feeds/output.ts'
import { formFiles } from '#pipelines/forms/output.ts'
import { snapshotOf, type World } from '../../fixtures/snapshot.ts'
import { checkXml, readEpub } from '../../support/publish/epub.ts'
import { worldWith } from '../../support/publish/every-page.ts'
import { oneOf, seeded } from '../../support/random.ts'

/** What XML cannot hold, even escaped (XML 1.0, § 2.2). */
const FORBIDDEN = [
  ...['\u0000', '\u0001', '\u0008', '\u000b', '\u000c', '\u001f', '\ufffe', '\uffff', '\ud800', '\udfff'],
] as const

const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

/** What means something in markup. */
const MARKUP = [
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '<?xml ?>',
  '&',
  '&amp;',
  '&#0;',
  '<',
  '>',
  '"',
  "'",
  '</p>',
] as const

/** Half a character stops before: an edition with one is not frozen. */
const PIECES: [string, ...string[]] = ['word', ...FORBIDDEN.filter((each) => each.isWellFormed()), ...MARKUP]

/** Three such pieces in every field, others in each. */
const hostile = (seed: number): World => {
  const random = seeded(seed)
  return worldWith(
    (words) => `${oneOf(random, PIECES)}${words} ${oneOf(random, PIECES)}${oneOf(random, PIECES)} end`,
  )
}

const OPTIONS = { publicUrl: 'https://guides.example.org', code: 'code' }

describe('characters that a form cannot hold', () => {
  it.each([1, 2, 3, 4, 5])(
    'leave books and feeds well-formed, in whichever field they stand: %i',
    async (seed) => {
      const snapshot = snapshotOf(hostile(seed))
      for (const file of formFiles(snapshot, OPTIONS)) {
        if (!file.path.endsWith('.epub')) continue
        const book = [...readEpub(await file.make())]
        for (const [name, page] of book)
          if (/\.(xhtml|opf|xml)$/.test(name))
            expect(() => checkXml(page), `${file.path} ${name}`).not.toThrow()
        expect(book.map(([, page]) => page).join('')).toContain(']]&gt;')
      }
      for (const file of feedFiles(snapshot, { ...OPTIONS, timeZone: 'UTC' })) {
        const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.make())
        if (file.path.endsWith('.atom'))
          expect(() => checkXml(text.replace(/&#39;/g, '&apos;')), file.path).not.toThrow()
        else expect(() => JSON.parse(text) as unknown, file.path).not.toThrow()
      }
    },
  )

  it.each(['\ud800', '\udfff'])('are in no edition, where they are half of a character', (half) => {
    expect(() => snapshotOf(worldWith((words) => words + half))).toThrow('half of a character')
  })

  it('reach no plain text, no page to keep, and stop no reader of data', async () => {
    for (const file of formFiles(snapshotOf(hostile(9)), OPTIONS)) {
      const text = new TextDecoder().decode(await file.make())
      if (file.path.endsWith('.json')) expect(() => JSON.parse(text) as unknown, file.path).not.toThrow()
      if (/\.(txt|html)$/.test(file.path)) expect(text, file.path).not.toMatch(UNFIT)
    }
  })

  it.each(FORBIDDEN.map((each) => [(each.codePointAt(0) ?? 0).toString(16), each]))(
    'are refused when they are typed: U+%s',
    (_point, character) => {
      expect(textProblem(`Fine ${character} words`, 300)).toMatch(/contains U\+/)
    },
  )
})

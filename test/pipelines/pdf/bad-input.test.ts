import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasFromRight } from '#domain/content/direction.ts'
import { unprintableIn } from '#domain/content/printable.ts'
import type { Print } from '#domain/publish/paths.ts'
import { documentsOf } from '#pipelines/pdf/documents.ts'
import { Printer } from '#pipelines/pdf/printer.ts'
import { snapshotOf, world, type World } from '../../fixtures/snapshot.ts'
import { browserPath } from '../../support/browsers.ts'
import { crowdedGuide, MARKS, RIGHT_TO_LEFT, sparseGuide } from '../../support/publish/hard-guides.ts'
import { readPdf, type PdfText } from '../../support/publish/pdf.ts'
import { PUBLIC_URL } from '../../support/mail/digest.ts'
import { uaProblems } from '../../support/publish/pdf-ua.ts'
import { scaled } from '../../support/scale.ts'

/** Letters that may be lost from a print: marks, and other directions, are copied in an order of their own. */
const PLAIN = /^[\n -~]+$/

describe('a print', () => {
  let printer: Printer
  beforeAll(async () => {
    printer = await Printer.start(await browserPath(), { presses: 2 })
  })
  afterAll(() => printer.close())

  const printed = (from: World, paper: string, print: Print = 'guide'): Promise<Uint8Array> => {
    const document = documentsOf(snapshotOf(from), { publicUrl: PUBLIC_URL, prints: [print] }).find(
      (each) => each.path.startsWith('/guides/testland/') && each.paper === paper,
    )
    if (!document) throw new Error('There is no document.')
    return printer.print(document)
  }

  it.each([
    ['a4', 'sheet', 2],
    ['letter', 'sheet', 2],
    ['a4', 'card', 1],
    ['letter', 'card', 1],
  ] as const)(
    'of a crowded guide fits, says what has no room, and conforms: %s, %s',
    async (paper, print, pages) => {
      const pdf = await printed(crowdedGuide().from, paper, print)
      expect(await uaProblems(pdf)).toEqual([])
      const read = await readPdf(pdf)
      expect(read.pages).toHaveLength(pages)
      expect(read.outside).toEqual([])
      expect(read.heights[0]).toBeGreaterThanOrEqual(8)
      expect(read.body).toMatch(
        print === 'sheet' ? /\d+more:seethewholeguide/ : /thanfitshere:seethewholeguide/,
      )
      expect(read.body).toContain('Call999')
    },
  )

  it('in large print has no letter below 18 points, whatever it is', async () => {
    const pdf = await printed(crowdedGuide(2).from, 'letter', 'large')
    expect(await uaProblems(pdf)).toEqual([])
    const read = await readPdf(pdf)
    expect(read.outside).toEqual([])
    expect(read.heights[0]).toBeGreaterThanOrEqual(18)
  })

  const smallestOf = ({ heights }: PdfText): number | undefined => heights[0]

  it.each([
    ['a4', scaled(80, 24)],
    ['letter', 8],
  ])('of a crowded guide is whole, within its pages, and conforms: %s, %i offences', async (paper, count) => {
    expect(unprintableIn(MARKS + RIGHT_TO_LEFT)).toEqual([])
    const { from, texts } = crowdedGuide(count)
    const [hard, plain] = await Promise.all([printed(from, paper), printed(world(), paper)])
    expect(await uaProblems(hard)).toEqual([])
    const read = await readPdf(hard)
    expect(read.outside).toEqual([])
    expect(smallestOf(read)).toBe(smallestOf(await readPdf(plain)))
    expect(hasFromRight(read.pages.join(''))).toBe(true)
    const said = texts.filter(
      (text) =>
        PLAIN.test(text) && /^(Offence|Element|Words and|Up to 5 years in prison\.|Following)/.test(text),
    )
    const has = (line: string): boolean => read.body.includes(line.replace(/^- /, '').replace(/\s+/g, ''))
    expect(said.length).toBeGreaterThan(count)
    expect(said.filter((text) => !text.split('\n').every(has))).toEqual([])
  })

  it('of a guide of one offence, with nothing else filled, has two pages, and conforms', async () => {
    const pdf = await printed(sparseGuide(), 'a4')
    expect(await uaProblems(pdf)).toEqual([])
    const { pages, body, outside } = await readPdf(pdf)
    expect(pages).toHaveLength(2)
    expect(outside).toEqual([])
    expect(body).toContain('Bare')
    expect(body).not.toMatch(/null|undefined|NaN|\[object/)
  })
})

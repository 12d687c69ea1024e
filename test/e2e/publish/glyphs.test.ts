import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import { unprintableIn } from '#domain/content/printable.ts'
import { storedForm } from '#domain/text-rules.ts'
import { fontStyle } from '#pipelines/pdf/fonts.ts'
import { Printer } from '#pipelines/pdf/printer.ts'
import { browserPath, borrowBrowser, type Borrowed } from '../../support/browsers.ts'
import { readPdf } from '../../support/publish/pdf.ts'

/** What names and laws of the places that a guide may be about are written with. */
const WORDS = [
  'Māori, Ngāi Tahu, Ŵ ŷ, Việt, Łódź, Ελληνικά, Київ',
  '中文 日本語 한국어',
  'বাংলা עברית',
  'देवनागरी العربية ไทย',
  '📞 ☎️ 👩‍⚖️ ❤️ 🏴󠁧󠁢󠁳󠁣󠁴󠁿',
  '₿ ₹ ₦ ₪ → ½ ©',
]

const page = (words: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><style>body{font:12pt 'Source Serif 4','Other Letters'}b,h1{font-family:'Source Sans 3','Other Letters'}</style></head><body><h1>${words}</h1><p>${words} <b>${words}</b> <i>${words}</i></p></body></html>`

describe('letters of every script in print', () => {
  let browser: Borrowed
  let printer: Printer
  beforeAll(async () => {
    browser = await borrowBrowser()
    printer = await Printer.start(await browserPath())
  })
  afterAll(async () => {
    await browser.close()
    await printer.close()
  })

  /** The text of a print, as it can be copied. */
  const printed = async (words: string): Promise<string> => {
    const pdf = await printer.print({ path: '/x.pdf', html: page(words), date: legalDate('2026-01-31') })
    // Fonts put letters together of their parts.
    return storedForm((await readPdf(pdf)).pages.join(' ')).replace(/\s/g, '')
  }

  /** Fonts of the machine that a document is set in. */
  async function foreignFonts(html: string): Promise<string[]> {
    const tab = await browser.browser.newPage()
    await tab.setContent(html.replace('</head>', `${await fontStyle(html)}</head>`))
    await tab.evaluate(() => document.fonts.ready.then(() => null))
    const session = await tab.createCDPSession()
    await session.send('DOM.enable')
    await session.send('CSS.enable')
    const { root } = await session.send('DOM.getDocument', { depth: -1 })
    const used: string[] = []
    for (const selector of ['h1', 'p', 'b', 'i']) {
      const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector })
      const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId })
      for (const { familyName, isCustomFont } of fonts) if (!isCustomFont) used.push(familyName)
    }
    await tab.close()
    return used
  }

  it.each(WORDS)('are not named as missing: %s', (words) => {
    expect(unprintableIn(words)).toEqual([])
  })

  it('are an empty box, or come from the machine, where they are named as missing', async () => {
    for (const letter of ['\u0b85', '\u{13000}', '\ua000', '\u16a0']) {
      expect(unprintableIn(`Police ${letter}`)).toEqual([letter])
      const boxed = !(await printed(letter)).includes(letter)
      expect(boxed || (await foreignFonts(page(letter))).length > 0, letter).toBe(true)
    }
  })

  it.each(WORDS)('come from the bundled fonts, never from those of a machine: %s', async (words) => {
    expect(await foreignFonts(page(words))).toEqual([])
  })

  it('are text that can be copied, and no boxes', async () => {
    // Letters that stand for several at once are copied as Chromium wrote them.
    for (const words of WORDS.filter((each) => !each.includes('العربية')))
      expect(await printed(words)).not.toMatch(/[\u0000\ufffd]/)
    for (const words of WORDS.slice(0, 2))
      for (const word of words.split(' ')) expect(await printed(words)).toContain(word)
  })

  it('are left out where a document has none', async () => {
    const latin = await fontStyle('')
    expect(await fontStyle(page('Police, 5 years – £1,000 “now” × ·'))).toBe(latin)
    expect((await fontStyle(page(WORDS.join('')))).length).toBeGreaterThan(latin.length)
  })
})

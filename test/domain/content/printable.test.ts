import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unprintableIn } from '#domain/content/printable.ts'

describe('what the bundled fonts can print', () => {
  it('is every letter of the sample and of the fixed words', () => {
    for (const folder of ['src/corpus/sample', 'templates/words']) {
      const files = readdirSync(folder, { recursive: true })
        .map((name) => join(folder, String(name)))
        .filter((path) => statSync(path).isFile())
      expect(files.length).toBeGreaterThan(2)
      for (const path of files) expect(unprintableIn(readFileSync(path, 'utf8')), path).toEqual([])
    }
  })

  it.each([
    ['Latin with marks', 'Māori, Ngāi Tahu, Ŵŷ, Việt, Łódź, ĥ, ſ, ǖ'],
    ['currencies', '€ £ $ ¥ ₹ ₦ ₪ ₩ ₫ ₱ ₺ ₽'],
    ['marks that show nothing', 'a\u00adb 👩\u200d⚖\ufe0f'],
  ])('is %s', (_what, text) => {
    expect(unprintableIn(text)).toEqual([])
  })

  it('is not a script without a bundled font: each letter is named once', () => {
    expect(unprintableIn('Police அஅ\nand \u{13000}, அ')).toEqual(['அ', '\u{13000}'])
  })
})

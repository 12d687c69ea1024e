import { expect, it } from 'vitest'
import { languageOf } from '#domain/content/language.ts'

it.each([
  [{}, 'en', 'ltr'],
  [{ language: 'cy' }, 'cy', 'ltr'],
  [{ language: 'zh-Hant-HK' }, 'zh-Hant-HK', 'ltr'],
  [{ language: 'ar' }, 'ar', 'rtl'],
  [{ language: 'fa-AF' }, 'fa-AF', 'rtl'],
  [{ language: 'UR' }, 'UR', 'rtl'],
])('content %j is in %s, written %s', (content, lang, dir) => {
  expect(languageOf(content)).toEqual({ lang, dir })
})

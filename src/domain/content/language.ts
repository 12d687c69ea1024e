/** The language of content that names none: of every edition there is (docs/decisions/0040). */
export const FIRST_LANGUAGE = 'en'

/** Content that may name its language. English is never named, so that equal content has equal canonical JSON. */
export interface Written {
  /** BCP 47 tag. */
  language?: string
}

/** Attributes of an HTML document, and what other formats say of themselves. */
export interface Language {
  lang: string
  dir: 'ltr' | 'rtl'
}

/** Languages written from right to left. */
const FROM_RIGHT = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi'])

/** The language of content, and the direction in which it is written. */
export function languageOf({ language = FIRST_LANGUAGE }: Written): Language {
  const [primary = ''] = language.toLowerCase().split('-')
  return { lang: language, dir: FROM_RIGHT.has(primary) ? 'rtl' : 'ltr' }
}

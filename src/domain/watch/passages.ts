import type { Quote } from '../content/content.ts'
import { sha256 } from '../hash.ts'
import { normalisedWords } from './quoted-words.ts'

/**
 * One passage of one source, whoever quotes it: the same words in other quotation marks, or with other line breaks, are
 * the same passage. A flag about it lists every claim that rests on it.
 */
export const passageKey = (source: string, { exact }: Pick<Quote, 'exact'>): string =>
  `${source}#${sha256(normalisedWords(exact)).slice(0, 16)}`

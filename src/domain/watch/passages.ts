import type { Quote } from '../content/content.ts'
import { sha256 } from '../hash.ts'
import { normalisedWords } from './quoted-words.ts'

/**
 * Identifies a passage of a source, whichever entry quotes it: the same words with other quotation marks or
 * line breaks are the same passage. A flag about it lists every claim that depends on it.
 */
export const passageKey = (source: string, { exact }: Pick<Quote, 'exact'>): string =>
  `${source}#${sha256(normalisedWords(exact)).slice(0, 16)}`

import { isStatedBy, type Stated } from '#domain/watch/measures.ts'
import type { TypedValue } from '#domain/watch/quote-findings.ts'
import { normalisedWords, type ReadText } from '#domain/watch/quoted-words.ts'

/** Maximum distance, in words, between a term and a word that marks it as a sentence of a court. */
const NEAR_SENTENCE = 20
const SENTENCE =
  /^(?:imprison|prison|jail|gaol|custod|detention|detain|sentenc|punish|penalt|liable|maximum|incarcerat|servitude)/

/**
 * Whether a page states a maximum. The entry's exact words count anywhere. Otherwise a term counts only near
 * a word that marks it as a sentence; elsewhere it may be any duration.
 */
export function maximumStands(
  { value, text }: TypedValue,
  page: ReadText,
  stated: readonly Stated[],
): boolean | null {
  const own = normalisedWords(text)
  let unclear = false
  for (const each of stated) {
    if (!isStatedBy(value, each.value)) continue
    const isSure = each.kind !== 'term' && !(each.kind === 'life' && each.loose)
    if (isSure || isNearSentence(page, each)) return true
    if (page.forms.slice(each.from, each.to).join(' ') === own && !(each.kind === 'term' && each.loose))
      return true
    unclear = true
  }
  return unclear ? null : false
}

const isNearSentence = ({ forms }: ReadText, { from, to, loose, kind }: Stated): boolean =>
  !(loose && kind === 'term') &&
  forms.slice(Math.max(0, from - NEAR_SENTENCE), to + NEAR_SENTENCE).some((form) => SENTENCE.test(form))

import type { TypedValue } from '#domain/watch/quote-findings.ts'
import { statedIn } from '#domain/watch/measures.ts'
import type { ReadText } from '#domain/watch/quoted-words.ts'
import { maximumStands } from './maximum-stands.ts'
import type { PageText } from './page.ts'
import { phoneStands } from './phone-stands.ts'
import { dialPage } from './phone-numbers.ts'
import { sectionStands } from './section-stands.ts'

type Judge = (value: TypedValue) => boolean | null

/**
 * Judges whether a page states given values; null where that cannot be judged: the page could not be read to its
 * end, or the number is there as something else. The page's values are read once, on demand.
 */
export function valueJudge(page: PageText, words: ReadText): Judge {
  const dial = once(() => dialPage(page.text))
  const stated = once(() => statedIn(words))
  const judges: Record<TypedValue['kind'], Judge> = {
    phone: (value) => phoneStands(value, page.dials, dial()),
    section: ({ value }) => sectionStands(value, page, words),
    maximum: (value) => maximumStands(value, words, stated()),
  }
  return (value) => {
    const stands = judges[value.kind](value)
    return stands === false && (page.problem !== null || words.forms.length === 0) ? null : stands
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => (made ??= { value: make() }).value
}

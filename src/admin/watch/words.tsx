'use client'
import { printDate } from '#domain/dates.ts'
import type { QuoteState } from '#domain/watch/quote-states.ts'
import { wordDiff } from '#domain/content/word-diff.ts'
import type { Quote } from '#domain/content/content.ts'
import { Tracked } from '../desk/review/tracked.tsx'

/** The words with what stood around them. */
export const whole = ({ prefix, exact, suffix }: Quote): string =>
  [prefix, exact, suffix].filter((part) => part !== null && part !== '').join(' ')

interface Props {
  quote: Quote
  stood: QuoteState['stood']
  now: Quote | null
}

/** Words that are quoted, against what stands on the page now; where nothing does, as they last stood there. */
export function Words({ quote, stood, now }: Props) {
  const before = stood?.excerpt.exact ?? quote.exact
  const changed = now !== null && now.exact !== before
  return (
    <figure className="watch__words">
      {changed ? (
        <Tracked parts={wordDiff(before, now.exact)} />
      ) : (
        <blockquote>{whole(now ?? stood?.excerpt ?? quote)}</blockquote>
      )}
      <figcaption>
        {changed ? 'Struck through: what stood. Underlined: what stands there now. ' : ''}
        {stood ? (
          <>
            Last found as quoted on {printDate(stood.on)} (
            <abbr title={`SHA-256 of the words: ${stood.hash}`}>{stood.hash.slice(0, 8)}</abbr>).
          </>
        ) : (
          'The words were never found on the page.'
        )}
      </figcaption>
    </figure>
  )
}

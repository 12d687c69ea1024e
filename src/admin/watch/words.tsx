'use client'
import { printDate } from '#domain/dates.ts'
import type { QuoteState } from '#domain/watch/quote-states.ts'
import { wordDiff } from '#domain/content/word-diff.ts'
import type { Quote } from '#domain/content/content.ts'
import { Tracked } from '../desk/review/tracked.tsx'

/** A quote with its context. */
export const whole = ({ prefix, exact, suffix }: Quote): string =>
  [prefix, exact, suffix].filter((part) => part !== null && part !== '').join(' ')

interface Props {
  quote: Quote
  stood: QuoteState['stood']
  now: Quote | null
}

/** A quote compared with the page's current text; if there is none, with the text last found. */
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

'use client'
import type { ComparedField } from '#domain/content/compare.ts'
import { printDate } from '#domain/dates.ts'
import type { ClaimSource, SourcedClaim, Standing } from '#domain/watch/claim-sources.ts'
import { useDeskAnswer, type DeskAnswer } from '#admin/use-desk-answer.ts'

/** Never by colour alone. */
const MARKS: Record<Standing, { mark: string; word: string }> = {
  stands: { mark: '✓', word: 'Stands' },
  trouble: { mark: '▲', word: 'Look at it' },
  unknown: { mark: '○', word: 'Not known' },
}

/** The sources behind each claim of one state of the entry, and behind the claims that are gone since another. */
export const useClaimSources = (before: string, after: string, seen: string): DeskAnswer<SourcedClaim[]> =>
  useDeskAnswer<SourcedClaim[]>(
    after === ''
      ? ''
      : `claim-sources?before=${encodeURIComponent(before)}&after=${encodeURIComponent(after)}`,
    seen,
  )

function Source({ source }: { source: ClaimSource }) {
  const { title, href, archived, pinpoint, quote, retrievedOn, standing, words } = source
  const { mark, word } = MARKS[standing]
  return (
    <li data-standing={standing}>
      <p>
        <span className="claim-evidence__standing">
          <span aria-hidden="true">{mark}</span> {word}
        </span>{' '}
        <a href={href} target="_blank" rel="noopener noreferrer">
          {title}
          <span className="desk-sr"> (opens at the words, in a new tab)</span>
        </a>
        {pinpoint ? `, ${pinpoint}` : ''}
        {retrievedOn ? ` (retrieved on ${printDate(retrievedOn)})` : ''}
      </p>
      {quote ? <blockquote>{quote}</blockquote> : null}
      <p className="claim-evidence__words">
        {words.join(' ')}{' '}
        <a href={archived} target="_blank" rel="noopener noreferrer">
          Archived copy<span className="desk-sr"> of {title} (new tab)</span>
        </a>
      </p>
    </li>
  )
}

/** The sources of one claim, beside what changed in it. */
function Evidence({ label, sourced }: { label: string; sourced: SourcedClaim }) {
  const { claim, sources, gone } = sourced
  if (sources.length === 0)
    return (
      <p className="claim-evidence claim-evidence--none" data-claim={claim}>
        <span aria-hidden="true">○</span>{' '}
        {gone ? 'No source was cited for this.' : 'No source is cited for this.'}
      </p>
    )
  return (
    <div role="group" className="claim-evidence" data-claim={claim} aria-label={`Sources of “${label}”`}>
      <h5>{gone ? 'What stood behind it' : sources.length === 1 ? 'Its source' : 'Its sources'}</h5>
      <ul>
        {sources.map((source, index) => (
          <Source key={`${index} ${source.href}`} source={source} />
        ))}
      </ul>
    </div>
  )
}

/** What to show beside each changed field: the sources of its claim. A field that is no claim has none. */
export const evidenceBeside =
  (claims: readonly SourcedClaim[] | null) =>
  ({ field, label }: ComparedField) => {
    const sourced = claims?.find(({ claim }) => claim === field)
    return sourced ? <Evidence label={label} sourced={sourced} /> : null
  }

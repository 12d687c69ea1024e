'use client'
import { printDate } from '#domain/dates.ts'
import type { Evidence } from '#domain/content/evidence.ts'
import { useDeskAnswer } from '#admin/use-desk-answer.ts'

/** The sources of one state of the open entry, each with what it supports and its quotes. */
export function EvidenceList({ side, seen }: { side: string; seen: string }) {
  const { value: evidence, failed } = useDeskAnswer<Evidence[]>(
    `sources?of=${encodeURIComponent(side)}`,
    seen,
  )
  return (
    <section className="evidence" aria-labelledby="review-sources">
      <h3 id="review-sources">Its sources</h3>
      {failed ? (
        <p className="desk-notice desk-notice--error" role="alert">
          {failed}
        </p>
      ) : evidence === null ? (
        <p className="desk-quiet">Reading…</p>
      ) : evidence.length === 0 ? (
        <p className="desk-quiet">Nothing is cited.</p>
      ) : (
        <ol>
          {evidence.map((each, index) => (
            <li key={`${index} ${each.url}`}>
              <a href={each.url} target="_blank" rel="noopener noreferrer">
                {each.title}
              </a>
              {each.pinpoint ? `, ${each.pinpoint}` : ''}
              {each.retrievedOn ? ` (retrieved on ${printDate(each.retrievedOn)})` : ''}
              <span className="evidence__supports">
                {each.supports.length > 0 ? `Supports: ${each.supports.join(', ')}` : 'Supports nothing yet'}
              </span>
              {each.quote ? <q>{each.quote}</q> : null}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

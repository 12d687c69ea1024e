'use client'
import { useConfig } from '@payloadcms/ui'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { questionsInReview, flagInWords, saidInWords, type LawValues } from './law-questions.ts'
import { LawAnswers } from './law-answers.tsx'

interface Props {
  workflow: WorkflowStatus
  values: LawValues
  onChange: (values: Record<string, string>) => void
  /** This person decides on the edition, and may answer open questions. */
  mayAnswer: boolean
}

/** Above the review: each law change for which the entry is flagged, and the answers. */
export function OpenLawFlags({ workflow, values, onChange, mayAnswer }: Props) {
  const { config } = useConfig()
  const { lawFlags } = workflow
  const questions = questionsInReview(workflow)
  if (lawFlags.length === 0) return null
  return (
    <section className="desk-notice desk-notice--warning" id="review-law" aria-labelledby="review-law-title">
      <h2 id="review-law-title" className="desk-law__title">
        Flagged for a law change
      </h2>
      <ul>
        {lawFlags.map((flag) => (
          <li key={flag.key} data-law-flag={flag.about}>
            <a href={`${config.routes.admin}/collections/law-changes/${flag.about}`}>{flagInWords(flag)}</a>
            {flag.openBefore
              ? '. This edition was submitted before the flag, so it cannot settle it: have it submitted again, or answer with a verification once it is live.'
              : null}
            <ul>
              {flag.units.map(({ claim, label, answered, open }) => {
                const words = answered ?? open
                return (
                  <li key={claim ?? ''}>
                    {label}:{' '}
                    {words ? (
                      <span className="desk-quote">{saidInWords(words)}</span>
                    ) : (
                      <strong>not answered</strong>
                    )}
                  </li>
                )
              })}
            </ul>
          </li>
        ))}
      </ul>
      {mayAnswer && questions.length > 0 ? (
        <div className="desk-law__answers">
          <p>Answer with your approval what was left open. What nobody answers keeps its flag.</p>
          <LawAnswers questions={questions} values={values} onChange={onChange} />
        </div>
      ) : null}
    </section>
  )
}

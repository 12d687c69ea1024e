'use client'
import { useId, type ReactNode } from 'react'
import type { ComparedField, Comparison } from '#domain/content/compare.ts'
import { useDeskAnswer } from '#admin/use-desk-answer.ts'
import { TrackedFields } from './tracked.tsx'

interface Requested {
  comparison: Comparison | null
  failed: string | null
}

/**
 * The difference between two states of the open entry.
 * @param seen changes whenever one of the two may have: their revision, or the hash of an edition.
 */
export function useComparison(before: string, after: string, seen: string): Requested {
  const { value, failed } = useDeskAnswer<Comparison>(
    before === '' || after === ''
      ? ''
      : `compare?before=${encodeURIComponent(before)}&after=${encodeURIComponent(after)}`,
    seen,
  )
  return { comparison: value, failed }
}

interface Props extends Requested {
  /** True where there is no earlier state. */
  whole?: boolean
  /** Shown where nothing differs. */
  same: string
  actions?: (field: ComparedField) => ReactNode
  /** What belongs beside a field's text. */
  beside?: (field: ComparedField) => ReactNode
}

/**
 * A comparison as track changes: the entry's text, then its sources. Groups and no landmarks: several entries may stand on one
 * screen.
 */
export function ComparisonView({ comparison, failed, whole, same, actions, beside }: Props) {
  const heading = useId()
  if (failed)
    return (
      <p className="desk-notice desk-notice--error" role="alert">
        {failed}
      </p>
    )
  if (!comparison) return <p className="desk-quiet">Comparing…</p>
  const { fields, citations } = comparison
  if (fields.length === 0 && citations.length === 0) return <p className="desk-quiet">{same}</p>
  return (
    <div className="comparison">
      {fields.length > 0 ? (
        <div role="group" aria-labelledby={`${heading}says`}>
          <h3 id={`${heading}says`}>What it says</h3>
          <TrackedFields fields={fields} whole={whole} actions={actions} beside={beside} />
        </div>
      ) : null}
      {citations.length > 0 ? (
        <div role="group" aria-labelledby={`${heading}sources`}>
          <h3 id={`${heading}sources`}>What stands behind it</h3>
          <TrackedFields
            fields={citations}
            whole={whole}
            // Beside the words of the claim where those changed, too.
            beside={
              beside &&
              ((field) => (fields.some((each) => each.field === field.field) ? null : beside(field)))
            }
          />
        </div>
      ) : null}
    </div>
  )
}

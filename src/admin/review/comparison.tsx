'use client'
import { useEffect, useState, type ReactNode } from 'react'
import type { ComparedField, Comparison } from '#domain/compare.ts'
import { ask } from '#admin/ask.ts'
import { useEntry } from '#admin/use-entry.ts'
import { TrackedFields } from './tracked.tsx'

interface Asked {
  comparison: Comparison | null
  failed: string | null
}

/**
 * What differs between two states of the entry that is open.
 * @param seen changes whenever one of the two may have: their revision, or the hash of an edition.
 */
export function useComparison(before: string, after: string, seen: string): Asked {
  const api = useEntry()?.api ?? ''
  const [found, setFound] = useState<Asked & { of: string }>({ comparison: null, failed: null, of: '' })
  const of = `${api} ${before} ${after} ${seen}`
  useEffect(() => {
    if (!api || before === '' || after === '') return
    let current = true
    void ask<Comparison>(
      `${api}/desk/compare?before=${encodeURIComponent(before)}&after=${encodeURIComponent(after)}`,
    ).then((answer) => {
      if (!current) return
      setFound(
        answer.ok
          ? { comparison: answer.value, failed: null, of }
          : { comparison: null, failed: answer.refusal.message, of },
      )
    })
    return () => {
      current = false
    }
  }, [api, before, after, of])
  return found.of === of ? found : { comparison: null, failed: null }
}

interface Props extends Asked {
  /** Nothing was there before. */
  whole?: boolean
  /** What one reads where nothing differs. */
  same: string
  actions?: (field: ComparedField) => ReactNode
}

/** A comparison as track changes: what the entry says, then what stands behind it. */
export function ComparisonView({ comparison, failed, whole, same, actions }: Props) {
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
        <section aria-labelledby="comparison-says">
          <h3 id="comparison-says">What it says</h3>
          <TrackedFields fields={fields} whole={whole} actions={actions} />
        </section>
      ) : null}
      {citations.length > 0 ? (
        <section aria-labelledby="comparison-sources">
          <h3 id="comparison-sources">What stands behind it</h3>
          <TrackedFields fields={citations} whole={whole} />
        </section>
      ) : null}
    </div>
  )
}

'use client'
import { Link, useConfig } from '@payloadcms/ui'
import { useId } from 'react'
import type { ComparedField } from '#domain/content/compare.ts'
import type { SharedChange } from '#domain/desk/shared-changes.ts'
import { fieldName, fieldWords } from '#domain/desk/shared-edits.ts'
import { wordDiff } from '#domain/content/word-diff.ts'
import { listed, printInstant } from '#admin/words.ts'
import { TrackedFields } from './tracked.tsx'

const idOf = ({ record, field }: SharedChange): string => `${record} ${field ?? ''}`

/** A change of a shared record, in the form of track changes. */
function compared(change: SharedChange): ComparedField {
  const { name, field, was, is } = change
  const words = (value: typeof was): string | null => (field && fieldWords(field, value)) || null
  const before = words(was)
  const after = field === null ? 'Printed here for the first time.' : words(is)
  return {
    field: idOf(change),
    label: field === null ? name : `${name}: ${fieldName(field)}`,
    before,
    after,
    parts: wordDiff(before ?? '', after ?? ''),
  }
}

/** Who changed it: each once, with the latest time. */
function byWhom({ by }: SharedChange): string {
  if (by.length === 0) return 'by whom is not recorded'
  const last = new Map(by.map((deed) => [deed.id, deed]))
  return `by ${listed([...last.values()].map(({ name, at }) => `${name} (${printInstant(at)})`))}`
}

/** Changes to bodies, instruments and sources between an edition and the previous one, and by whom. */
export function SharedChanges({ changes }: { changes: readonly SharedChange[] }) {
  const { config } = useConfig()
  const heading = useId()
  if (changes.length === 0) return null
  const byId = new Map(changes.map((change) => [idOf(change), change]))
  return (
    <div role="group" className="comparison shared-changes" aria-labelledby={heading}>
      <h3 id={heading}>What it prints of shared records</h3>
      <p className="desk-quiet">
        Changed in the record itself, not in this entry. Approving makes it public: whoever changed it may
        not.
      </p>
      <TrackedFields
        fields={changes.map(compared)}
        actions={({ field }) => {
          const change = byId.get(field)
          return change ? (
            <>
              <span className="tracked-fields__kind">{byWhom(change)}</span>
              <Link href={`${config.routes.admin}/collections/${change.record}`} prefetch={false}>
                Open the record
              </Link>
            </>
          ) : null
        }}
      />
    </div>
  )
}

'use client'
import { useField } from '@payloadcms/ui'
import type { NumberFieldClientComponent } from 'payload'

/** The form's base revision. It is sent with every save, so that nobody overwrites a change they have not seen. */
export const RevisionField: NumberFieldClientComponent = ({ path }) => {
  const { value } = useField<number>({ path })
  return (
    <div className="field-type revision-field">
      <span className="field-label">Revision</span>
      <p id="revision">{value ? `You are looking at revision ${value}.` : 'Not saved yet.'}</p>
    </div>
  )
}

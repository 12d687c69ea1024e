'use client'
import { useRowLabel } from '@payloadcms/ui'
import { CONTACT_KINDS, type ContactKind } from '#domain/content/contacts.ts'

/** The row label of a contact: its kind and printed form. */
export function ContactRow() {
  const { data } = useRowLabel<{ kind?: ContactKind; printed?: string; hours?: string }>()
  return (
    <span>
      {[data.kind ? CONTACT_KINDS[data.kind] : 'Contact', data.printed, data.hours]
        .filter(Boolean)
        .join(' · ')}
    </span>
  )
}

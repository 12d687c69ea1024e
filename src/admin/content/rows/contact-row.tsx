'use client'
import { useRowLabel } from '@payloadcms/ui'
import { CONTACT_KINDS, type ContactKind } from '#domain/content/contacts.ts'

/** A contact in a closed list: its kind and how it is printed. */
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

'use client'
import { useRowLabel } from '@payloadcms/ui'
import { useRecord } from '../../use-record.ts'

interface Body extends Record<string, unknown> {
  name?: string
  contacts?: { key: string; printed: string }[]
}

/** The row label of a body's contact: the body and the printed form. */
export function BodyContactRow() {
  const { data } = useRowLabel<{ body?: unknown; contact?: string }>()
  const body = useRecord<Body>('bodies', data.body)
  const printed = body?.contacts?.find(({ key }) => key === data.contact)?.printed
  return <span>{body ? [body.name, printed ?? 'no contact chosen'].join(' · ') : 'No body chosen'}</span>
}

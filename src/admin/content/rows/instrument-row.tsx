'use client'
import { useRowLabel } from '@payloadcms/ui'
import { RELATIONS, LEGAL_STATUSES, type Relation, type LegalStatus } from '#domain/content/legal-status.ts'
import { useRecord } from '../../use-record.ts'

interface Row {
  instrument?: unknown
  provision?: string
  relation?: Relation
  standing?: LegalStatus
}

/** The row label of a provision: instrument, provision, role, status. */
export function InstrumentRow() {
  const { data } = useRowLabel<Row>()
  const instrument = useRecord<{ label?: string }>('instruments', data.instrument)
  const { provision, relation, standing: legalStatus } = data
  const words = [
    instrument?.label ?? 'No instrument chosen',
    provision,
    relation && RELATIONS[relation],
    legalStatus && LEGAL_STATUSES[legalStatus],
  ]
  return <span>{words.filter(Boolean).join(' · ')}</span>
}

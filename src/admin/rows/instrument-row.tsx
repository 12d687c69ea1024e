'use client'
import { useRowLabel } from '@payloadcms/ui'
import { STANDINGS, type Standing } from '#domain/standing.ts'
import { useRecord } from '../use-record.ts'

/** A provision in a closed list: instrument, provision, how it stands. */
export function InstrumentRow() {
  const { data } = useRowLabel<{ instrument?: unknown; provision?: string; standing?: Standing }>()
  const instrument = useRecord<{ label?: string }>('instruments', data.instrument)
  return (
    <span>
      {[
        instrument?.label ?? 'No instrument chosen',
        data.provision,
        data.standing && STANDINGS[data.standing],
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>
  )
}

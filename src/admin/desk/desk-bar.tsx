'use client'
import { Pill, useDocumentInfo } from '@payloadcms/ui'
import { DESK_STATES } from '#domain/heads.ts'
import { printDate } from '#domain/dates.ts'
import { STATE_STYLES } from './states.ts'
import { useStanding } from './use-standing.ts'

/** Where the entry stands. */
export function DeskBar() {
  const { id } = useDocumentInfo()
  const { standing, failed } = useStanding()
  if (!id) return null
  if (failed) return <span role="alert">{failed}</span>
  if (!standing) return null
  const { state, live } = standing
  return (
    <span id="desk-state" data-state={state}>
      <Pill pillStyle={STATE_STYLES[state]} size="small">
        {live ? `${DESK_STATES[state]} · since ${printDate(live.since)}` : DESK_STATES[state]}
      </Pill>
    </span>
  )
}

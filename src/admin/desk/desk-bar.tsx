'use client'
import { Button, Pill, useDocumentInfo, useFormModified, useModal } from '@payloadcms/ui'
import { DESK_STATES, type DeskState } from '#domain/heads.ts'
import { printDate } from '#domain/dates.ts'
import { MakeLiveDrawer, makeLiveSlug } from './make-live-drawer.tsx'
import { useStanding } from './use-standing.ts'

const STYLES = { 'never-live': 'light', live: 'success', edited: 'warning' } as const satisfies Record<
  DeskState,
  string
>

/** Where the entry stands and the one thing that can be done next, with the reason where it cannot. */
export function DeskBar() {
  const { id } = useDocumentInfo()
  const modified = useFormModified()
  const { openModal } = useModal()
  const { standing, failed, refresh } = useStanding()
  if (!id) return null
  if (failed) return <span role="alert">{failed}</span>
  if (!standing) return null
  const { state, live, makeLive } = standing
  const upToDate = !makeLive.allowed && makeLive.because === 'state'
  return (
    <div className="desk-bar">
      <span id="desk-state" data-state={state}>
        <Pill pillStyle={STYLES[state]} size="small">
          {live ? `${DESK_STATES[state]} · since ${printDate(live.since)}` : DESK_STATES[state]}
        </Pill>
      </span>
      {upToDate ? null : (
        <Button
          id="make-live"
          buttonStyle="primary"
          size="small"
          margin={false}
          disabled={modified}
          tooltip={modified ? 'Save first: what is live is what was saved.' : undefined}
          onClick={() => openModal(makeLiveSlug)}
        >
          Make live
        </Button>
      )}
      <MakeLiveDrawer standing={standing} refresh={refresh} />
    </div>
  )
}

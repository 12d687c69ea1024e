'use client'
import { Button, Drawer, toast, useModal } from '@payloadcms/ui'
import { useState } from 'react'
import { useWorkflowStatus } from '../bar/workflow-status-store.ts'
import { useOpenRecord, type OpenRecord } from '#admin/use-open-record.ts'
import { Changed, Choices, type Side } from './compared-fields.tsx'
import type { Names } from './field-words.ts'
import { tellSaveProblem } from './save-store.ts'
import { carryOver, type Compared } from './three-way.ts'
import { useBothVersions, type Found } from './use-both-versions.ts'
import { useLoad } from './use-load.ts'
import { stateOf } from './versions.ts'

/** Name of a record's own drawer: the record itself may be open in a drawer over another one. */
export const staleDrawer = ({ collection, id }: OpenRecord): string => `stale-${collection}-${id}`

/** Two versions of a record, next to their common base, and how to merge them. */
export const StaleDrawer = ({ record }: { record: OpenRecord }) => (
  <Drawer slug={staleDrawer(record)} title="Saved by somebody else in between" className="desk-drawer">
    <Stale record={record} />
  </Drawer>
)

function Stale({ record }: { record: OpenRecord }) {
  const { closeModal } = useModal()
  return <StaleShown found={useBothVersions(record)} onClose={() => closeModal(staleDrawer(record))} />
}

/** Both versions once they are read, or why they cannot be. */
function StaleShown({ found, onClose }: { found: Found | string | null; onClose: () => void }) {
  if (typeof found === 'string')
    return (
      <p className="desk-notice desk-notice--error" role="alert">
        {found}
      </p>
    )
  return found ? <Versions found={found} onClose={onClose} /> : <p className="desk-quiet">Comparing…</p>
}

/** The chosen side of each conflict, and the merge. */
function useCarryOver({ theirs, compared }: Found, onClose: () => void) {
  const { load } = useLoad()
  const { refresh } = useWorkflowStatus()
  const api = useOpenRecord()?.api
  const [chosen, setChosen] = useState<ReadonlyMap<string, Side>>(new Map())
  const [missing, setMissing] = useState(false)
  const both = compared.filter(({ by }) => by === 'both')
  const open = both.filter(({ path }) => !chosen.has(path.join('.')))
  const carry = async (): Promise<void> => {
    if (open.length > 0) {
      setMissing(true)
      document.getElementById(`stale-${open[0]?.path.join('.')}-mine`)?.focus()
      return
    }
    const mine = new Set([...chosen].filter(([, side]) => side === 'mine').map(([path]) => path))
    await load(carryOver(theirs, compared, mine), theirs)
    if (api) tellSaveProblem(api, null)
    void refresh()
    onClose()
    const { field, value } = stateOf(theirs)
    const onto = field === 'revision' ? `revision ${String(value)}` : 'what they saved'
    toast.success(`Your changes stand on ${onto} now. Nothing is saved yet: look, and save.`)
  }
  return { both, open, chosen, setChosen, missing, carry }
}

function Versions({ found, onClose }: { found: Found; onClose: () => void }) {
  const { workflow } = useWorkflowStatus()
  const { both, open, chosen, setChosen, missing, carry } = useCarryOver(found, onClose)
  const { compared, known, saves } = found
  const names: Names = new Map([
    ...found.names,
    ...(workflow?.claims.map(({ id, label }) => [id, label] as const) ?? []),
  ])
  const of = (who: Compared['by']): Compared[] => compared.filter(({ by }) => by === who)
  return (
    <div className="desk-stale">
      <p>
        {saves.length > 0 ? saves.join(' ') : 'Somebody saved this after you had opened it.'} Nothing of yours
        is lost.
      </p>
      <Choices
        both={both}
        known={known}
        names={names}
        chosen={chosen}
        missing={missing}
        onChoose={(path, side) => setChosen(new Map([...chosen, [path, side]]))}
      />
      <Changed id="stale-mine" title="Only you changed: kept" list={of('mine')} side="mine" names={names} />
      <Changed
        id="stale-theirs"
        title="Only they changed: comes in"
        list={of('theirs')}
        side="theirs"
        names={names}
      />
      {compared.length === 0 ? (
        <p className="desk-quiet">Both versions say the same. Carry over, and go on.</p>
      ) : null}
      {missing && open.length > 0 ? (
        <div className="desk-problems" role="alert">
          <p>Choose yours or theirs for {open.map(({ label }) => `“${label}”`).join(', ')}.</p>
        </div>
      ) : null}
      <div className="desk-form__end">
        <Button id="stale-carry" margin={false} onClick={() => void carry()}>
          Carry my changes over
        </Button>
        <Button buttonStyle="secondary" margin={false} onClick={onClose}>
          Not now
        </Button>
      </div>
    </div>
  )
}

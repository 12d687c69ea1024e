'use client'
import { Button, Drawer, toast, useModal } from '@payloadcms/ui'
import { useState } from 'react'
import { wordDiff } from '#domain/content/word-diff.ts'
import { useWorkflowStatus } from '../bar/workflow-status-store.ts'
import { Tracked } from '../review/tracked.tsx'
import { useOpenRecord, type OpenRecord } from '#admin/use-open-record.ts'
import { fieldWords, type Names } from './field-words.ts'
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

type Side = 'mine' | 'theirs'

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
      {both.length > 0 ? (
        <section aria-labelledby="stale-both">
          <h3 id="stale-both">{known ? 'Both of you changed' : 'Yours and theirs differ'}</h3>
          {known ? null : (
            <p className="desk-quiet">
              What this said when you began is not kept, so nobody can tell who changed what: choose for each.
            </p>
          )}
          {both.map((each) => (
            <Choice
              key={each.path.join('.')}
              compared={each}
              known={known}
              names={names}
              side={chosen.get(each.path.join('.'))}
              missing={missing}
              onChoose={(side) => setChosen(new Map([...chosen, [each.path.join('.'), side]]))}
            />
          ))}
        </section>
      ) : null}
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

interface DiffProps {
  compared: Compared
  /** False where there is nothing to show it against. */
  known?: boolean
  side: Side
  names: Names
}

function Diff({ compared, known = true, side, names }: DiffProps) {
  const { field, base } = compared
  const after = fieldWords(field, compared[side], names)
  if (!known) return <p className="tracked">{after || <span className="desk-quiet">Nothing</span>}</p>
  const before = fieldWords(field, base, names)
  if (before === after) return <p className="tracked desk-quiet">Changed in a way that shows no words.</p>
  return <Tracked parts={wordDiff(before, after)} />
}

interface ChoiceProps {
  compared: Compared
  known: boolean
  names: Names
  side: Side | undefined
  missing: boolean
  onChoose: (side: Side) => void
}

function Choice({ compared, known, names, side, missing, onChoose }: ChoiceProps) {
  const name = `stale-${compared.path.join('.')}`
  return (
    <fieldset
      className={`desk-choice desk-stale__choice${missing && !side ? ' desk-stale__choice--open' : ''}`}
    >
      <legend>
        {compared.label} <span className="tracked-fields__kind">{known ? 'both changed' : 'differs'}</span>
      </legend>
      {(['mine', 'theirs'] as const).map((each) => (
        <label key={each} className="desk-choice__option">
          <input
            type="radio"
            id={`${name}-${each}`}
            name={name}
            checked={side === each}
            onChange={() => onChoose(each)}
          />
          <span>
            <strong>{each === 'mine' ? 'Yours' : 'Theirs'}</strong>
            <Diff compared={compared} known={known} side={each} names={names} />
          </span>
        </label>
      ))}
    </fieldset>
  )
}

interface ChangedProps {
  id: string
  title: string
  list: Compared[]
  side: Side
  names: Names
}

function Changed({ id, title, list, side, names }: ChangedProps) {
  if (list.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <ul className="tracked-fields">
        {list.map((each) => (
          <li key={each.path.join('.')}>
            <div className="tracked-fields__head">
              <h4>{each.label}</h4>
            </div>
            <Diff compared={each} side={side} names={names} />
          </li>
        ))}
      </ul>
    </section>
  )
}

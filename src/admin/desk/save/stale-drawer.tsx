'use client'
import { Button, Drawer, toast, useModal } from '@payloadcms/ui'
import { useState, type ReactNode } from 'react'
import { wordDiff } from '#domain/content/word-diff.ts'
import { useWorkflowStatus } from '../bar/workflow-status-store.ts'
import { Tracked } from '../review/tracked.tsx'
import type { EntryPlace } from '#admin/use-entry.ts'
import { useOpenRecord } from '#admin/use-open-record.ts'
import { fieldWords, type Names } from './field-words.ts'
import { tellSaveProblem } from './save-store.ts'
import { carryOver, type Compared } from './three-way.ts'
import { useBothVersions, type Found } from './use-both-versions.ts'
import { useLoad } from './use-load.ts'

export const STALE_DRAWER = 'desk-stale-drawer'

/** The drawer in which two versions are merged. */
export const SaveDrawer = ({ slug, children }: { slug: string; children: ReactNode }) => (
  <Drawer slug={slug} title="Saved by somebody else in between" className="desk-drawer">
    {children}
  </Drawer>
)

/** Two versions of an entry, next to their common base, and how to merge them. */
export function StaleDrawer({ entry }: { entry: EntryPlace }) {
  return (
    <SaveDrawer slug={STALE_DRAWER}>
      <Stale entry={entry} />
    </SaveDrawer>
  )
}

function Stale({ entry }: { entry: EntryPlace }) {
  const { closeModal } = useModal()
  return <StaleShown found={useBothVersions(entry)} onClose={() => closeModal(STALE_DRAWER)} />
}

/** Both versions once they are read, or why they cannot be. */
export function StaleShown({ found, onClose }: { found: Found | string | null; onClose: () => void }) {
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
    const onto = theirs.revision === undefined ? 'what they saved' : `revision ${theirs.revision}`
    toast.success(`Your changes stand on ${onto} now. Nothing is saved yet: look, and save.`)
  }
  return { both, open, chosen, setChosen, missing, carry }
}

function Versions({ found, onClose }: { found: Found; onClose: () => void }) {
  const { workflow } = useWorkflowStatus()
  const { both, open, chosen, setChosen, missing, carry } = useCarryOver(found, onClose)
  const { compared, saves } = found
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
          <h3 id="stale-both">Both of you changed</h3>
          {both.map((each) => (
            <Choice
              key={each.path.join('.')}
              compared={each}
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

function Diff({ compared, side, names }: { compared: Compared; side: 'mine' | 'theirs'; names: Names }) {
  const { field, base } = compared
  const before = fieldWords(field, base, names)
  const after = fieldWords(field, compared[side], names)
  if (before === after) return <p className="tracked desk-quiet">Changed in a way that shows no words.</p>
  return <Tracked parts={wordDiff(before, after)} />
}

interface ChoiceProps {
  compared: Compared
  names: Names
  side: 'mine' | 'theirs' | undefined
  missing: boolean
  onChoose: (side: 'mine' | 'theirs') => void
}

function Choice({ compared, names, side, missing, onChoose }: ChoiceProps) {
  const name = `stale-${compared.path.join('.')}`
  return (
    <fieldset
      className={`desk-choice desk-stale__choice${missing && !side ? ' desk-stale__choice--open' : ''}`}
    >
      <legend>
        {compared.label} <span className="tracked-fields__kind">both changed</span>
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
            <Diff compared={compared} side={each} names={names} />
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
  side: 'mine' | 'theirs'
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

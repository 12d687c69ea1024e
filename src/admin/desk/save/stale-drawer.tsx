'use client'
import { Button, Drawer, toast, useForm, useModal } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import type { EntryHistory } from '#domain/desk/workflow-status.ts'
import { wordDiff } from '#domain/content/word-diff.ts'
import { ask } from '#admin/ask.ts'
import { useWorkflowStatus } from '../bar/workflow-status-store.ts'
import { eventWords } from '../history/event-words.ts'
import { Tracked } from '../review/tracked.tsx'
import { useEntryFields, type EntryPlace } from '#admin/use-entry.ts'
import { printInstant } from '#admin/words.ts'
import { fieldWords, recordsIn, type Names } from './field-words.ts'
import { tellSaveProblem } from './save-store.ts'
import { carryOver, compareThree, labelOf, valueFields, type Compared } from './three-way.ts'
import { useLoad } from './use-load.ts'
import { readNewest, readRevision, type Doc } from './versions.ts'

export const STALE_DRAWER = 'desk-stale-drawer'

/** Two versions of one entry, side by side with what they both started from, and the way to one of both. */
export function StaleDrawer({ entry }: { entry: EntryPlace }) {
  const { closeModal } = useModal()
  return (
    <Drawer slug={STALE_DRAWER} title="Saved by somebody else in between" className="desk-drawer">
      <Stale entry={entry} onClose={() => closeModal(STALE_DRAWER)} />
    </Drawer>
  )
}

interface Found {
  theirs: Doc
  compared: Compared[]
  /** Who saved what since. */
  saves: string[]
  names: Names
}

async function namesOf(entry: EntryPlace, compared: readonly Compared[]): Promise<Map<string, string>> {
  const records = new Set(
    compared.flatMap(({ field, base, mine, theirs }) =>
      [base, mine, theirs].flatMap((value) => recordsIn(field, value)),
    ),
  )
  const found = await Promise.all(
    [...records].map(async (record): Promise<[string, string]> => {
      const answer = await ask<Record<string, unknown>>(`${entry.root}/${record}?depth=0`)
      const { label, name, title } = answer.ok ? answer.value : {}
      const words = [label, name, title].find((each) => typeof each === 'string' && each !== '')
      return [record, typeof words === 'string' ? words : record]
    }),
  )
  return new Map(found)
}

function Stale({ entry, onClose }: { entry: EntryPlace; onClose: () => void }) {
  const { getData } = useForm()
  const { load } = useLoad()
  const fields = useEntryFields()
  const { workflow, refresh } = useWorkflowStatus()
  const [found, setFound] = useState<Found | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ReadonlyMap<string, 'mine' | 'theirs'>>(new Map())
  const [missing, setMissing] = useState(false)

  useEffect(() => {
    let current = true
    void (async () => {
      const mine = getData()
      const from = Number(mine.revision)
      const [newest, base, history] = await Promise.all([
        readNewest(entry),
        readRevision(entry, from),
        ask<EntryHistory>(`${entry.api}/desk/history`),
      ])
      if (!current) return
      if (!newest.ok) return setFailed(newest.refusal.message)
      if (!base.ok) return setFailed(base.refusal.message)
      const theirs = newest.value
      const compared = compareThree(fields, { base: base.value ?? theirs, mine, theirs })
      const names = await namesOf(entry, compared)
      const labels = new Map(valueFields(fields).map((field) => [field.name, labelOf(field)]))
      const saves = history.ok
        ? history.value.events
            .filter(({ action, revision }) => action === 'save' && revision > from)
            .reverse()
            .map(
              (event) =>
                `${event.actor.name} ${eventWords(event, { labels }).what}, ${printInstant(event.at)}.`,
            )
        : []
      if (current) setFound({ theirs, compared, saves, names })
    })()
    return () => {
      current = false
    }
  }, [entry, fields, getData])

  if (failed)
    return (
      <p className="desk-notice desk-notice--error" role="alert">
        {failed}
      </p>
    )
  if (!found) return <p className="desk-quiet">Comparing…</p>
  const { compared, theirs, saves } = found
  const names: Names = new Map([
    ...found.names,
    ...(workflow?.claims.map(({ id, label }) => [id, label] as const) ?? []),
  ])
  const of = (who: Compared['by']): Compared[] => compared.filter(({ by }) => by === who)
  const both = of('both')
  const open = both.filter(({ path }) => !chosen.has(path.join('.')))

  const carry = async (): Promise<void> => {
    if (open.length > 0) {
      setMissing(true)
      document.getElementById(`stale-${open[0]?.path.join('.')}-mine`)?.focus()
      return
    }
    const mine = new Set([...chosen].filter(([, side]) => side === 'mine').map(([path]) => path))
    await load(carryOver(theirs, compared, mine), theirs)
    tellSaveProblem(null)
    void refresh()
    onClose()
    toast.success(
      `Your changes stand on revision ${theirs.revision} now. Nothing is saved yet: look, and save.`,
    )
  }
  return (
    <div className="desk-stale">
      <p>
        {saves.length > 0 ? saves.join(' ') : 'Somebody saved this entry after you had opened it.'} Nothing of
        yours is lost.
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

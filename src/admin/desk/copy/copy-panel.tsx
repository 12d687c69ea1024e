'use client'
import { Button, Link, useConfig } from '@payloadcms/ui'
import { useEffect, useState, type FormEvent } from 'react'
import { isSingle, type Choosable, type CopiedKind } from '#domain/content/copied.ts'
import { LIMITS } from '#domain/text-rules.ts'
import { ask } from '#admin/ask.ts'
import { useSending } from '#admin/use-sending.ts'
import { counted } from '#admin/words.ts'
import { Refused } from '../actions/refused.tsx'

export interface CopyPlace {
  id: string
  name: string
}

/** What is chosen at first: a place, and one entry of it or all. */
export interface CopyStart {
  from: string
  entry: string | null
  to: string
}

interface Props {
  places: readonly CopyPlace[]
  start: CopyStart
}

const KIND_WORDS: Record<CopiedKind, string> = {
  profile: 'Profile',
  channel: 'Channels',
  offence: 'Offences',
  ladder: 'Ladder',
}

/** The entries of a place, as far as another can get them. */
function useChoosable(from: string, to: string, round: number): Choosable[] {
  const { config } = useConfig()
  const { api } = config.routes
  const [found, setFound] = useState<{ of: string; entries: Choosable[] }>({ of: '', entries: [] })
  const query = from ? new URLSearchParams({ from, to }).toString() : ''
  useEffect(() => {
    if (query === '') return
    let current = true
    void ask<Choosable[]>(`${api}/heads/copyable?${query}`).then((answer) => {
      if (current && answer.ok) setFound({ of: query, entries: answer.value })
    })
    return () => {
      current = false
    }
  }, [api, query, round])
  return found.of === query ? found.entries : []
}

type Made = { label: string; path: string }[]

/** What is chosen, and copying it. */
function useCopy({ start }: Props) {
  const { config } = useConfig()
  const [from, setFrom] = useState(start.from)
  const [to, setTo] = useState(start.to)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [one, setOne] = useState(start.entry)
  const [title, setTitle] = useState('')
  const [made, setMade] = useState<Made | null>(null)
  const [round, setRound] = useState(0)
  const { send, busy, refusal } = useSending()
  const entries = useChoosable(from, to, round)
  // Of a profile or a ladder a place has one.
  const isAble = ({ kind, there }: Choosable): boolean => !there && (from !== to || !isSingle(kind))
  const isChosen = (entry: Choosable): boolean =>
    isAble(entry) && (one === null ? !left.has(entry.id) : one === entry.id)
  const chosen = entries.filter(isChosen)
  // One more in its own place needs a name: its key is made of it.
  const isNamed = from === to && chosen.length === 1
  return {
    from,
    to,
    entries,
    chosen,
    made,
    busy,
    refusal,
    title: isNamed ? title : null,
    retitle: setTitle,
    isAble,
    isChosen,
    chooseFrom: (id: string): void => {
      setFrom(id)
      setOne(null)
      setLeft(new Set())
      setMade(null)
    },
    chooseTo: (id: string): void => {
      setTo(id)
      setMade(null)
    },
    tick: (id: string, ticked: boolean): void => {
      const others =
        one === null ? left : new Set(entries.map((each) => each.id).filter((each) => each !== one))
      setOne(null)
      setLeft(new Set(ticked ? [...others].filter((each) => each !== id) : [...others, id]))
    },
    copy: async (event: FormEvent): Promise<void> => {
      event.preventDefault()
      const body = {
        to,
        entries: chosen.map(({ kind, id }) => ({ kind, id, ...(isNamed && title ? { title } : {}) })),
      }
      const answer = await send(() => ask<{ copied: Made }>(`${config.routes.api}/heads/copy`, body))
      if (!answer?.ok) return
      setMade(answer.value.copied)
      setTitle('')
      setRound((count) => count + 1)
    },
  }
}

/** Copies entries of one place to another, or duplicates them in their own. */
export function CopyPanel(props: Props) {
  const { places } = props
  const { config } = useConfig()
  const { from, to, chosen, title, made, busy, refusal, chooseFrom, chooseTo, copy, retitle, ...list } =
    useCopy(props)
  return (
    <section className="board__section" aria-label="Copy entries">
      <p className="board__hint">
        For a new place, or one more entry like another. A copy is a draft without sources: nothing that was
        checked of the original counts as checked. Numbers, penalties and law stay with their place.
      </p>
      <form className="desk-form" onSubmit={(event) => void copy(event)}>
        <PlaceField id="copy-from" label="From" places={places} value={from} onChange={chooseFrom} />
        <Entries {...list} />
        <PlaceField id="copy-to" label="To" places={places} value={to} onChange={chooseTo} />
        {title === null ? null : <TitleField title={title} onTitle={retitle} />}
        <Refused refusal={refusal} />
        <Button
          type="submit"
          id="copy-run"
          margin={false}
          buttonStyle="secondary"
          disabled={!to || chosen.length === 0}
        >
          {busy
            ? 'Copying…'
            : chosen.length === 0
              ? 'Copy'
              : `Copy ${counted(chosen.length, 'entry', 'entries')}`}
        </Button>
        <div role="status" id="copy-said" className="copy__said">
          {made ? <MadeList made={made} admin={config.routes.admin} /> : null}
        </div>
      </form>
    </section>
  )
}

const MadeList = ({ made, admin }: { made: Made; admin: string }) => (
  <>
    <p>{`${counted(made.length, 'draft is', 'drafts are')} there. What to do is in the note of each.`}</p>
    <ul>
      {made.map(({ label, path }) => (
        <li key={path}>
          <Link href={`${admin}${path}`} prefetch={false}>
            {label}
          </Link>
        </li>
      ))}
    </ul>
  </>
)

interface PlaceProps {
  id: string
  label: string
  places: readonly CopyPlace[]
  value: string
  onChange: (id: string) => void
}

const PlaceField = ({ id, label, places, value, onChange }: PlaceProps) => (
  <div className="desk-field">
    <label htmlFor={id}>{label}</label>
    <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">Choose a place</option>
      {places.map((place) => (
        <option key={place.id} value={place.id}>
          {place.name}
        </option>
      ))}
    </select>
  </div>
)

type EntriesProps = Pick<ReturnType<typeof useCopy>, 'entries' | 'isAble' | 'isChosen' | 'tick'>

/** The entries of a place, each to be ticked or left out. */
const Entries = ({ entries, isAble, isChosen, tick }: EntriesProps) =>
  [...Map.groupBy(entries, ({ kind }) => kind)].map(([kind, mine]) => (
    <fieldset key={kind} className="desk-field desk-choice" data-kind={kind}>
      <legend>{KIND_WORDS[kind]}</legend>
      {mine.map((entry) => (
        <label key={entry.id} className="desk-choice__option">
          <input
            type="checkbox"
            value={entry.id}
            disabled={!isAble(entry)}
            checked={isChosen(entry)}
            onChange={(event) => tick(entry.id, event.target.checked)}
          />
          <span>
            {entry.label}
            {isAble(entry) ? null : (
              <span className="desk-field__words">
                {entry.there ? 'Is there already.' : 'A place has one: choose another place.'}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  ))

const TitleField = ({ title, onTitle }: { title: string; onTitle: (title: string) => void }) => (
  <div className="desk-field">
    <label htmlFor="copy-title">Title of the copy</label>
    <input
      id="copy-title"
      type="text"
      required
      maxLength={LIMITS.line}
      value={title}
      onChange={(event) => onTitle(event.target.value)}
    />
  </div>
)

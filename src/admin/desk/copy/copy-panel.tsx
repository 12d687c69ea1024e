'use client'
import { Button, Link, useConfig } from '@payloadcms/ui'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import { RECORD_NAMES, SHARED_ESSENTIALS } from '#domain/content/names.ts'
import { isSingle, NO_PLACE, type Kind } from '#domain/keys.ts'
import { LIMITS } from '#domain/text-rules.ts'
import { counted } from '#admin/words.ts'
import { NotRead } from '../actions/not-read.tsx'
import { Refused } from '../actions/refused.tsx'
import { useCopy, type CopyStart, type Made } from './use-copy.ts'

export interface CopyPlace {
  id: string
  name: string
}

interface Props {
  places: readonly CopyPlace[]
  start: CopyStart
}

/** A place has one profile, one ladder and one route to it, and several of the others. */
const headingOf = (kind: Kind): string =>
  RECORD_NAMES[COLLECTION_OF[kind]][isSingle(kind) ? 'singular' : 'plural']

const FROM = { id: 'copy-from', label: 'From' }
const TO = { id: 'copy-to', label: 'To' }

const verbFor = (n: number): string => (n === 0 ? 'Copy' : `Copy ${counted(n, 'entry', 'entries')}`)

/** Where entries are that belong to no place. */
const EVERYWHERE: CopyPlace = { id: NO_PLACE, name: SHARED_ESSENTIALS }

/** Copies entries of one place to another, or duplicates them in their own. */
export function CopyPanel(props: Props) {
  const { places } = props
  const { config } = useConfig()
  const {
    from,
    to,
    chosen,
    title,
    made,
    busy,
    refusal,
    unread,
    lookAgain,
    chooseFrom,
    chooseTo,
    copy,
    retitle,
    ...list
  } = useCopy(props.start)
  return (
    <section className="board__section" aria-label="Copy entries">
      <p className="board__hint">
        For a new place, or one more entry like another. A copy is a draft without sources: nothing that was
        checked of the original counts as checked. Numbers, penalties and law stay with their place.
      </p>
      {/* Above the list, which grows with each copy: its links would be moved away from a pointer below it. */}
      <div role="status" id="copy-said" className="copy__said" tabIndex={-1}>
        {made ? <MadeList made={made} admin={config.routes.admin} /> : null}
      </div>
      <form className="desk-form" onSubmit={(event) => void copy(event)}>
        <PlaceField {...FROM} places={[...places, EVERYWHERE]} value={from} onChange={chooseFrom} />
        <Entries {...list} />
        <NotRead
          id="copy-unread"
          words="What can be copied could not be read."
          refusal={unread}
          onAgain={lookAgain}
        />
        {from === NO_PLACE ? null : <PlaceField {...TO} places={places} value={to} onChange={chooseTo} />}
        {title === null ? null : <TitleField title={title} onTitle={retitle} />}
        <Refused refusal={refusal} />
        <Button
          type="submit"
          id="copy-run"
          margin={false}
          buttonStyle="secondary"
          disabled={!to || chosen.length === 0}
        >
          {busy ? 'Copying…' : verbFor(chosen.length)}
        </Button>
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
      <legend>{headingOf(kind)}</legend>
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

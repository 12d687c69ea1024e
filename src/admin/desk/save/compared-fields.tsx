'use client'
import { wordDiff } from '#domain/content/word-diff.ts'
import { Tracked } from '../review/tracked.tsx'
import { fieldWords, type Names } from './field-words.ts'
import type { Compared } from './three-way.ts'

export type Side = 'mine' | 'theirs'

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

interface ChoicesProps extends Pick<ChoiceProps, 'known' | 'names' | 'missing'> {
  both: readonly Compared[]
  /** The chosen side by path. */
  chosen: ReadonlyMap<string, Side>
  onChoose: (path: string, side: Side) => void
}

/** What both changed, or what differs where nobody knows who changed it: the person chooses. */
export function Choices({ both, known, chosen, onChoose, ...props }: ChoicesProps) {
  if (both.length === 0) return null
  return (
    <section aria-labelledby="stale-both">
      <h3 id="stale-both">{known ? 'Both of you changed' : 'Yours and theirs differ'}</h3>
      {known ? null : (
        <p className="desk-quiet">
          What this said when you began is not kept, so nobody can tell who changed what: choose for each.
        </p>
      )}
      {both.map((each) => {
        const path = each.path.join('.')
        return (
          <Choice
            key={path}
            compared={each}
            known={known}
            side={chosen.get(path)}
            onChoose={(side) => onChoose(path, side)}
            {...props}
          />
        )
      })}
    </section>
  )
}

interface ChangedProps {
  id: string
  title: string
  list: Compared[]
  side: Side
  names: Names
}

export function Changed({ id, title, list, side, names }: ChangedProps) {
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

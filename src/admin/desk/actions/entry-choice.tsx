'use client'

interface Props {
  entries: readonly { entry: string; label: string }[]
  /** Keys of those that are left for later. */
  left: ReadonlySet<string>
  setLeft: (left: ReadonlySet<string>) => void
}

/** Entries that are submitted at once, each of which can be left for later. */
export const EntryChoice = ({ entries, left, setLeft }: Props) => (
  <fieldset className="desk-field desk-choice">
    <legend>Entries</legend>
    {entries.map(({ entry, label }) => (
      <label key={entry} className="desk-choice__option">
        <input
          type="checkbox"
          checked={!left.has(entry)}
          onChange={({ target }) =>
            setLeft(new Set([...left, entry].filter((each) => each !== entry || !target.checked)))
          }
        />
        <span>{label}</span>
      </label>
    ))}
  </fieldset>
)

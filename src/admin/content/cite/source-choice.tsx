'use client'
import { useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import type { NearSource } from '#domain/content/near-sources.ts'
import { pastedLink } from './pasted-link.ts'

interface Props {
  text: string
  near: readonly NearSource[]
  /** True where the text names a source, or enough to make one: Enter cites it. */
  complete: boolean
  problem: string | null
  onText: (text: string) => void
  onChoose: (source: NearSource) => void
  onCite: () => void
}

const LIST = 'cite-near'

/** The one field: an address, or a title with the sources that are near it. */
export function SourceChoice({ text, near, complete, problem, onText, onChoose, onCite }: Props) {
  const [pointed, setPointed] = useState({ of: '', at: -1 })
  const at = pointed.of === text && pointed.at < near.length ? pointed.at : -1
  const active = near[at]
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (near.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const step = event.key === 'ArrowDown' ? 1 : -1
      setPointed({
        of: text,
        at: at < 0 && step < 0 ? near.length - 1 : (at + step + near.length) % near.length,
      })
    } else if (event.key === 'Enter') {
      // A title alone means the nearest source.
      const meant = active ?? (complete ? undefined : near[0])
      if (meant) onChoose(meant)
      else onCite()
    } else return
    event.preventDefault()
  }
  const paste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const link = pastedLink(event.clipboardData)
    if (link === null) return
    event.preventDefault()
    onText(link)
  }
  return (
    <div className="cite__source">
      <label htmlFor="cite-source">Address or title of the source</label>
      <input
        id="cite-source"
        type="text"
        role="combobox"
        aria-expanded={near.length > 0}
        aria-controls={LIST}
        aria-autocomplete="list"
        aria-activedescendant={active ? `cite-near-${active.id}` : undefined}
        aria-describedby="cite-said"
        aria-invalid={problem !== null}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onPaste={paste}
        onKeyDown={press}
      />
      <Near near={near} active={active} onChoose={onChoose} />
    </div>
  )
}

interface NearProps extends Pick<Props, 'near' | 'onChoose'> {
  active: NearSource | undefined
}

/** The focus stays in the field: the line is pointed at by its id. */
const Near = ({ near, active, onChoose }: NearProps) => (
  <div
    id={LIST}
    role="listbox"
    aria-label="Sources near it"
    className="cite__near"
    hidden={near.length === 0}
  >
    {near.map((source) => (
      <div
        key={source.id}
        id={`cite-near-${source.id}`}
        role="option"
        aria-selected={source === active}
        className="cite__option"
        onClick={() => onChoose(source)}
      >
        <span>{source.title}</span>
        <span className="cite__address">{source.url.replace(/^https?:\/\//, '')}</span>
      </div>
    ))}
  </div>
)

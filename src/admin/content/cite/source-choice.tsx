'use client'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import type { NearSource } from '#domain/content/near-sources.ts'
import { usePointed, type Line } from '#admin/use-pointed.ts'
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
  const { at, active, step, line } = usePointed({
    of: text,
    ids: near.map(({ id }) => `cite-near-${id}`),
    first: -1,
  })
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      // A title alone means the nearest source.
      const meant = near[at] ?? (complete ? undefined : near[0])
      if (meant) onChoose(meant)
      else onCite()
    } else if (!step(event.key)) return
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
        aria-activedescendant={active}
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
      <Near near={near} line={line} onChoose={onChoose} />
    </div>
  )
}

interface NearProps extends Pick<Props, 'near' | 'onChoose'> {
  line: Line
}

/** The focus stays in the field: the line is pointed at by its id. */
const Near = ({ near, line, onChoose }: NearProps) => (
  <div
    id={LIST}
    role="listbox"
    aria-label="Sources near it"
    className="cite__near"
    hidden={near.length === 0}
  >
    {near.map((source, index) => (
      <div key={source.id} {...line(index)} className="cite__option" onClick={() => onChoose(source)}>
        <span>{source.title}</span>
        <span className="cite__address">{source.url.replace(/^https?:\/\//, '')}</span>
      </div>
    ))}
  </div>
)

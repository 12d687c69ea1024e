'use client'
import { useEffect, useRef, useState } from 'react'
import type { ComparedField } from '#domain/content/compare.ts'
import type { DiffPart } from '#domain/content/word-diff.ts'

/** Characters of unchanged text kept on each side of a change. */
const KEPT = 90
/** A passage is folded only where that saves enough reading. */
const FOLDED = 3 * KEPT

const SAID = { del: 'removed: ', ins: 'added: ' } as const

/** Text with its changes struck through and underlined, and named in words for screen readers. */
export function Tracked({ parts }: { parts: readonly DiffPart[] }) {
  return (
    <p className="tracked">
      {parts.map(({ op, text }, index) => {
        const key = `${index} ${op}`
        if (op === 'same')
          return <Same key={key} text={text} first={index === 0} last={index === parts.length - 1} />
        const Tag = op
        return (
          <Tag key={key}>
            <span className="desk-sr"> [{SAID[op]}</span>
            {text}
            <span className="desk-sr">] </span>
          </Tag>
        )
      })}
    </p>
  )
}

function Same({ text, first, last }: { text: string; first: boolean; last: boolean }) {
  const [open, setOpen] = useState(false)
  const shown = useRef<HTMLSpanElement>(null)
  // The button is gone: the focus goes to the words that it showed.
  useEffect(() => {
    if (open) shown.current?.focus()
  }, [open])
  if (open)
    return (
      <span ref={shown} tabIndex={-1}>
        {text}
      </span>
    )
  if (text.length <= FOLDED || (first && last)) return <span>{text}</span>
  const head = first ? '' : text.slice(0, text.indexOf(' ', KEPT) + 1 || KEPT)
  const tail = last ? '' : text.slice(text.lastIndexOf(' ', text.length - KEPT))
  const words = text
    .slice(head.length, text.length - tail.length)
    .trim()
    .split(/\s+/).length
  return (
    <span>
      {head}
      <button type="button" className="tracked__fold" onClick={() => setOpen(true)}>
        … {words} words unchanged …
      </button>
      {tail}
    </span>
  )
}

const KINDS = { new: 'New', gone: 'Removed', changed: 'Changed' } as const

function kindOf({ before, after }: Pick<ComparedField, 'before' | 'after'>): keyof typeof KINDS {
  if (before === null) return 'new'
  return after === null ? 'gone' : 'changed'
}

interface FieldsProps {
  fields: readonly ComparedField[]
  /** True where there is no earlier text: it is shown without marks. */
  whole?: boolean
  /** Actions on one field, next to its name. */
  actions?: (field: ComparedField) => React.ReactNode
  /** What belongs beside a field's text. */
  beside?: (field: ComparedField) => React.ReactNode
}

/** Every differing field, one below the other. */
export function TrackedFields({ fields, whole, actions, beside }: FieldsProps) {
  return (
    <ul className="tracked-fields">
      {fields.map((field) => {
        const kind = kindOf(field)
        return (
          <li key={field.field} data-field={field.field}>
            <div className="tracked-fields__head">
              <h4>{field.label}</h4>
              {whole ? null : <span className="tracked-fields__kind">{KINDS[kind]}</span>}
              {actions?.(field)}
            </div>
            <div className="tracked-fields__body">
              {whole ? <p className="tracked">{field.after}</p> : <Tracked parts={field.parts} />}
              {beside?.(field)}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

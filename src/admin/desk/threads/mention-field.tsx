'use client'
import { useAuth } from '@payloadcms/ui'
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { offeredFor, typedMention, withMention } from '#domain/desk/mentions.ts'
import { LIMITS } from '#domain/text-rules.ts'
import { useWorkflowStatus } from '../bar/workflow-status-store.ts'
import { usePointed, type Line } from '#admin/use-pointed.ts'
import { counted } from '#admin/words.ts'

interface Props {
  id: string
  label: string
  /** Id of what describes it. */
  describedBy?: string
  text: string
  onText: (text: string) => void
  /** True where it takes the focus as it appears. */
  focused?: boolean
}

interface Colleague {
  id: string
  name: string
}

/** Those whom the mention at the cursor may mean. */
function useOffered(text: string, cursor: number) {
  const { user } = useAuth()
  const { workflow } = useWorkflowStatus()
  const [closed, setClosed] = useState('')
  const typed = typedMention(text, cursor)
  const of = typed ? `${typed.at} ${typed.name}` : ''
  const others = (workflow?.colleagues ?? []).filter(({ id }) => id !== `user:${user?.id}`)
  const offered = typed && closed !== of ? offeredFor(typed, others) : []
  return {
    of,
    typed,
    offered,
    close: (): void => setClosed(of),
  }
}

interface ListProps {
  id: string
  offered: readonly Colleague[]
  line: Line
  onChoose: (person: Colleague) => void
}

/** The names that fit. The focus stays in the field: each line is pointed at by its id. */
const Names = ({ id, offered, line, onChoose }: ListProps) => (
  <div id={id} role="listbox" aria-label="Colleagues" className="mention__list">
    {offered.map((person, index) => (
      <div key={person.id} {...line(index)} className="mention__option" onClick={() => onChoose(person)}>
        {person.name}
      </div>
    ))}
  </div>
)

/** The text and its cursor, which goes where a chosen name ends. */
function useText({ text, onText }: Pick<Props, 'text' | 'onText'>) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [cursor, setCursor] = useState(0)
  const [goTo, setGoTo] = useState<number | null>(null)
  useLayoutEffect(() => {
    if (goTo === null) return
    field.current?.setSelectionRange(goTo, goTo)
    setCursor(goTo)
    setGoTo(null)
  }, [goTo])
  const look = (): void => setCursor(field.current?.selectionStart ?? 0)
  const write = (next: string, at: number | null = null): void => {
    onText(next)
    if (at === null) look()
    else setGoTo(at)
  }
  return { field, cursor, look, write, text }
}

/** A text in which `@` offers colleagues: the arrow keys go through them, and Enter or Tab takes one. */
export function MentionField({ id, label, describedBy, text, onText, focused = false }: Props) {
  const list = useId()
  const { field, cursor, look, write } = useText({ text, onText })
  const { of, typed, offered, close } = useOffered(text, cursor)
  const { at, active, step, line } = usePointed({
    of,
    ids: offered.map((_person, index) => `${list}-${index}`),
  })
  const choose = (person: Colleague): void => {
    if (!typed) return
    const next = withMention(text, typed, person)
    write(next.text, next.cursor)
    field.current?.focus()
  }
  const press = (event: KeyboardEvent): void => {
    const chosen = offered[at]
    if (!chosen || event.nativeEvent.isComposing) return
    if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) choose(chosen)
    else if (event.key === 'Escape') close()
    else if (!step(event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="desk-field mention">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        ref={field}
        rows={3}
        maxLength={LIMITS.note}
        value={text}
        autoFocus={focused}
        aria-describedby={describedBy}
        aria-autocomplete="list"
        aria-controls={offered.length > 0 ? list : undefined}
        aria-activedescendant={active}
        onChange={(event) => write(event.target.value)}
        onSelect={look}
        onBlur={close}
        onKeyDown={press}
      />
      <p className="desk-sr" role="status">
        {offered.length > 0
          ? `${counted(offered.length, 'colleague fits', 'colleagues fit')}: arrow keys to choose, Enter to take.`
          : ''}
      </p>
      {offered.length > 0 ? <Names id={list} offered={offered} line={line} onChoose={choose} /> : null}
    </div>
  )
}

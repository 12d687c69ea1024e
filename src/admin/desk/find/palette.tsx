'use client'
import { Link, useConfig } from '@payloadcms/ui'
import { useRef, useState, type KeyboardEvent } from 'react'
import type { FindAnswer } from '#domain/desk/find/answer.ts'
import { usePointed, type Line } from '#admin/use-pointed.ts'
import { choicesOf, Option, type Choice } from './option.tsx'
import { useFind, type Finding } from './use-find.ts'

const LIST = 'find-list'

const many = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`

/** What is said of an answer, to those who see it and those who hear it. */
function saidOf({ answer, of, failed }: Finding, text: string): string {
  if (failed) return failed
  if (!answer) return 'Searching…'
  const reading = answer.reading
    ? ` Still reading: ${answer.reading.done} of ${answer.reading.total} records so far.`
    : ''
  if (text.trim() === '') return `Type a word, a section, a number, a place or a name.${reading}`
  if (of !== text) return 'Searching…'
  return `${tasksIn(answer)}${countsOf(answer)}${reading}`
}

/** How many tasks people have. */
const tasksIn = ({ people }: FindAnswer): string =>
  people
    .map(({ of, total }) => {
      const has = of === null ? 'You have' : `${of} has`
      return total === 0 ? `${has} no open tasks. ` : `${has} ${many(total, 'open task')}. `
    })
    .join('')

function countsOf({ records, total, some, actions, people }: FindAnswer): string {
  if (total === 0 && people.length > 0) return 'Nothing else fits.'
  if (total === 0)
    return actions.length > 0
      ? 'Nothing that is written fits.'
      : 'Nothing fits. Try fewer words, the beginning of one, or the number of a section.'
  const shown =
    records.length < total ? `The first ${records.length} of ${total}.` : `${many(total, 'record')}.`
  return some ? `Nothing has all of these words. ${shown} Each has some of them.` : shown
}

/** The list, in its groups. */
function Choices({ choices, line, onChoose }: ListProps) {
  const groups = [...new Set(choices.map(({ group }) => group))]
  return (
    <div id={LIST} role="listbox" aria-label="What fits" className="find__list">
      {groups.map((group, at) => (
        <div key={group} role="group" aria-labelledby={`find-group-${at}`}>
          <div id={`find-group-${at}`} className="find__group" role="presentation">
            {group}
          </div>
          {choices.map((choice, index) =>
            choice.group === group ? (
              <Option
                key={choice.id}
                choice={choice}
                line={line(index)}
                onChoose={(aside) => onChoose(index, aside)}
              />
            ) : null,
          )}
        </div>
      ))}
    </div>
  )
}

interface ListProps {
  choices: readonly Choice[]
  line: Line
  onChoose: (index: number, aside: boolean) => void
}

/** Opens the choices of a list, by links that are not shown. */
function useLinks(choices: readonly Choice[], onClose: () => void) {
  const { config } = useConfig()
  const links = useRef<HTMLDivElement>(null)
  const choose = (index: number, aside: boolean): void => {
    const link = links.current?.querySelectorAll('a')[index]
    if (!link) return
    if (aside) {
      window.open(link.href, '_blank', 'noopener')
      return
    }
    // A link, and not a call: a form with unsaved changes asks before it is left.
    link.click()
    onClose()
  }
  const hidden = (
    <div ref={links} hidden>
      {choices.map(({ id, path }) => (
        <Link key={id} href={`${config.routes.admin}${path}`} prefetch={false} tabIndex={-1}>
          {id}
        </Link>
      ))}
    </div>
  )
  return { choose, hidden }
}

interface FieldProps {
  text: string
  active: string | undefined
  onText: (text: string) => void
  onKey: (event: KeyboardEvent) => void
}

/** The field, a combobox: the focus stays in it while the arrow keys go through the list. */
const Field = ({ text, active, onText, onKey }: FieldProps) => (
  <input
    id="find-text"
    className="find__input"
    type="text"
    role="combobox"
    aria-label="Search everything that is written, what to do, or whose task it is"
    aria-expanded={active !== undefined}
    aria-controls={LIST}
    aria-autocomplete="list"
    aria-activedescendant={active}
    aria-describedby="find-said"
    autoComplete="off"
    autoCapitalize="none"
    spellCheck={false}
    enterKeyHint="go"
    placeholder="Search: stalking, s 33, 0808 2000, new offence"
    autoFocus
    value={text}
    onChange={(event) => onText(event.target.value)}
    onKeyDown={onKey}
  />
)

/** The field and what it finds. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('')
  const finding = useFind(text)
  const choices = choicesOf(finding.answer, finding.of)
  const { at, active, step, line } = usePointed({ of: finding.of, ids: choices.map(({ id }) => id) })
  const { choose, hidden } = useLinks(choices, onClose)
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    // What is shown may answer the letters before the last ones: those are waited for.
    if (event.key === 'Enter' && finding.of === text) choose(at, event.ctrlKey || event.metaKey)
    else if (!step(event.key)) return
    event.preventDefault()
  }
  return (
    <>
      <div className="find__field-line">
        <Field text={text} active={active} onText={setText} onKey={press} />
        <button type="button" id="find-close" className="find__close" onClick={onClose}>
          Close
        </button>
      </div>
      <p id="find-said" className="find__said" role="status">
        {saidOf(finding, text)}
      </p>
      <Choices choices={choices} line={line} onChoose={choose} />
      {hidden}
    </>
  )
}

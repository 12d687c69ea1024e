'use client'
import { useId, useState, type ReactNode } from 'react'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { focusOn } from '#admin/focus-on.ts'
import { LawAnswers } from '../law/law-answers.tsx'
import { counted, printDay } from '#admin/words.ts'
import type { FieldSpec, Values } from './actions.ts'

interface Props {
  spec: FieldSpec
  value: Values[string]
  workflow: WorkflowStatus
  onChange: (value: Values[string]) => void
}

const asText = (value: Values[string]): string => (typeof value === 'string' ? value : '')

/** A field of a desk form: the `id` of its input is `desk-<name>`. */
export function ActionField(props: Props) {
  switch (props.spec.as) {
    case 'text':
      return <TextArea {...props} />
    case 'choice':
      return <Choice {...props} />
    case 'select':
      return <Select {...props} />
    case 'day':
      return <Day {...props} />
    case 'sources':
      return <Sources {...props} />
    case 'notes':
      return <Notes {...props} />
    case 'law':
      return <Law {...props} />
  }
}

function Labelled({
  id,
  spec,
  children,
}: {
  id: string
  spec: Pick<FieldSpec, 'label' | 'help' | 'optional'>
  children: ReactNode
}) {
  return (
    <div className="desk-field">
      <label htmlFor={id}>
        {spec.label}
        {spec.optional ? <span className="desk-field__optional"> (optional)</span> : null}
      </label>
      {spec.help ? (
        <p className="desk-field__help" id={`${id}-help`}>
          {spec.help}
        </p>
      ) : null}
      {children}
    </div>
  )
}

const described = (id: string, help: string | undefined): { 'aria-describedby'?: string } =>
  help ? { 'aria-describedby': `${id}-help` } : {}

function TextArea({ spec, value, onChange }: Props) {
  const id = `desk-${spec.name}`
  return (
    <Labelled id={id} spec={spec}>
      <textarea
        id={id}
        rows={3}
        maxLength={2000}
        value={asText(value)}
        onChange={(event) => onChange(event.target.value)}
        {...described(id, spec.help)}
      />
    </Labelled>
  )
}

function Day({ spec, value, onChange }: Props) {
  const id = `desk-${spec.name}`
  const { min, max } = spec.as === 'day' ? spec : {}
  return (
    <Labelled id={id} spec={spec}>
      <div className="desk-field__day">
        <input
          id={id}
          type="date"
          min={min}
          max={max ?? '9999-12-31'}
          value={asText(value)}
          onChange={(event) => onChange(event.target.value)}
          {...described(id, spec.help)}
        />
        <span className="desk-field__words">{printDay(asText(value))}</span>
      </div>
    </Labelled>
  )
}

function Select({ spec, value, onChange }: Props) {
  const id = `desk-${spec.name}`
  return (
    <Labelled id={id} spec={spec}>
      <select
        id={id}
        value={asText(value)}
        onChange={(event) => onChange(event.target.value)}
        {...described(id, spec.help)}
      >
        <option value="">Choose</option>
        {spec.as === 'select'
          ? spec.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))
          : null}
      </select>
    </Labelled>
  )
}

function Choice({ spec, value, onChange }: Props) {
  const name = useId()
  return (
    <fieldset className="desk-field desk-choice" id={`desk-${spec.name}`}>
      <legend>{spec.label}</legend>
      {spec.help ? <p className="desk-field__help">{spec.help}</p> : null}
      {spec.as === 'choice'
        ? spec.options.map((option) => (
            <label key={option.value} className="desk-choice__option">
              <input
                type="radio"
                name={name}
                value={option.value}
                checked={value === option.value}
                onChange={() => onChange(option.value)}
              />
              <span>
                {option.label}
                {option.help ? <span className="desk-field__help">{option.help}</span> : null}
              </span>
            </label>
          ))
        : null}
    </fieldset>
  )
}

const hostOf = (url: string): string => {
  try {
    return new URL(url).host
  } catch {
    return url
  }
}

/** Sources to check: opening one ticks it. */
function Sources({ spec, value, workflow, onChange }: Props) {
  const opened = Array.isArray(value) ? value : []
  const open = (key: string): void => onChange([...new Set([...opened, key])])
  return (
    <fieldset className="desk-field desk-sources" id={`desk-${spec.name}`}>
      <legend>{spec.label}</legend>
      <p className="desk-field__help" aria-live="polite">
        {opened.length} of {counted(workflow.sources.length, 'source')} opened.
      </p>
      <ul>
        {workflow.sources.map(({ key, title, url }) => (
          <li key={key} data-opened={opened.includes(key)}>
            <span className="desk-sources__mark" aria-hidden="true">
              {opened.includes(key) ? '✓' : ''}
            </span>
            <span>
              <a
                href={url}
                target="_blank"
                rel="noopener noreferrer"
                onClick={() => open(key)}
                onAuxClick={() => open(key)}
              >
                {title}
              </a>
              <span className="desk-field__help">
                {hostOf(url)} · {opened.includes(key) ? 'opened' : 'opens in a new tab'}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

/** Law changes for which the entry is flagged, each claim with its answer. */
function Law({ spec, value, onChange }: Props) {
  const values = typeof value === 'object' && !Array.isArray(value) ? value : {}
  if (spec.as !== 'law') return null
  return (
    <div className="desk-field" role="group" aria-label={spec.label} id={`desk-${spec.name}`}>
      <p className="desk-field__title">{spec.label}</p>
      <p className="desk-field__help">{spec.help}</p>
      <LawAnswers questions={spec.questions} values={values} onChange={onChange} />
    </div>
  )
}

/** A note on the whole entry, and one on each claim that needs it. */
function Notes({ spec, value, workflow, onChange }: Props) {
  const notes = typeof value === 'object' && !Array.isArray(value) ? value : {}
  const [added, setAdded] = useState<string[]>([])
  const write = (claim: string, text: string): void => onChange({ ...notes, [claim]: text })
  const shown = workflow.claims.filter(({ id }) => notes[id] !== undefined || added.includes(id))
  const rest = workflow.claims.filter((claim) => !shown.includes(claim))
  return (
    <>
      {shown.map(({ id, label }) => (
        <Labelled key={id} id={`desk-note-${id}`} spec={{ label: `On “${label}”` }}>
          <textarea
            id={`desk-note-${id}`}
            rows={3}
            maxLength={2000}
            value={notes[id] ?? ''}
            onChange={(event) => write(id, event.target.value)}
          />
        </Labelled>
      ))}
      {rest.length > 0 ? (
        <div className="desk-field">
          <span className="desk-field__title">Add a note on one claim</span>
          <div className="desk-field__row">
            {rest.map(({ id, label }) => (
              <button
                key={id}
                type="button"
                className="desk-chip"
                onClick={() => {
                  setAdded([...added, id])
                  focusOn(`desk-note-${id}`)
                }}
              >
                <span aria-hidden="true">+ </span>
                {label}
              </button>
            ))}
          </div>
        </div>
      ) : null}
      <Labelled id={`desk-${spec.name}`} spec={spec}>
        <textarea
          id={`desk-${spec.name}`}
          rows={3}
          maxLength={2000}
          value={notes[''] ?? ''}
          onChange={(event) => write('', event.target.value)}
        />
      </Labelled>
    </>
  )
}

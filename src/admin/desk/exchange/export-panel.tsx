'use client'
import { Button, useConfig } from '@payloadcms/ui'
import { useState, type FormEvent } from 'react'
import { askFile, type Refusal } from '#admin/ask.ts'
import { Problems } from '../actions/problems.tsx'
import { EVERYTHING, exportQuery, FORMS, formsFor, type ExportForm, type Place } from './scopes.ts'

/** Gives a file to the browser, as a download. */
function save(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

interface Props {
  places: readonly Place[]
  /** The scope that is chosen at first. */
  start: string
}

/** Chooses what leaves, and in which form. */
export function ExportPanel({ places, start }: Props) {
  const { config } = useConfig()
  const [scope, setScope] = useState(start)
  const [wanted, setForm] = useState<ExportForm>('zip')
  const [live, setLive] = useState(false)
  const [record, setRecord] = useState(false)
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<{ name: string } | Refusal | null>(null)
  const forms = formsFor(scope)
  const form = forms.includes(wanted) ? wanted : 'zip'
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setSaid(null)
    const query = exportQuery({ scope, form, live, record })
    const answer = await askFile(`${config.routes.api}/exchange/export?${query}`)
    setBusy(false)
    if (answer.ok) save(answer.value.name, answer.value.content)
    setSaid(answer.ok ? { name: answer.value.name } : answer.refusal)
  }
  return (
    <section className="board__section" aria-labelledby="export">
      <h2 id="export">Export</h2>
      <p className="board__hint">
        For a copy, a translator or another installation. What leaves here can be imported again.
      </p>
      <form className="desk-form" onSubmit={(event) => void submit(event)}>
        <ScopeField places={places} start={start} scope={scope} onScope={setScope} />
        <FormField forms={forms} form={form} onForm={setForm} />
        <SideField live={live} onLive={setLive} />
        <RecordField able={form === 'zip'} record={record} onRecord={setRecord} />
        {said && 'message' in said ? (
          <Problems
            message={said.message}
            problems={said.problems}
            signIn={said.ended ? `${config.routes.admin}/login` : null}
          />
        ) : null}
        <Button type="submit" id="export-run" margin={false} buttonStyle="secondary">
          {busy ? 'Exporting…' : 'Export'}
        </Button>
        <p role="status" id="export-said" className="exchange__said">
          {said && 'name' in said ? `${said.name} is in your downloads.` : ''}
        </p>
      </form>
    </section>
  )
}

interface ScopeProps extends Props {
  scope: string
  onScope: (scope: string) => void
}

const ScopeField = ({ places, start, scope, onScope }: ScopeProps) => (
  <div className="desk-field">
    <label htmlFor="export-scope">What</label>
    <select id="export-scope" value={scope} onChange={(event) => onScope(event.target.value)}>
      <option value={EVERYTHING}>Everything</option>
      {start.startsWith('entry:') ? <option value={start}>Only {start.slice('entry:'.length)}</option> : null}
      <optgroup label="One place, with its sections">
        {places.map(({ slug, name }) => (
          <option key={slug} value={`place:${slug}`}>
            {name}
          </option>
        ))}
      </optgroup>
    </select>
  </div>
)

interface FormProps {
  forms: readonly ExportForm[]
  form: ExportForm
  onForm: (form: ExportForm) => void
}

const FormField = ({ forms, form, onForm }: FormProps) => (
  <div className="desk-field">
    <label htmlFor="export-form">Form</label>
    <select id="export-form" value={form} onChange={(event) => onForm(event.target.value as ExportForm)}>
      {forms.map((each) => (
        <option key={each} value={each}>
          {FORMS[each]}
        </option>
      ))}
    </select>
  </div>
)

const SideField = ({ live, onLive }: { live: boolean; onLive: (live: boolean) => void }) => (
  <fieldset className="desk-field desk-choice">
    <legend>Which words</legend>
    {[
      {
        value: false,
        id: 'export-working',
        name: 'As they are saved',
        words: 'Also what nobody has reviewed yet.',
      },
      { value: true, id: 'export-live', name: 'As readers see them', words: 'Only what is live.' },
    ].map(({ value, id, name, words }) => (
      <label key={id} className="desk-choice__option">
        <input
          type="radio"
          id={id}
          name="export-side"
          checked={live === value}
          onChange={() => onLive(value)}
        />
        <span>
          <strong>{name}</strong>
          <span className="desk-field__words">{words}</span>
        </span>
      </label>
    ))}
  </fieldset>
)

interface RecordProps {
  able: boolean
  record: boolean
  onRecord: (record: boolean) => void
}

const RecordField = ({ able, record, onRecord }: RecordProps) => (
  <div className="desk-field">
    <label className="desk-choice__option">
      <input
        type="checkbox"
        id="export-record"
        disabled={!able}
        checked={able && record}
        onChange={(event) => onRecord(event.target.checked)}
      />
      <span>
        <strong>With the record</strong>
        <span className="desk-field__words">
          Every edition, event and public change, with who did it. Only in a .zip; an import leaves it alone.
        </span>
      </span>
    </label>
  </div>
)

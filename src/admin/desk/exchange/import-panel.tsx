'use client'
import { Button, useConfig } from '@payloadcms/ui'
import { useState, type FormEvent } from 'react'
import { Refused } from '../actions/refused.tsx'
import { ImportReportView } from './import-report.tsx'
import type { Place } from './scopes.ts'
import { MOST_BYTES, useImport } from './use-import.ts'

/** What is brought: files of content, or a guide page of which only the text is left. */
type Kind = 'content' | 'page'

const ACCEPTED: Record<Kind, string> = { content: '.yaml,.yml,.json,.zip,.csv', page: '.txt,.html,.htm' }

/** Chooses files, shows what they would change, and imports exactly that. */
export function ImportPanel({ places }: { places: readonly Place[] }) {
  const { config } = useConfig()
  const [kind, setKind] = useState<Kind>('content')
  const [files, setFiles] = useState<File[]>([])
  const [place, setPlace] = useState(places[0]?.slug ?? '')
  const [overwrite, setOverwrite] = useState(false)
  const { busy, answer, refused, look, confirm, forget } = useImport()
  const changing =
    <T,>(set: (value: T) => void) =>
    (value: T): void => {
      forget()
      set(value)
    }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (busy === null) void look({ files, guidePage: kind === 'page' ? place : null, overwrite })
  }
  return (
    <section className="board__section" aria-labelledby="import">
      <h2 id="import">Import</h2>
      <p className="board__hint">
        What you bring becomes working copies, as if you had typed it. Nothing reaches readers before it is
        submitted and approved. First you see what would change.
      </p>
      <form className="desk-form" onSubmit={submit} noValidate>
        <KindField
          kind={kind}
          onKind={changing((next: Kind) => {
            setKind(next)
            setFiles([])
          })}
        />
        {kind === 'page' ? <PlaceField places={places} place={place} onPlace={changing(setPlace)} /> : null}
        <FilesField kind={kind} onClear={() => setFiles([])} onFiles={changing(setFiles)} />
        <OverwriteField overwrite={overwrite} onOverwrite={changing(setOverwrite)} />
        {refused && !answer ? <Refused refusal={refused} /> : null}
        <Button type="submit" id="import-look" margin={false} buttonStyle={answer ? 'secondary' : 'primary'}>
          {busy === 'look' ? 'Comparing…' : 'See what would change'}
        </Button>
      </form>
      <div role="status" className="desk-sr">
        {busy === 'import' ? 'Importing.' : ''}
      </div>
      {answer ? (
        <ImportReportView
          key={`${answer.plan} ${answer.written}`}
          admin={config.routes.admin}
          answer={answer}
          busy={busy === 'import'}
          refused={refused ? <Refused refusal={refused} /> : null}
          onConfirm={() => void confirm()}
        />
      ) : null}
    </section>
  )
}

const KINDS = [
  {
    kind: 'content',
    name: 'Content',
    words: 'Files that were exported (.zip, .yaml, .json), or a sheet (.csv).',
  },
  {
    kind: 'page',
    name: 'A guide page',
    words: 'Its text (.txt) or page (.html) becomes drafts of one place.',
  },
] as const

const KindField = ({ kind, onKind }: { kind: Kind; onKind: (kind: Kind) => void }) => (
  <fieldset className="desk-field desk-choice">
    <legend>What you bring</legend>
    {KINDS.map((each) => (
      <label key={each.kind} className="desk-choice__option">
        <input
          type="radio"
          id={`import-kind-${each.kind}`}
          name="import-kind"
          checked={kind === each.kind}
          onChange={() => onKind(each.kind)}
        />
        <span>
          <strong>{each.name}</strong>
          <span className="desk-field__words">{each.words}</span>
        </span>
      </label>
    ))}
  </fieldset>
)

interface PlaceProps {
  places: readonly Place[]
  place: string
  onPlace: (place: string) => void
}

const PlaceField = ({ places, place, onPlace }: PlaceProps) => (
  <div className="desk-field">
    <label htmlFor="import-place">Its place</label>
    <select id="import-place" value={place} onChange={(event) => onPlace(event.target.value)}>
      {places.map(({ slug, name }) => (
        <option key={slug} value={slug}>
          {name}
        </option>
      ))}
    </select>
  </div>
)

interface FilesProps {
  kind: Kind
  onClear: () => void
  onFiles: (files: File[]) => void
}

const FilesField = ({ kind, onClear, onFiles }: FilesProps) => (
  <div className="desk-field">
    <label htmlFor="import-files">Files</label>
    <span className="desk-field__help" id="import-files-help">
      One or several, {MOST_BYTES / 1_000_000} MB together. More fits in a .zip.
    </span>
    <input
      key={kind}
      type="file"
      id="import-files"
      className="exchange__files"
      aria-describedby="import-files-help"
      multiple
      accept={ACCEPTED[kind]}
      // A file that was mended is chosen again under its name: browsers tell only of another choice.
      onClick={(event) => {
        event.currentTarget.value = ''
        onClear()
      }}
      onChange={(event) => onFiles([...(event.target.files ?? [])])}
    />
  </div>
)

interface OverwriteProps {
  overwrite: boolean
  onOverwrite: (overwrite: boolean) => void
}

const OverwriteField = ({ overwrite, onOverwrite }: OverwriteProps) => (
  <div className="desk-field">
    <label className="desk-choice__option">
      <input
        type="checkbox"
        id="import-overwrite"
        checked={overwrite}
        onChange={(event) => onOverwrite(event.target.checked)}
      />
      <span>
        <strong>Replace unsubmitted changes</strong>
        <span className="desk-field__words">
          What somebody saved and has not submitted is otherwise kept: the import is refused.
        </span>
      </span>
    </label>
  </div>
)

'use client'
import { Button, Link, useConfig } from '@payloadcms/ui'
import { useEffect, useRef, type ReactNode } from 'react'
import {
  IMPORT_STATUSES,
  type ImportAnswer,
  type ImportRow,
  type ImportStatus,
  type UnplacedPiece,
} from '#domain/content/import-report.ts'
import { isNamed, RECORD_NAMES } from '#domain/content/names.ts'
import { counted } from '#domain/desk/impact.ts'
import { capitalised, listed } from '#admin/words.ts'
import { labelOf, valueFields } from '../save/three-way.ts'
import { recordHref } from './addresses.ts'

/** Records that are named of one status; the others are counted. */
const NAMED = 200

/** Refusals first: they stop the whole. */
const ORDER: ImportStatus[] = ['refused', 'changed', 'added']

interface Props {
  admin: string
  answer: ImportAnswer
  busy: boolean
  /** Why the last confirmation was refused. */
  refused: ReactNode
  onConfirm: () => void
}

function headline({ counts: { added, changed, same, refused }, written, moved }: ImportAnswer): string {
  if (added + changed + same + refused === 0) return 'There is nothing in these files'
  if (written && added + changed > 0) return `Imported: ${movesIn(added, changed)}`
  if (moved) return 'The content has changed since you looked'
  if (refused > 0) return `${counted(refused, 'record is', 'records are')} refused: nothing can be imported`
  return added + changed === 0 ? 'Everything is there already' : `This would be ${movesIn(added, changed)}`
}

const movesIn = (added: number, changed: number): string =>
  [added > 0 ? counted(added, 'new record') : '', changed > 0 ? counted(changed, 'changed record') : '']
    .filter((part) => part !== '')
    .join(' and ')

function explained({ counts: { added, changed, refused }, written, moved }: ImportAnswer): string {
  if (written && added + changed > 0)
    return 'They are working copies now. Open each, look at it, and submit it for review.'
  if (refused > 0)
    return 'One refused record stops the whole, so that nothing is brought by halves. Mend what is named below in your file, choose it again, and look again.'
  if (moved)
    return 'Nothing was imported. Below is what would happen now: confirm it if it is still what you want.'
  return added + changed === 0 ? 'Nothing is to be done.' : 'Nothing has been imported yet.'
}

/** What an import would do, or did: counts, refusals, then what changes; and the button that does it. */
export function ImportReportView({ admin, answer, busy, refused, onConfirm }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { counts, rows, unplaced, written } = answer
  const able = !written && counts.refused === 0 && counts.added + counts.changed > 0
  return (
    <section className="exchange__report" aria-labelledby="import-report" id="import-result">
      <h3 id="import-report" tabIndex={-1} ref={heading}>
        {headline(answer)}
      </h3>
      <ul className="exchange__counts" aria-label="Counts">
        {(Object.keys(IMPORT_STATUSES) as ImportStatus[]).map((status) => (
          <li key={status} data-status={status} data-none={counts[status] === 0 ? true : undefined}>
            <strong>{counts[status].toLocaleString('en')}</strong> {IMPORT_STATUSES[status].toLowerCase()}
          </li>
        ))}
      </ul>
      <p className="exchange__words">{explained(answer)}</p>
      {ORDER.map((status) => (
        <Rows key={status} admin={admin} status={status} written={written} rows={rows} />
      ))}
      <Unplaced pieces={unplaced} />
      {refused}
      {able ? (
        <Button type="button" id="import-confirm" margin={false} onClick={busy ? () => undefined : onConfirm}>
          {busy ? 'Importing… this can take a minute' : `Import ${movesIn(counts.added, counts.changed)}`}
        </Button>
      ) : null}
    </section>
  )
}

interface RowsProps {
  admin: string
  status: ImportStatus
  written: boolean
  rows: readonly ImportRow[]
}

function Rows({ admin, status, written, rows }: RowsProps) {
  const mine = rows.filter((row) => row.status === status)
  if (mine.length === 0) return null
  return (
    <>
      <h4 id={`import-${status}`}>{IMPORT_STATUSES[status]}</h4>
      <ul className="exchange__rows" aria-labelledby={`import-${status}`}>
        {mine.slice(0, NAMED).map((row, index) => (
          <Row
            key={`${row.file} ${row.line} ${row.key} ${index}`}
            admin={admin}
            row={row}
            written={written}
          />
        ))}
      </ul>
      {mine.length > NAMED ? (
        <p className="desk-quiet">… and {counted(mine.length - NAMED, 'more', 'more')}.</p>
      ) : null}
    </>
  )
}

/** What the form calls fields of a record; one that no form has, in the words of its name. */
function useFieldLabels(list: string): (names: readonly string[]) => string {
  const { getEntityConfig } = useConfig()
  const config =
    list === 'site' ? getEntityConfig({ globalSlug: list }) : getEntityConfig({ collectionSlug: list })
  const labels = new Map(valueFields(config?.fields ?? []).map((field) => [field.name, labelOf(field)]))
  return (names) =>
    listed(
      names.map(
        (name) =>
          `“${labels.get(name) ?? capitalised(name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`))}”`,
      ),
    )
}

/** The record of a row in a word; a list that is unknown, as the file names it. */
const nameIn = (list: string): string => (isNamed(list) ? RECORD_NAMES[list].singular : list)

/** A record by its kind, its label and its key; a label that begins with the kind says both. */
function Named({ admin, row, there }: { admin: string; row: ImportRow; there: boolean }) {
  const kind = nameIn(row.list)
  return (
    <span className="exchange__record">
      {row.label.startsWith(kind) ? null : `${kind} `}
      {there ? (
        <Link href={recordHref(admin, row.list, row.key)} prefetch={false}>
          {row.label || row.key}
        </Link>
      ) : (
        <strong>{row.label || row.key}</strong>
      )}{' '}
      <span className="desk-quiet">{row.key}</span>
    </span>
  )
}

function Row({ admin, row, written }: { admin: string; row: ImportRow; written: boolean }) {
  const labels = useFieldLabels(row.list)
  return (
    <li data-status={row.status} data-key={row.key}>
      {row.list === '' ? null : <Named admin={admin} row={row} there={row.status === 'changed' || written} />}
      {row.status === 'changed' ? <span>Changes {labels(row.fields)}</span> : null}
      {row.reason === null ? null : <span className="exchange__reason">{row.reason}</span>}
      <span className="desk-quiet">
        {row.file}, line {row.line.toLocaleString('en')}
      </span>
    </li>
  )
}

/** Pieces of a guide page that stand in no draft. */
const Unplaced = ({ pieces }: { pieces: readonly UnplacedPiece[] }) =>
  pieces.length === 0 ? null : (
    <>
      <h4 id="import-unplaced">To look at in the page</h4>
      <ul className="exchange__rows" aria-labelledby="import-unplaced">
        {pieces.map(({ line, text, why }) => (
          <li key={`${line} ${text}`}>
            <span className="exchange__reason">{why}</span>
            <span>“{text}”</span>
            <span className="desk-quiet">Line {line.toLocaleString('en')}</span>
          </li>
        ))}
      </ul>
    </>
  )

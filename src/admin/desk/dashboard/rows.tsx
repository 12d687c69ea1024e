import { Link, Pill } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import { screenOf } from '#domain/content/collections.ts'
import type { BoardList, BoardRow } from '#domain/desk/board.ts'
import { openQuestions } from '#admin/words.ts'

/** Address of one list of the board. */
export function listHref(admin: string, list: BoardList, place: string | null = null, page = 1): string {
  const query = new URLSearchParams({ list })
  if (place !== null) query.set('place', place)
  if (page > 1) query.set('page', String(page))
  return `${admin}?${query.toString()}`
}

interface LineProps {
  href: string | null
  label: ReactNode
  words: ReactNode
  verb?: string | null
  /** The label of a late entry. */
  late?: string | null
  quiet?: boolean
  /** What stands before the link. */
  before?: ReactNode
}

/** One task: the whole line is a link to it. */
export function Line({
  href,
  label,
  words,
  verb = null,
  late = null,
  quiet = false,
  before = null,
}: LineProps) {
  const inside = (
    <>
      <span className="board__label">
        {late !== null && (
          <Pill pillStyle={late === 'Overdue' ? 'warning' : 'error'} size="small">
            {late}
          </Pill>
        )}
        {label}
      </span>
      <span className="board__words">{words}</span>
      {verb !== null && (
        <span className="board__verb">
          {verb} <span aria-hidden="true">→</span>
        </span>
      )}
    </>
  )
  const look = `board__line${quiet ? ' board__line--quiet' : ''}`
  return (
    <li>
      {before}
      {href === null ? (
        <div className={look}>{inside}</div>
      ) : (
        <Link className={look} href={href} prefetch={false}>
          {inside}
        </Link>
      )}
    </li>
  )
}

interface EntryLineProps extends Pick<LineProps, 'before'> {
  admin: string
  row: BoardRow
  /** The word for lateness; null where the list itself says so. */
  lateWord?: 'Late' | 'Overdue' | null
  /** A sentence more. */
  also?: string | null
}

/** A waiting entry. A task this person may not do says so, and is still a link. */
export function EntryLine({ admin, row, lateWord = 'Late', also = null, before }: EntryLineProps) {
  const { label, at, verb, words: why, late, others, task, questions = 0 } = row
  const more = others ?? also
  const words = [
    why,
    ...(task === null ? [] : [task]),
    ...(questions > 0 ? [openQuestions(questions)] : []),
  ].join('; ')
  return (
    <Line
      href={at ? `${admin}${screenOf(at.collection, at.id)}${at.review ? '/review' : ''}` : null}
      label={label}
      words={more ? `${words}${/[.!?]”?$/.test(words) ? '' : '.'} ${more}.` : words}
      verb={others ? null : verb}
      late={late ? lateWord : null}
      quiet={others !== null}
      before={before}
    />
  )
}

/** Waiting entries. */
export function Rows({
  admin,
  rows,
  lateWord,
}: Pick<EntryLineProps, 'admin' | 'lateWord'> & { rows: readonly BoardRow[] }) {
  return (
    <ul className="board__rows">
      {rows.map((row) => (
        <EntryLine key={row.entry} admin={admin} row={row} lateWord={lateWord} />
      ))}
    </ul>
  )
}

interface SectionProps {
  id: string
  title: string
  /** The count, linked to the full list. */
  count?: { n: number; href: string; more?: boolean }
  hint?: ReactNode
  late?: boolean
  children: ReactNode
}

/** A section of the board, with its count. */
export function Section({ id, title, count, hint, late = false, children }: SectionProps) {
  return (
    <section
      className={`board__section${late ? ' board__section--late' : ''}`}
      aria-labelledby={`board-${id}`}
    >
      <h2 id={`board-${id}`}>
        {title}
        {count && (
          <>
            {' '}
            <Link
              className="board__count"
              href={count.href}
              prefetch={false}
              aria-label={`${title}: see all ${count.n}`}
            >
              {count.n.toLocaleString('en')}
            </Link>
          </>
        )}
      </h2>
      {hint && <p className="board__hint">{hint}</p>}
      {children}
    </section>
  )
}
